"""Steps stored together with their history and figures, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from rueckruf.callbacks import handling
from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.handling import Entry
from rueckruf.callbacks.repository import StaleError
from rueckruf.clock import BERLIN
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.figures import count, figures_since
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import request_events
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=BERLIN)
TODAY = date(2026, 3, 11)


@pytest.fixture
def handled(database: Database) -> SqlHandledRequests:
    return SqlHandledRequests(database)


def figures(database: Database) -> list[Figure]:
    with database.engine.connect() as connection:
        return list(figures_since(connection, TODAY))


def test_a_step_is_stored_with_its_line_and_can_be_undone(database: Database, handled: SqlHandledRequests) -> None:
    before = SqlCallbackRequests(database).add(request_of("CA1", note="Frau Müller mag Tee"))
    missed = handling.miss(handled, before, "anna", NOW, NOW.replace(hour=16))
    noted = handling.note(handled, missed, "berta", NOW, "Frau Müller mag Kaffee")

    history = handled.history(before.id)
    assert [(entry.actor, entry.step, entry.at) for entry in history] == [
        ("anna", "unreachable", NOW),
        ("berta", "noted", NOW),
    ]
    assert history[1].before == {"note": "Frau Müller mag Tee"}
    restored = handling.undo(handled, noted, "berta", NOW)
    assert (restored.note, restored.next_attempt_at) == ("Frau Müller mag Tee", NOW.replace(hour=16))


def test_what_a_line_tells_of_a_person_is_sealed(database: Database, handled: SqlHandledRequests) -> None:
    request = SqlCallbackRequests(database).add(request_of("CA1", note="mag Tee"))
    handling.note(handled, request, "anna", NOW, "mag Kaffee")

    with database.engine.connect() as connection:
        (detail,) = connection.execute(select(request_events.c.detail)).scalars()
    assert "Tee" not in detail


def test_a_stale_step_leaves_nothing(database: Database, handled: SqlHandledRequests) -> None:
    seen = SqlCallbackRequests(database).add(request_of("CA1", created_at=NOW))
    handling.claim(handled, seen, "anna", NOW)

    with pytest.raises(StaleError):
        handled.change(seen, Entry(NOW, "berta", "claimed", 2, {}), [Figure(TODAY, "reached", "company")])
    assert len(handled.history(seen.id)) == 1
    assert {figure.kind for figure in figures(database)} == {"request", "window"}


def test_of_many_who_claim_at_once_one_has_it(database: Database, handled: SqlHandledRequests) -> None:
    seen = SqlCallbackRequests(database).add(request_of("CA1"))

    def try_to(actor: str) -> bool:
        try:
            handling.claim(handled, seen, actor, NOW)
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(try_to, [f"person{number}" for number in range(8)]))
    assert won.count(True) == 1
    assert len(handled.history(seen.id)) == 1


def test_figures_add_up_and_outlive_the_request(database: Database, handled: SqlHandledRequests) -> None:
    requests = SqlCallbackRequests(database)
    for number in range(3):
        requests.add(request_of(f"CA{number}", created_at=NOW))
    requests.add(request_of("CA9", created_at=NOW, status="incomplete"))
    for _ in range(2):
        count(database.engine, Figure(TODAY, "broke_off", "", "phone_number"))
    with writing(database.engine) as connection:
        connection.execute(text("DELETE FROM callback_requests"))

    assert set(figures(database)) == {
        Figure(TODAY, "request", "company", "14", 3),
        Figure(TODAY, "window", "company", "14", 3),
        Figure(TODAY, "broke_off", "", "phone_number", 2),
    }


def test_what_is_taken_back_is_not_counted(database: Database, handled: SqlHandledRequests) -> None:
    class Terms:
        months, done_grace_days, incomplete_hours = 3, 7, 24

    request = SqlCallbackRequests(database).add(request_of("CA1"))
    done = handling.finish(handled, request, "anna", NOW, Terms())
    assert {figure.kind for figure in figures(database)} == {"window", "first_attempt", "reached"}

    handling.undo(handled, done, "anna", NOW)
    assert {figure.kind for figure in figures(database)} == {"window"}


def test_figures_hold_nothing_of_the_request(database: Database, tmp_path: Path) -> None:
    request = SqlCallbackRequests(database).add(request_of("CA1", created_at=NOW))
    with database.engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM call_figures")).all())

    assert str(request.id) not in rows
    assert "CA1" not in rows
