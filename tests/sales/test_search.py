"""Search: by words or their beginnings, by the number in any German spelling, by status, day and recipient."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from rueckruf.clock import BERLIN
from rueckruf.sales.search import search_words
from tests.support.pages import Browser, Page
from tests.support.requests import CREATED

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "written",
    [
        "030 23125042",
        "030/231 250-42",
        "(030) 23 12 50 42",
        "+49 30 23125042",
        "0049 30 23125042",
        "+49 (0)30 23125042",
    ],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert search_words(written).split() == ["+493023125042"]
    assert search_words(f"Müller {written}").split() == ["Müller", "+493023125042"]


@pytest.mark.parametrize("text", ["Müller-Lüdenscheidt", "5042", "Meier 2", ""])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert search_words(text) == text


@pytest.fixture
def anna(signed_in: Callable[..., Browser], wish: Any) -> Browser:
    wish(name="Sabine Meier", phone="+493023125077", note="Möchte eine Großbestellung.")
    wish(status="done")
    thursday = datetime(2026, 3, 12, 9, tzinfo=BERLIN)
    end = thursday + timedelta(hours=1)
    wish(
        name="Tom Freitag",
        callback_start=thursday,
        callback_end=end,
        other_phones=("+491712345678",),
        concern="die Rechnung",
    )
    wish(name="Für Die Mutter", recipient="parent")
    browser = signed_in("anna")
    browser.open("/suche")
    return browser


NAMES = ("Sabine Meier", "Jürgen Müller-Lüdenscheidt", "Tom Freitag", "Für Die Mutter")


def found(browser: Browser, **fields: str) -> set[str]:
    return {name for name in NAMES if name in browser.send("/suche", **fields).text}


def test_one_finds_ones_own_by_all_that_is_asked(anna: Browser) -> None:
    assert found(anna) == {"Sabine Meier", "Jürgen Müller-Lüdenscheidt", "Tom Freitag"}
    assert found(anna, worte="meier SABINE") == {"Sabine Meier"}
    assert found(anna, worte="030 / 23 12 50 77") == {"Sabine Meier"}
    assert found(anna, worte="0171 / 234 56 78") == {"Tom Freitag"}
    assert found(anna, worte="5678") == {"Tom Freitag"}
    assert found(anna, worte="rechnung freitag") == {"Tom Freitag"}
    assert found(anna, worte="mei SAB") == {"Sabine Meier"}
    assert found(anna, worte="rech") == {"Tom Freitag"}
    assert found(anna, worte="lüdenscheid") == {"Jürgen Müller-Lüdenscheidt"}
    assert found(anna, worte="großbest") == {"Sabine Meier"}
    assert found(anna, worte="großbestellung") == {"Sabine Meier"}
    assert found(anna, worte="me") == found(anna, worte="eier") == found(anna, worte="507") == set()
    assert found(anna, worte="5042", stand="done") == {"Jürgen Müller-Lüdenscheidt"}
    assert found(anna, worte="", stand="", von="2026-03-12") == {"Tom Freitag"}
    assert found(anna, von="", bis="2026-03-11") == {"Sabine Meier", "Jürgen Müller-Lüdenscheidt"}
    assert found(anna, von="morgen", bis="12.3.2026") == {"Tom Freitag"}
    assert found(anna, von="2026-03-09", bis="2026-03-15") == {*NAMES} - {"Für Die Mutter"}
    assert found(anna, von="", bis="", empfaenger="parent") == {
        "Sabine Meier",
        "Jürgen Müller-Lüdenscheidt",
        "Tom Freitag",
    }


@pytest.mark.parametrize(
    "words", ["0171 5557788", "+491715557788", "7788", "030 / 23 12 50 99", "5099", "Eva", "Erbschaft"]
)
def test_a_number_of_another_team_is_as_unknown_as_one_that_nobody_has(anna: Browser, wish: Any, words: str) -> None:
    def shown() -> str:
        """But for what is sealed anew each time."""
        return re.sub(r'suche=[^"&]+|value="[^"]{60,}"', "", anna.send("/suche", worte=words, empfaenger="parent").html)

    before = shown()
    assert "Nichts gefunden" in before
    wish(recipient="parent", name="Eva", phone="+491715557788", other_phones=("+493023125099",), concern="Erbschaft")

    assert shown() == before


def test_a_number_that_two_teams_have_leads_to_ones_own_request_alone(anna: Browser, wish: Any) -> None:
    other = wish(recipient="parent", name="Für Die Mutter", phone="+493023125077")

    assert found(anna, worte="030 / 23 12 50 77") == {"Sabine Meier"}
    assert str(other.id) not in anna.page.html


def test_a_lead_finds_those_of_a_recipient(signed_in: Callable[..., Browser], anna: Browser) -> None:
    leo = signed_in("leo", "lead")
    leo.open("/suche")

    assert found(leo) == set(NAMES)
    assert found(leo, empfaenger="parent") == {"Für Die Mutter"}


def test_what_is_due_to_be_deleted_is_not_found(signed_in: Callable[..., Browser], wish: Any) -> None:
    request = wish(delete_after=datetime(2026, 3, 11, 14, tzinfo=BERLIN))
    browser = signed_in("anna")
    browser.open("/suche")

    assert request.name not in browser.send("/suche").text
    assert request.name not in browser.open("/liste").text
    assert browser.open(f"/wunsch/{request.id}").status == 404


def test_nothing_found_is_said(anna: Browser) -> None:
    assert "Nichts gefunden" in anna.send("/suche", worte="Niemand").text


@pytest.mark.parametrize(
    "fields",
    [{"von": "bald"}, {"bis": "2026-13-45"}, {"von": "2026-03-12", "bis": "2026-03-11"}, {"stand": "weg"}],
)
def test_a_choice_that_is_none_is_told_and_what_was_typed_stays(anna: Browser, fields: dict[str, str]) -> None:
    page = anna.send("/suche", worte="Meier", **fields)

    assert (page.status, "Bitte prüfen Sie" in page.text) == (400, True)
    assert page.form("/suche")["fields"]["worte"] == "Meier"


def test_what_was_searched_for_stands_in_the_address_sealed_so_that_one_can_go_back(
    anna: Browser,
) -> None:
    anna.send("/suche", worte="Meier 5077")
    address = anna.page.response.request.full_path
    assert "Meier" not in address
    assert "5077" not in address

    anna.open(link_to(anna.page, "Sabine Meier"))
    anna.send("/uebernehmen")
    page = anna.open(link_to(anna.page, "Zur Suche"))

    assert page.form("/suche")["fields"]["worte"] == "Meier 5077"
    assert "in Arbeit: anna" in page.text


def link_to(page: Page, words: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{words}<', page.html)
    assert found is not None
    return html.unescape(found[1])


@pytest.mark.parametrize(
    "address", ["/suche?suche=", "/suche?suche=falsch", "/suche?seite=0", "/suche?suche=x&seite=y"]
)
def test_an_address_that_nobody_has_sealed_searches_for_nothing(anna: Browser, address: str) -> None:
    assert anna.open(address).status == 200
    assert "Sabine" not in anna.page.html


def test_more_than_fifty_are_turned_over(signed_in: Callable[..., Browser], wish: Any) -> None:
    for number in range(60):
        wish(name=f"Anrufer Nummer{number:02}", created_at=CREATED + timedelta(minutes=number))
    anna = signed_in("anna")
    anna.open("/suche")
    first = anna.send("/suche", worte="Anrufer")
    assert first.html.count('class="wish"') == 50
    assert "Nummer59" in first.text

    second = anna.open(link_to(first, "Nächste Seite"))
    assert second.html.count('class="wish"') == 10
    assert "Nummer00" in second.text
    anna.open(link_to(second, "Anrufer Nummer03"))
    assert "Seite 2" in anna.open(link_to(anna.page, "Zur Suche")).text
