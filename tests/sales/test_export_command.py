"""``rueckruf export``: filtered, as a file or on standard output, with mistakes named."""

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rueckruf.clock import BERLIN
from rueckruf.settings import load_settings
from rueckruf.simulator.server import rueckruf_at
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three requests of two days."""
    folder = tmp_path_factory.mktemp("var")
    requests = SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(folder)})))
    requests.add(request_of("CA1"))
    requests.add(request_of("CA2", name="Sabine Meier", status="done", recipient="parent"))
    friday = datetime(2026, 3, 13, 9, tzinfo=BERLIN)
    requests.add(request_of("CA3", name="Paul Weber", callback_start=friday, callback_end=friday + timedelta(hours=1)))
    return folder


def export(data_dir: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [*rueckruf_at("2026-03-11T09:00:00Z"), "export", *arguments]
    environment = {"RUECKRUF_DATA_DIR": str(data_dir), "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], ["Jürgen Müller-Lüdenscheidt", "Sabine Meier", "Paul Weber"]),
        (["--status", "new", "--status", "claimed"], ["Jürgen Müller-Lüdenscheidt", "Paul Weber"]),
        (["--day", "2026-03-13"], ["Paul Weber"]),
        (["--from", "2026-03-12"], ["Paul Weber"]),
        (["--to", "2026-03-11", "--recipient", "parent"], ["Sabine Meier"]),
        (["--search", "meier sabine"], ["Sabine Meier"]),
    ],
)
def test_the_chosen_requests_are_written(data_dir: Path, arguments: list[str], names: list[str]) -> None:
    done = export(data_dir, *arguments)

    assert done.returncode == 0, done.stderr
    assert {row["name"] for row in json.loads(done.stdout)} == set(names)


def test_a_file_is_written_and_the_access_logged(data_dir: Path, tmp_path: Path) -> None:
    done = export(data_dir, "--format", "csv", "-o", str(tmp_path / "rueckrufe.csv"))

    assert (done.returncode, done.stdout) == (0, "")
    assert "Sabine Meier" in (tmp_path / "rueckrufe.csv").read_text(encoding="utf-8-sig")
    with open_database(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)})).engine.connect() as connection:
        (entry,) = entries(connection, last=1)
    assert (entry.action, entry.reason, len(entry.request_ids)) == ("export", "csv", 3)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--format", "pdf"], "--format pdf: choose one of json, csv, xlsx, ics"),
        (["--status", "offen"], "status offen: choose one of new, claimed, done, unreachable, incomplete"),
        (["--day", "11.3."], "day 11.3.: must be a date like 2026-03-11"),
        (["--day", "2026-03-11", "--to", "2026-03-12"], "--day: not together with --from and --to"),
        (["-o", "/nowhere/x.csv"], "/nowhere/x.csv: cannot be written: No such file or directory"),
    ],
)
def test_mistakes_are_named_in_one_line(data_dir: Path, arguments: list[str], problem: str) -> None:
    done = export(data_dir, *arguments)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"rueckruf: {problem}\n")
