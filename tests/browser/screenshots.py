"""Takes docs/screenshots/: ``python -m tests.browser.screenshots``. The people are made up, the clock is set."""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from rueckruf.project import ROOT
from tests.browser.chromium import EXECUTABLE, FLAGS, served, sign_in
from tests.browser.morning import prepare

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP = {"width": 1240, "height": 900}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    """All pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        prepare(Path(folder)).engine.dispose()
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        with served(Path(folder)) as url:
            _take(browser, url, "day-list", "anna", "/liste")
            _take(browser, url, "day-list-dark", "anna", "/liste", color_scheme="dark")
            _take(browser, url, "day-list-phone", "anna", "/liste", viewport=PHONE, device_scale_factor=2)
            _take(browser, url, "request", "anna", "/liste", follow="Nguyễn Thị Lan")
            _take(browser, url, "overview", "leo", "/uebersicht")


def _take(
    browser: Browser, url: str, name: str, login: str, path: str, *, follow: str | None = None, **options: Any
) -> None:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "de-DE", **options})
    page = context.new_page()
    sign_in(page, url, login)
    page.goto(url + path)
    if follow:
        page.get_by_role("link", name=follow).click()
        page.get_by_role("heading", name=follow).wait_for()
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
