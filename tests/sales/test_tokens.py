"""Tokens of systems: made once, kept as a hash, named in the log."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from rueckruf.sales.tokens import TokenError, create, hash_of, revoke
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.tokens import all_tokens
from tests.sales.conftest import NOON

pytestmark = pytest.mark.unit


def test_of_a_token_only_a_hash_is_kept(database: Database) -> None:
    secret = create(database, "crm", "sales", "company", 30, NOON, "cli:anna")

    with database.engine.connect() as connection:
        (token,) = all_tokens(connection)
        stored = connection.execute(text("SELECT * FROM api_tokens")).one()
    assert (token.name, token.role, token.recipient) == ("crm", "sales", "company")
    assert token.expires_at == NOON + timedelta(days=30)
    assert token.token_hash == hash_of(secret)
    assert secret.removeprefix("rueckruf_") not in str(stored)
    assert hash_of(secret) not in repr(token)


def test_no_two_tokens_are_the_same(database: Database) -> None:
    secrets = {create(database, f"crm-{number}", "lead", None, 1, NOON, "test") for number in range(5)}

    assert len(secrets) == 5
    assert all(len(secret) > 50 for secret in secrets)


def test_who_made_and_revoked_which_stands_in_the_log(database: Database) -> None:
    create(database, "crm", "lead", None, 30, NOON, "cli:anna")
    revoke(database, "crm", NOON, "cli:bert")
    create(database, "crm", "lead", None, 30, NOON, "cli:anna")

    with database.engine.connect() as connection:
        log = [(entry.actor, entry.action, entry.reason) for entry in entries(connection)]
    assert log == [
        ("cli:anna", "token_added", "crm"),
        ("cli:bert", "token_revoked", "crm"),
        ("cli:anna", "token_added", "crm"),
    ]


@pytest.mark.parametrize(
    ("name", "role", "recipient", "problem"),
    [
        ("C R M", "lead", None, "Der Name eines Systems"),
        ("x" * 60, "lead", None, "Der Name eines Systems"),
        ("anna@x", "lead", None, "Der Name eines Systems"),
        ("crm", "sales", None, "genau einen Empfänger"),
        ("crm", "sales", "", "genau einen Empfänger"),
        ("crm", "lead", "company", "genau einen Empfänger"),
        ("old", "lead", None, "schon einen Zugangsschlüssel"),
    ],
)
def test_what_makes_no_sense_is_refused(
    database: Database, name: str, role: str, recipient: str | None, problem: str
) -> None:
    create(database, "old", "lead", None, 30, NOON, "test")
    with pytest.raises(TokenError, match=problem):
        create(database, name, role, recipient, 30, NOON, "test")  # type: ignore[arg-type]

    with database.engine.connect() as connection:
        assert [token.name for token in all_tokens(connection)] == ["old"]


def test_what_there_is_not_cannot_be_revoked(database: Database) -> None:
    with pytest.raises(TokenError, match="keinen Zugangsschlüssel"):
        revoke(database, "crm", NOON, "test")
