"""Tokens of systems, managed on the command line."""

import pytest
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.sales.tokens import hash_of
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.tokens import Token, find_token

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def _data_dir(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "RUECKRUF_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(settings.data_dir))


def found(database: Database, secret: str) -> Token | None:
    with database.engine.connect() as connection:
        return find_token(connection, hash_of(secret))


def test_tokens_come_and_go(database: Database) -> None:
    run = CliRunner(mix_stderr=False).invoke
    added = run(app, ["tokens", "add", "crm", "--role", "sales", "--recipient", "company", "--days", "30"])
    assert added.stdout.startswith("Zugangsschlüssel für crm, nur jetzt zu sehen: rueckruf_")
    token = found(database, added.stdout.split()[-1])
    assert token is not None
    assert (token.expires_at - token.created_at).days == 30

    run(app, ["tokens", "add", "bi", "--role", "lead"])
    listed = [line.split("\t") for line in run(app, ["tokens", "list"]).stdout.splitlines()]
    assert [(*line[:3], line[-1]) for line in listed] == [
        ("bi", "lead", "alle", "gültig"),
        ("crm", "sales", "company", "gültig"),
    ]
    assert run(app, ["tokens", "revoke", "crm"]).stdout == "crm hat keinen Zugang mehr.\n"
    assert found(database, added.stdout.split()[-1]) is None


def test_who_lets_a_system_in_is_told_to_name_it_to_callers() -> None:
    added = CliRunner(mix_stderr=False).invoke(app, ["tokens", "add", "crm", "--role", "lead"])

    assert "Nennen Sie das System in company.yml unter privacy.systems" in added.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("add", "crm", "--role", "sales", "--recipient", "me"), "--recipient me: choose one of company, parent"),
        (("add", "crm", "--role", "sales"), "genau einen Empfänger"),
        (("add", "crm", "--role", "sales", "--recipient", ""), "choose one of company, parent"),
        (("add", "C R M", "--role", "lead"), "Der Name eines Systems"),
        (("add", "crm", "--role", "privacy"), "privacy"),
        (("add", "crm", "--role", "lead", "--days", "0"), "0"),
        (("revoke", "crm"), "keinen Zugangsschlüssel"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], problem: str) -> None:
    refused = CliRunner().invoke(app, ["tokens", *arguments])

    assert refused.exit_code != 0
    assert problem in refused.output
