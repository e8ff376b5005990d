"""One request: what its page tells, what can be done there, and what goes wrong without harm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from rueckruf.clock import BERLIN
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.sales.conftest import NOON, PASSWORD
from tests.support.companies import WITH_SERVICE
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit

DAY = timedelta(days=1)

LONG = 'Hätte gern ein Angebot für <zwölf> "Größen" & mehr.\nZweite Zeile. ' + "ä" * 1900


def test_its_page_tells_the_history(signed_in: Callable[..., Browser], wish: Any, now: Any) -> None:
    path = f"/wunsch/{wish().id}"
    anna = signed_in("anna")
    anna.open(path)
    anna.send("/uebernehmen")
    now.shift(60)
    anna.send("/notiz", note="Ruft aus dem Auto an")
    page = anna.open(path)

    for words in (
        *("heute 14–15 Uhr", "gestern 10 Uhr : Anruf", "Vertrieb der Musterwerk GmbH", "Mittwoch, 10. Juni"),
        *("heute 14:30 Uhr : anna hat übernommen", "heute 14:31 Uhr : anna hat die Notiz geändert"),
    ):
        assert words.replace(" :", ":") in page.text
    assert page.form("/notiz")["fields"]["note"] == "Ruft aus dem Auto an"


def test_what_was_said_beside_is_there_to_call_with(signed_in: Callable[..., Browser], wish: Any) -> None:
    thursday = datetime(2026, 3, 12, 9, tzinfo=BERLIN)
    request = wish(
        concern="das Angebot",
        other_phones=("+491713920011", "+43123456789"),
        other_windows=((thursday, thursday + timedelta(hours=3)), (thursday + DAY, thursday + 2 * DAY)),
        result="bestellt",
    )
    anna = signed_in("anna")

    page = anna.open(f"/wunsch/{request.id}")

    day_list = anna.open("/liste")
    for shown in (page, day_list):
        assert "2. 0171 392 00 11 3. +43 1 23456789" in shown.text
        assert "heute 14–15 Uhr oder morgen 9–12 Uhr oder übermorgen 9 Uhr bis Samstag 9 Uhr" in shown.text
    for title, words in (
        ("Anliegen", "das Angebot"),
        ("Ergebnis", "bestellt"),
    ):
        assert f"{title} {words}" in page.text
        assert f"{title}: {words}" in day_list.text
    assert 'href="tel:+491713920011"' in page.html
    assert page.text.index("0171 392 00 11") < page.text.index("+43 1 ")


@pytest.fixture
def routing(app_with: Callable[..., Flask]) -> Flask:
    """The page of a company with a team for complaints."""
    return app_with(*WITH_SERVICE)


@pytest.mark.parametrize(
    ("concern", "topic"),
    [
        ("das beschädigte Gehäuse", "Reklamation (beschädigte)"),
        ("die Rechnung für die kaputte Pumpe", "unklar: Reklamation (kaputte) oder Rechnung (Rechnung)"),
        ("das Angebot", "keines erkannt"),
    ],
)
def test_it_is_told_which_topic_a_concern_has_and_why(
    routing: Flask, person: Callable[..., str], wish: Any, now: Any, concern: str, topic: str
) -> None:
    client = routing.test_client()
    dora = Browser(client).sign_in(person("dora", "sales", "service"), PASSWORD)

    page = dora.open(f"/wunsch/{wish(concern=concern, recipient='service').id}")

    assert f"Thema {topic}" in page.text
    assert f"Anruf. Thema: {topic}" in page.text
    assert "Empfänger Kundendienst der Musterwerk GmbH" in page.text


def test_without_a_concern_there_is_no_topic(routing: Flask, person: Callable[..., str], wish: Any, now: Any) -> None:
    leo = Browser(routing.test_client()).sign_in(person("leo", "lead"), PASSWORD)

    assert "Thema" not in leo.open(f"/wunsch/{wish().id}").text


def test_a_request_of_a_team_that_is_gone_is_still_there_for_the_lead(
    signed_in: Callable[..., Browser], wish: Any
) -> None:
    request = wish(recipient="north")
    leo = signed_in("leo", "lead")

    assert "Empfänger north" in leo.open(f"/wunsch/{request.id}").text
    assert "north" in leo.open("/liste").text


def test_what_was_not_said_has_no_place(signed_in: Callable[..., Browser], wish: Any) -> None:
    page = signed_in("anna").open(f"/wunsch/{wish().id}")

    assert not any(title in page.text for title in ("Anliegen", "Weitere Nummern", "Weitere Zeiten", "Ergebnis"))


def test_who_was_not_reached_is_tried_again_at_a_proposed_time(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    form = anna.open(f"/wunsch/{request.id}").form("/ergebnis")

    page = anna.send("/ergebnis", result="nicht erreicht", next_attempt=str(form["options"][0]))

    assert "Nicht erreicht. Wieder versuchen: heute 14:45 Uhr." in page.text
    after = SqlCallbackRequests(database).get(request.id)
    assert after is not None
    assert (after.status, after.attempts) == ("unreachable", 1)


@pytest.mark.parametrize("moment", ["", "gestern", "2026-03-11T15:00", "2020-01-01T10:00:00+01:00"])
def test_a_next_attempt_that_is_none_changes_nothing(
    signed_in: Callable[..., Browser], wish: Any, database: Database, moment: str
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    page = anna.send("/ergebnis", result="nicht erreicht", next_attempt=moment)

    assert "Bitte wählen Sie" in page.text
    assert SqlCallbackRequests(database).get(request.id) == request


def test_a_result_keeps_the_note_and_goes_on_to_the_next_caller(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    first, _, following = wish(), wish(name="Hat Berta", claimed_by="berta"), wish(name="Die Nächste")
    anna = signed_in("anna")
    anna.open(f"/wunsch/{first.id}")

    page = anna.send("/ergebnis", result="kein Bedarf", note="Hat schon gekauft")

    assert "Erledigt: kein Bedarf." in page.text
    assert page.form("/notiz")["action"] == f"/wunsch/{following.id}/notiz"
    after = SqlCallbackRequests(database).get(first.id)
    assert after is not None
    assert (after.status, after.result, after.note) == ("done", "kein Bedarf", "Hat schon gekauft")
    assert after.delete_after == NOON + 7 * DAY
    page = anna.send("/rueckgaengig")
    assert page.form("/notiz")["action"] == f"/wunsch/{first.id}/notiz"
    restored = SqlCallbackRequests(database).get(first.id)
    assert restored is not None
    assert (restored.status, restored.result, restored.note) == ("new", "", "")


def test_the_history_tells_each_result(signed_in: Callable[..., Browser], wish: Any) -> None:
    path = f"/wunsch/{wish().id}"
    anna = signed_in("anna")
    for result in ("Mailbox", "nicht erreicht", "erreicht"):
        anna.open(path)
        anna.send("/ergebnis", result=result, next_attempt="2026-03-12T09:00+01:00")

    page = anna.open(path)

    for words in ("niemanden erreicht (Mailbox)", "niemanden erreicht (nicht erreicht)", "erledigt (erreicht)"):
        assert words in page.text


def test_another_time_is_one_inside_the_opening_hours(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    page = anna.send("/ergebnis", result="Mailbox", next_at="2026-03-14T10:00", note="Getippt")  # a Saturday
    assert (page.status, "eine Zeit, zu der jemand da ist" in page.text) == (409, True)
    assert page.form("/ergebnis")["fields"]["next_at"] == "2026-03-14T10:00"
    assert page.form("/ergebnis")["fields"]["note"] == "Getippt"
    page = anna.send("/ergebnis", result="Mailbox", next_at="2026-03-20T10:00")

    assert "Mailbox. Wieder versuchen: Freitag, 20. März 10 Uhr." in page.text
    after = SqlCallbackRequests(database).get(request.id)
    assert after is not None
    assert (after.next_attempt_at, after.note) == (datetime(2026, 3, 20, 10, tzinfo=BERLIN), "Getippt")


def test_a_result_does_not_overwrite_what_another_noted_meanwhile(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish(note="Alte Notiz")
    path = f"/wunsch/{request.id}"
    anna, berta = signed_in("anna"), signed_in("berta")
    tab = anna.open(path)
    berta.open(path)
    berta.send("/notiz", note="Notiz von Berta")

    page = anna.send("/ergebnis", result="erreicht", note="Von Anna")
    assert (page.status, "Gespeichert ist: Notiz von Berta" in page.text) == (409, True)
    anna.page = tab
    assert "Erledigt: erreicht." in anna.send("/ergebnis", result="erreicht").text  # has typed none

    after = SqlCallbackRequests(database).get(request.id)
    assert after is not None
    assert after.note == "Notiz von Berta"


def test_a_result_that_the_company_does_not_know_changes_nothing(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    assert anna.send("/ergebnis", result="verkauft").status == 400
    assert SqlCallbackRequests(database).get(request.id) == request


def test_a_long_note_is_kept_letter_by_letter(signed_in: Callable[..., Browser], wish: Any) -> None:
    anna = signed_in("anna")
    anna.open(f"/wunsch/{wish().id}")

    page = anna.send("/notiz", note=LONG)

    assert "Die Notiz ist gespeichert." in page.text
    assert page.form("/notiz")["fields"]["note"] == LONG
    assert "<zwölf>" not in page.html


def test_a_note_that_is_too_long_comes_back_unsaved(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    page = anna.send("/notiz", note="x" * 2001)

    assert (page.status, "Die Notiz ist zu lang" in page.text) == (409, True)
    assert page.form("/notiz")["fields"]["note"] == "x" * 2001
    assert SqlCallbackRequests(database).get(request.id) == request


def test_a_note_is_saved_also_while_another_claims_the_request(signed_in: Callable[..., Browser], wish: Any) -> None:
    path = f"/wunsch/{wish(note='Alte Notiz').id}"
    anna, berta = signed_in("anna"), signed_in("berta")
    anna.open(path)
    berta.open(path)
    berta.send("/uebernehmen")

    page = anna.send("/notiz", note=LONG)

    assert "Die Notiz ist gespeichert." in page.text
    assert "in Arbeit: berta" in page.text


def test_a_note_typed_while_another_changed_the_note_comes_back(signed_in: Callable[..., Browser], wish: Any) -> None:
    path = f"/wunsch/{wish(note='Alte Notiz').id}"
    anna, berta = signed_in("anna"), signed_in("berta")
    anna.open(path)
    berta.open(path)
    berta.send("/notiz", note="Notiz von Berta")

    page = anna.send("/notiz", note=LONG)
    assert (page.status, "Die Notiz wurde inzwischen geändert." in page.text) == (409, True)
    assert "Gespeichert ist: Notiz von Berta" in page.text
    assert page.form("/notiz")["fields"]["note"] == LONG

    assert "Die Notiz ist gespeichert." in anna.send("/notiz").text


def test_a_claim_in_one_window_is_in_no_way_of_a_step_in_another(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna, berta = signed_in("anna"), signed_in("berta")
    first_tab = anna.open(f"/wunsch/{request.id}")
    anna.send("/uebernehmen")
    berta.open(f"/wunsch/{request.id}")
    berta.send("/notiz", note="Rief noch einmal an")

    anna.page = first_tab
    assert "Erledigt: erreicht." in anna.send("/ergebnis", result="erreicht").text
    after = SqlCallbackRequests(database).get(request.id)
    assert after is not None
    assert (after.status, after.note) == ("done", "Rief noch einmal an")


def test_any_other_step_in_one_window_is_told_in_the_other(signed_in: Callable[..., Browser], wish: Any) -> None:
    anna = signed_in("anna")
    first_tab = anna.open(f"/wunsch/{wish().id}")
    anna.send("/ergebnis", result="nicht erreicht", next_attempt=str(first_tab.form("/ergebnis")["options"][0]))

    anna.page = first_tab
    page = anna.send("/ergebnis", result="erreicht")

    assert "Inzwischen ist etwas geschehen (heute 14:30 Uhr: anna hat niemanden erreicht)." in page.text
    assert "1 Versuch" in page.text


def test_only_the_step_that_was_shown_is_undone(signed_in: Callable[..., Browser], wish: Any) -> None:
    anna = signed_in("anna")
    anna.open(f"/wunsch/{wish().id}")
    first_tab = anna.send("/uebernehmen")
    anna.send("/notiz", note="Soll bleiben")

    anna.page = first_tab
    page = anna.send("/rueckgaengig")

    assert page.form("/notiz")["fields"]["note"] == "Soll bleiben"
    assert "in Arbeit: anna" in page.text


def test_a_note_typed_in_a_session_that_has_expired_comes_back_after_signing_in(
    signed_in: Callable[..., Browser], wish: Any, database: Database, now: Any
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")
    now.shift(31 * 60)

    page = anna.send("/notiz", note=LONG)
    assert (page.status, "Ihre Sitzung ist abgelaufen." in page.text) == (401, True)
    assert request.name not in page.html
    anna.send("/anmelden", login="anna", password="falsch")
    page = anna.send("/anmelden", login="anna", password=PASSWORD)
    assert "Was Sie eingegeben haben, ist noch nicht abgeschickt." in page.text
    assert page.form("/notiz")["fields"]["note"] == LONG
    assert SqlCallbackRequests(database).get(request.id) == request

    assert "Die Notiz ist gespeichert." in anna.send("/notiz").text


def test_a_note_typed_for_another_recipient_is_not_found_after_signing_in(
    signed_in: Callable[..., Browser], wish: Any, app: Flask, person: Any
) -> None:
    request = wish(recipient="parent")
    person("anna", "sales", "company")
    browser = Browser(app.test_client())
    browser.open("/anmelden")

    page = browser.send(
        "/anmelden", login="anna", password=PASSWORD, note="x", typed_at="request.note", typed_for=str(request.id)
    )

    assert page.status == 404
    assert request.name not in page.html


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_forged_token_changes_nothing_and_loses_nothing(
    signed_in: Callable[..., Browser], wish: Any, database: Database, token: str
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    page = anna.send("/notiz", csrf_token=token, note="Getippt")
    assert (page.status, "Die Seite war veraltet." in page.text) == (400, True)
    assert page.form("/notiz")["fields"]["note"] == "Getippt"
    assert anna.post(f"/wunsch/{request.id}/erledigt", csrf_token=token, version="1").status == 400
    assert SqlCallbackRequests(database).get(request.id) == request


def test_such_a_form_of_what_is_not_there_any_more_is_told_so(signed_in: Callable[..., Browser], wish: Any) -> None:
    anna = signed_in("anna")
    anna.open(f"/wunsch/{wish().id}")

    page = anna.post(f"/wunsch/{uuid4()}/notiz", csrf_token="forged", note="Getippt")
    assert (page.status, "inzwischen gelöscht oder gesperrt" in page.text) == (404, True)


def test_a_tab_from_before_the_last_sign_in_loses_nothing(signed_in: Callable[..., Browser], wish: Any) -> None:
    path = f"/wunsch/{wish().id}"
    anna = signed_in("anna")
    first_tab = anna.open(path)
    anna.open("/liste")
    anna.send("/abmelden")
    anna.sign_in("anna", PASSWORD)

    anna.page = first_tab
    page = anna.send("/notiz", note="Im ersten Fenster getippt")
    assert page.form("/notiz")["fields"]["note"] == "Im ersten Fenster getippt"
    assert "Die Notiz ist gespeichert." in anna.send("/notiz").text


def poll(browser: Browser, path: str, tag: str) -> Any:
    headers = {"X-Rueckruf-Poll": "request", "If-None-Match": f'"{tag}"'}
    return browser.client.get(path, headers=headers)


def tag_of(page: Page) -> str:
    return page.html.partition('If-None-Match": "\\"')[2].partition("\\")[0]


def test_a_page_that_refreshes_itself_is_told_of_what_has_changed_only(
    signed_in: Callable[..., Browser], wish: Any, now: Any
) -> None:
    path = f"/wunsch/{wish().id}"
    anna, berta = signed_in("anna"), signed_in("berta")
    tag = tag_of(anna.open(path))
    assert poll(anna, path, tag).status_code == 304

    berta.open(path)
    berta.send("/notiz", note="Neue Notiz")
    assert "berta hat die Notiz geändert" in poll(anna, path, tag).text

    tag = tag_of(anna.send("/uebernehmen"))
    assert poll(anna, path, tag).status_code == 304
    now.shift(61)
    assert "/rueckgaengig" not in poll(anna, path, tag).text


def test_a_page_left_open_shows_nobody_once_the_session_is_over_or_the_request_gone(
    signed_in: Callable[..., Browser], wish: Any, database: Database, now: Any
) -> None:
    request = wish(note="Geheimes")
    path = f"/wunsch/{request.id}"
    anna = signed_in("anna")
    tag = tag_of(anna.open(path))
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=request.created_at))

    gone = poll(anna, path, tag)
    now.shift(31 * 60)
    expired = poll(anna, path, tag)

    for answer, status, words in ((gone, 404, "inzwischen gelöscht oder gesperrt"), (expired, 401, "abgelaufen")):
        assert (answer.status_code, words in answer.text) == (status, True)
        assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#state"
        assert request.name not in answer.text
        assert request.note not in answer.text
        assert 'id="note"' not in answer.text  # what somebody types there stays


def test_without_a_time_left_to_try_again_the_page_says_so(signed_in: Callable[..., Browser], wish: Any) -> None:
    page = signed_in("anna").open(f"/wunsch/{wish(delete_after=NOON + timedelta(minutes=5)).id}")

    assert "Ein weiterer Versuch ist nicht vorgesehen" in page.text


@pytest.mark.parametrize("part", ["", "/kontakt.vcf"])
def test_a_request_of_another_team_is_answered_as_one_that_there_is_not(
    signed_in: Callable[..., Browser], wish: Any, part: str
) -> None:
    anna = signed_in("anna")
    theirs, nobodys = (anna.open(f"/wunsch/{each}{part}") for each in (wish(recipient="parent").id, uuid4()))

    assert (theirs.status, nobodys.status) == (404, 404)
    assert theirs.text == nobodys.text


def test_a_restricted_request_is_not_found_and_not_changed(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")
    with writing(database.engine) as connection:
        connection.execute(update(callback_requests).values(restricted_at=request.created_at))

    for page in (anna.send("/notiz", note="x"), anna.open(f"/wunsch/{request.id}")):
        assert page.status == 404
        assert "inzwischen gelöscht oder gesperrt" in page.text
        assert request.name not in page.html
    assert SqlHandledRequests(database).history(request.id) == []
    assert request.name not in anna.open("/liste").html


@pytest.mark.parametrize("version", ["", "eins", "99"])
def test_a_version_that_is_none_changes_nothing(
    signed_in: Callable[..., Browser], wish: Any, database: Database, version: str
) -> None:
    request = wish()
    anna = signed_in("anna")
    anna.open(f"/wunsch/{request.id}")

    anna.send("/ergebnis", result="erreicht", version=version)

    assert SqlCallbackRequests(database).get(request.id) == request


def test_a_request_is_given_to_a_colleague_and_the_history_tells_to_whom(
    signed_in: Callable[..., Browser], wish: Any
) -> None:
    path = f"/wunsch/{wish().id}"
    berta, anna = signed_in("berta"), signed_in("anna")
    anna.open(path)

    page = anna.send("/zuweisen", to="berta")

    assert "Der Wunsch ist berta zugewiesen." in page.text
    assert "anna hat zugewiesen (berta)" in page.text
    assert "in Arbeit: berta" in berta.open(path).text
    assert "Nach dem Anruf" in berta.page.text
    anna.open(path)
    assert not [form for form in anna.page.forms if str(form["action"]).endswith("/zuweisen")]


def test_a_request_is_not_given_to_who_may_not_see_it_nor_taken_from_another(
    signed_in: Callable[..., Browser], wish: Any
) -> None:
    path = f"/wunsch/{wish().id}"
    signed_in("gustav", "sales", "parent")
    berta, anna = signed_in("berta"), signed_in("anna")
    anna.open(path)
    fields = anna.page.form("/zuweisen")["fields"]
    for to in ("gustav", "", "niemand", "x" * 5000):
        assert "Diese Person gibt es nicht" in anna.post(f"{path}/zuweisen", **{**fields, "to": to}).text
    berta.open(path)
    berta.send("/uebernehmen")

    page = anna.post(f"{path}/zuweisen", **{**fields, "to": "anna"})

    assert "berta hat diesen Wunsch schon übernommen." in page.text
    assert "in Arbeit: berta" in page.text


def test_only_a_lead_frees_what_another_has(signed_in: Callable[..., Browser], wish: Any) -> None:
    path = f"/wunsch/{wish().id}"
    anna, berta, leo = signed_in("anna"), signed_in("berta"), signed_in("leo", "lead")
    anna.open(path)
    fields = anna.send("/uebernehmen").form("/zurueckgeben")["fields"]

    berta.open(path)
    assert not any("zurueckgeben" in str(form["action"]) for form in berta.page.forms)
    token = berta.page.form("/abmelden")["fields"]["csrf_token"]
    assert "schon übernommen" in berta.post(f"{path}/zurueckgeben", **{**fields, "csrf_token": token}).text
    leo.open(path)
    assert "Der Wunsch ist wieder frei." in leo.send("/zurueckgeben").text


def test_what_somebody_was_shown_is_logged_once_a_session(
    signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    first = wish()
    anna = signed_in("anna")
    for _ in range(3):
        anna.open("/liste")
    second = wish(name="Sabine Meier")
    anna.open("/liste")
    anna.open(f"/wunsch/{second.id}")

    with database.engine.connect() as connection:
        reads = [(entry.actor, entry.request_ids) for entry in entries(connection) if entry.action == "read"]
    assert reads == [("anna", (str(first.id),)), ("anna", (str(second.id),))]
