"""What each person has and did, from the history of the requests that are kept, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from rueckruf.callbacks import handling
from rueckruf.clock import BERLIN
from rueckruf.company import load_company
from rueckruf.project import COMPANY
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.workload import Workload, workloads
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
TERMS = load_company(COMPANY).retention


def read(database: Database, recipient: str | None = None, since: datetime = NOW - HOUR) -> list[Workload]:
    with database.engine.connect() as connection:
        return [*workloads(connection, recipient, since, NOW + HOUR)]


def test_who_has_how_much_and_has_tried_how_often(database: Database) -> None:
    requests, handled = SqlCallbackRequests(database), SqlHandledRequests(database)
    first, second, third, other = (requests.add(request_of(f"CA{number}")) for number in range(4))
    missed = handling.miss(handled, first, "anna", NOW, NOW + 2 * HOUR)
    handling.finish(handled, handling.note(handled, missed, "berta", NOW, "da"), "anna", NOW, TERMS)
    handling.claim(handled, second, "berta", NOW)
    handling.claim(handled, other, "api:crm", NOW)
    handling.finish(handled, third, "carl", NOW - 2 * HOUR, TERMS)  # before that time

    assert read(database) == [Workload("anna", 0, 2, 1), Workload("berta", 1, 0, 0)]
    assert read(database, since=NOW - 3 * HOUR)[-1] == Workload("carl", 0, 1, 1)


def test_what_was_undone_does_not_count(database: Database) -> None:
    handled = SqlHandledRequests(database)
    done = handling.finish(handled, SqlCallbackRequests(database).add(request_of("CA1")), "anna", NOW, TERMS)
    free = handling.undo(handled, done, "anna", NOW)
    handling.miss(handled, free, "anna", NOW, NOW + 2 * HOUR)

    assert read(database) == [Workload("anna", 0, 1, 0)]


def test_one_team_is_told_apart_and_what_is_restricted_or_deleted_is_in_none(database: Database) -> None:
    requests, handled = SqlCallbackRequests(database), SqlHandledRequests(database)
    for number, recipient in enumerate(("company", "parent", "company", "company")):
        request = requests.add(request_of(f"CA{number}", recipient=recipient))
        handling.finish(handled, request, f"person{number}", NOW, TERMS)
    with writing(database.engine) as connection:
        connection.execute(text("UPDATE callback_requests SET restricted_at = created_at WHERE call_sid = 'CA2'"))
        connection.execute(text("DELETE FROM callback_requests WHERE call_sid = 'CA3'"))

    assert read(database, "company") == [Workload("person0", 0, 1, 1)]
    assert [each.login for each in read(database)] == ["person0", "person1"]
