"""Whatever was entered comes back: where the session has expired, after signing in, and where a token is stale."""

from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.sales.conftest import PASSWORD
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit

SEARCH = {"worte": "Meier 5042", "von": "2026-03-09", "bis": "2026-03-15"}


def entered(browser: Browser, action: str, fields: dict[str, str], now: Any, expired: bool, login: str) -> Page:
    """The page that comes back, once the person has signed in again where that is needed."""
    if not expired:
        return browser.send(action, csrf_token="stale", **fields)
    now.shift(31 * 60)
    assert "geht nicht verloren" in browser.send(action, **fields).text
    return browser.send("/anmelden", login=login, password=PASSWORD)


@pytest.fixture(params=[False, True], ids=["stale token", "expired session"])
def expired(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_words_and_days_of_a_search(signed_in: Callable[..., Browser], now: Any, expired: bool) -> None:
    anna = signed_in("anna")
    anna.open("/suche")

    page = entered(anna, "/suche", SEARCH, now, expired, "anna")

    assert {name: page.form("/suche")["fields"][name] for name in SEARCH} == SEARCH
    assert anna.send("/suche").status == 200


def test_the_chosen_next_attempt(
    signed_in: Callable[..., Browser], wish: Any, now: Any, expired: bool, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    last = str(anna.open(f"/wunsch/{request.id}").form("/ergebnis")["options"][-1])

    page = entered(anna, "/ergebnis", {"result": "Mailbox", "next_attempt": last}, now, expired, "anna")

    assert f'<option value="{last}" selected>' in page.html
    assert SqlCallbackRequests(database).get(request.id) == request


def test_the_reason_of_a_restriction(signed_in: Callable[..., Browser], wish: Any, now: Any, expired: bool) -> None:
    wish()
    petra = signed_in("petra", "privacy")
    petra.open("/datenschutz")
    petra.send("/datenschutz", person="030 23125042")

    entered(petra, "/sperren", {"reason": "Bestreitet den Anruf"}, now, expired, "petra")

    assert petra.page.form("/sperren")["fields"]["reason"] == "Bestreitet den Anruf"
    assert "Der Rückrufwunsch ist gesperrt." in petra.send("/sperren").text


def test_what_one_may_not_open_does_not_come_back(
    signed_in: Callable[..., Browser], person: Any, wish: Any, now: Any
) -> None:
    wish()
    person("leo", "lead")
    petra = signed_in("petra", "privacy")
    petra.open("/datenschutz")
    petra.send("/datenschutz", person="030 23125042")

    page = entered(petra, "/sperren", {"reason": "Bestreitet den Anruf"}, now, expired=True, login="leo")

    assert "/sperren" not in page.html
    assert "Bestreitet" not in page.html
