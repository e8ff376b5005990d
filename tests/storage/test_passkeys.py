"""Passkeys in both kinds of database: what a device has signed is taken once, and its count never goes back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.passkeys import (
    Passkey,
    Use,
    add_passkey,
    find_passkey,
    passkeys_of,
    remove_passkey,
    use_passkey,
)
from rueckruf.storage.users import User, add_user, end_access

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LARGEST_COUNT = 2**32 - 1
#: The longest that there may be: 1023 bytes in Base64.
LONGEST_ID = "A" * 1364


@pytest.fixture
def anna(database: Database) -> User:
    with writing(database.engine) as connection:
        return add_user(connection, login="anna", role="lead", recipient=None, now=NOW)


@pytest.fixture
def passkey(database: Database, anna: User) -> Passkey:
    passkey = Passkey("1", anna.id, LONGEST_ID, "a2V5", 5, "Handy", NOW)
    with writing(database.engine) as connection:
        assert add_passkey(connection, passkey)
    return passkey


def use(database: Database, passkey: Passkey, count: int, asked_at: datetime, now: datetime) -> Use:
    with writing(database.engine) as connection:
        return use_passkey(connection, passkey, count, asked_at, now)


def test_it_is_found_by_its_credential_with_who_has_it(database: Database, anna: User, passkey: Passkey) -> None:
    with database.engine.connect() as connection:
        assert find_passkey(connection, LONGEST_ID) == (passkey, anna)
        assert find_passkey(connection, "another") is None
        assert passkeys_of(connection, anna) == [passkey]


def test_there_is_one_for_a_credential(database: Database, passkey: Passkey) -> None:
    with writing(database.engine) as connection:
        assert not add_passkey(connection, replace(passkey, id="2"))


@pytest.mark.parametrize(
    ("before", "count", "expected"),
    [
        (5, 6, "used"),
        (5, LARGEST_COUNT, "used"),
        (0, 0, "used"),
        (0, 1, "used"),
        (5, 5, "copied"),
        (5, 4, "copied"),
        (5, 0, "copied"),
    ],
)
def test_a_count_goes_up_unless_a_device_does_not_count(
    database: Database, anna: User, before: int, count: int, expected: Use
) -> None:
    passkey = Passkey("1", anna.id, "id", "a2V5", before, "Handy", NOW)
    with writing(database.engine) as connection:
        add_passkey(connection, passkey)

    assert use(database, passkey, count, NOW, NOW + SECOND) == expected

    used = replace(passkey, sign_count=count, used_at=NOW + SECOND)
    with database.engine.connect() as connection:
        assert passkeys_of(connection, anna) == [used if expected == "used" else passkey]


def test_what_was_asked_before_its_last_use_is_taken_no_more(database: Database, passkey: Passkey) -> None:
    asked_at, used_at = NOW + SECOND, NOW + 2 * SECOND
    assert use(database, passkey, 6, asked_at, used_at) == "used"

    for count in (5, 6, 7):
        assert use(database, passkey, count, asked_at, used_at + SECOND) == "replayed"
    assert use(database, passkey, 7, used_at + SECOND, used_at + 2 * SECOND) == "used"


def test_of_two_at_the_same_time_that_answer_one_question_one_is_taken(database: Database, passkey: Passkey) -> None:
    with ThreadPoolExecutor(4) as pool:
        uses = list(pool.map(lambda _: use(database, passkey, 6, NOW, NOW + SECOND), range(4)))

    assert sorted(uses) == ["replayed", "replayed", "replayed", "used"]


def test_removed_or_ended_with_the_access_it_is_gone(database: Database, anna: User, passkey: Passkey) -> None:
    other = replace(passkey, id="2", credential_id="other")
    with writing(database.engine) as connection:
        add_passkey(connection, other)
        remove_passkey(connection, passkey)
        assert passkeys_of(connection, anna) == [other]

        end_access(connection, anna)
        assert passkeys_of(connection, anna) == []
