"""What any store holds of one person, restricted requests too, and of nobody else.

A telephone number may be that of a household or a switchboard: what it leads to is one person's only where the names
agree (``rueckruf/callbacks/same_name.py``), and what a name leads to only where the numbers do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.same_name import are_same, is_same, is_surely
from rueckruf.privacy.errors import SeveralPeopleError
from rueckruf.privacy.export_files import exports_about
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.privacy_cases import Case, all_cases
from rueckruf.storage.requests import opened
from rueckruf.storage.running_calls import RunningCall, RunningCalls
from rueckruf.storage.search_index import found_by, searchable
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests as table

_ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Person:
    """Whose data: who is behind a number in E.164, a name, the id of one request. All that is given must fit."""

    phone: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)
    request_id: UUID | None = None

    @property
    def has_only_a_name(self) -> bool:
        """Whether several people may be meant, though all of them are called so."""
        return self.phone is None and self.request_id is None


@dataclass(frozen=True)
class HeldRequest:
    """A request that is kept: ``row`` is that of its table, None while it waits in the spool.

    ``changes`` is the stored request that it would change, ``restriction`` why it is restricted.
    """

    request: CallbackRequest
    row: Row | None = field(default=None, repr=False)
    changes: UUID | None = None
    restriction: str | None = field(default=None, repr=False)

    @property
    def restricted_at(self) -> datetime | None:
        """Since when it is restricted."""
        return self.row.restricted_at if self.row else None


@dataclass(frozen=True)
class Held:
    """What is kept of a person, oldest first: requests, calls that go on right now, cases, exports in the data folder.

    ``left_out`` is how much of what is kept under the same number, or id, may be somebody else's.
    """

    requests: Sequence[HeldRequest] = ()
    calls: Sequence[RunningCall] = ()
    cases: Sequence[Case] = ()
    export_files: Sequence[str] = ()
    left_out: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it could be erased: cases are the proof of what was done."""
        return not (self.requests or self.calls or self.export_files)


def held_of(settings: Settings, database: Database, person: Person) -> Held:
    """What there is of a person in the stores.

    Raises SeveralPeopleError where that is of more than one, and StoreError while Redis is away.
    """
    found = list(_found(settings, database, person))
    theirs = _theirs(found, person)
    requests = _of(theirs, HeldRequest)
    if not _are_one(theirs, person):
        raise SeveralPeopleError([(each.request.id, each.request.created_at) for each in requests])
    left_out = len(found if not person.has_only_a_name else _under_the_numbers_of(theirs, found)) - len(theirs)
    ids = [str(each.request.id) for each in requests]
    whole_number = None if person.name or left_out else person.phone  # also in what has lost its request
    files = exports_about(settings, [*ids, str(person.request_id)], whole_number)
    return Held(requests, _of(theirs, RunningCall), _of(theirs, Case), [path.name for path in files], left_out)


@dataclass(frozen=True)
class _Record:
    """One thing that is kept: whom it names, empty where it names nobody, and the numbers to call them on."""

    of: HeldRequest | RunningCall | Case
    name: str
    phones: frozenset[str]

    def mentions(self, phones: frozenset[str]) -> bool:
        """Whether one of the numbers stands anywhere in it."""
        of_words = searchable(self.of.request) if isinstance(self.of, HeldRequest) else ()
        return not phones.isdisjoint({*self.phones, *of_words})


_Kind = TypeVar("_Kind", HeldRequest, RunningCall, Case)


def _of(records: Sequence[_Record], kind: type[_Kind]) -> list[_Kind]:
    return [each.of for each in records if isinstance(each.of, kind)]


def _theirs(found: Sequence[_Record], person: Person) -> Sequence[_Record]:
    """Those that are surely of the person; without a name, of whoever is behind the number."""
    number = frozenset({person.phone} if person.request_id and person.phone else ())
    fitting = [each for each in found if not number or each.mentions(number)]
    if person.name is None:
        return fitting
    return [each for each in fitting if is_surely(person.name, each.name, _names_beside(each, found, person))]


def _names_beside(record: _Record, found: Sequence[_Record], person: Person) -> set[str]:
    return {each.name for each in (_under_the_numbers_of([record], found) if person.has_only_a_name else found)}


def _under_the_numbers_of(records: Sequence[_Record], found: Sequence[_Record]) -> Sequence[_Record]:
    """What of all that was found has one of their numbers, and they themselves."""
    phones = {phone for each in records for phone in each.phones}
    return [each for each in found if each.phones & phones or any(each is one for one in records)]


def _are_one(theirs: Sequence[_Record], person: Person) -> bool:
    is_joined = not person.has_only_a_name or _are_joined([each.phones for each in theirs])
    return is_joined and are_same([each.name for each in theirs])


def _are_joined(phones: Sequence[frozenset[str]]) -> bool:
    """Whether one number leads to the next, and so to all."""
    joined, apart = frozenset().union(*phones[:1]), list(phones[1:])
    while near := [each for each in apart if each & joined]:
        joined = joined.union(*near)
        apart = [each for each in apart if each not in near]
    return not apart


def _found(settings: Settings, database: Database, person: Person) -> Iterator[_Record]:
    """All that what is given leads to: of a name, also what stands under the numbers of those who are called so."""
    # First: what is delivered meanwhile is found in the database.
    waiting = [_of_request(HeldRequest(each.request, changes=each.changes)) for each in open_spool(settings).waiting()]
    with database.engine.connect() as connection:
        calls, cases = RunningCalls(settings).every(), all_cases(connection, database.cipher)
        others = [*waiting, *map(_of_call, calls), *map(_of_case, cases)]
        lead = _Lead.of(person) if not person.has_only_a_name else _namesakes(connection, database, person.name, others)
        stored = list(_stored(connection, database, lead.criterion(database)))
    yield from stored
    known = {each.request.id for each in _of(stored, HeldRequest)}
    yield from (each for each in others if lead.leads_to(each) and not _is_one_of(each, known))


def _is_one_of(record: _Record, request_ids: set[UUID]) -> bool:
    return isinstance(record.of, HeldRequest) and record.of.request.id in request_ids


@dataclass(frozen=True)
class _Lead:
    """What is followed to what is kept: numbers, ids of requests, a name."""

    phones: frozenset[str] = frozenset()
    request_ids: frozenset[UUID] = frozenset()
    name: str = ""

    @classmethod
    def of(cls, person: Person) -> "_Lead":
        if person.request_id:
            return cls(request_ids=frozenset({person.request_id}))
        return cls(phones=frozenset(filter(None, [person.phone])))

    def criterion(self, database: Database) -> ColumnElement[Any]:
        """For requests in the database."""
        ids = [str(request_id) for request_id in self.request_ids]
        return or_(table.c.id.in_(ids), *(found_by(phone, database.cipher) for phone in self.phones))

    def leads_to(self, record: _Record) -> bool:
        """The same for what is kept elsewhere."""
        ids = {record.of.request.id, record.of.changes} if isinstance(record.of, HeldRequest) else set()
        return not self.request_ids.isdisjoint(ids) or record.mentions(self.phones) or is_same(self.name, record.name)


def _namesakes(connection: Connection, database: Database, name: str | None, others: Sequence[_Record]) -> _Lead:
    """All who are called so. Every request is opened: sealed, it is found as it is written, not as it sounds."""
    stored = _stored(connection, database, None)
    same = [each for each in (*stored, *others) if name and is_same(name, each.name)]
    ids = frozenset(each.request.id for each in _of(same, HeldRequest))
    return _Lead(frozenset(phone for each in same for phone in each.phones), ids, name or "")


def _stored(connection: Connection, database: Database, criterion: ColumnElement[Any] | None) -> Iterator[_Record]:
    query = select(table).order_by(table.c.created_at, table.c.id)
    found = query if criterion is None else query.where(criterion)
    for row in connection.execute(found.execution_options(stream_results=True, yield_per=_ROWS_AT_ONCE)):
        restriction = row.restriction and database.cipher.open(row.restriction)
        yield _of_request(HeldRequest(opened(row, database.cipher), row, restriction=restriction))


def _of_request(held: HeldRequest) -> _Record:
    phones = {held.request.phone, *held.request.other_phones} - {""}
    return _Record(held, held.request.name, frozenset(phones))


def _of_call(call: RunningCall) -> _Record:
    return _Record(call, call.name, call.phones)


def _of_case(case: Case) -> _Record:
    return _Record(case, case.name, frozenset({case.phone} - {""}))
