"""The pages of the privacy officer: a person's data disclosed, restricted, released and erased; the log."""

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


def found(petra: Browser, person: str = NUMBER) -> str:
    return petra.send("/datenschutz", person=person).text


def logged(database: Database) -> list[tuple[str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action) for entry in entries(connection)][3:]


def test_a_person_is_found_by_number_and_by_the_id_of_a_request(petra: Browser, wish: Any) -> None:
    request = wish()

    for person in (NUMBER, str(request.id)):
        text = found(petra, person)
        assert str(request.id) in text
        assert request.name not in text
    assert "Dazu ist nichts gespeichert." in found(petra, "030 23125099")


@pytest.mark.parametrize("text", ["", "Müller", "1"])
def test_what_is_no_number_is_told(petra: Browser, text: str) -> None:
    found(petra, text)

    assert petra.page.status == 400
    assert "Telefonnummer" in petra.page.text


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

    assert "Der Rückrufwunsch ist gesperrt." in petra.send("/sperren", reason="Bestreitet die Nummer").text
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
    wish(name="Sabine Meier")
    other = wish(name="Tom Freitag", phone="+493023125077")
    found(petra)
    form = petra.page.form("/loeschen")["fields"]

    refused = petra.post("/datenschutz/loeschen", **{name: value for name, value in form.items() if name != "sure"})
    assert "Bitte bestätigen Sie" in refused.text
    assert "Gelöscht: 2 Rückrufwünsche." in petra.send("/loeschen", sure="on").text
    assert [request.id for request in SqlCallbackRequests(database).list()] == [other.id]
    assert logged(database) == [("petra", "delete")]


def test_the_log_is_shown_and_verified(petra: Browser, database: Database) -> None:
    assert "unversehrt" not in petra.open("/protokoll").text.replace("Auf Unversehrtheit prüfen", "")
    page = petra.open("/protokoll?pruefen=ja")

    assert "Das Protokoll ist unversehrt. Einträge: 3." in page.text
    assert "petra angemeldet" in page.text
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql("UPDATE audit_log SET actor = 'niemand' WHERE number = 2")
    assert "Eintrag 2 wurde verändert." in petra.open("/protokoll?pruefen=ja").text
