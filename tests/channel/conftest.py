"""The channel on a real port, with a hand-written dialogue in Rasa's place."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels import channel as rasa_channel
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from sanic import Sanic

from rueckruf.channel.twilio_voice import TwilioVoiceInput
from rueckruf.channel.voice_settings import VoiceSettings, read_voice_settings
from rueckruf.project import CREDENTIALS
from rueckruf.simulator.phone import Phone
from tests.support.patience import PATIENCE
from tests.support.yaml_files import read_yaml

AUTH_TOKEN = "token-of-these-tests"

FACTS = {"company": "Musterwerk GmbH"}
RESPONSES = {
    "utter_opening": [{"text": "{company}, hier spricht ein Automat.", "custom": {"barge_in": False}}],
    "utter_opening_failed": [{"text": "Sind Sie noch da?"}],
    "utter_say_again": [{"text": "Sagen Sie das bitte noch einmal."}],
    "utter_technical_problem": [{"text": "Eine Störung. Auf Wiederhören!", "custom": {"hang_up": True}}],
    "utter_goodbye_silence": [{"text": "Ich höre Sie nicht. Auf Wiederhören!"}],
}


class Turns:
    """Turn answers in memory."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, int], str] = {}
        self.expired_at: list[datetime] = []
        self.broken = False

    async def find(self, call_sid: str, turn: int, before: int) -> tuple[str | None, bool]:
        if self.broken:
            raise ConnectionError("store is away")
        return self.answers.get((call_sid, turn)), (call_sid, before) in self.answers

    async def all(self, call_sid: str) -> list[str]:
        return [answer for (call, _), answer in self.answers.items() if call == call_sid]

    async def put(self, call_sid: str, turn: int, answer: str) -> None:
        self.answers[call_sid, turn] = answer

    async def delete(self, call_sid: str) -> None:
        self.answers = {key: answer for key, answer in self.answers.items() if key[0] != call_sid}

    async def keep_only(self, call_sid: str, turn: int) -> None:
        others = {key for key in self.answers if key[0] == call_sid and key[1] != turn}
        self.answers = {key: answer for key, answer in self.answers.items() if key not in others}

    async def expire(self, now: datetime) -> None:
        self.expired_at.append(now)


class Ends:
    """Ended calls in memory."""

    def __init__(self) -> None:
        self.calls: set[str] = set()
        self.broken = False

    async def note(self, call_sid: str) -> None:
        self.calls.add(call_sid)

    async def has(self, call_sid: str) -> bool:
        if self.broken:
            raise ConnectionError("store is away")
        return call_sid in self.calls


class Conversations:
    """Conversations in memory: the messages of each call."""

    def __init__(self) -> None:
        self.messages: dict[str, list[UserMessage]] = {}
        self.expired_at: list[datetime] = []

    async def exists(self, sender_id: str) -> bool:
        return sender_id in self.messages

    async def delete(self, sender_id: str) -> None:
        self.messages.pop(sender_id, None)

    async def expire(self, now: datetime) -> None:
        self.expired_at.append(now)


class Locks(InMemoryLockStore):  # type: ignore[misc]
    """Locks in memory that were asked for."""


class Dialogue:
    """A Rasa agent's outside. It says what ``answer`` returns and remembers all it was told."""

    def __init__(self, lock_store: LockStore) -> None:
        self.conversations = Conversations()
        self.tracker_store = SimpleNamespace(_tracker_store=self.conversations)
        self.lock_store = lock_store
        self.domain = SimpleNamespace(responses=RESPONSES)
        self.told: list[UserMessage] = []
        self.answer: Callable[[UserMessage], Awaitable[list[dict[str, Any]]]] = self._echo

    async def handle_message(self, message: UserMessage) -> None:
        """Saves the conversation before the turn, as Rasa does."""
        self.told.append(message)
        self.conversations.messages.setdefault(message.sender_id, []).append(message)
        for response in await self.answer(message):
            await message.output_channel.send_response(message.sender_id, response)

    @staticmethod
    async def _echo(message: UserMessage) -> list[dict[str, Any]]:
        if message.text == "/call_started":
            return [
                {"text": "Guten Tag.", "custom": {"barge_in": False}},
                {"text": "Wie ist Ihr Name?", "custom": {"listen": "caller_name"}},
            ]
        return [{"text": f"Gehört: {message.text}"}]


class Served:
    """The channel on a loopback port."""

    def __init__(
        self, running: "_Running", channel: TwilioVoiceInput, dialogue: Dialogue, turns: Turns, ends: Ends
    ) -> None:
        self._running, self.url = running, running.url
        self.channel, self.dialogue, self.turns, self.ends = channel, dialogue, turns, ends

    def phone(self, **settings: Any) -> Phone:
        return Phone(self.url, **{"auth_token": AUTH_TOKEN, **settings})

    def begin_to_stop(self) -> None:
        """The server lets go of its calls, as before it stops; it answers all the same."""
        self._running.begin_to_stop()

    @property
    def told(self) -> list[str | None]:
        return [message.text for message in self.dialogue.told]


@pytest.fixture(scope="session")
def settings() -> VoiceSettings:
    """The voice settings of the project's own credentials.yml."""
    sections = read_yaml(CREDENTIALS)
    return read_voice_settings(sections["rueckruf.channel.twilio_voice.TwilioVoiceInput"])


@pytest.fixture
def serve(settings: VoiceSettings) -> Iterator[Callable[..., Served]]:
    """Starts the channel: ``serve(auth_token=None)``."""
    running: list[_Running] = []

    def start(
        auth_token: str | None = AUTH_TOKEN,
        public_url: str | None = None,
        lock_store: LockStore | None = None,
        turns: Turns | None = None,
        transfer_number: str | None = None,
        settings: VoiceSettings = settings,
    ) -> Served:
        dialogue, turns, ends = Dialogue(lock_store or Locks()), turns or Turns(), Ends()
        app = Sanic(f"channel_test_{id(dialogue)}", configure_logging=False)
        app.ctx.agent = dialogue
        channel = TwilioVoiceInput(settings, turns, ends, auth_token, public_url, transfer_number, facts=FACTS)
        rasa_channel.register([channel], app, route="/webhooks/")
        running.append(_Running(app))
        return Served(running[-1], channel, dialogue, turns, ends)

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    """The channel with a signature check, as in production."""
    return serve()


class _Running:
    """A Sanic application in a thread of its own."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.url = self._wait_for(self._start())

    async def _start(self) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        self._server = await self._app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
        await self._server.startup()
        await self._server.before_start()
        await self._server.after_start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    def begin_to_stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._server.before_stop(), self._loop)

    def stop(self) -> None:
        self._wait_for(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        for connection in tuple(self._server.connections):
            connection.abort()
        await self._server.before_stop()
        await asyncio.sleep(0.01)
        await self._server.after_stop()

    def _wait_for(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)
