"""Chromium for the tests of a module, and windows of it in light, dark and phone width.

Not the fixtures of pytest-playwright: theirs keep an event loop running to the end of the session, which asynchronous
tests of the same process stumble over.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.chromium import EXECUTABLE, FLAGS, LOOKS
from tests.support.patience import PATIENCE

NO_CHROMIUM = "no chromium on this machine, which fails in CI: install Debian's package chromium"
_MILLISECONDS = PATIENCE * 1000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """All that is skipped for want of Chromium is told in one line of pytest's summary, with how many it is."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and report.longrepr[2].endswith(NO_CHROMIUM):
        report.longrepr = (str(Path(__file__).parent), None, NO_CHROMIUM)  # type: ignore[assignment]
    return report


@contextmanager
def launched(executable: str | None) -> Iterator[Browser]:
    """Chromium until the block ends."""
    if executable is None and not os.environ.get("CI"):
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS, timeout=_MILLISECONDS)
        expect.set_options(timeout=_MILLISECONDS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched(EXECUTABLE) as browser:
        yield browser


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window that shares nothing with others; what the browser complains of fails the test.

    Unless it tells that the server has refused or, ``failing``, failed to do something, as it was meant to.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(look: str = "light", *, failing: bool = False, **options: Any) -> Page:
        foreseen = re.compile(
            r"status of [45]\d\d|net::ERR_FAILED|htmx:(afterRequest|sendError)" if failing else r"status of 4\d\d"
        )
        context = chromium.new_context(**{"locale": "de-DE", **LOOKS[look], **options})
        context.set_default_timeout(_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(_complaint(message, foreseen)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage, foreseen: re.Pattern[str]) -> list[str]:
    return [message.text] if message.type == "error" and not foreseen.search(message.text) else []
