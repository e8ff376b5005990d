"""A generation: the process that answers the calls that have begun on one state of files and model.

It has read everything once, and to its end it knows nothing else. So a call goes on as it has begun, whatever changes.
"""

import socket
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from typing import cast

from rasa.core.brokers.broker import EventBroker

from rueckruf.child import FORK, Child
from rueckruf.company import CompanyError
from rueckruf.server.errors import StartError
from rueckruf.server.run import app_for_calls
from rueckruf.server.workers import answer_calls
from rueckruf.settings import SettingsError, load_settings
from rueckruf.storage.errors import StoreError

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ready:
    """Calls can be answered; one without a word is over after so many seconds."""

    idle_seconds: float


@dataclass(frozen=True)
class NotStarted:
    """Why calls can't be answered, in one line."""

    problem: str


class Generation(Child):
    """Sends Ready or NotStarted; then answers calls on ``port`` until it is ended.

    ``model`` is by default the one trained last, ``event_broker`` what ``endpoints.yml`` names.
    """

    def __init__(self, model: Path | None, event_broker: EventBroker | None) -> None:
        with socket.socket() as listening:
            listening.bind((HOST, 0))
            self.port: int = listening.getsockname()[1]
            self._retired = cast(Event, FORK.Event())  # has the methods of one for threads
            super().__init__(_answer_calls, listening, self._retired, model, event_broker)

    def retire(self) -> None:
        """From now on another one does the jobs, and takes the new calls."""
        self._retired.set()


def _answer_calls(
    connection: Connection,
    listening: socket.socket,
    retired: Event,
    model: Path | None,
    event_broker: EventBroker | None,
) -> None:
    try:
        settings = load_settings()
        ready = partial(connection.send, Ready(60 * settings.company.conversation.idle_minutes))
        app = app_for_calls(settings, listening.getsockname()[1], ready, retired, model, event_broker)
        answer_calls(app, listening, settings.workers, settings.drain_seconds)
    except (CompanyError, SettingsError, StartError, StoreError) as error:
        connection.send(NotStarted(str(error)))
