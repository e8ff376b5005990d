"""Cases of the privacy desk in the database, what is personal in them sealed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from rueckruf.callbacks.repository import StaleError
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.tables import privacy_cases as table

CaseKind = Literal["access", "rectification", "erasure", "restriction", "objection"]
Outcome = Literal["granted", "nothing_stored", "refused"]


@dataclass(frozen=True)
class CaseStep:
    """Who did what when, in German as the officer reads it."""

    at: datetime
    actor: str
    what: str = field(repr=False)


@dataclass(frozen=True)
class Case:
    """What somebody asks for by Art. 15 to 18 or 21 GDPR; all times are aware. Personal values stay out of ``repr``.

    ``address`` is where the answer goes, ``phone`` (E.164) may be empty, ``wish`` is what was asked for. Empty until
    then: ``identity``, how it was checked who asks; ``extension``, why it takes longer; ``reason``, what the answer
    says of the outcome. ``delete_after`` is set once the case is closed; ``version`` counts the changes.
    """

    id: UUID
    kind: CaseKind
    received_at: datetime
    due_at: datetime
    name: str = field(repr=False)
    address: str = field(repr=False)
    phone: str = field(default="", repr=False)
    wish: str = field(default="", repr=False)
    identity: str = field(default="", repr=False)
    extension: str = field(default="", repr=False)
    outcome: Outcome | None = None
    reason: str = field(default="", repr=False)
    steps: tuple[CaseStep, ...] = field(default=(), repr=False)
    closed_at: datetime | None = None
    delete_after: datetime | None = None
    version: int = 1


_SEALED = ("name", "address", "phone", "wish", "identity", "extension", "outcome", "reason")
_PLAIN = ("kind", "received_at", "due_at", "closed_at", "delete_after")


def add_case(connection: Connection, cipher: Cipher, case: Case) -> None:
    """Store a new one."""
    connection.execute(insert(table).values(id=str(case.id), **_values(case, cipher)))


def find_case(connection: Connection, cipher: Cipher, case_id: UUID, *, to_change: bool = False) -> Case | None:
    """The case of that id; one that is ``to_change`` nobody else changes before the transaction ends."""
    of_id = select(table).where(table.c.id == str(case_id))
    row = connection.execute(of_id.with_for_update() if to_change else of_id).one_or_none()
    return _opened(row, cipher) if row else None


def open_cases(connection: Connection, cipher: Cipher) -> Sequence[Case]:
    """All that are not closed, the most urgent first."""
    rows = connection.execute(select(table).where(table.c.closed_at.is_(None)).order_by(table.c.due_at, table.c.id))
    return [_opened(row, cipher) for row in rows]


def closed_cases(connection: Connection, cipher: Cipher, limit: int) -> Sequence[Case]:
    """Up to ``limit`` that are closed, the latest first."""
    closed = select(table).where(table.c.closed_at.is_not(None)).order_by(table.c.closed_at.desc(), table.c.id)
    return [_opened(row, cipher) for row in connection.execute(closed.limit(limit))]


def all_cases(connection: Connection, cipher: Cipher) -> Sequence[Case]:
    """Oldest first. Each is opened: there are as many as people have written."""
    rows = connection.execute(select(table).order_by(table.c.received_at, table.c.id))
    return [_opened(row, cipher) for row in rows]


def save_case(connection: Connection, cipher: Cipher, case: Case) -> Case:
    """Write a changed one; its version is then one higher. Raises StaleError if somebody has changed it meanwhile."""
    unchanged = (table.c.id == str(case.id), table.c.version == case.version)
    values = {**_values(case, cipher), "version": case.version + 1}
    if connection.execute(update(table).where(*unchanged).values(values)).rowcount == 0:
        raise StaleError
    return replace(case, version=case.version + 1)


def delete_due_cases(connection: Connection, now: datetime) -> Sequence[str]:
    """Delete those whose term is over at the aware time ``now``; their ids."""
    due = select(table.c.id).where(table.c.delete_after <= now)
    ids = list(connection.execute(due.order_by(table.c.id)).scalars())
    connection.execute(delete(table).where(table.c.id.in_(ids)))
    return ids


def reseal_cases(connection: Connection, cipher: Cipher) -> None:
    """Seal again under the first key what an older one has sealed, in a transaction of the caller."""
    for row in connection.execute(select(table.c.id, table.c.personal).with_for_update()).all():
        if cipher.position(row.personal) > 0:
            again = cipher.seal(cipher.open(row.personal))
            connection.execute(update(table).where(table.c.id == row.id).values(personal=again))


def _values(case: Case, cipher: Cipher) -> dict[str, Any]:
    steps = [[step.at.isoformat(), step.actor, step.what] for step in case.steps]
    said = {**{name: getattr(case, name) for name in _SEALED}, "steps": steps}
    return {
        **{name: getattr(case, name) for name in _PLAIN},
        "personal": cipher.seal(json.dumps(said, ensure_ascii=False)),
    }


def _opened(row: Row, cipher: Cipher) -> Case:
    said = json.loads(cipher.open(row.personal))
    steps = tuple(CaseStep(datetime.fromisoformat(at), actor, what) for at, actor, what in said.pop("steps"))
    plain = {name: row._mapping[name] for name in _PLAIN}
    return Case(id=UUID(row.id), version=row.version, steps=steps, **plain, **said)
