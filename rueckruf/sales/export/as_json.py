"""A JSON array of objects, one a line, for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import as_data

_encode = json.JSONEncoder(ensure_ascii=False).encode


def chunks(requests: Iterable[CallbackRequest], _recipients: Mapping[str, str], _now: datetime) -> Iterator[bytes]:
    """One chunk a request; recipients stay the keys of ``company.yml``."""
    separator = "[\n"
    for request in requests:
        yield f"{separator}{_encode(as_data(request))}".encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[\n" else b"\n]\n"
