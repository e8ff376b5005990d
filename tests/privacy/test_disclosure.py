"""A disclosure has all that any store holds of a number, why, since when, until when, and who received it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from rueckruf.callbacks.repository import ALL
from rueckruf.privacy.disclosure import as_text, disclose
from rueckruf.privacy.restriction import restrict
from rueckruf.sales.export import exported
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append, entries
from rueckruf.storage.database import Database
from rueckruf.storage.ended_calls import EndedCalls
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.tables import callback_requests, request_events
from tests.privacy.conftest import DUE

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
PHONE, OTHER = "+493023125042", "+493023125077"

Store = Callable[..., Any]


#: What a disclosure leaves out of a request's columns: the seal, of which it tells what it holds; who of the staff has
#: it; what other columns say as well.
LEFT_OUT = {"personal", "claimed_by", "due_at", "version"}


def test_each_request_with_all_that_is_kept_of_it(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", phone=PHONE, note="klingelt lange", attempts=2, next_attempt_at=DUE - HOUR)
    store("CA2", phone=OTHER, name="Sabine Meier")
    EndedCalls(database.engine).add("CA1", DUE)
    with database.engine.begin() as connection:
        event = {"request_id": str(request.id), "at": DUE - HOUR, "actor": "anna", "kind": "unreachable"}
        detail = json.dumps({"version": 1, "before": {"attempts": 1, "claimed_by": "anna", "note": "früher"}})
        connection.execute(insert(request_events), {**event, "detail": database.cipher.seal(detail)})

    disclosed = disclose(settings, database, PHONE, DUE, "cli:anna")

    (disclosed_request,) = disclosed["requests"]
    columns = set(callback_requests.c.keys()) - LEFT_OUT
    beside = {"name", "phone", "callback_text", "note", "history", "given_to", "call_log_deletion"}
    assert disclosed_request.keys() == columns | beside
    assert disclosed_request == {
        "id": str(request.id),
        "call_sid": "CA1",
        "created_at": "2026-03-10T10:00:00+01:00",
        "name": "Jürgen Müller-Lüdenscheidt",
        "phone": PHONE,
        "callback_text": "morgen um zwei",
        "note": "klingelt lange",
        "phone_source": "spoken",
        "callback_start": "2026-03-11T14:00:00+01:00",
        "callback_end": "2026-03-11T15:00:00+01:00",
        "status": "new",
        "attempts": 2,
        "next_attempt_at": "2026-06-10T10:00:00+02:00",
        "recipient": "Vertrieb der Musterwerk GmbH",
        "delete_after": "2026-06-10T11:00:00+02:00",
        "restricted_at": None,
        "restriction": None,
        "history": [
            {
                "at": "2026-06-10T10:00:00+02:00",
                "what": "Rückruf versucht, nicht erreicht",
                "before": {"attempts": 1, "note": "früher"},
            }
        ],
        "given_to": [],
        "call_log_deletion": {"attempts": 0, "next_attempt_at": "2026-06-10T11:00:00+02:00"},
    }
    assert "Meier" not in json.dumps(disclosed, ensure_ascii=False)
    assert "anna" not in json.dumps(disclosed)
    text = as_text(disclosed, settings)
    assert "- 10.06.2026, 10:00 Uhr: Rückruf versucht, nicht erreicht (Notiz davor: früher)" in text
    assert "| Kennung des Anrufs beim Telefondienst | CA1 |" in text
    assert "| nächster Versuch | 10.06.2026, 10:00 Uhr |" in text
    assert "wird gelöscht, nächster Versuch 10.06.2026, 11:00 Uhr, bisher 0 |" in text


def test_what_is_due_but_not_deleted_yet_is_disclosed(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", phone=PHONE)

    (disclosed,) = disclose(settings, database, PHONE, DUE + HOUR, "cli:anna")["requests"]

    assert disclosed["id"] == str(request.id)


def test_a_request_is_disclosed_to_whoever_has_the_second_number(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1", phone=PHONE, note=f"Weitere Nummer: {OTHER}")

    (disclosed,) = disclose(settings, database, OTHER, DUE, "cli:anna")["requests"]

    assert disclosed["id"] == str(request.id)


def test_what_article_15_asks_for_beside_the_data(settings: Settings, database: Database) -> None:
    disclosed = disclose(settings, database, PHONE, DUE, "cli:anna")

    assert disclosed["controller"].startswith("Musterwerk GmbH, Musterstraße 1")
    assert disclosed["legal_basis"] == "Art. 6 Abs. 1 Buchst. b DSGVO"
    assert disclosed["recipients"] == [
        "Vertrieb der Musterwerk GmbH",
        "Konzernvertrieb der Musterwerk Holding AG",
        "Twilio Ireland Limited, Dublin, Irland (Region IE1)",
        "Musterhosting GmbH, 90402 Nürnberg",
    ]
    for key in ("purpose", "origin", "automated_decisions", "rights", "authority"):
        assert disclosed[key]


def test_restricted_requests_are_disclosed_with_their_reason(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1")
    restrict(settings, database, request.id, "Streit um den Termin", DUE - HOUR, "cli:anna")

    (disclosed,) = disclose(settings, database, PHONE, DUE, "cli:anna")["requests"]

    assert disclosed["restriction"] == "Streit um den Termin"
    assert disclosed["restricted_at"] == "2026-06-10T10:00:00+02:00"


def test_exports_and_hand_overs_are_told_from_the_log(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")
    list(exported(database, ALL, "csv", settings.company.recipients.model_dump(), actor="anna", now=DUE - 2 * HOUR))
    with database.engine.begin() as connection:
        of_request = {"request_ids": [request.id], "reason": "webhook"}
        append(connection, at=DUE - HOUR, actor="handover", action="export", **of_request)  # type: ignore[arg-type]

    (disclosed,) = disclose(settings, database, PHONE, DUE, "cli:anna")["requests"]

    assert disclosed["given_to"] == [
        {"at": "2026-06-10T09:00:00+02:00", "how": "als Datei ausgegeben (csv)"},
        {"at": "2026-06-10T10:00:00+02:00", "how": "an das Kundensystem übergeben"},
    ]


def test_the_log_is_read_once_and_a_call_can_store_meanwhile(
    settings: Settings, database: Database, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("CA1", phone=PHONE)
    store("CA2", phone=PHONE)
    list(exported(database, ALL, "csv", settings.company.recipients.model_dump(), actor="anna", now=DUE - HOUR))
    stored: list[Any] = []

    def and_store(*arguments: Any, **criteria: Any) -> Any:
        stored.append(store(f"CA-{len(stored)}", phone=OTHER))
        return entries(*arguments, **criteria)

    monkeypatch.setattr("rueckruf.privacy.disclosure.entries", and_store)

    disclosed = disclose(settings, database, PHONE, DUE, "cli:anna")

    assert [len(request["given_to"]) for request in disclosed["requests"]] == [1, 1]
    assert len(stored) == 1


def test_running_calls_and_files_are_disclosed(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")
    (settings.data_dir / "montag.csv").write_text(f"id;created_at\r\n{request.id};\r\n")
    events = [
        {"event": "user", "text": "030 231 25042, morgen"},
        {"event": "slot", "name": "callback_time", "value": "morgen"},
        {"event": "slot", "name": "misses", "value": 1.0},
    ]
    open_short_lived(settings, "conversation").put("CA2", "tracker", json.dumps({"events": events}))

    disclosed = disclose(settings, database, PHONE, DUE, "cli:anna")

    assert disclosed["running_calls"] == [
        {"call_sid": "CA2", "said": ["030 231 25042, morgen"], "understood": {"callback_time": "morgen"}}
    ]
    assert disclosed["export_files"] == ["montag.csv"]


def test_who_had_it_disclosed_is_logged(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")

    disclose(settings, database, PHONE, DUE, "cli:anna")

    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.at, entry.actor, entry.action) == (DUE, "cli:anna", "disclose")
    assert entry.request_ids == (str(request.id),)


def test_the_text_tells_it_in_german(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", note="klingelt lange")
    restrict(settings, database, request.id, "Streit", DUE - HOUR, "cli:anna")
    events = [{"event": "user", "text": "030 231 25042"}, {"event": "slot", "name": "caller_name", "value": "Kunz"}]
    open_short_lived(settings, "conversation").put("CA2", "tracker", json.dumps({"events": events}))

    text = as_text(disclose(settings, database, PHONE, DUE, "cli:anna"), settings)

    for words in (
        "Über die Telefonnummer +493023125042, Stand 10.06.2026, 11:00 Uhr.",
        "| Name | Jürgen Müller-Lüdenscheidt |",
        "| Telefonnummer | +493023125042 (gesprochen) |",
        "| gewünschter Zeitpunkt | 11.03.2026, 14:00 Uhr bis 11.03.2026, 15:00 Uhr |",
        "| in Ihren Worten | morgen um zwei |",
        "| Notiz | klingelt lange |",
        "| gesperrt seit | 10.06.2026, 10:00 Uhr: Streit |",
        "- Bisher weder als Datei ausgegeben noch an ein anderes System übergeben.",
        "- gesagt: „030 231 25042“",
        "- verstanden: Name: Kunz",
        "spätestens nach drei Monaten",
        "Art. 6 Abs. 1 Buchst. b DSGVO",
        "Beschweren können Sie sich bei: Bayerisches Landesamt",
    ):
        assert words in text, words
    assert "None" not in text


def test_the_text_says_that_there_is_nothing(settings: Settings, database: Database) -> None:
    text = as_text(disclose(settings, database, PHONE, DUE, "cli:anna"), settings)

    assert "Zu dieser Nummer ist nichts gespeichert" in text
    assert "Art. 77 DSGVO" in text
