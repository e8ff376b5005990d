"""What a system of one team learns over the API of requests of another: not even whether there are any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from rueckruf import clock
from rueckruf.callbacks import handling
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import as_data
from rueckruf.privacy.restriction import restrict
from rueckruf.sales.roles import EVERYBODY, ROUTES, may_open
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.changes import changes_after
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from tests.sales.conftest import NOON
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]
Wish = Callable[..., CallbackRequest]

FRIDAY = "2026-03-13T10:00:00+01:00"
NUMBER, UNKNOWN_NUMBER = "+493023125077", "+493023125078"


@dataclass(frozen=True)
class Call:
    """One way to ask; ``{id}`` in ``path`` is whose request it asks about."""

    path: str
    method: str = "GET"
    body: Any = None
    headers: Mapping[str, str] | None = None

    def of(self, system: System, request_id: object = "") -> TestResponse:
        body = {} if self.body is None else {"json": self.body}
        return system.ask(self.path.format(id=request_id), self.method, headers=self.headers or {}, **body)


def steps(part: str, method: str, *bodies: Any) -> list[Call]:
    """One as it should be, of the version that there is and of another, and what is refused whatever it is about."""
    path, read = f"/requests/{{id}}/{part}", [{"If-Match": '"1"'}, {"If-Match": '"2"'}, {"If-Match": "*"}, {}]
    return [Call(path, method, body, seen) for body in bodies or (None,) for seen in read]


#: Each call of the API that is not for everybody, in all ways in which somebody may ask by it for what is not theirs.
CALLS: dict[str, list[Call]] = {
    "api.list_requests": [
        Call("/requests"),
        Call("/requests?limit=1"),
        Call("/requests?status=new&status=claimed&status=done&status=unreachable&status=incomplete"),
        Call("/requests?first_day=2026-03-01&last_day=2026-03-31"),
        Call("/requests?recipient=company"),
        Call("/requests?recipient=parent"),
        Call("/requests?recipient="),
        Call(f"/requests?phone=%2B{NUMBER[1:]}"),
        Call("/requests?name=Sabine+Geheim"),
        Call("/requests", "HEAD"),
    ],
    "api.get_request": [
        Call("/requests/{id}"),
        Call("/requests/{id}", headers={"If-None-Match": '"1"'}),
        Call("/requests/{id}", headers={"If-None-Match": "*"}),
        Call("/requests/{id}", headers={"If-Match": '"1"'}),
        Call("/requests/{id}", headers={"If-Modified-Since": "Wed, 11 Mar 2026 12:00:00 GMT", "Range": "bytes=0-9"}),
        Call("/requests/{id}?recipient=parent"),
        Call(f"/requests/{{id}}?phone=%2B{NUMBER[1:]}"),
        Call("/requests/{id}", "HEAD"),
        Call("/requests/{id}", "OPTIONS"),
        Call("/requests/{id}", "DELETE"),
        Call("/requests/{id}/"),
    ],
    "api.claim": steps("claim", "PUT"),
    "api.hand_back": steps("claim", "DELETE"),
    "api.assign": steps("assign", "PUT", *({"login": login} for login in ("berta", "carl", "niemand", "api:crm"))),
    "api.note": steps("note", "PUT", {"note": "neu"}, {"note": ""}, {"note": "x" * 5000}, {}),
    "api.settle": steps(
        *("result", "POST"),
        {"result": "erreicht"},
        {"result": "Mailbox", "next_attempt_at": FRIDAY},
        {"result": "Mailbox", "next_attempt_at": "2026-12-01T10:00:00+01:00"},  # deleted by then, if it is there
        {"result": "Mailbox", "next_attempt_at": "2026-03-13T22:00:00+01:00"},
        {"result": "gewonnen"},
    ),
    "api.list_events": [
        Call("/events"),
        Call("/events?limit=1"),
        Call("/events?recipient=parent"),
        Call(f"/events?phone=%2B{NUMBER[1:]}"),
    ],
    "api.export": [
        Call("/export"),
        Call("/export?recipient=parent"),
        *(Call(f"/export?recipient=company&format={format}") for format in ("json", "csv", "xlsx", "ics")),
    ],
}
FOR_EVERYBODY = {"api.guide": "/", "api.description": "/openapi.json"}

OF_API = [endpoint for endpoint in ROUTES if endpoint.startswith("api.")]
ABOUT_ONE = [endpoint for endpoint, calls in CALLS.items() if any("{id}" in call.path for call in calls)]

OF_MANY = [endpoint for endpoint in CALLS if endpoint not in ABOUT_ONE]
REFUSED = [(endpoint, role) for endpoint in CALLS for role in EVERYBODY if not may_open(role, endpoint)]


def whole(answer: TestResponse) -> tuple[int, dict[str, str], bytes]:
    """All that comes back: no header differs either."""
    return answer.status_code, dict(answer.headers), answer.data


@pytest.fixture
def others(wish: Wish, settings: Settings, database: Database) -> Callable[[], dict[str, UUID]]:
    """Has another team get requests of every kind and work with them; what they are by what has become of them."""
    theirs: dict[str, Any] = {"recipient": "parent", "name": "Sabine Geheim", "phone": NUMBER, "concern": "Erbschaft"}

    def work() -> dict[str, UUID]:
        handled = SqlHandledRequests(database)
        made = {
            "new": wish(**theirs),
            "claimed": handling.claim(handled, wish(**theirs), "carl", clock.now()),
            "of a system": wish(**theirs, status="claimed", claimed_by="api:crm"),
            "done": wish(**theirs, status="done"),
            "due": wish(**theirs, delete_after=NOON),
            "restricted": wish(**theirs),
            "deleted": wish(**theirs),
        }
        restrict(settings, database, made["restricted"].id, "Streit", clock.now(), "test")
        withdraw(database, made["deleted"].call_sid, clock.now())
        return {kind: request.id for kind, request in made.items()}

    return work


@pytest.fixture
def crm(system: Systems, person: Callable[..., str]) -> System:
    """The system of one team; each team has somebody that requests are assigned to."""
    person("berta", "sales", "company")
    person("carl", "sales", "parent")
    return system()


@pytest.mark.parametrize("endpoint", OF_API)
def test_each_call_stands_in_the_table(endpoint: str) -> None:
    assert endpoint in CALLS.keys() | FOR_EVERYBODY.keys(), f"{endpoint}: which of its answers may tell of others?"


@pytest.mark.parametrize("endpoint", ABOUT_ONE)
def test_a_request_of_others_is_answered_as_one_that_there_is_not(
    crm: System, others: Any, database: Database, endpoint: str
) -> None:
    theirs, nobodys = others(), uuid4()
    before = SqlCallbackRequests(database).get(theirs["new"])

    for call in CALLS[endpoint]:
        expected = whole(call.of(crm, nobodys))
        for kind, request_id in theirs.items():
            assert whole(call.of(crm, request_id)) == expected, (call, kind)

    assert SqlCallbackRequests(database).get(theirs["new"]) == before
    with database.engine.connect() as connection:
        assert [entry for entry in entries(connection, action="read") if entry.actor == "api:crm"] == []


@pytest.mark.parametrize("endpoint", OF_MANY)
def test_what_happens_to_requests_of_others_changes_no_answer(
    crm: System, wish: Wish, others: Any, endpoint: str
) -> None:
    wish(), wish()
    before = [whole(call.of(crm)) for call in CALLS[endpoint]]
    theirs = others()
    answers = [whole(call.of(crm)) for call in CALLS[endpoint]]

    assert answers == before
    told_all = b"".join(data for _, _, data in answers).decode(errors="replace")
    for word in (*map(str, theirs.values()), NUMBER, NUMBER[3:], "Geheim", "Erbschaft", "Konzernvertrieb"):
        assert word not in told_all


@pytest.mark.parametrize("endpoint", FOR_EVERYBODY)
def test_what_is_told_to_everybody_tells_of_nobody(crm: System, others: Any, endpoint: str) -> None:
    before = whole(crm.ask(FOR_EVERYBODY[endpoint]))
    others()

    assert whole(crm.ask(FOR_EVERYBODY[endpoint])) == before
    assert "parent" not in before[2].decode()


def test_a_page_that_is_gone_on_with_from_the_place_of_others_has_ones_own_alone(
    crm: System, system: Systems, wish: Wish, others: Any
) -> None:
    """``next`` is a place in time and no request; made of another's it leads to what is one's own after it."""
    first = wish(created_at=NOON)
    others()
    last = wish(created_at=NOON.replace(hour=15))
    bi = system("bi", "lead")
    of_others = bi.read("/requests", recipient="parent", limit=1)["next"]

    assert [each["id"] for each in crm.read("/requests", cursor=of_others)["requests"]] == [str(first.id), str(last.id)]
    page = crm.read("/requests", limit=1)
    assert [each["id"] for each in crm.read("/requests", cursor=page["next"])["requests"]] == [str(last.id)]


def test_the_place_of_news_of_others_is_none(crm: System, wish: Wish, others: Any, database: Database) -> None:
    wish()
    others()
    with database.engine.connect() as connection:
        of_others = [change.id for change in changes_after(connection, None, "parent", 100).changes]

    expected = whole(crm.ask(f"/events?cursor={uuid4()}"))
    assert expected[0] == 410
    for cursor in of_others:
        assert whole(crm.ask(f"/events?cursor={cursor}")) == expected


def test_who_asks_again_and_again_can_not_count_what_happens_to_others(crm: System, wish: Wish, others: Any) -> None:
    wish()
    first = crm.read("/events")
    others()

    assert crm.read("/events", cursor=first["next"]) == {"events": [], "next": first["next"], "more": False}
    assert crm.read("/events") == first


def test_a_team_of_others_is_as_unknown_as_none(crm: System) -> None:
    refused = whole(crm.ask("/requests?recipient=niemand"))

    assert refused[0] == 403
    assert whole(crm.ask("/requests?recipient=parent")) == refused


def test_who_is_of_another_team_is_as_unknown_as_nobody(crm: System, wish: Wish) -> None:
    request = wish()
    unknown = whole(crm.change("PUT", request.id, "assign", {"login": "niemand"}))

    assert unknown[0] == 422
    assert whole(crm.change("PUT", request.id, "assign", {"login": "carl"})) == unknown


def test_a_request_that_has_gone_to_another_team_is_theirs_alone(crm: System, wish: Wish, database: Database) -> None:
    request = wish()
    assert crm.ask(f"/requests/{request.id}").status_code == 200
    moved = SqlCallbackRequests(database).save(replace(request, recipient="parent", note="für die Mutter"))
    events = crm.read("/events")

    assert moved.version == 2
    for endpoint in ABOUT_ONE:
        for call in CALLS[endpoint]:
            assert whole(call.of(crm, request.id)) == whole(call.of(crm, uuid4())), call
    assert crm.read("/requests")["requests"] == []
    assert [event["type"] for event in events["events"]] == ["request.created"]


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        *((role, f"/{part}?phone={{}}", 422) for role in ("sales", "lead") for part in ("requests", "events")),
        *((role, "/requests/{}", 404) for role in ("sales", "lead")),
        ("sales", "/export?phone={}", 403),
        ("lead", "/export?phone={}", 422),
    ],
)
def test_nothing_is_asked_for_by_number(system: Systems, wish: Wish, role: str, path: str, status: int) -> None:
    """Not of one's own requests either: it is refused alike, whether the number is known or not."""
    wish(phone=NUMBER)
    one = system("crm", role)
    for known, unknown in ((NUMBER, UNKNOWN_NUMBER), (NUMBER[1:], UNKNOWN_NUMBER[1:]), ("03023125077", "03023125078")):
        answers = [one.ask(path.format(number.replace("+", "%2B"))) for number in (known, unknown)]

        assert whole(answers[0]) == whole(answers[1])
        assert (answers[0].status_code, known in answers[0].text) == (status, False)


@pytest.mark.parametrize(("endpoint", "role"), sorted(REFUSED))
def test_a_role_that_a_call_is_not_for_learns_nothing_by_it(
    system: Systems, wish: Wish, endpoint: str, role: str
) -> None:
    request, one = wish(), system("crm", role)

    for call in CALLS[endpoint]:
        if call.method in ("GET", "HEAD", "PUT", "POST") and not call.path.endswith("/"):
            answer = call.of(one, request.id)
            assert answer.status_code == 403, call
            assert whole(answer) == whole(call.of(one, uuid4())), call


def test_a_system_that_sees_all_sees_what_it_asks_for(system: Systems, wish: Wish, others: Any) -> None:
    """So what is refused above is not refused because nothing is there."""
    own, theirs = wish(), others()
    bi = system("bi", "lead")

    seen = {str(theirs[kind]) for kind in ("new", "claimed", "of a system", "done")}
    assert {each["id"] for each in bi.read("/requests", recipient="parent")["requests"]} == seen
    assert {each["id"] for each in bi.ask("/export").get_json()} == {*seen, str(own.id)}
    assert bi.read(f"/requests/{theirs['new']}")["name"] == "Sabine Geheim"
    assert {event["request_id"] for event in bi.read("/events")["events"]} == {str(own.id), *map(str, theirs.values())}


def test_a_lead_who_asks_for_one_team_gets_none_of_another(system: Systems, wish: Wish, others: Any) -> None:
    own = wish()
    others()
    bi = system("bi", "lead")

    assert bi.read("/requests", recipient="company")["requests"] == [
        {**as_data(own), "next_attempt_at": None, "version": 1}
    ]
    assert bi.ask("/export?recipient=company").get_json() == [as_data(own)]


def test_a_system_without_a_team_is_none_of_sales(system: Systems) -> None:
    """An empty name of a team would be read as all of them."""
    with pytest.raises(ValueError, match="genau einen Empfänger"):
        system(recipient="")


def test_another_team_that_asks_too_often_keeps_nobody_waiting(system: Systems, crm: System) -> None:
    other = system("konzern", recipient="parent")
    before = whole(crm.ask("/events"))
    while (answer := other.ask("/events")).status_code == 200:
        pass

    assert told(answer)[0] == 429
    assert whole(crm.ask("/events")) == before
