"""What a browser or another system sends in a form or an address, as texts that a database can hold."""

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

# PostgreSQL refuses it. It becomes what bytes become that are no UTF-8: a character that nobody types.
_NUL, _NO_CHARACTER = "\0", "\ufffd"


class _Texts(ImmutableMultiDict[str, Any]):
    def __init__(self, pairs: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__([(name.replace(_NUL, _NO_CHARACTER), _storable(value)) for name, value in pairs])


class SentTexts(Request):
    """A request whose ``form`` and ``args`` are such texts, so that no page has to ask whether they are."""

    parameter_storage_class = _Texts


def _storable(value: Any) -> Any:
    return value.replace(_NUL, _NO_CHARACTER) if isinstance(value, str) else value  # what else there is are files
