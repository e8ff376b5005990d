"""docs/operations.md: its examples for other systems work, over HTTP."""

import re
import urllib.error
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from rueckruf import clock
from rueckruf.project import ROOT
from rueckruf.storage.changes import KEPT, forget_changes
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import withdraw
from rueckruf.storage.engine import writing
from tests.support.patience import PATIENCE
from tests.support.systems import System

pytestmark = pytest.mark.unit

SECTION = (
    (ROOT / "docs" / "operations.md")
    .read_text(encoding="utf-8")
    .partition("\n## API for other systems\n")[2]
    .partition("\n## ")[0]
)


@pytest.fixture
def examples() -> dict[str, Any]:
    (code,) = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own documentation
    return names


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(PATIENCE)
    server.server_close()


@pytest.fixture
def token(system: Callable[..., System]) -> str:
    return system().headers["Authorization"].removeprefix("Bearer ")


def test_a_copy_is_kept_up_to_date(
    address: str, token: str, examples: dict[str, Any], wish: Any, database: Database
) -> None:
    first, second = wish(), wish()
    kept, cursor = examples["begin"](address, token)
    assert kept.keys() == {str(first.id), str(second.id)}

    withdraw(database, first.call_sid, clock.now())
    third = wish(note="neu")
    cursor = examples["go_on"](address, token, kept, cursor)
    assert {key: each["note"] for key, each in kept.items()} == {str(second.id): "", str(third.id): "neu"}
    assert examples["go_on"](address, token, kept, cursor) == cursor

    wish()
    with writing(database.engine) as connection:
        forget_changes(connection, clock.now() + KEPT)
    with pytest.raises(urllib.error.HTTPError, match="410"):
        examples["go_on"](address, token, kept, cursor)


def test_the_result_of_a_call_is_told(address: str, token: str, examples: dict[str, Any], wish: Any) -> None:
    wish()
    kept, _ = examples["begin"](address, token)
    (request,) = kept.values()
    again = {"result": "Mailbox", "next_attempt_at": "2026-03-13T10:00:00+01:00"}

    assert examples["settle"](address, token, request, again)["status"] == "unreachable"
    with pytest.raises(urllib.error.HTTPError, match="412"):
        examples["settle"](address, token, request, {"result": "erreicht"})


def test_every_call_is_named() -> None:
    assert set(re.findall(r"^\| `(?:GET|POST|PUT)[^/]*(/\w+)", SECTION, re.MULTILINE)) == {
        *("/requests", "/events", "/export"),
    }
