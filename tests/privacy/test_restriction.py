"""A restricted request is kept and seen by nobody; released, it is what it was, or gone if its time has passed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from rueckruf.callbacks.repository import StaleError
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.restriction import release, restrict
from rueckruf.privacy.retention import purge
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests, outbox
from tests.privacy.conftest import DUE

pytestmark = pytest.mark.unit

HOUR = timedelta(hours=1)
REASON = "Widerspruch von Jürgen Müller"

Store = Callable[..., Any]
Left = Callable[[], list[str]]


def logged(database: Database) -> list[tuple[str, str, str, tuple[str, ...]]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action, entry.reason, entry.request_ids) for entry in entries(connection)]


def test_restricted_it_is_in_no_list_and_cannot_be_changed(
    settings: Settings, database: Database, store: Store, left: Left
) -> None:
    request = store("CA1")

    restrict(settings, database, request.id, REASON, DUE - HOUR, "cli:anna")

    requests = SqlCallbackRequests(database)
    assert left() == []
    assert requests.get(request.id) is None
    with pytest.raises(StaleError):
        requests.save(replace(request, note="x"))


def test_its_reason_is_sealed_with_it_and_not_logged(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")

    restrict(settings, database, request.id, REASON, DUE - HOUR, "cli:anna")

    with database.engine.connect() as connection:
        row = connection.execute(select(callback_requests.c.restriction, callback_requests.c.restricted_at)).one()
    assert "Müller" not in row.restriction
    assert database.cipher.open(row.restriction) == REASON
    assert row.restricted_at == DUE - HOUR
    assert logged(database) == [("cli:anna", "restrict", "", (str(request.id),))]


def test_released_it_is_as_it_was(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", delete_after=DUE + HOUR)
    restrict(settings, database, request.id, REASON, DUE - HOUR, "cli:anna")

    assert not release(database, request.id, DUE, "cli:anna")

    assert SqlCallbackRequests(database).get(request.id) == replace(request, version=3)
    assert [action for _, action, _, _ in logged(database)] == ["restrict", "release"]


def test_released_after_its_time_it_is_deleted_at_once(
    settings: Settings, database: Database, store: Store, left: Left
) -> None:
    request = store("CA1", status="done")
    restrict(settings, database, request.id, REASON, DUE - HOUR, "cli:anna")
    purge(settings, database, DUE, "server")

    assert release(database, request.id, DUE, "cli:anna")

    assert left() == []
    with database.engine.connect() as connection:
        assert connection.execute(select(callback_requests)).all() == []
    assert [(action, reason) for _, action, reason, _ in logged(database)] == [
        ("restrict", ""),
        ("release", ""),
        ("delete", "purpose"),
    ]


def test_exports_that_have_it_are_removed(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1")
    export = settings.data_dir / "export.json"
    export.write_text(f'[\n{{"id": "{request.id}", "created_at": ""}}\n]\n')

    restrict(settings, database, request.id, REASON, DUE - HOUR, "cli:anna")

    assert not export.exists()


def test_who_received_it_is_told(settings: Settings, database: Database, store: Store) -> None:
    told = replace(database, outlets=frozenset({"webhook"}))
    request = store("CA1", delete_after=DUE + HOUR)

    restrict(settings, told, request.id, REASON, DUE, "cli:anna")
    release(told, request.id, DUE, "cli:anna")

    with database.engine.connect() as connection:
        kinds = connection.execute(select(outbox.c.kind).order_by(outbox.c.number)).scalars().all()
    assert kinds == ["restricted", "released"]


def test_what_cannot_be_done_is_said(settings: Settings, database: Database, store: Store) -> None:
    request, unknown = store("CA1"), uuid4()

    with pytest.raises(PrivacyError, match="Es gibt keinen Rückrufwunsch mit der Kennung"):
        restrict(settings, database, unknown, REASON, DUE, "cli:anna")
    with pytest.raises(PrivacyError, match="ist nicht gesperrt"):
        release(database, request.id, DUE, "cli:anna")
    restrict(settings, database, request.id, REASON, DUE, "cli:anna")
    with pytest.raises(PrivacyError, match="ist schon gesperrt"):
        restrict(settings, database, request.id, REASON, DUE, "cli:anna")
    assert len(logged(database)) == 1
