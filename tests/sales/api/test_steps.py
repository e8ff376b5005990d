"""What other systems do with a request: as people do on the page, and never over somebody's head."""

from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.callbacks import handling
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from tests.sales.conftest import NOON
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]
Wish = Callable[..., CallbackRequest]

FRIDAY = "2026-03-13T10:00:00+01:00"
CHANGES: list[tuple[str, str, Any]] = [
    ("PUT", "claim", None),
    ("DELETE", "claim", None),
    ("PUT", "assign", {"login": "berta"}),
    ("PUT", "note", {"note": "neu"}),
    ("POST", "result", {"result": "erreicht"}),
]


@pytest.fixture
def stored(database: Database) -> Callable[[CallbackRequest], CallbackRequest]:
    def read(request: CallbackRequest) -> CallbackRequest:
        found = SqlCallbackRequests(database).get(request.id)
        assert found is not None
        return found

    return read


def test_a_request_is_claimed_noted_and_handed_back(system: Systems, wish: Wish, database: Database) -> None:
    request, crm = wish(), system()

    claimed = crm.change("PUT", request.id, "claim")
    assert (claimed.status_code, claimed.headers["ETag"]) == (200, '"2"')
    assert (claimed.get_json()["status"], claimed.get_json()["claimed_by"]) == ("claimed", "api:crm")
    noted = crm.change("PUT", request.id, "note", {"note": "ruft aus dem Auto an"}, version=2)
    assert noted.get_json()["note"] == "ruft aus dem Auto an"
    free = crm.change("DELETE", request.id, "claim", version=3)
    assert (free.get_json()["status"], free.get_json()["claimed_by"]) == ("new", "")
    history = SqlHandledRequests(database).history(request.id)
    assert [(entry.actor, entry.step) for entry in history] == [
        ("api:crm", "claimed"),
        ("api:crm", "noted"),
        ("api:crm", "handed_back"),
    ]


def test_a_request_is_assigned_to_who_sees_it(
    system: Systems, wish: Wish, database: Database, person: Callable[..., str]
) -> None:
    request, berta = wish(), person("berta", "sales", "company")

    assigned = system().change("PUT", request.id, "assign", {"login": berta})

    assert (assigned.status_code, assigned.headers["ETag"]) == (200, '"2"')
    assert (assigned.get_json()["status"], assigned.get_json()["claimed_by"]) == ("claimed", "berta")
    history = SqlHandledRequests(database).history(request.id)
    assert [(entry.actor, entry.step) for entry in history] == [("api:crm", "assigned")]


@pytest.mark.parametrize("login", ["carl", "petra", "niemand", "api:crm", "x" * 65, "", None])
def test_nobody_gets_a_request_that_they_may_not_see(
    system: Systems, wish: Wish, stored: Any, person: Callable[..., str], login: Any
) -> None:
    request = wish()
    person("carl", "sales", "parent")
    person("petra", "privacy")

    assert told(system().change("PUT", request.id, "assign", {"login": login}))[0] == 422
    assert stored(request) == request


def test_only_a_lead_gives_away_what_somebody_else_has(
    system: Systems, wish: Wish, stored: Any, person: Callable[..., str]
) -> None:
    request, berta = wish(status="claimed", claimed_by="anna"), person("berta", "sales", "company")

    assert told(system().change("PUT", request.id, "assign", {"login": berta}))[0] == 409
    assert stored(request) == request
    given = system("leitstand", "lead").change("PUT", request.id, "assign", {"login": berta})
    assert given.get_json()["claimed_by"] == "berta"


def test_a_result_ends_the_purpose(system: Systems, wish: Wish) -> None:
    request = wish()
    done = system().change("POST", request.id, "result", {"result": "erreicht", "note": "bestellt"})

    assert [done.get_json()[key] for key in ("status", "result", "note", "attempts")] == [
        "done",
        "erreicht",
        "bestellt",
        1,
    ]
    assert done.get_json()["delete_after"] < request.delete_after.isoformat()


def test_after_a_result_without_an_answer_it_is_tried_again(system: Systems, wish: Wish) -> None:
    missed = system().change("POST", wish().id, "result", {"result": "Mailbox", "next_attempt_at": FRIDAY})

    assert [missed.get_json()[key] for key in ("status", "result", "next_attempt_at", "attempts")] == [
        *("unreachable", "Mailbox", FRIDAY, 1),
    ]


@pytest.mark.parametrize(("method", "part", "body"), CHANGES)
def test_what_was_changed_meanwhile_is_not_changed_again(
    system: Systems, wish: Wish, stored: Any, database: Database, method: str, part: str, body: Any
) -> None:
    request = wish()
    handling.note(SqlHandledRequests(database), request, "anna", NOON, "von Anna")
    stale = system().change(method, request.id, part, body)

    assert told(stale)[0] == 412
    assert (stored(request).version, stored(request).note) == (2, "von Anna")


@pytest.mark.parametrize(("method", "part", "body"), CHANGES)
@pytest.mark.parametrize(("seen", "status"), [({}, 428), ({"If-Match": "1"}, 428), ({"If-Match": "*"}, 428)])
def test_who_does_not_say_what_they_read_changes_nothing(
    system: Systems, wish: Wish, stored: Any, method: str, part: str, body: Any, seen: dict[str, str], status: int
) -> None:
    request = wish()
    refused = system().ask(f"/requests/{request.id}/{part}", method, headers=seen, json=body)

    assert told(refused)[0] == status
    assert stored(request) == request


@pytest.mark.parametrize(("method", "part", "body"), CHANGES)
def test_a_request_of_others_is_not_found(
    system: Systems, wish: Wish, stored: Any, method: str, part: str, body: Any
) -> None:
    request = wish(recipient="parent")

    assert told(system().change(method, request.id, part, body))[0] == 404
    assert stored(request) == request


def test_what_somebody_else_has_or_what_is_done_is_left_alone(system: Systems, wish: Wish, stored: Any) -> None:
    taken, done = wish(status="claimed", claimed_by="bert"), wish(status="done")
    crm = system()

    assert told(crm.change("PUT", taken.id, "claim")) == (
        409,
        "bert hat diesen Rückrufwunsch schon übernommen. Es wurde nichts geändert.",
    )
    assert told(crm.change("POST", done.id, "result", {"result": "erreicht"})) == (
        409,
        "Dieser Rückrufwunsch ist schon erledigt. Es wurde nichts geändert.",
    )
    assert (stored(taken), stored(done)) == (taken, done)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "Text",
        {"result": "gewonnen"},
        {"result": "Mailbox"},
        {"result": "erreicht", "next_attempt_at": FRIDAY},
        {"result": "Mailbox", "next_attempt_at": "2026-03-13T10:00:00"},  # in which zone?
        {"result": "Mailbox", "next_attempt_at": "2026-03-11T14:00:00+01:00"},  # past
        {"result": "Mailbox", "next_attempt_at": "2026-03-13T22:00:00+01:00"},  # nobody is there
        {"result": "Mailbox", "next_attempt_at": "2026-12-01T10:00:00+01:00"},  # deleted by then
        {"result": "Mailbox", "next_attempt_at": "0001-01-01T00:00:00+14:00"},
        {"result": "Mailbox", "next_attempt_at": "9999-12-31T23:59:59-14:00"},
        {"result": "Mailbox", "next_attempt_at": 1773392400},
        {"result": "erreicht", "note": "x" * 5000},
        {"result": "erreicht", "status": "done"},
    ],
)
def test_a_result_that_makes_no_sense_changes_nothing(system: Systems, wish: Wish, stored: Any, body: Any) -> None:
    request = wish()

    assert told(system().change("POST", request.id, "result", body))[0] == 422
    assert stored(request) == request


@pytest.mark.parametrize("note", ["x" * 2001, 5, None, ["x"], "\ud800"])
def test_a_note_that_is_none_changes_nothing(system: Systems, wish: Wish, stored: Any, note: Any) -> None:
    request = wish(note="alt")

    status, words = told(system().change("PUT", request.id, "note", {"note": note}))
    assert (status, "note" in words, "xx" in words) == (422, True, False)
    assert stored(request) == request


def test_where_the_access_log_cannot_be_written_nothing_is_changed(
    system: Systems, wish: Wish, stored: Any, database: Database
) -> None:
    request, crm = wish(), system()
    with writing(database.engine) as connection:
        connection.exec_driver_sql("ALTER TABLE audit_log RENAME TO gone")
    before = stored(request)

    status, words = told(crm.change("PUT", request.id, "note", {"note": "neu"}))
    assert (status, "es wurde nichts geändert" in words) == (503, True)
    assert stored(request) == before


def test_a_body_of_megabytes_is_not_read(system: Systems, wish: Wish, stored: Any) -> None:
    request = wish()

    assert told(system().change("PUT", request.id, "note", {"note": "x" * 1_000_000}))[0] == 413
    assert stored(request) == request


def test_formulas_and_markup_stay_text(system: Systems, wish: Wish) -> None:
    text = '=HYPERLINK("http://x.example")<script>alert(1)</script>\u202e'
    noted = system().change("PUT", wish().id, "note", {"note": text})

    assert noted.get_json()["note"] == text.removesuffix("\u202e")
    assert noted.content_type == "application/json"
