"""The access log of exports: who got which requests stands there before they leave."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from rueckruf.callbacks.repository import ALL, Selection
from rueckruf.sales.export import FORMATS, exported
from rueckruf.settings import load_settings
from rueckruf.storage.audit_log import Entry, entries
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.exports import RECIPIENTS
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    yield database
    database.engine.dispose()


def export(database: Database, format: str, selection: Selection = ALL) -> Iterator[bytes]:
    return exported(database, selection, format, RECIPIENTS, actor="anna", now=NOON)


def logged(database: Database) -> list[Entry]:
    with database.engine.connect() as connection:
        return list(entries(connection))


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_logs_who_got_which_requests_when_and_how(database: Database, format: str) -> None:
    first, second = (SqlCallbackRequests(database).add(request_of(call)) for call in ("CA1", "CA2"))

    content = b"".join(export(database, format))

    (entry,) = logged(database)
    assert (entry.at, entry.actor, entry.action, entry.reason) == (NOON, "anna", "export", format)
    assert set(entry.request_ids) == {str(first.id), str(second.id)}
    assert content


def test_only_what_was_selected_is_exported_and_logged(database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1"))
    done = SqlCallbackRequests(database).add(request_of("CA2", status="done"))

    content = b"".join(export(database, "json", Selection(statuses=frozenset({"done"}))))

    assert [entry.request_ids for entry in logged(database)] == [(str(done.id),)]
    assert content.count(b'"id"') == 1


def test_an_export_of_nothing_is_logged(database: Database) -> None:
    assert b"".join(export(database, "json")) == b"[]\n"
    assert [(entry.action, entry.request_ids) for entry in logged(database)] == [("export", ())]


def test_a_request_stands_in_the_log_before_it_leaves(database: Database) -> None:
    request = SqlCallbackRequests(database).add(request_of("CA1"))
    chunks = export(database, "json")
    assert logged(database) == []

    (first,) = islice(chunks, 1)

    assert str(request.id).encode() in first
    assert logged(database)[0].request_ids == (str(request.id),)


def test_what_is_due_to_be_deleted_is_not_exported(database: Database) -> None:
    SqlCallbackRequests(database).add(request_of("CA1", delete_after=NOON))

    assert b"".join(export(database, "json")) == b"[]\n"
    assert [entry.request_ids for entry in logged(database)] == [()]
