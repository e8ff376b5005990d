"""Shared calendars by CalDAV: what lies in those of a real server, and that nothing stays there or gets lost."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from typing import Any

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import PERSONAL
from rueckruf.handover import SharedCalendars
from rueckruf.sales.handover.caldav import CalDav
from rueckruf.sales.handover.connector import ConnectorOutlet
from rueckruf.sales.handover.delivery import UndeliveredError, deliver_due
from rueckruf.storage import audit_log
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import Event, Outbox, announce
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.exports import RECIPIENTS
from tests.support.radicale import PASSWORD, USER, CalendarServer
from tests.support.receiver import Answer, Receiver
from tests.support.requests import request_of

pytestmark = pytest.mark.process

PAGE = "https://vertrieb.example/wunsch/"
FIRST = (datetime(2026, 3, 11, 13, tzinfo=UTC), datetime(2026, 3, 11, 14, tzinfo=UTC))
SECOND = (datetime(2026, 3, 12, 8, tzinfo=UTC), datetime(2026, 3, 12, 11, tzinfo=UTC))
TWO_WINDOWS = {"other_windows": (SECOND,)}


@dataclass
class Team:
    """Whose calendar this is, on the server and told of by the outbox."""

    calendar: str
    server: CalendarServer
    outbox: Outbox
    requests: SqlCallbackRequests

    def told(self, kind: str = "appointments", *, personal: bool = False) -> list[Any]:
        """Deliver what waits; what lies there then."""
        self.deliver(self.system(kind, personal=personal))
        return self.server.entries(self.calendar)

    def system(self, kind: str = "appointments", *, personal: bool = False, password: str = PASSWORD) -> CalDav:
        calendars = SharedCalendars(user=USER, personal_data=personal, **{kind: {"company": self.calendar}})
        return CalDav(calendars, password, RECIPIENTS, PAGE)

    def deliver(self, system: CalDav) -> None:
        deliver_due(self.outbox, "caldav", ConnectorOutlet(system, self.requests).send, Flag())

    def problem(self, system: CalDav) -> tuple[str | None, int]:
        """After another attempt: what went wrong, and how many events wait."""
        self.deliver(system)
        standing = self.outbox.standing("caldav")
        return standing.problem, standing.waiting


@pytest.fixture
def team(calendar_server: CalendarServer, outbox: Outbox, requests: SqlCallbackRequests) -> Team:
    return Team(calendar_server.make_calendar(), calendar_server, outbox, requests)


def times(entry: Any) -> tuple[datetime, datetime]:
    return entry["dtstart"].dt, entry.get("dtend", entry.get("due")).dt


def test_each_window_of_a_request_is_an_appointment_that_reminds_and_leads_to_the_request(
    team: Team, requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CA1", **TWO_WINDOWS))

    appointments = team.told()

    assert [times(each) for each in appointments] == [FIRST, SECOND]
    assert {each.name for each in appointments} == {"VEVENT"}
    assert len({each["uid"] for each in appointments}) == 2
    for each in appointments:
        assert (each["url"], each["transp"], "organizer" in each) == (f"{PAGE}{request.id}", "TRANSPARENT", False)
        assert [alarm["trigger"].dt for alarm in each.walk("VALARM")] == [timedelta(minutes=-5)]
    start, end = SECOND
    assert team.server.count_between(team.calendar, "VEVENT", start, end) == 1


def test_a_request_is_a_task_that_reminds_of_each_window(team: Team, requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1", **TWO_WINDOWS))

    (task,) = team.told("tasks")

    (start, _), (later, end) = FIRST, SECOND
    assert (task.name, task["status"], times(task)) == ("VTODO", "NEEDS-ACTION", (start, end))
    assert task["url"] == f"{PAGE}{request.id}"
    five = timedelta(minutes=5)
    assert [alarm["trigger"].dt for alarm in task.walk("VALARM")] == [start - five, later - five]

    requests.save(replace(request, status="claimed", claimed_by="anna"))
    assert [each["status"] for each in team.told("tasks")] == ["IN-PROCESS"]


@pytest.mark.parametrize("kind", ["appointments", "tasks"])
def test_what_callers_have_said_is_there_only_if_the_company_wants_it(
    team: Team, requests: SqlCallbackRequests, kind: str
) -> None:
    request = requests.add(request_of("CA1", concern="Heizung", note="eilig", other_phones=("+4930123",)))
    (silent,) = team.told(kind)

    requests.save(request)
    (open_hearted,) = team.told(kind, personal=True)

    said = [getattr(request, column.key) for column in PERSONAL if getattr(request, column.key)]
    assert silent["summary"] == "Rückruf"
    for value in (each if isinstance(each, str) else "; ".join(each) for each in said):
        assert value not in silent.to_ical().decode().replace("\r\n ", "")
        assert value in f"{open_hearted['summary']}\n{open_hearted['description']}"


@pytest.mark.parametrize("kind", ["appointments", "tasks"])
def test_entries_move_with_the_request_and_those_too_many_go(
    team: Team, requests: SqlCallbackRequests, kind: str
) -> None:
    request = requests.add(request_of("CA1", **TWO_WINDOWS))
    before = team.told(kind)
    again = datetime(2026, 3, 13, 9, tzinfo=UTC)
    requests.save(replace(request, status="unreachable", attempts=1, next_attempt_at=again))

    (moved,) = team.told(kind)

    assert moved["uid"] == before[0]["uid"]
    assert moved["sequence"] > before[0]["sequence"]
    assert times(moved) == (again, again + timedelta(hours=1))


@pytest.mark.parametrize("kind", ["appointments", "tasks"])
def test_what_is_done_is_gone_and_comes_back_when_that_is_undone(
    team: Team, requests: SqlCallbackRequests, kind: str
) -> None:
    request = requests.add(request_of("CA1", **TWO_WINDOWS))
    before = team.told(kind)
    done = requests.save(replace(request, status="done"))
    assert team.told(kind) == []

    requests.save(replace(done, status="new"))
    assert [times(each) for each in team.told(kind)] == [times(each) for each in before]


@pytest.mark.parametrize("kind", ["appointments", "tasks"])
def test_what_is_erased_is_gone_and_nothing_else(
    team: Team, database: Database, requests: SqlCallbackRequests, kind: str
) -> None:
    request, other = requests.add(request_of("CA1", **TWO_WINDOWS)), requests.add(request_of("CA2"))
    team.told(kind, personal=True)

    with writing_log(database) as connection:
        delete_requests(connection, database, {"request": [str(request.id)]}, request.created_at, "petra")

    assert [each["url"] for each in team.told(kind, personal=True)] == [f"{PAGE}{other.id}"]


def test_what_is_restricted_is_gone_until_it_is_released(
    team: Team, database: Database, requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CA1"))
    team.told()
    for news, count in (("restricted", 0), ("released", 1)):
        with writing(database.engine) as connection:
            announce(connection, database, news, {str(request.id): "company"}, request.created_at)  # type: ignore[arg-type]
        assert len(team.told()) == count


def test_the_same_event_again_changes_nothing(team: Team, requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1", **TWO_WINDOWS))
    send = ConnectorOutlet(team.system(), requests).send
    created, deleted = (
        Event(kind, "caldav", kind, request.created_at, str(request.id))  # type: ignore[arg-type]
        for kind in ("created", "deleted")
    )

    for _ in range(2):
        assert send(created) == (request.id,)
        assert len(team.server.entries(team.calendar)) == 2
    for _ in range(2):
        assert send(deleted) == ()
        assert team.server.entries(team.calendar) == []


def test_a_team_without_a_calendar_has_nothing_anywhere(team: Team, requests: SqlCallbackRequests) -> None:
    request = requests.add(request_of("CA1", recipient="parent"))

    assert ConnectorOutlet(team.system(), requests).send(_created(request)) == ()
    assert team.told() == []


def test_what_went_there_stands_in_the_access_log(
    team: Team, database: Database, requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CA1"))
    team.told()

    with database.engine.connect() as connection:
        (entry,) = audit_log.entries(connection)
    assert (entry.actor, entry.action, entry.reason) == ("handover", "export", "caldav")
    assert entry.request_ids == (str(request.id),)


# -- a server that is away, lies, or is another


def test_a_wrong_password_is_named_and_nothing_is_lost(
    team: Team, requests: SqlCallbackRequests, caplog: pytest.LogCaptureFixture
) -> None:
    request = requests.add(request_of("CA1"))
    requests.add(request_of("CA2"))

    assert team.problem(team.system(password="falsch")) == ("HTTP 401", 2)
    assert not {request.name, "falsch"} & set(caplog.text.split())
    with pytest.raises(UndeliveredError, match="HTTP 401"):
        team.system(password="falsch").check()
    team.system().check()


def test_a_calendar_that_is_not_there_is_named_and_nothing_is_lost(team: Team, requests: SqlCallbackRequests) -> None:
    requests.add(request_of("CA1"))
    team.server.remove_calendar(team.calendar)

    assert team.problem(team.system()) == ("HTTP 409", 1)
    with pytest.raises(UndeliveredError, match="HTTP 404"):
        team.system().check()


def test_an_address_that_is_no_calendar_is_named(team: Team) -> None:
    with pytest.raises(UndeliveredError, match="no calendar"):
        replace(team, calendar=f"{team.server.url}{USER}/").system().check()


@pytest.fixture
def elsewhere(team: Team, receiver: Receiver) -> Team:
    """The same with a server that answers as the test wants."""
    return replace(team, calendar=f"{receiver.url}/")


@pytest.mark.parametrize(
    ("answer", "problem", "asked"),
    [
        (500, "HTTP 500", 2),
        (503, "HTTP 503", 1),
        (302, "HTTP 302", 2),
        ("page", "HTML", 1),
        ("die", "ProtocolError", 1),
    ],
)
def test_a_server_that_lies_or_is_away_is_named_and_nothing_is_lost(
    elsewhere: Team, requests: SqlCallbackRequests, receiver: Receiver, answer: Answer, problem: str, asked: int
) -> None:
    receiver.answers = [answer] * 2
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2"))

    assert elsewhere.problem(elsewhere.system("tasks")) == (problem, 2)
    assert len(receiver.came) == asked


def test_a_calendar_that_is_broken_keeps_nothing_in_those_of_others(
    team: Team, database: Database, requests: SqlCallbackRequests
) -> None:
    request = requests.add(request_of("CA1"))
    team.told()
    both = {"parent": f"{team.server.url}{USER}/nothing/", "company": team.calendar}
    system = CalDav(SharedCalendars(user=USER, appointments=both), PASSWORD, RECIPIENTS, PAGE)
    with writing_log(database) as connection:
        delete_requests(connection, database, {"request": [str(request.id)]}, request.created_at, "petra")

    assert team.problem(system) == ("HTTP 404", 1)
    assert team.server.entries(team.calendar) == []


@pytest.mark.parametrize("answer", [404, "page", 207])
def test_what_is_to_be_erased_is_taken_for_gone_only_where_the_calendar_answers(
    elsewhere: Team, database: Database, requests: SqlCallbackRequests, receiver: Receiver, answer: Answer
) -> None:
    request = requests.add(request_of("CA1"))
    receiver.answers = [201]
    elsewhere.deliver(elsewhere.system("tasks"))
    receiver.answers = [answer] * 2
    with writing_log(database) as connection:
        delete_requests(connection, database, {"request": [str(request.id)]}, request.created_at, "petra")

    _, waiting = elsewhere.problem(elsewhere.system("tasks"))

    assert waiting == 1


def _created(request: CallbackRequest) -> Event:
    return Event("1", "caldav", "created", request.created_at, str(request.id))
