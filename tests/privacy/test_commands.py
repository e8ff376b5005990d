"""The privacy commands, as whoever answers for the data types them."""

import getpass
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from rich.console import Console
from sqlalchemy import select, text
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.privacy import console
from rueckruf.privacy.errors import PrivacyError
from rueckruf.settings import load_settings
from rueckruf.storage import leases
from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.privacy.conftest import DUE
from tests.support.patience import PATIENCE
from tests.support.requests import CREATED, request_of

pytestmark = pytest.mark.process

LATER = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands."""
    for name in ("DATABASE_URL", "REDIS_URL", "RUECKRUF_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def database(data_dir: Path) -> Database:
    return open_database(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)}))


@pytest.fixture
def requests(database: Database) -> SqlCallbackRequests:
    return SqlCallbackRequests(database)


@pytest.fixture
def rueckruf() -> Callable[..., Result]:
    """Runs a command when the requests of the builder are due."""

    def run(*words: str, at: datetime = DUE, typed: str = "") -> Result:
        with time_machine.travel(at, tick=False):
            return CliRunner(mix_stderr=False).invoke(app, words, input=typed)

    return run


Run = Callable[..., Result]


# -- purge


def test_purge_tells_what_it_deletes_and_why(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2", status="done"))
    requests.add(request_of("CA3", delete_after=LATER))

    told = rueckruf("purge", "--dry-run")
    assert told.stdout == "Zu löschen: 2 Rückrufwünsche (1 Zweck erfüllt, 1 Frist abgelaufen).\n"
    assert requests.count() == 3

    purged = rueckruf("purge")
    assert (
        purged.stdout
        == "Gelöscht: 2 Rückrufwünsche (1 Zweck erfüllt, 1 Frist abgelaufen) und 0 Exporte im Datenordner.\n"
    )
    assert [request.call_sid for request in requests.list()] == ["CA3"]

    assert rueckruf("purge").stdout == "Gelöscht: 0 Rückrufwünsche und 0 Exporte im Datenordner.\n"


def test_purge_says_what_it_could_not_do(
    database: Database, requests: SqlCallbackRequests, rueckruf: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rueckruf.storage.deletion._TIMES", 1)
    requests.add(request_of("CA1"))
    with database.engine.connect() as reading:
        reading.execute(select(callback_requests)).all()

        assert "weil gerade jemand liest" in rueckruf("purge").stderr


def test_purge_leaves_it_to_who_purges_already(
    database: Database, requests: SqlCallbackRequests, rueckruf: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests.add(request_of("CA1"))
    with monkeypatch.context() as server:
        server.setattr(leases, "_holder", lambda process: "the server")
        leases.take_lease(database.engine, "purge", DUE, timedelta(minutes=5))

    refused = rueckruf("purge")

    assert isinstance(refused.exception, PrivacyError)
    assert str(refused.exception).startswith("Gelöscht wird gerade schon, vielleicht vom Server.")
    assert requests.count() == 1
    with monkeypatch.context() as server:
        server.setattr(leases, "_holder", lambda process: "the server")
        leases.give_back_lease(database.engine, "purge", DUE)
    assert rueckruf("purge").exit_code == 0
    assert rueckruf("purge").exit_code == 0


@pytest.mark.parametrize(("words", "bar"), [(("purge",), "Löschen"), (("keys", "rotate"), "Verschlüsseln")])
def test_what_takes_long_shows_how_far_it_is(
    requests: SqlCallbackRequests, rueckruf: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], bar: str
) -> None:
    for number in range(3):
        requests.add(request_of(f"CA{number}"))
    terminal = io.StringIO()
    monkeypatch.setattr(console, "Console", lambda stderr: Console(file=terminal, force_terminal=stderr, width=80))

    assert rueckruf(*words).exit_code == 0

    assert bar in terminal.getvalue()
    assert "3/3" in terminal.getvalue()


# -- restrict and release


def test_a_request_is_restricted_and_released(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    request = requests.add(request_of("CA1", delete_after=LATER))

    assert rueckruf("restrict", str(request.id), "--reason", "Streit").stdout == f"Gesperrt: {request.id}.\n"
    assert requests.count() == 0
    assert rueckruf("release", str(request.id)).stdout == f"Freigegeben: {request.id}.\n"
    assert requests.count() == 1


def test_released_after_its_time_it_is_said_to_be_deleted(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    request = requests.add(request_of("CA1"))
    rueckruf("restrict", str(request.id), typed="Streit\n")

    assert rueckruf("release", str(request.id)).stdout.startswith("Freigegeben und gelöscht, denn die Frist")


def test_what_is_no_id_is_refused(rueckruf: Run, data_dir: Path) -> None:
    assert rueckruf("restrict", "Müller", "--reason", "Streit").exit_code == 2
    assert not (data_dir / "rueckruf.db").exists()


# -- erase


def test_erase_asks_before_it_does(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    requests.add(request_of("CA1"))

    refused = rueckruf("erase", "--phone", "030 / 23125-042", typed="n\n")
    assert "Gefunden: 1 Rückrufwunsch. Unwiderruflich löschen?" in refused.stdout
    assert (refused.exit_code, requests.count()) == (1, 1)

    done = rueckruf("erase", "--phone", "030 / 23125-042", typed="y\n")
    assert done.stdout.endswith("Gelöscht: 1 Rückrufwunsch.\n")
    assert requests.count() == 0


def test_erase_tells_of_an_export_that_alone_is_left(data_dir: Path, database: Database, rueckruf: Run) -> None:
    row = "6d1a0b1e-3c6f-4a53-9d1e-0d8a0a0c7a11;;;+493023125042"
    (data_dir / "alt.csv").write_text(f"id;created_at;name;phone\r\n{row}\r\n", encoding="utf-8-sig")

    done = rueckruf("erase", "--phone", "030 23125042", typed="y\n").stdout

    assert "Gefunden: 1 Export im Datenordner." in done
    assert done.endswith("Gelöscht: 1 Export im Datenordner.\n")
    assert "1 Export" not in rueckruf("erase", "--phone", "030 23125042").stdout


def test_a_number_may_come_from_standard_input(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    request = requests.add(request_of("CA1"))

    disclosed = json.loads(rueckruf("disclose", "--phone", "-", "--format", "json", typed="030 23125042\n").stdout)
    assert [each["id"] for each in disclosed["requests"]] == [str(request.id)]
    assert rueckruf("erase", "--phone", "-", typed="030 23125042\ny\n").stdout.endswith("Gelöscht: 1 Rückrufwunsch.\n")


def test_erase_by_id_without_asking(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    request = requests.add(request_of("CA1"))

    assert rueckruf("erase", "--id", str(request.id), "--yes").exit_code == 0
    assert requests.count() == 0
    assert rueckruf("erase", "--id", str(request.id), "--yes").stdout == "Dazu ist nichts gespeichert.\n"


@pytest.mark.parametrize("command", ["erase", "disclose"])
def test_whose_data_it_is_about_must_be_given(rueckruf: Run, command: str, data_dir: Path) -> None:
    assert rueckruf(command).exit_code == 2


def test_what_cannot_be_done_ends_with_one_line(requests: SqlCallbackRequests, data_dir: Path) -> None:
    command = [sys.executable, "-m", "rueckruf", "erase", "--phone", "Müller"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)

    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "rueckruf: Das ist keine Telefonnummer.\n")


# -- disclose


def test_disclose_writes_text_and_json(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    request = requests.add(request_of("CA1"))

    assert "# Auskunft nach Art. 15 DSGVO" in rueckruf("disclose", "--phone", "030 23125042").stdout
    disclosed = json.loads(rueckruf("disclose", "--phone", "030 23125042", "--format", "json").stdout)
    assert [each["id"] for each in disclosed["requests"]] == [str(request.id)]
    assert rueckruf("disclose", "--phone", "030 23125042", "--format", "pdf").exit_code == 2


# -- a household

SABINE, KARL = "Sabine Hofmann", "Karl Hofmann"


@pytest.fixture
def household(requests: SqlCallbackRequests) -> list[str]:
    """The ids of two requests of two people under one number."""
    later = CREATED + timedelta(days=1)
    told = [request_of("CA1", name=SABINE), request_of("CA2", name=KARL, created_at=later)]
    return [str(requests.add(request).id) for request in told]


@pytest.mark.parametrize("words", [("disclose",), ("disclose", "--format", "json"), ("erase", "--yes"), ("erase",)])
@pytest.mark.parametrize("name", [(), ("--name", "Hofmann")])
def test_a_household_is_no_person(
    requests: SqlCallbackRequests, rueckruf: Run, household: list[str], words: tuple[str, ...], name: tuple[str, ...]
) -> None:
    refused = rueckruf(*words, "--phone", "030 23125042", *name)

    assert refused.exit_code == 3
    assert refused.stdout.splitlines() == [f"{household[0]} 10.03.2026", f"{household[1]} 11.03.2026"]
    assert refused.stderr.startswith("rueckruf: Dazu gibt es Angaben von mehr als einer Person.")
    assert not [word for word in ("Sabine", "Karl", "Hofmann") if word in refused.stdout + refused.stderr]
    assert requests.count() == 2


def test_one_of_a_household_is_chosen_by_name_or_by_id(
    requests: SqlCallbackRequests, rueckruf: Run, household: list[str]
) -> None:
    number = ("--phone", "030 23125042")
    for chosen in (("--name", "Frau Sabine Hoffmann"), ("--id", household[0])):
        told = json.loads(rueckruf("disclose", *number, *chosen, "--format", "json").stdout)
        assert [each["id"] for each in told["requests"]] == household[:1]
        assert "Karl" not in json.dumps(told)
    assert json.loads(rueckruf("disclose", "--name", KARL, "--format", "json").stdout)["requests"][0]["name"] == KARL

    done = rueckruf("erase", "--phone", "-", "--name", "-", typed=f"030 23125042\n{KARL}\ny\n")

    assert done.stdout.endswith("Gelöscht: 1 Rückrufwunsch.\n")
    assert done.stderr.startswith("Nicht dabei, weil es von jemand anderem sein kann: 1.")
    assert [request.name for request in requests.list()] == [SABINE]


def test_the_letter_tells_what_was_sought_and_left_out_and_how_to_prove_more(
    rueckruf: Run, household: list[str]
) -> None:
    letter = rueckruf("disclose", "--phone", "030 23125042", "--name", SABINE).stdout

    assert f"Gesucht nach der Telefonnummer +493023125042 und dem Namen {SABINE}, Stand" in letter
    assert (
        "**Nicht enthalten** ist, was unter denselben Angaben gespeichert ist und von jemand anderem sein kann"
        in letter
    )
    assert "nennen Sie uns bitte" in letter
    assert household[1] not in letter
    assert "Karl" not in letter


def test_what_was_delivered_is_logged_by_id(rueckruf: Run, household: list[str]) -> None:
    rueckruf("disclose", "--phone", "030 23125042")
    rueckruf("disclose", "--phone", "030 23125042", "--name", SABINE)

    (line,) = rueckruf("log", "show").stdout.splitlines()
    assert line.endswith(f"Auskunft erteilt {household[0]}")


def test_what_is_erased_is_told_with_where_it_had_gone(
    requests: SqlCallbackRequests, database: Database, rueckruf: Run
) -> None:
    request = requests.add(request_of("CA1"))
    rueckruf("export", "--format", "csv", at=CREATED + timedelta(hours=1))

    erased = rueckruf("erase", "--id", str(request.id), "--yes").stdout

    assert erased == "Gelöscht: 1 Rückrufwunsch.\nDavor weitergegeben: als Datei ausgegeben (csv).\n"


# -- keys and log


def test_a_new_key_can_be_used(rueckruf: Run) -> None:
    key = rueckruf("keys", "new").stdout.strip()

    assert Cipher(lambda: (key,)).open(Cipher(lambda: (key,)).seal("x")) == "x"


def test_rotate_tells_what_it_did(
    data_dir: Path, requests: SqlCallbackRequests, rueckruf: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests.add(request_of("CA1"))

    assert rueckruf("keys", "rotate").stdout == "Neu verschlüsselt: 1 Rückrufwunsch.\n"
    assert rueckruf("keys", "rotate").stdout.endswith(f"Aus {data_dir / 'keys'} entfernt: 1 Schlüssel.\n")

    of_the_file = (data_dir / "keys").read_text().split()
    monkeypatch.setenv("RUECKRUF_KEYS", ",".join((new_key(), *of_the_file)))
    told = rueckruf("keys", "rotate").stdout
    assert told == "Neu verschlüsselt: 1 Rückrufwunsch.\nVon Ihren Schlüsseln nicht mehr nötig: 2., 3. Schlüssel.\n"


def test_the_log_is_verified_against_its_noted_end(
    requests: SqlCallbackRequests, database: Database, rueckruf: Run
) -> None:
    requests.add(request_of("CA1"))
    rueckruf("purge")

    told = rueckruf("log", "verify")
    assert told.stdout.startswith("Das Protokoll ist unversehrt. Einträge: 1. Prüfwert des letzten:\n")
    assert told.stdout.splitlines()[2].startswith("Eine Kopie an einem anderen Ort gibt es nicht (RUECKRUF_LOG_COPY)")
    head = told.stdout.splitlines()[1]
    assert rueckruf("log", "verify", "--head", head).exit_code == 0
    missing = rueckruf("log", "verify", "--head", "0" * 64)
    assert (missing.exit_code, missing.stderr[:40]) == (1, "Der angegebene Prüfwert fehlt unter 1 Ei")

    with writing(database.engine) as connection:
        connection.execute(text("DROP TRIGGER audit_log_no_update"))
        connection.execute(text("UPDATE audit_log SET reason = 'purpose'"))
    changed = rueckruf("log", "verify")
    assert (changed.exit_code, changed.stderr) == (1, "Eintrag 1 wurde verändert. In Ordnung davor: 0.\n")


def test_the_log_is_verified_against_its_copy(
    requests: SqlCallbackRequests,
    database: Database,
    rueckruf: Run,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = tmp_path_factory.mktemp("elsewhere") / "log"
    monkeypatch.setenv("RUECKRUF_LOG_COPY", str(copy))
    requests.add(request_of("CA1"))
    rueckruf("purge")

    told = rueckruf("log", "verify").stdout.splitlines()[2]
    assert told == f"Mit der Kopie verglichen: 1 von 1 Einträgen ({copy})."

    with writing(database.engine) as connection:
        connection.execute(text("DROP TRIGGER audit_log_no_delete"))
        connection.execute(text("DELETE FROM audit_log"))
    cut = rueckruf("log", "verify")
    assert cut.exit_code == 1
    assert cut.stderr == "Die Kopie hat mehr als die 0 Einträge des Protokolls: Sein Ende wurde entfernt.\n"


def test_the_log_shows_who_did_what_and_why(requests: SqlCallbackRequests, rueckruf: Run) -> None:
    gone, other = requests.add(request_of("CA1")), requests.add(request_of("CA2", delete_after=LATER))
    rueckruf("purge")
    rueckruf("restrict", str(other.id), "--reason", "Streit")

    lines = rueckruf("log", "show").stdout.splitlines()
    who = f"cli:{getpass.getuser()}"
    assert lines == [
        f"1. 10.06.2026 11:00:00 {who}: gelöscht (Frist abgelaufen) {gone.id}",
        f"2. 10.06.2026 11:00:00 {who}: gesperrt {other.id}",
    ]
    assert rueckruf("log", "show", "--id", str(gone.id)).stdout.splitlines() == lines[:1]
    assert rueckruf("log", "show", "--last", "1").stdout.splitlines() == lines[1:]
