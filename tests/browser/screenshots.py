"""Takes docs/screenshots/: ``python -m tests.browser.screenshots``. The people are made up, the clock is set."""

import tempfile
from pathlib import Path

import typer
from playwright.sync_api import Browser, expect, sync_playwright

from rueckruf.project import ROOT
from rueckruf.simulator.server import rueckruf_at, running_server
from tests.browser.chromium import EXECUTABLE, FLAGS, LOOKS, served, sign_in
from tests.browser.morning import MOMENT, prepare

FOLDER = ROOT / "docs" / "screenshots"


def main() -> None:
    """Take the pictures of both pages for the README, into docs/screenshots/."""
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
            _take(browser, url, "papers", "petra", "/unterlagen")
        with running_server(Path(folder) / "calls", command=rueckruf_at(MOMENT), arguments=["--phone"]) as server:
            (address,) = (line.split()[1] for line in server.output if line.startswith("telephone "))
            for name, look in (("telephone", "light"), ("telephone-dark", "dark"), ("telephone-phone", "phone")):
                _call(browser, address, name, look)


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


def _call(browser: Browser, address: str, name: str, look: str) -> None:
    context = browser.new_context(locale="de-DE", **LOOKS[look])
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Anrufen").click()
    for line in ("Hier ist Sabine Müller", "ja, gern", "Wie lange dauert das?"):
        turn = page.locator("#call").get_attribute("data-turn") or ""
        page.get_by_label("Was sagen Sie?").fill(line)
        page.keyboard.press("Enter")
        expect(page.locator("#call")).not_to_have_attribute("data-turn", turn)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    typer.run(main)
