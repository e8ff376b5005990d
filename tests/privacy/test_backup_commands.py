"""`backup`, `restore` and `upgrade` on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from click.testing import Result
from typer.testing import CliRunner

from rueckruf import clock
from rueckruf.cli import app
from rueckruf.privacy.rectification import rectify
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.migrate import MIGRATIONS
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import REVISION
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    for name in ("DATABASE_URL", "RUECKRUF_KEYS_FROM", "RUECKRUF_LOG_COPY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("RUECKRUF_KEYS", new_key())
    return open_database(load_settings())


@pytest.fixture
def rueckruf(database: Database) -> Run:
    return lambda *words, **options: CliRunner(mix_stderr=False).invoke(app, words, **options)


def back_to(revision: str, database: Database) -> None:
    """The database is as an older version of the program would have left it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(database.engine) as connection:
        config.attributes.update(connection=connection, cipher=database.cipher)
        command.downgrade(config, revision)


def test_there_and_back(database: Database, rueckruf: Run, tmp_path: Path) -> None:
    requests = SqlCallbackRequests(database)
    far = request_of("CA1").delete_after.replace(year=2999)
    erased, kept = (requests.add(request_of(call, delete_after=far)) for call in ("CA1", "CA2"))
    due = requests.add(request_of("CA3", created_at=far.replace(year=2019), delete_after=far.replace(year=2020)))
    file = str(tmp_path / "backup")

    assert rueckruf("backup", file).stdout == (
        f"Gesichert: 3 Rückrufwünsche und 1 Einträge des Protokolls in {file}.\n"
    )
    rueckruf("erase", "--id", str(erased.id), "--yes")
    requests.add(request_of("CA4"))

    told = rueckruf("restore", file, input="n\n")
    assert told.exit_code == 1
    assert requests.count() == 3

    told = rueckruf("restore", file, input="y\n")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[-3:] == [
        "Eingespielt. Nach der Sicherung gelöscht, und jetzt wieder: 1 Rückrufwunsch.",
        "Aus dem Protokoll seitdem übernommen: 1 Eintrag.",
        "Fällig und gelöscht: 1 Rückrufwunsch (1 Frist abgelaufen).",
    ]
    assert [request.id for request in requests.list()] == [kept.id]
    assert requests.get(due.id) is None


def test_what_has_to_be_rectified_again_is_told(database: Database, rueckruf: Run, tmp_path: Path) -> None:
    far = request_of("CA1").delete_after.replace(year=2999)
    wrong = SqlCallbackRequests(database).add(request_of("CA1", name="Sabine Miller", delete_after=far))
    file = str(tmp_path / "backup")
    rueckruf("backup", file)
    rectify(load_settings(), database, wrong.id, {"name": "Sabine Müller"}, clock.now(), "petra")

    told = rueckruf("restore", file, "--yes").stdout

    assert f"jetzt wieder wie davor: Bitte berichtigen Sie erneut: {wrong.id}." in told
    assert "Müller" not in told


def test_what_the_next_start_would_do(
    database: Database, rueckruf: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SqlCallbackRequests(database).add(request_of("CA1"))

    fits = rueckruf("upgrade", "--check")
    assert (fits.exit_code, fits.stdout) == (
        0,
        "Die Datenbank ist auf dem Stand dieses Programms.\nDie Schlüssel öffnen 1 von 1 verschlüsselten Einträgen.\n",
    )

    back_to("0014", database)
    told = rueckruf("upgrade", "--check").stdout
    assert told.startswith("Auszuführen: 0015 What people ask of whoever answers for their data gets a table")
    assert rueckruf("upgrade").stdout == "Die Datenbank ist auf dem Stand dieses Programms.\n"
    assert REVISION >= "0015"

    monkeypatch.setenv("RUECKRUF_KEYS", new_key())
    other = rueckruf("upgrade", "--check")
    assert other.exit_code == 1
    assert other.stdout.endswith("Die Schlüssel öffnen 0 von 1 verschlüsselten Einträgen.\n")


def test_where_there_is_no_database_yet(rueckruf: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path / "new"))

    told = rueckruf("upgrade", "--check").stdout
    assert told == "Es gibt noch keine Datenbank: Der nächste Start legt sie an.\n"
    assert not (tmp_path / "new").exists()
