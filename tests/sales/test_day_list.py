"""The day's list as sales sees it."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from rueckruf.clock import BERLIN
from tests.sales.conftest import PASSWORD
from tests.support.companies import WITH_SLA
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)


def window(day: int, hour: int) -> dict[str, datetime]:
    start = datetime(2026, 3, day, hour, tzinfo=BERLIN)
    return {"callback_start": start, "callback_end": start + HOUR}


def test_it_tells_all_that_a_call_needs(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    wish(note="Auch mobil erreichbar", phone_source="keys", attempts=2)

    page = signed_in("anna").open("/liste")

    for words in (
        *("Jetzt anrufen", "heute 14–15 Uhr", "Jürgen Müller-Lüdenscheidt", "030 23 12 50 42", "über Tasten"),
        *("morgen um zwei", "Auch mobil erreichbar", "2 Versuche"),
    ):
        assert words in page.text
    assert 'href="tel:+493023125042"' in page.html


def test_it_stands_in_the_order_in_which_to_call(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    for name, when in (
        ("Donnerstag", window(12, 9)),
        ("Nachher", window(11, 16)),
        ("Vorhin", window(11, 9)),
        ("Jetzt", window(11, 14)),
        ("Freitag", window(13, 9)),
    ):
        wish(name=name, **when)

    text = signed_in("anna").open("/liste").text

    headings = ["Jetzt anrufen", "Überfällig", "Heute noch", "Morgen", "Übermorgen"]
    assert sorted(headings, key=text.index) == headings
    names = [" Jetzt ", " Vorhin ", " Nachher ", " Donnerstag ", " Freitag "]
    assert sorted(names, key=text.index) == names


def test_a_window_about_to_pass_untouched_is_raised(
    signed_in: Callable[..., Browser], wish: Callable[..., Any], now: Any
) -> None:
    wish()
    wish(name="Sabine Meier", status="claimed", claimed_by="bert")
    anna = signed_in("anna")
    assert "Zeit läuft ab" not in anna.open("/liste").text

    now.shift(timedelta(minutes=10))

    text = anna.open("/liste").text
    assert text.count("Zeit läuft ab") == 1
    assert "Zeit läuft ab Jürgen Müller-Lüdenscheidt" in text


def test_what_is_beyond_the_sla_of_its_team_is_marked(
    app_with: Callable[..., Flask], person: Callable[..., str], wish: Callable[..., Any], now: Any
) -> None:
    late = wish(claimed_by="bert", status="claimed", name="Sabine Meier")
    wish(attempts=1, status="unreachable")
    anna = Browser(app_with(*WITH_SLA).test_client()).sign_in(person("anna", "sales", "company"), PASSWORD)

    assert anna.open("/liste").text.count("länger offen als zugesagt") == 1
    assert "länger offen als zugesagt Sabine Meier" in anna.page.text
    assert "länger offen als zugesagt" in anna.open(f"/wunsch/{late.id}").text


def test_what_is_claimed_shows_who_has_it(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    wish()
    anna, bert = signed_in("anna"), signed_in("bert")
    anna.open("/liste")
    page = anna.send("/uebernehmen")

    assert "Sie haben den Wunsch übernommen." in page.text
    assert "in Arbeit: anna" in bert.open("/liste").text
    assert not any("/erledigt" in str(form["action"]) for form in bert.page.forms)


def test_of_two_who_claim_at_once_one_is_told_who_was_first(
    signed_in: Callable[..., Browser], wish: Callable[..., Any]
) -> None:
    wish()
    anna, bert = signed_in("anna"), signed_in("bert")
    anna.open("/liste")
    bert.open("/liste")
    anna.send("/uebernehmen")

    page = bert.send("/uebernehmen")

    assert "anna hat diesen Wunsch schon übernommen." in page.text
    assert "in Arbeit: anna" in page.text


def test_what_is_done_leaves_the_list_until_it_is_undone(
    signed_in: Callable[..., Browser], wish: Callable[..., Any]
) -> None:
    wish()
    anna = signed_in("anna")
    anna.open("/liste")

    page = anna.send("/erledigt")
    assert "Der Rückruf ist erledigt." in page.text
    assert "Niemand wartet auf einen Rückruf." in page.text

    page = anna.send("/rueckgaengig")
    assert "zurückgenommen" in page.text
    assert "Jürgen Müller-Lüdenscheidt" in page.text


def test_after_a_minute_nothing_is_undone(
    signed_in: Callable[..., Browser], wish: Callable[..., Any], now: Any
) -> None:
    wish()
    anna = signed_in("anna")
    anna.open("/liste")
    anna.send("/erledigt")
    now.shift(61)

    page = anna.send("/rueckgaengig")

    assert "lässt sich nicht mehr zurücknehmen" in page.text
    assert "Jürgen" not in page.text


def test_a_refresh_without_news_is_answered_with_nothing(
    signed_in: Callable[..., Browser], wish: Callable[..., Any]
) -> None:
    wish()
    anna = signed_in("anna")
    tag = anna.open("/liste").response.headers["ETag"]
    poll = {"X-Rueckruf-Poll": "list", "If-None-Match": tag}

    assert anna.client.get("/liste", headers=poll).status_code == 304
    wish(name="Neu Dazugekommen")
    answer = anna.client.get("/liste", headers=poll)
    assert answer.status_code == 200
    assert "Neu Dazugekommen" in answer.text


def test_fifty_stand_on_a_page(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    for number in range(51):
        wish(name=f"Anrufer {number:02}", **{**window(12, 9), "callback_end": NINE + number * HOUR})
    anna = signed_in("anna")

    assert anna.open("/liste").html.count('class="wish"') == 50
    assert anna.open("/liste?seite=2").html.count('class="wish"') == 1
    assert "Auf dieser Seite steht nichts mehr." in anna.open("/liste?seite=3").text


def test_from_a_later_page_one_comes_back_to_it(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    for number in range(52):
        wish(name=f"Anrufer {number:02}", **{**window(12, 9), "callback_end": NINE + number * HOUR})
    leo = signed_in("leo", "lead")
    second = leo.open("/liste?seite=2&empfaenger=company")

    assert "Seite 2" in leo.send("/erledigt").text
    assert "Seite 2" in leo.send("/rueckgaengig").text
    address = re.search(r'href="(/wunsch/[^"#]+)"', second.html)
    assert address is not None
    leo.open(html.unescape(address[1]))
    leo.send("/uebernehmen")
    assert 'href="/liste?seite=2&amp;empfaenger=company">Zur Liste' in leo.page.html


NINE = datetime(2026, 3, 12, 10, tzinfo=BERLIN)


def test_nobody_sees_requests_of_others(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    wish(name="Für Die Mutter", recipient="parent")
    wish(name="Für Die Tochter")

    assert "Mutter" not in signed_in("anna").open("/liste?empfaenger=parent").text
    lead = signed_in("leo", "lead").open("/liste").text
    assert "Mutter" in lead
    assert "Tochter" in lead


def test_a_name_is_never_markup(signed_in: Callable[..., Browser], wish: Callable[..., Any]) -> None:
    wish(name="<script>alert(1)</script>", note='"><img src=x onerror=alert(1)>')

    page = signed_in("anna").open("/liste")

    assert "<script>alert" not in page.html
    assert "<img" not in page.html
    assert "&lt;script&gt;alert(1)" in page.html
