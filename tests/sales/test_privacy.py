"""The page of the privacy officer: a person's data shown, disclosed, rectified, restricted, released and erased."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

NUMBER = "030 / 23125042"


@pytest.fixture
def petra(signed_in: Callable[..., Browser]) -> Browser:
    browser = signed_in("petra", "privacy")
    browser.open("/datenschutz")
    return browser


def found(petra: Browser, person: str = NUMBER, called: str = "") -> str:
    return petra.send("/datenschutz", person=person, called=called).text


def logged(database: Database, *, reading: bool = False) -> list[tuple[str, str]]:
    """What was done, and with ``reading`` also who was shown what."""
    with database.engine.connect() as connection:
        acts = [(entry.actor, entry.action) for entry in entries(connection)][3:]
    return [act for act in acts if reading or act[1] != "read"]


def test_a_person_is_found_by_number_and_by_the_id_of_a_request(petra: Browser, wish: Any) -> None:
    request = wish()

    for person in (NUMBER, str(request.id)):
        text = found(petra, person)
        assert str(request.id) in text
        assert request.name in text
    assert "Dazu ist nichts gespeichert." in found(petra, "030 23125099")


@pytest.mark.parametrize("text", ["", "+", "1"])
def test_what_is_no_number_is_told(petra: Browser, text: str) -> None:
    found(petra, text)

    assert petra.page.status == 400
    assert "Telefonnummer" in petra.page.text


def test_what_is_found_is_shown_before_it_is_erased_and_who_saw_it_is_logged(
    petra: Browser, wish: Any, database: Database
) -> None:
    request = wish(concern="das Angebot")

    text = found(petra)

    assert request.name in text
    assert "das Angebot" in text
    assert petra.page.form("/loeschen")
    assert logged(database, reading=True) == [("petra", "read")]


@pytest.mark.parametrize(("number", "name"), [(NUMBER, ""), ("", "Müller"), (NUMBER, "Müller")])
def test_where_several_may_be_meant_the_officer_sees_no_more_than_ids_to_choose_from(
    petra: Browser, wish: Any, database: Database, number: str, name: str
) -> None:
    requests = [wish(name="Sabine Müller", concern="das Angebot"), wish(name="Jörg Müller")]
    wish(name="Tom Freitag", phone="+493023125078", concern="wegen Herrn Müller")

    text = found(petra, number, name)

    assert "Das kann mehr als eine Person sein" in text
    assert all(str(request.id) in text for request in requests)
    assert not [words for words in ("Sabine", "Jörg", "Tom", "Angebot") if words in text]
    assert not [form for form in petra.page.forms if str(form["action"]).endswith(("/loeschen", "/auskunft"))]
    assert logged(database, reading=True) == []

    chosen = next(form for form in petra.page.forms if form["fields"].get("person") == str(requests[1].id))
    text = petra.post(str(chosen["action"]), **chosen["fields"]).text
    assert "Jörg Müller" in text
    assert "Sabine Müller" not in text


def test_number_and_name_lead_to_one_of_a_household(petra: Browser, wish: Any, database: Database) -> None:
    mine, other = wish(name="Sabine Müller"), wish(name="Jörg Müller")

    text = found(petra, NUMBER, "Frau Sabine Müller")
    assert "Sabine Müller" in text
    assert "Jörg" not in text
    assert "weil es von jemand anderem sein kann: 1." in text

    fields = petra.page.form("/auskunft")["fields"]
    disclosed = petra.client.post("/datenschutz/auskunft", data={**fields, "format": "text"}).get_data(as_text=True)
    assert str(mine.id) in disclosed
    assert str(other.id) not in disclosed
    assert "Jörg" not in disclosed
    assert "Gelöscht: 1 Rückrufwunsch." in petra.send("/loeschen", sure="on").text
    assert [request.id for request in SqlCallbackRequests(database).list()] == [other.id]


def test_what_a_form_says_of_several_people_is_neither_told_nor_erased(
    petra: Browser, wish: Any, database: Database
) -> None:
    wish(name="Sabine Müller")
    found(petra)
    forms = [petra.page.form(action)["fields"] for action in ("/auskunft", "/loeschen")]
    wish(name="Jörg Müller")

    for action, fields in zip(("auskunft", "loeschen"), forms, strict=True):
        page = petra.post(f"/datenschutz/{action}", **{**fields, "sure": "on", "format": "text"})
        assert page.status == 400
        assert "Es wurde nichts mitgeteilt und nichts gelöscht" in page.text
    assert len(list(SqlCallbackRequests(database).list())) == 2


@pytest.mark.parametrize("name", ["%", "Mü%", "_ller", "' OR 1=1 --", "*"])
def test_wildcards_and_quotes_find_nobody(petra: Browser, wish: Any, name: str) -> None:
    wish(name="Sabine Müller")

    assert "Sabine Müller" not in found(petra, "", name)


@pytest.mark.thorough
def test_of_five_hundred_requests_fifty_are_shown_and_all_are_erased(
    petra: Browser, wish: Any, database: Database
) -> None:
    for _ in range(500):
        wish()

    assert "Gespeichert: 500 Rückrufwünsche" in found(petra)
    assert petra.page.text.count("Sabine") <= 50
    assert "Gezeigt werden die ältesten 50" in petra.page.text
    assert "Gelöscht: 500 Rückrufwünsche." in petra.send("/loeschen", sure="on").text
    assert not list(SqlCallbackRequests(database).list())


def test_what_is_wrong_is_rectified_and_found_by_what_is_right(petra: Browser, wish: Any, database: Database) -> None:
    request = wish(name="Sabine Miller")
    found(petra)

    told = petra.send("/berichtigen", name="Sabine Müller", phone="030 23125077").text

    assert "Berichtigt: Name, Telefon." in told
    changed = SqlCallbackRequests(database).get(request.id)
    assert changed is not None
    assert (changed.name, changed.phone) == ("Sabine Müller", "+493023125077")
    assert "Dazu ist nichts gespeichert." in found(petra)
    assert "Sabine Müller" in found(petra, "030 23125077")
    assert logged(database) == [("petra", "rectify")]


def test_a_rectification_that_cannot_be_loses_nothing(petra: Browser, wish: Any, database: Database) -> None:
    request = wish()
    found(petra)

    refused = petra.send("/berichtigen", name="Sabine Anders", phone="12")

    assert refused.status == 400
    assert "Das lässt sich so nicht speichern: Telefon." in refused.text
    assert refused.form("/berichtigen")["fields"]["name"] == "Sabine Anders"
    assert SqlCallbackRequests(database).get(request.id) == request
    assert "es wurde nichts geändert" in petra.send("/berichtigen", name=request.name, phone=request.phone).text


@pytest.mark.parametrize(("format", "kind"), [("text", "text/markdown"), ("json", "application/json")])
def test_data_is_disclosed_as_a_file(petra: Browser, wish: Any, database: Database, format: str, kind: str) -> None:
    request = wish()
    found(petra)
    fields = petra.page.form("/auskunft")["fields"]
    answer = petra.client.post("/datenschutz/auskunft", data={**fields, "format": format})

    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="auskunft-2026-03-11.')
    assert request.name in answer.get_data(as_text=True)
    if format == "json":
        assert json.loads(answer.data)["requests"][0]["id"] == str(request.id)
    assert logged(database) == [("petra", "disclose")]


def test_a_restricted_request_is_nowhere_until_it_is_released(
    petra: Browser, wish: Any, database: Database, signed_in: Callable[..., Browser]
) -> None:
    request = wish()
    anna = signed_in("anna")
    found(petra)

    told = petra.send("/sperren", reason="Bestreitet die Nummer").text
    assert "Der Rückrufwunsch ist gesperrt." in told
    assert "Gesperrt seit 11.03.2026, 14:30:00 Uhr: Bestreitet die Nummer" in told
    assert request.name not in anna.open("/liste").text
    assert anna.open(f"/wunsch/{request.id}").status == 404
    assert "Nichts wurde gelöscht" in petra.send("/loeschen", sure="on").text
    assert "Der Rückrufwunsch ist freigegeben." in petra.send("/freigeben").text
    assert request.name in anna.open("/liste").text


def test_a_restriction_needs_a_reason(petra: Browser, wish: Any, database: Database) -> None:
    request = wish()
    found(petra)

    assert "Bitte geben Sie einen Grund an." in petra.send("/sperren", reason=" ").text
    assert SqlCallbackRequests(database).get(request.id) == request


def test_a_person_is_erased_once_that_is_confirmed(petra: Browser, wish: Any, database: Database) -> None:
    wish()
    wish(name="Müller-Lüdenscheidt")
    other = wish(name="Tom Freitag", phone="+493023125077")
    found(petra)
    form = petra.page.form("/loeschen")["fields"]

    refused = petra.post("/datenschutz/loeschen", **{name: value for name, value in form.items() if name != "sure"})
    assert "Bitte bestätigen Sie" in refused.text
    assert "Gelöscht: 2 Rückrufwünsche." in petra.send("/loeschen", sure="on").text
    assert [request.id for request in SqlCallbackRequests(database).list()] == [other.id]
    assert logged(database) == [("petra", "delete")]
