"""The process that serves the page."""

import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from benchmarks.measured import resident_mb
from rueckruf.simulator.server import RUECKRUF, free_port
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.process

_AN_ATTEMPT = 19  # MiB that checking a password takes


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The address of the page, and its process."""
    port = free_port()
    command = [*RUECKRUF, "sales", "--port", str(port), "--data-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield f"http://127.0.0.1:{port}/anmelden", process.pid
        process.terminate()


def try_to_sign_in(url: str, login: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(url, timeout=PATIENCE).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    form = {"csrf_token": token[1], "login": login, "password": "geraten"}
    with suppress(urllib.error.HTTPError):
        browser.open(url, urlencode(form).encode(), timeout=PATIENCE)


def test_what_checking_passwords_took_is_given_back(served: tuple[str, int]) -> None:
    url, process = served
    try_to_sign_in(url, "niemand")
    before = resident_mb(process)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(try_to_sign_in, [url] * 24, (f"niemand{number}" for number in range(24))))

    assert resident_mb(process) - before < 3 * _AN_ATTEMPT
