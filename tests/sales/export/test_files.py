"""Exports as files: whole or not at all, and nobody else's to read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from rueckruf import clock
from rueckruf.privacy.erasure import erase
from rueckruf.privacy.export_files import remove_stale_exports, watched
from rueckruf.privacy.held import Person
from rueckruf.privacy.rectification import rectify
from rueckruf.sales.export import FORMATS, ExportError, write_file
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import wipe
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.exports import exported_as
from tests.support.patience import PATIENCE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    write_file([b"a", b"b"], tmp_path / "export.csv")

    assert (tmp_path / "export.csv").read_bytes() == b"ab"
    assert (tmp_path / "export.csv").stat().st_mode & 0o777 == 0o600


def test_the_file_that_was_there_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new"
        assert path.read_bytes() == b"old"
        raise StoreError("the database is gone")

    with pytest.raises(StoreError):
        write_file(chunks(), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.process
@pytest.mark.parametrize("format", FORMATS)
def test_half_an_export_is_removed_once_its_process_is_dead(tmp_path: Path, format: str) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    database = open_database(settings)
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from rueckruf.sales.export import write_file\n"
        "from tests.support.exports import exported_as, FIRST\n"
        "def chunks():\n"
        "    yield exported_as(sys.argv[2], FIRST)[:-100]\n"
        "    print('half', flush=True)\n"
        "    time.sleep(3600)\n"
        "write_file(chunks(), Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / f"export.{format}"), format]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == "half\n"
        being_written = list(tmp_path.glob(".export*"))
        assert len(being_written) == 1
        assert remove_stale_exports(settings, database, clock.now(), "server") == 0
        assert list(tmp_path.glob(".export*")) == being_written
        writing.kill()

    assert remove_stale_exports(settings, database, clock.now(), "server") == 1
    assert list(tmp_path.glob(".export*")) == []


def test_what_is_replaced_is_overwritten_on_the_disk(tmp_path: Path) -> None:
    path, same_place = tmp_path / "export.csv", tmp_path / "same-place"
    path.write_bytes(b"Zwackelmann" * 10_000)
    os.link(path, same_place)

    write_file([b"new"], path)

    assert path.read_bytes() == b"new"
    assert same_place.read_bytes() == bytes(110_000)


def test_what_was_not_completed_is_overwritten_on_the_disk(tmp_path: Path) -> None:
    same_place = tmp_path / "same-place"

    def chunks() -> Iterator[bytes]:
        yield b"Zwackelmann" * 10_000
        (draft,) = tmp_path.glob(".export*")
        os.link(draft, same_place)
        raise StoreError("the database is gone")

    with pytest.raises(StoreError):
        write_file(chunks(), tmp_path / "export.csv")
    assert list(tmp_path.iterdir()) == [same_place]
    assert not any(same_place.read_bytes())


def test_zeros_are_on_the_disk_before_a_file_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, on_disk = tmp_path / "export.csv", []
    path.write_bytes(b"Zwackelmann" * 10_000)
    monkeypatch.setattr("os.fsync", lambda descriptor: on_disk.append(path.read_bytes()))

    wipe(path)

    assert on_disk == [bytes(110_000)]
    assert not path.exists()


def test_an_export_that_ends_after_one_of_its_requests_has_gone_goes_too(tmp_path: Path) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    database = open_database(settings)
    request = SqlCallbackRequests(database).add(request_of("CA1"))

    def chunks() -> Iterator[bytes]:
        yield exported_as("csv", request)
        erase(settings, database, Person(request_id=request.id), clock.now(), "cli:anna")

    with watched(settings, database, "cli:anna"):
        write_file(chunks(), tmp_path / "export.csv")

    assert not (tmp_path / "export.csv").exists()


def test_an_export_that_ends_after_one_of_its_requests_was_corrected_goes_too(tmp_path: Path) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)})
    database = open_database(settings)
    request = SqlCallbackRequests(database).add(request_of("CA1"))

    def chunks() -> Iterator[bytes]:
        yield exported_as("csv", request)
        rectify(settings, database, request.id, {"name": "Sabine Müller"}, clock.now(), "petra")

    with watched(settings, database, "cli:anna"):
        write_file(chunks(), tmp_path / "export.csv")

    assert not (tmp_path / "export.csv").exists()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"missing/export.csv: cannot be written: No such file or directory"):
        write_file([b"a"], tmp_path / "missing" / "export.csv")


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write_file([b"a", b"b"], pipe)
    reader.join(PATIENCE)

    assert read == [b"ab"]
    assert pipe.is_fifo()
