"""Searches bytes for what a caller said, in every form that a program may have put it down in."""

import base64
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

import redis


def traces(values: Iterable[str], content: bytes) -> set[str]:
    """Those of ``values`` that stand in ``content``: in plain, as UTF-16, as base64, as in an address, as in JSON."""
    return {value for value in values if any(form in content for form in forms(value))}


@cache
def forms(value: str) -> frozenset[bytes]:
    """All ways a value may be written; many come to the same, and are looked for once."""
    escaped = (quote(value), quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1])
    texts = (value, value.lower(), value.upper(), *escaped)
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
    written = {text.encode(encoding, "ignore") for text in texts for encoding in encodings}
    return frozenset(written).union(*map(_base64, written))


def _base64(written: bytes) -> Iterator[bytes]:
    """As it stands within a longer base64 text: wherever it begins in a group of three bytes."""
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + written)
        inner = encoded[(0, 2, 3)[offset] : len(encoded) - 4]
        yield inner
        yield inner.translate(bytes.maketrans(b"+/", b"-_"))


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the folders: where it lies, and what it holds."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()


def redis_dump(url: str) -> tuple[str, bytes]:
    """The file that a Redis of this machine writes of all that it holds, not compressed."""
    client = redis.Redis.from_url(url, decode_responses=True)
    client.config_set("rdbcompression", "no")
    client.save()
    place = client.config_get("dir")["dir"], client.config_get("dbfilename")["dbfilename"]
    return "redis", Path(*place).read_bytes()
