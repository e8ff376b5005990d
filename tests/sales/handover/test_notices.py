"""What time makes due: the day's list in the morning of a working day, and a reminder before a window passes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rueckruf.clock import BERLIN
from rueckruf.company import Company, load_company
from rueckruf.project import COMPANY
from rueckruf.sales.handover.notices import put_day_lists, put_escalations, put_reminders
from rueckruf.storage.database import Database
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.companies import WITH_SERVICE, WITH_SLA
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

LATER = timedelta(days=1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: ``test_outbox`` and ``test_delivery`` hold both to the same."""
    return sqlite_url


@pytest.fixture
def company(tmp_path: Path) -> Callable[..., Company]:
    """A company whose sales and lead get mail, with more of company.yml replaced."""

    def made(*more: tuple[str, str]) -> Company:
        text = COMPANY.read_text(encoding="utf-8")
        mail = ('sender: ""', "sender: a@b.example"), ('company: ""', "company: c@b.example"), ('page: ""', PAGE)
        for old, new in (*mail, ('lead: ""', "lead: lead@b.example"), *more):
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "company.yml"
        path.write_text(text, encoding="utf-8")
        return load_company(path)

    return made


PAGE = "page: https://vertrieb.example/"


def waiting(outbox: Outbox, now: datetime) -> list[Event]:
    events = []
    while event := outbox.next_due("mail", now):
        outbox.delivered(event, now, [])
        events.append(event)
    return events


def tuesday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 10, hour, minute, tzinfo=BERLIN)


def test_a_list_is_due_from_the_hour_on_and_once_a_day(outbox: Outbox, company: Callable[..., Company]) -> None:
    put_day_lists(outbox, company(), tuesday(6, 59))
    assert waiting(outbox, tuesday(20)) == []

    put_day_lists(outbox, company(), tuesday(7))
    put_day_lists(outbox, company(), tuesday(7, 1))
    (event,) = waiting(outbox, tuesday(20))
    assert (event.kind, event.recipient) == ("morning", "company")

    put_day_lists(outbox, company(), tuesday(8))
    assert waiting(outbox, tuesday(20)) == []
    put_day_lists(outbox, company(), tuesday(7) + LATER)
    assert len(waiting(outbox, tuesday(20) + LATER)) == 1


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(datetime(2026, 3, 14, 9, tzinfo=BERLIN), id="saturday"),
        pytest.param(datetime(2026, 4, 3, 9, tzinfo=BERLIN), id="good friday"),
        pytest.param(tuesday(17), id="closed"),
    ],
)
def test_no_list_is_due_when_nobody_works(outbox: Outbox, company: Callable[..., Company], moment: datetime) -> None:
    put_day_lists(outbox, company(), moment)

    assert waiting(outbox, moment) == []


def test_each_recipient_that_gets_mail_gets_its_list(outbox: Outbox, company: Callable[..., Company]) -> None:
    put_day_lists(outbox, company(('parent: ""', "parent: p@b.example")), tuesday(9))

    assert [event.recipient for event in waiting(outbox, tuesday(9))] == ["company", "parent"]


def test_a_team_of_any_name_gets_its_list(outbox: Outbox, company: Callable[..., Company]) -> None:
    put_day_lists(outbox, company(*WITH_SERVICE, ('parent: ""', "service: s@b.example")), tuesday(9))

    assert [event.recipient for event in waiting(outbox, tuesday(9))] == ["company", "service"]


def test_who_gets_one_mail_a_request_gets_no_list(outbox: Outbox, company: Callable[..., Company]) -> None:
    put_day_lists(outbox, company(("send: morning", "send: each")), tuesday(9))

    assert waiting(outbox, tuesday(9)) == []


def test_the_lead_is_reminded_of_an_endangered_request_once(
    outbox: Outbox, database: Database, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    request = requests.add(request_of("CA1", callback_start=tuesday(14), callback_end=tuesday(15)))
    requests.add(request_of("CA2", status="claimed", callback_start=tuesday(14), callback_end=tuesday(15)))
    assert outbox.give_up("mail", "not these") == 2

    for minute in (39, 40, 41, 59):
        put_reminders(outbox, database, company(), tuesday(14, minute))
        if minute == 39:
            assert waiting(outbox, tuesday(15)) == []

    (event,) = waiting(outbox, tuesday(15))
    assert (event.kind, event.request_id, event.created_at) == ("reminder", str(request.id), tuesday(14, 40))


def test_so_the_lead_is_of_what_a_call_that_broke_off_has_left(
    outbox: Outbox, database: Database, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    window = {"callback_start": tuesday(14), "callback_end": tuesday(15)}
    request = requests.add(request_of("CA1", status="incomplete", name="", **window))

    put_reminders(outbox, database, company(), tuesday(14, 50))

    (event,) = waiting(outbox, tuesday(15))
    assert (event.kind, event.request_id) == ("reminder", str(request.id))


def test_of_several_windows_the_lead_is_reminded_of_each_once(
    outbox: Outbox, database: Database, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    later = ((tuesday(11), tuesday(12)), (tuesday(16), tuesday(17)))
    requests.add(request_of("CA1", callback_start=tuesday(14), callback_end=tuesday(15), other_windows=later))
    outbox.give_up("mail", "not this")

    for hour in (11, 13, 14, 16):
        for minute in (39, 45, 50):
            put_reminders(outbox, database, company(), tuesday(hour, minute))

    assert [event.created_at for event in waiting(outbox, tuesday(17))] == [tuesday(hour, 45) for hour in (11, 14, 16)]


def test_a_missed_reminder_is_not_sent_after_the_window(
    outbox: Outbox, database: Database, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    requests.add(request_of("CA1", callback_start=tuesday(14), callback_end=tuesday(15)))
    outbox.give_up("mail", "not this")

    put_reminders(outbox, database, company(), tuesday(15))

    assert waiting(outbox, tuesday(16)) == []


def test_without_a_lead_nobody_is_reminded(
    outbox: Outbox, database: Database, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    requests.add(request_of("CA1", callback_start=tuesday(14), callback_end=tuesday(15)))
    outbox.give_up("mail", "not this")

    put_reminders(outbox, database, company(("lead: lead@b.example", 'lead: ""')), tuesday(14, 50))

    assert waiting(outbox, tuesday(15)) == []


def escalated(outbox: Outbox, now: datetime) -> list[tuple[str, str, str | None]]:
    """Outlet, kind and request of what waits."""
    told: list[tuple[str, str, str | None]] = []
    for outlet in ("mail", "chat", "push"):
        while event := outbox.next_due(outlet, now):  # type: ignore[arg-type]
            outbox.delivered(event, now, [])
            told.append((event.outlet, event.kind, event.request_id))
    return told


def forget_news(outbox: Outbox) -> None:
    """Let nobody be told any more that requests are new."""
    for outlet in ("mail", "chat", "push"):
        outbox.give_up(outlet, "not these")  # type: ignore[arg-type]


def test_what_is_beyond_the_sla_of_its_team_is_told_once_by_each_outlet(
    outbox: Outbox, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    window = {"callback_start": tuesday(14), "callback_end": tuesday(15)}
    late = requests.add(request_of("CA1", **window))
    claimed = requests.add(request_of("CA2", status="claimed", claimed_by="anna", **window))
    requests.add(request_of("CA3", status="done", **window))
    requests.add(request_of("CA4", status="unreachable", attempts=1, next_attempt_at=tuesday(16), **window))
    requests.add(request_of("CA5", next_attempt_at=tuesday(16), **window))  # put off without an attempt
    requests.add(request_of("CA6", recipient="parent", **window))  # a team without an SLA
    forget_news(outbox)

    for minute in (29, 30, 31, 59):
        put_escalations(outbox, requests, company(*WITH_SLA), ["mail", "push"], tuesday(14, minute))
        if minute == 29:
            assert escalated(outbox, tuesday(15)) == []

    both = {str(late.id), str(claimed.id)}
    told = escalated(outbox, tuesday(15))
    assert len(told) == 4
    assert set(told) == {(outlet, "escalation", each) for outlet in ("mail", "push") for each in both}


def test_what_was_late_for_long_when_somebody_names_an_sla_is_not_told(
    outbox: Outbox, requests: SqlCallbackRequests, company: Callable[..., Company]
) -> None:
    requests.add(request_of("CA1", callback_start=tuesday(14), callback_end=tuesday(15)))
    forget_news(outbox)

    put_escalations(outbox, requests, company(*WITH_SLA), ["mail"], tuesday(14, 30) + LATER)

    assert escalated(outbox, tuesday(23) + LATER) == []
