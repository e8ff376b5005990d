"""A file of lines, compressed and sealed in pieces, so that neither its length nor its memory has a limit.

After a line that tells what it is, each line is one piece: a token of the cipher over its place in the file, whether it
is the last, and compressed bytes. So pieces that are missing, exchanged or from another file are noticed.
"""

import json
import secrets
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from rueckruf.storage.cipher import Cipher
from rueckruf.storage.errors import StoreError

_MAGIC = b"rueckruf-backup-1\n"
_BYTES_A_PIECE = 1 << 20  # before they are compressed
_FAST = 1  # most is sealed already and hardly gets smaller


def sealed_lines(lines: Iterable[bytes], cipher: Cipher) -> Iterator[bytes]:
    """``lines`` as the pieces of a file, under the first key."""
    yield _MAGIC
    packer, own = zlib.compressobj(_FAST), secrets.token_hex(8)
    number, taken, packed = 0, 0, b""
    for line in lines:
        taken, packed = taken + len(line), packed + packer.compress(line + b"\n")
        if taken >= _BYTES_A_PIECE:
            yield _piece(cipher, own, number, False, packed + packer.flush(zlib.Z_SYNC_FLUSH))
            number, taken, packed = number + 1, 0, b""
    yield _piece(cipher, own, number, True, packed + packer.flush())


def opened_lines(path: Path, cipher: Cipher) -> Iterator[bytes]:
    """The lines of a file; raises StoreError where it cannot be read, is not whole, or no key opens it."""
    try:
        with path.open("rb") as file:
            yield from _lines(_pieces(file, path, cipher))
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path} cannot be read: {error.strerror}") from None


def _piece(cipher: Cipher, own: str, number: int, last: bool, packed: bytes) -> bytes:
    return cipher.seal_bytes(json.dumps([own, number, last]).encode() + b"\n" + packed) + b"\n"


def _pieces(file: IO[bytes], path: Path, cipher: Cipher) -> Iterator[bytes]:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise StoreError(f"{path} is no backup of this program")
    own, last = None, False
    for number, line in enumerate(file):
        place, _, packed = cipher.open_bytes(line.rstrip(b"\n")).partition(b"\n")
        file_of, number_of, last_of = json.loads(place)
        if last or number_of != number or own not in (None, file_of):
            raise StoreError(f"{path} is not whole: pieces of it are missing or exchanged")
        own, last = file_of, last_of
        yield packed
    if not last:
        raise StoreError(f"{path} is not whole: its end is missing")


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker, rest = zlib.decompressobj(), b""
    for piece in pieces:
        *whole, rest = (rest + unpacker.decompress(piece)).split(b"\n")
        yield from whole
