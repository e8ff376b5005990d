"""Takes docs/screenshots/: ``python -m tests.browser.screenshots``. The people are made up, the clock is set."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from rueckruf.project import ROOT
from tests.browser.chromium import EXECUTABLE, FLAGS, LOOKS, served, sign_in
from tests.browser.morning import prepare

FOLDER = ROOT / "docs" / "screenshots"


def main() -> None:
    """Takes all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        prepare(Path(folder)).engine.dispose()
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        with served(Path(folder)) as url:
            _take(browser, url, "day-list", "anna", "/liste")
            _take(browser, url, "day-list-dark", "anna", "/liste", look="dark")
            _take(browser, url, "day-list-phone", "anna", "/liste", look="phone")
            _take(browser, url, "request", "anna", "/liste", follow="Friederike von der Heide")
            _take(browser, url, "overview", "leo", "/uebersicht")


def _take(
    browser: Browser, url: str, name: str, login: str, path: str, *, look: str = "light", follow: str | None = None
) -> None:
    context = browser.new_context(locale="de-DE", **LOOKS[look])
    page = context.new_page()
    sign_in(page, url, login)
    page.goto(url + path)
    if follow:
        page.get_by_role("link", name=follow, exact=True).click()
        page.get_by_role("heading", name=follow).wait_for()
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
