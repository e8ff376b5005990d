"""The rehearsal goes the whole way of a call, and leaves nothing behind."""

import asyncio
import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import time_machine
from rasa.core.utils import AvailableEndpoints
from sqlalchemy import func, select

from actions import services
from rueckruf import logs
from rueckruf.channel.twilio_voice import TwilioVoiceInput
from rueckruf.project import CREDENTIALS, ENDPOINTS
from rueckruf.server.agent import agent_of
from rueckruf.server.channels import app_with_channels
from rueckruf.server.warm_up import rehearse, warm_up
from rueckruf.settings import load_settings
from rueckruf.spoken.name import shape
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.turn.turn_end import CONFIRMED, wait_ms
from rueckruf.storage.database import open_database
from rueckruf.storage.figures import count_up
from rueckruf.storage.short_lived import sealed_texts
from rueckruf.storage.tables import metadata

pytestmark = pytest.mark.model

# A Wednesday morning, a Saturday, the night before Christmas, a working day that is over, the night of summer time.
MOMENTS = (
    "2026-11-25T09:00:00Z",
    "2026-11-28T12:00:00Z",
    "2026-12-24T23:30:00Z",
    "2026-12-31T17:00:00Z",
    "2027-03-27T23:30:00Z",
)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rehearsed")


@pytest.fixture(scope="module")
def app(trained_model: Path, data_dir: Path) -> Iterator[Any]:
    """The application with its agent, which stores in a folder of its own."""
    opened = (services.settings, services.opening_hours, services._requests, services._database, services._spool)
    for each in opened:
        each.cache_clear()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RUECKRUF_DATA_DIR", str(data_dir))
        environment.setattr(logs, "configure", lambda *_: None)  # the logs of this process are pytest's own
        app = app_with_channels(CREDENTIALS)
        endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
        app.ctx.agent = asyncio.run(agent_of(trained_model, endpoints))
        yield app
        services._database().engine.dispose()
    for each in opened:
        each.cache_clear()


@pytest.fixture
def rehearsed(app: Any) -> Callable[[], Any]:
    [channel] = app.ctx.input_channels
    assert isinstance(channel, TwilioVoiceInput)
    return lambda: rehearse(channel, app.ctx.agent)


def rows(data_dir: Path) -> dict[str, int]:
    """How many rows each table has."""
    with open_database(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)})).engine.connect() as connection:
        counts = {table.name: select(func.count()).select_from(table) for table in metadata.sorted_tables}
        return {name: connection.execute(count).scalar_one() for name, count in counts.items()}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_it_is_thanked_for_what_is_not_stored(
    rehearsed: Callable[[], Any], data_dir: Path, caplog: pytest.LogCaptureFixture, moment: str
) -> None:
    caplog.set_level("INFO", "rueckruf")
    with time_machine.travel(moment):
        answer = await rehearsed()
    assert "Vielen Dank" in answer.utterances[0].text
    assert answer.ends_call
    assert not any(rows(data_dir).values())
    assert not list(sealed_texts(load_settings({"RUECKRUF_DATA_DIR": str(data_dir)})))
    assert not [record for record in caplog.records if record.name.startswith(("rueckruf", "actions"))]


async def test_nobody_sees_it_while_it_goes_on(
    rehearsed: Callable[[], Any], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, int]] = []

    def watched(*arguments: Any) -> None:
        count_up(*arguments)
        seen.append(rows(data_dir))

    monkeypatch.setattr("rueckruf.storage.requests.count_up", watched)
    assert "Vielen Dank" in (await rehearsed()).utterances[0].text
    assert len(seen) == 1
    assert not any(seen[0].values())


async def test_what_it_said_lies_nowhere_on_the_disk(rehearsed: Callable[[], Any], data_dir: Path) -> None:
    assert "Vielen Dank" in (await rehearsed()).utterances[0].text
    with closing(sqlite3.connect(data_dir / "conversations.db")) as connection:
        assert connection.execute("SELECT count(*) FROM short_lived").fetchone() == (0,)
    assert all(b"rehearsal-" not in file.read_bytes() for file in data_dir.iterdir())


async def test_a_rehearsal_that_fails_keeps_no_server_from_starting(
    app: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(*_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(app.ctx.agent.tracker_store, "delete", away)
    await warm_up(app)
    assert "rehearsal failed: ConnectionError" in caplog.text


async def test_from_then_on_garbage_is_looked_for_among_what_calls_make(app: Any) -> None:
    gc.disable()  # as `rueckruf run` does for its start
    frozen = gc.get_freeze_count()
    await warm_up(app)
    assert gc.isenabled()
    assert gc.get_freeze_count() > frozen


async def test_what_ends_a_turn_over_conversation_relay_is_there_too(rehearsed: Callable[[], Any]) -> None:
    vocabulary.cache_clear()
    shape._surname_weights.cache_clear()
    await rehearsed()
    made = vocabulary.cache_info().misses, shape._surname_weights.cache_info().misses
    for asked in ("caller_name", "phone_number", "callback_time", CONFIRMED):
        wait_ms("Moment, ich schaue eben nach und", asked)
    wait_ms("Jorinde", "caller_name")
    assert (vocabulary.cache_info().misses, shape._surname_weights.cache_info().misses) == made
