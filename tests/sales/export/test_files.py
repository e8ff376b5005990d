"""Exports as files: whole or not at all, and nobody else's to read."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from rueckruf.sales.export import ExportError, write_file
from rueckruf.storage.errors import StoreError

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
    reader.join(10)

    assert read == [b"ab"]
    assert pipe.is_fifo()
