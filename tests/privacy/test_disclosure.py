"""A disclosure has all that any store holds of a number, why, since when, until when, and who received it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import insert, update

from rueckruf.answers.gathered import PERSONAL_SLOTS
from rueckruf.callbacks.acceptance import Accepted
from rueckruf.callbacks.handling import (
    CHANGING,
    Entry,
    HandledRequests,
    Step,
    assign,
    claim,
    finish,
    hand_back,
    miss,
    note,
    postpone,
    undo,
)
from rueckruf.callbacks.repository import ALL
from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.callbacks.schema import COLUMNS
from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.privacy.disclosure import disclose
from rueckruf.privacy.held import Person
from rueckruf.privacy.restriction import restrict
from rueckruf.privacy.wording import STEPS
from rueckruf.project import COMPANY
from rueckruf.sales.export import exported
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append, entries, streamed_entries
from rueckruf.storage.database import Database
from rueckruf.storage.ended_calls import EndedCalls
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests, request_events
from tests.privacy.conftest import DUE
from tests.support.companies import WITH_SERVICE, WITHOUT_PARENT, replaced
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
PHONE, OTHER = "+493023125042", "+493023125077"
THURSDAY = (datetime(2026, 3, 12, 9, tzinfo=BERLIN), datetime(2026, 3, 12, 12, tzinfo=BERLIN))

Store = Callable[..., Any]


#: What a disclosure leaves out of a request's columns: the seal, of which it tells what it holds; who of the staff has
#: it; what other columns say as well.
LEFT_OUT = {"personal", "claimed_by", "due_at", "due_until", "moves_on_at", "version"}


def disclosed_to(settings: Settings, database: Database, phone: str, now: datetime) -> dict[str, Any]:
    """The disclosure as a program reads it."""
    disclosed: dict[str, Any] = json.loads(disclose(settings, database, Person(phone), now, "cli:anna", "json"))
    return disclosed


def test_each_request_with_all_that_is_kept_of_it(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", phone=PHONE, note="klingelt lange", attempts=2, next_attempt_at=DUE - HOUR)
    store("CA2", phone=OTHER, name="Sabine Meier")
    EndedCalls(database.engine).add("CA1", DUE)
    with writing(database.engine) as connection:
        event = {"request_id": str(request.id), "at": DUE - HOUR, "actor": "anna", "kind": "unreachable"}
        detail = json.dumps({"version": 1, "before": {"attempts": 1, "claimed_by": "anna", "note": "früher"}})
        connection.execute(insert(request_events), {**event, "detail": database.cipher.seal(detail)})

    disclosed = disclosed_to(settings, database, PHONE, DUE)

    (disclosed_request,) = disclosed["requests"]
    columns = set(callback_requests.c.keys()) - LEFT_OUT
    sealed = {column.key for column in COLUMNS if column.personal}
    beside = {*sealed, "history", "given_to", "call_log_deletion"}
    assert disclosed_request.keys() == columns | beside
    assert disclosed_request == {
        "id": str(request.id),
        "call_sid": "CA1",
        "created_at": "2026-03-10T10:00:00+01:00",
        "name": "Jürgen Müller-Lüdenscheidt",
        "phone": PHONE,
        "callback_text": "morgen um zwei",
        "concern": "",
        "other_phones": [],
        "other_windows": [],
        "note": "klingelt lange",
        "result": "",
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
    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")
    assert "- 10.06.2026, 10:00 Uhr: Rückruf versucht, nicht erreicht (Notiz davor: früher)" in text
    assert "| Kennung des Anrufs beim Telefondienst | CA1 |" in text
    assert "| nächster Versuch | 10.06.2026, 10:00 Uhr |" in text
    assert "wird gelöscht, nächster Versuch 10.06.2026, 11:00 Uhr, bisher 0 |" in text


def test_recipients_are_the_teams_of_the_company_without_a_parent_too(
    settings: Settings, database: Database, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "company.yml"
    changed = replaced(COMPANY.read_text(encoding="utf-8"), [*WITHOUT_PARENT, *WITH_SERVICE])
    file.write_text(changed, encoding="utf-8")
    of_two_teams = replace(settings, company=load_company(file))
    store("CA1", phone=PHONE, recipient="service")
    store("CA2", phone=PHONE, recipient="gone")

    disclosed = disclosed_to(of_two_teams, database, PHONE, DUE)

    assert disclosed["recipients"][:2] == ["Vertrieb der Musterwerk GmbH", "Kundendienst der Musterwerk GmbH"]
    assert not any("Konzern" in each for each in disclosed["recipients"])
    assert {each["recipient"] for each in disclosed["requests"]} == {"Kundendienst der Musterwerk GmbH", "gone"}
    assert "| Empfänger | Kundendienst der Musterwerk GmbH |" in disclose(
        of_two_teams, database, Person(PHONE), DUE, "cli:anna", "text"
    )


class Terms:
    months = 3
    done_grace_days = 7
    incomplete_hours = 24


def move(requests: HandledRequests, request: CallbackRequest, actor: str, now: datetime) -> CallbackRequest:
    """What a caller does in a call."""
    moved = replace(request, callback_end=request.callback_end + HOUR)
    return requests.change(moved, Entry(now, actor, "changed", request.version + 1, {}))


#: What the desk does until it has taken each step of its table.
TAKEN: Mapping[Step, Sequence[Callable[..., CallbackRequest]]] = {
    "claimed": [claim],
    "assigned": [partial(assign, to="berta")],
    "handed_back": [claim, hand_back],
    "done": [partial(finish, terms=Terms())],
    "unreachable": [partial(miss, next_attempt_at=DUE - HOUR)],
    "postponed": [partial(postpone, next_attempt_at=DUE - HOUR)],
    "noted": [partial(note, text="fährt gerade Auto")],
    "undone": [claim, undo],
    "changed": [move],
}


@pytest.mark.parametrize("step", get_args(Step))
def test_after_each_step_of_the_desk(settings: Settings, database: Database, store: Store, step: Step) -> None:
    request = store("CA1", phone=PHONE)
    for take in TAKEN[step]:
        request = take(SqlHandledRequests(database), request, "anna", DUE - 2 * HOUR)

    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    (disclosed,) = disclosed_to(settings, database, PHONE, DUE)["requests"]
    assert disclosed["history"][-1]["what"] == STEPS[step]
    assert f"- 10.06.2026, 09:00 Uhr: {STEPS[step]}" in text
    assert "None" not in text


@pytest.mark.thorough
def test_whatever_a_step_has_changed(settings: Settings, database: Database, store: Store) -> None:
    handled, request = SqlHandledRequests(database), store("CA1", phone=PHONE, next_attempt_at=DUE - HOUR)
    changes = [(), CHANGING, *((name,) for name in CHANGING)]
    for step in get_args(Step):
        for names in changes:
            before = {name: getattr(request, name) for name in names}
            entry = Entry(at=DUE, actor="anna", step=step, version=request.version + 1, before=before)
            request = handled.change(request, entry)

    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    (disclosed,) = disclosed_to(settings, database, PHONE, DUE)["requests"]
    assert len(disclosed["history"]) == len(get_args(Step)) * len(changes)
    assert all(text.count(f": {words}") == len(changes) for words in STEPS.values())


def test_what_is_due_but_not_deleted_yet_is_disclosed(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", phone=PHONE)

    (disclosed,) = disclosed_to(settings, database, PHONE, DUE + HOUR)["requests"]

    assert disclosed["id"] == str(request.id)


@pytest.mark.parametrize(
    "where", [{"other_phones": (OTHER,)}, {"note": f"Frau: {OTHER}"}, {"concern": f"wegen {OTHER}"}]
)
def test_a_request_is_disclosed_to_whoever_has_the_second_number(
    settings: Settings, database: Database, store: Store, where: dict[str, Any]
) -> None:
    request = store("CA1", phone=PHONE, **where)

    (disclosed,) = disclosed_to(settings, database, OTHER, DUE)["requests"]

    assert disclosed["id"] == str(request.id)


def test_what_article_15_asks_for_beside_the_data(settings: Settings, database: Database) -> None:
    disclosed = disclosed_to(settings, database, PHONE, DUE)

    assert disclosed["controller"].startswith("Musterwerk GmbH, Musterstraße 1")
    assert disclosed["legal_basis"] == "Art. 6 Abs. 1 Buchst. b DSGVO"
    assert disclosed["recipients"] == [
        "Vertrieb der Musterwerk GmbH",
        "Konzernvertrieb der Musterwerk Holding AG",
        "Twilio Ireland Limited, Dublin, Irland",
        "Musterhosting GmbH, 90402 Nürnberg",
    ]
    for key in ("purpose", "origin", "automated_decisions", "rights", "authority"):
        assert disclosed[key]


def test_restricted_requests_are_disclosed_with_their_reason(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1")
    restrict(settings, database, request.id, "Streit um den Termin", DUE - HOUR, "cli:anna")

    (disclosed,) = disclosed_to(settings, database, PHONE, DUE)["requests"]

    assert disclosed["restriction"] == "Streit um den Termin"
    assert disclosed["restricted_at"] == "2026-06-10T10:00:00+02:00"


@pytest.mark.parametrize(
    ("outlet", "how"),
    [
        ("webhook", "an das Kundensystem übergeben"),
        ("tryton", "an das Kundensystem übergeben"),
        ("caldav", "in Kalender des Vertriebs eingetragen"),
    ],
)
def test_exports_and_hand_overs_are_told_from_the_log(
    settings: Settings, database: Database, store: Store, outlet: str, how: str
) -> None:
    request = store("CA1")
    list(exported(database, ALL, "csv", settings.company.titles, actor="anna", now=DUE - 2 * HOUR))
    with writing(database.engine) as connection:
        of_request = {"request_ids": [request.id], "reason": outlet}
        append(connection, database.cipher, at=DUE - HOUR, actor="handover", action="export", **of_request)  # type: ignore[arg-type]

    (disclosed,) = disclosed_to(settings, database, PHONE, DUE)["requests"]

    assert disclosed["given_to"] == [
        {"at": "2026-06-10T09:00:00+02:00", "how": "als Datei ausgegeben (csv)"},
        {"at": "2026-06-10T10:00:00+02:00", "how": how},
    ]


def test_the_log_is_read_once_and_a_call_can_store_meanwhile(
    settings: Settings, database: Database, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("CA1", phone=PHONE)
    store("CA2", phone=PHONE)
    list(exported(database, ALL, "csv", settings.company.titles, actor="anna", now=DUE - HOUR))
    stored: list[Any] = []

    def and_store(*arguments: Any, **criteria: Any) -> Any:
        stored.append(store(f"CA-{len(stored)}", phone=OTHER))
        return streamed_entries(*arguments, **criteria)

    monkeypatch.setattr("rueckruf.privacy.given_away.streamed_entries", and_store)

    disclosed = disclosed_to(settings, database, PHONE, DUE)

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

    disclosed = disclosed_to(settings, database, PHONE, DUE)

    assert disclosed["running_calls"] == [
        {"call_sid": "CA2", "said": ["030 231 25042, morgen"], "understood": {"callback_time": "morgen"}}
    ]
    assert disclosed["export_files"] == ["montag.csv"]


def test_what_waits_for_the_database_is_disclosed_like_what_it_holds(
    settings: Settings, database: Database, store: Store
) -> None:
    store("CA1", phone=PHONE)
    waiting = request_of("CA2", phone=OTHER, concern=f"Büro: {PHONE}")
    open_spool(settings).put(Accepted(waiting))
    open_spool(settings).put(Accepted(request_of("CA3", phone=OTHER)))

    stored, disclosed = disclosed_to(settings, database, PHONE, DUE)["requests"]

    assert disclosed.keys() == stored.keys()
    assert (disclosed["id"], disclosed["concern"]) == (str(waiting.id), f"Büro: {PHONE}")
    assert disclosed["recipient"] == stored["recipient"]
    assert f"Büro: {PHONE}" in disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")


def test_whatever_is_understood_of_a_running_call_is_told_under_its_title(
    settings: Settings, database: Database
) -> None:
    events = [{"event": "slot", "name": name, "value": [PHONE]} for name in PERSONAL_SLOTS]
    open_short_lived(settings, "conversation").put("CA2", "tracker", json.dumps({"events": events}))

    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    assert text.count("- verstanden: ") == len(PERSONAL_SLOTS)
    for title in PERSONAL_SLOTS.values():
        assert f"- verstanden: {title}: " in text


def test_who_had_it_disclosed_is_logged(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")

    disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.at, entry.actor, entry.action) == (DUE, "cli:anna", "disclose")
    assert entry.request_ids == (str(request.id),)


def test_what_could_not_be_written_is_not_logged_as_disclosed(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1")
    with writing(database.engine) as connection:
        of_request = update(callback_requests).where(callback_requests.c.id == str(request.id))
        connection.execute(of_request.values(status="later version"))

    with pytest.raises(RequestError):
        disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    with database.engine.connect() as connection:
        assert list(entries(connection)) == []


def test_the_text_tells_it_in_german(settings: Settings, database: Database, store: Store) -> None:
    beside = {"concern": "das Angebot", "other_phones": ("+491713920011", "+43123456789"), "other_windows": (THURSDAY,)}
    request = store("CA1", note="klingelt lange", **beside)
    restrict(settings, database, request.id, "Streit", DUE - HOUR, "cli:anna")
    events = [
        {"event": "user", "text": "030 231 25042"},
        {"event": "slot", "name": "caller_name", "value": "Müller-Lüdenscheidt"},
    ]
    open_short_lived(settings, "conversation").put("CA2", "tracker", json.dumps({"events": events}))

    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    for words in (
        "Gesucht nach der Telefonnummer +493023125042, Stand 10.06.2026, 11:00 Uhr.",
        "| Name | Jürgen Müller-Lüdenscheidt |",
        "| Telefon | +493023125042 |",
        "| Wunsch von | 11.03.2026, 14:00 Uhr |",
        "| Wunsch bis | 11.03.2026, 15:00 Uhr |",
        "| Worte | morgen um zwei |",
        "| Empfänger | Vertrieb der Musterwerk GmbH |",
        "| Stand | offen |",
        "| Nummer gegeben | gesprochen |",
        "| Anliegen | das Angebot |",
        "| Weitere Nummern | +491713920011; +43123456789 |",
        "| Weitere Zeiten | 12.03.2026, 09:00 bis 12:00 Uhr |",
        "| Notiz | klingelt lange |",
        "| Ergebnis | nicht angegeben |",
        "| gesperrt seit | 10.06.2026, 10:00 Uhr: Streit |",
        "- Bisher weder als Datei ausgegeben noch an ein anderes System übergeben.",
        "- gesagt: „030 231 25042“",
        "- verstanden: Name: Müller-Lüdenscheidt",
        "spätestens nach drei Monaten",
        "Art. 6 Abs. 1 Buchst. b DSGVO",
        "Beschweren können Sie sich bei: Bayerisches Landesamt",
    ):
        assert words in text, words
    assert "None" not in text


def test_the_text_says_that_there_is_nothing(settings: Settings, database: Database) -> None:
    text = disclose(settings, database, Person(PHONE), DUE, "cli:anna", "text")

    assert "Dazu ist nichts gespeichert" in text
    assert "Art. 77 DSGVO" in text
