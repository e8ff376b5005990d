"""A sealed file: it opens as a whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.errors import StoreError
from rueckruf.storage.sealed_file import opened_lines, sealed_lines

pytestmark = pytest.mark.unit

KEY = new_key()
CIPHER = Cipher(lambda: (KEY,))
LINES = [f"Zeile {number} ".encode() * 50 for number in range(40)]


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rueckruf.storage.sealed_file._BYTES_A_PIECE", 5000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"".join(sealed_lines(LINES, CIPHER)))
    return path


def test_lines_come_back(file: Path) -> None:
    assert list(opened_lines(file, CIPHER)) == LINES


def test_nothing_is_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"".join(sealed_lines([], CIPHER)))

    assert list(opened_lines(tmp_path / "empty", CIPHER)) == []


def test_nothing_in_it_can_be_read(file: Path) -> None:
    assert b"Zeile" not in file.read_bytes()
    with pytest.raises(StoreError, match="none of the keys opens"):
        list(opened_lines(file, Cipher(lambda: (new_key(),))))


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda lines: lines[:-1], "is not whole: its end is missing"),
        (lambda lines: lines[:1], "is not whole: its end is missing"),
        (lambda lines: [lines[0], *lines[2:]], "is not whole: pieces of it are missing or exchanged"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "is not whole: pieces"),
        (lambda lines: [*lines, lines[-1]], "is not whole: pieces"),
        (lambda lines: [lines[0], lines[1][:-9] + b"\n", *lines[2:]], "none of the keys opens"),
        (lambda lines: lines[1:], "is no backup of this program"),
        (lambda lines: [], "is no backup of this program"),
    ],
)
def test_one_that_was_changed_does_not_open(
    file: Path, damage: Callable[[list[bytes]], list[bytes]], problem: str
) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    assert len(lines) > 4
    file.write_bytes(b"".join(damage(lines)))

    with pytest.raises(StoreError, match=problem):
        list(opened_lines(file, CIPHER))


def test_pieces_of_two_files_make_none(file: Path) -> None:
    other = b"".join(sealed_lines(LINES, CIPHER)).splitlines(keepends=True)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:3], *other[3:]]))

    with pytest.raises(StoreError, match="pieces of it are missing or exchanged"):
        list(opened_lines(file, CIPHER))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere cannot be read: No such file or directory"):
        list(opened_lines(tmp_path / "nowhere", CIPHER))
