"""When Chromium first shows something of the list (first contentful paint, W3C Paint Timing)."""

from collections.abc import Iterator

from playwright.sync_api import BrowserContext, sync_playwright
from rich.progress import track

from benchmarks.page.figures import Figure, longest
from benchmarks.page.person import Person
from tests.browser.chromium import EXECUTABLE, FLAGS, LOOKS

AIM_MS = 1000

_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def measured(url: str, lead: Person, paints: int) -> Iterator[Figure]:
    """With nothing of the page in the browser, and with style and scripts of the time before. Chromium must be there.

    ``lead`` is who looks.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        name, value = lead.cookie
        cold, warm = [], []
        for _ in track(range(paints), "first paint", transient=True):
            context = browser.new_context(locale="de-DE", **LOOKS["light"])
            context.add_cookies([{"name": name, "value": value, "url": url}])
            cold.append(_seconds_to_paint(context, url))
            warm.append(_seconds_to_paint(context, url))
            context.close()
        browser.close()
    yield longest("first paint, cold", cold, AIM_MS)
    yield longest("first paint, warm", warm, AIM_MS)


def _seconds_to_paint(context: BrowserContext, url: str) -> float:
    page = context.new_page()
    page.goto(f"{url}/liste")
    page.get_by_role("button", name="Abmelden").wait_for()  # it is the list, and not the form to sign in
    milliseconds: float = page.wait_for_function(_PAINT).json_value()
    page.close()
    return milliseconds / 1000
