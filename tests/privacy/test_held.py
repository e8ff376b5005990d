"""What is held of one person, and of nobody else on the same number."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from rueckruf.callbacks.acceptance import Accepted
from rueckruf.privacy import cases as desk
from rueckruf.privacy.errors import SeveralPeopleError
from rueckruf.privacy.held import Held, Person, held_of
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.short_lived import open_short_lived
from rueckruf.storage.spool import open_spool
from tests.privacy.conftest import DUE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

LINE, MOBILE, OTHER = "+493023125042", "+491713920011", "+493023125077"
SABINE, KARL = "Sabine Hofmann", "Karl Hofmann"

Store = Callable[..., Any]


def sids(held: Held) -> list[str]:
    return sorted(each.request.call_sid for each in held.requests)


def rings(settings: Settings, call_sid: str, name: Any, phone: str = LINE) -> None:
    """A call goes on in which that name and that number have been told."""
    events = [
        {"event": "user", "text": "ja", "metadata": {"caller": phone}},
        {"event": "slot", "name": "caller_name", "value": name},
    ]
    open_short_lived(settings, "conversation").put(call_sid, "tracker", json.dumps({"events": events}))


def several(settings: Settings, database: Database, person: Person) -> set[Any]:
    """The ids of requests that more than one person may be meant by."""
    with pytest.raises(SeveralPeopleError) as error:
        held_of(settings, database, person)
    assert not [name for name in ("Sabine", "Karl", "Hofmann") if name in str(error.value)]
    return {request_id for request_id, _ in error.value.requests}


@pytest.mark.parametrize("name", ["Hofmann", "Frau Dr. Hofmann", "Sabine Hoffmann", "HOFMANN, Sabine"])
def test_one_person_in_several_spellings_is_one(
    settings: Settings, database: Database, store: Store, name: str
) -> None:
    store("CA1", phone=LINE, name=SABINE)
    store("CA2", phone=MOBILE, other_phones=(LINE,), name=name)

    assert sids(held_of(settings, database, Person(LINE))) == ["CA1", "CA2"]
    assert sids(held_of(settings, database, Person(LINE, SABINE))) == ["CA1", "CA2"]
    assert sids(held_of(settings, database, Person(name=SABINE))) == ["CA1", "CA2"]


@pytest.mark.parametrize("phones", [{"phone": LINE}, {"phone": OTHER, "other_phones": (MOBILE, LINE)}])
def test_nothing_is_told_of_a_household(
    settings: Settings, database: Database, store: Store, phones: dict[str, Any]
) -> None:
    mine, other = store("CA1", phone=LINE, name=SABINE), store("CA2", **phones, name=KARL)

    assert several(settings, database, Person(LINE)) == {mine.id, other.id}
    assert several(settings, database, Person(LINE, "Hofmann")) == {mine.id, other.id}
    for name, sid in ((SABINE, "CA1"), (KARL, "CA2")):
        held = held_of(settings, database, Person(LINE, name))
        assert (sids(held), held.left_out) == ([sid], 1)


@pytest.mark.parametrize("where", ["waits", "broke off", "restricted", "running", "case"])
def test_another_person_counts_wherever_they_are(
    settings: Settings, database: Database, store: Store, where: str
) -> None:
    store("CA1", phone=LINE, name=SABINE)
    if where == "waits":
        open_spool(settings).put(Accepted(request_of("CA2", phone=LINE, name=KARL)))
    elif where == "running":
        rings(settings, "CA2", {"first": "Karl", "last": "Hofmann"})
    elif where == "case":
        said = {"name": KARL, "address": "Weg 1", "phone": LINE, "wish": ""}
        desk.receive(database, "access", said, DUE, DUE, "petra")
    else:
        store("CA2", phone=LINE, name=KARL, status="incomplete" if where == "broke off" else "new")

    several(settings, database, Person(LINE))
    held = held_of(settings, database, Person(LINE, SABINE))
    assert (sids(held), len(held.calls), len(held.cases), held.left_out) == (["CA1"], 0, 0, 1)


def test_what_is_of_one_is_found_wherever_it_is(settings: Settings, database: Database, store: Store) -> None:
    store("CA1", phone=LINE, name=SABINE)
    store("CA2", phone=MOBILE, other_phones=(LINE,), name="Hofmann", status="incomplete")
    open_spool(settings).put(Accepted(request_of("CA3", phone=OTHER, other_phones=(LINE,), name=SABINE)))
    rings(settings, "CA4", {"first": "Sabine", "last": "Hoffmann"})
    said = {"name": "Frau Hofmann", "address": "Weg 1", "phone": LINE, "wish": ""}
    desk.receive(database, "access", said, DUE, DUE, "petra")

    for person in (Person(LINE), Person(LINE, SABINE), Person(name=SABINE)):
        held = held_of(settings, database, person)
        assert sids(held) == ["CA1", "CA2", "CA3"]
        assert ([call.call_sid for call in held.calls], len(held.cases), held.left_out) == (["CA4"], 1, 0)


def test_what_names_nobody_goes_with_the_only_one_and_is_left_out_once_a_name_is_asked_for(
    settings: Settings, database: Database, store: Store
) -> None:
    store("CA1", phone=LINE, name=SABINE)
    store("CA2", phone=LINE, name="", status="incomplete")
    rings(settings, "CA3", None)

    held = held_of(settings, database, Person(LINE))
    assert (sids(held), len(held.calls)) == (["CA1", "CA2"], 1)
    held = held_of(settings, database, Person(LINE, SABINE))
    assert (sids(held), len(held.calls), held.left_out) == (["CA1"], 0, 2)


def test_a_surname_that_fits_two_is_left_out(settings: Settings, database: Database, store: Store) -> None:
    for sid, name in (("CA1", SABINE), ("CA2", KARL), ("CA3", "Hofmann")):
        store(sid, phone=LINE, name=name)

    held = held_of(settings, database, Person(LINE, SABINE))
    assert (sids(held), held.left_out) == (["CA1"], 2)
    held = held_of(settings, database, Person(name=SABINE))
    assert (sids(held), held.left_out) == (["CA1"], 2)


def test_one_name_under_numbers_that_have_nothing_in_common_is_that_of_two(
    settings: Settings, database: Database, store: Store
) -> None:
    first, second = store("CA1", phone=LINE, name=SABINE), store("CA2", phone=OTHER, name=SABINE)
    assert several(settings, database, Person(name=SABINE)) == {first.id, second.id}
    assert sids(held_of(settings, database, Person(OTHER, SABINE))) == ["CA2"]

    store("CA3", phone=MOBILE, other_phones=(OTHER, LINE), name="Hofmann")
    assert sids(held_of(settings, database, Person(name=SABINE))) == ["CA1", "CA2", "CA3"]


def test_all_that_is_given_must_fit(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", phone=LINE, name=SABINE)

    for fits in (
        Person(request_id=request.id),
        Person(LINE, SABINE, request.id),
        Person(name=SABINE, request_id=request.id),
    ):
        assert sids(held_of(settings, database, fits)) == ["CA1"]
    for fails in (
        Person(OTHER, SABINE, request.id),
        Person(LINE, KARL, request.id),
        Person(name=KARL, request_id=request.id),
    ):
        held = held_of(settings, database, fails)
        assert (sids(held), held.left_out) == ([], 1)
    assert held_of(settings, database, Person(LINE, SABINE, uuid4())).is_nothing


def test_an_export_that_has_the_number_of_a_household_is_of_none_of_them(
    settings: Settings, database: Database, store: Store
) -> None:
    mine, other = store("CA1", phone=LINE, name=SABINE), store("CA2", phone=LINE, name=KARL)
    for name, each in (("mine.csv", mine), ("other.csv", other)):
        text = f"id;created_at;name;phone\r\n{each.id};;;{LINE}\r\n"
        (settings.data_dir / name).write_text(text, encoding="utf-8-sig")

    assert held_of(settings, database, Person(LINE, SABINE)).export_files == ["mine.csv"]
