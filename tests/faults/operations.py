"""What is killed in the middle, each in a process of its own.

Every operation gets a data folder, tells when it has begun in earnest, and says what a caller would have heard.
"""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.store_callback import StoreCallback
from rueckruf import clock
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.privacy.backup import open_backup, write_backup
from rueckruf.privacy.key_rotation import rotate
from rueckruf.privacy.restoring import restore
from rueckruf.privacy.retention import purge
from rueckruf.settings import load_settings
from rueckruf.storage.cipher import open_cipher
from rueckruf.storage.database import open_database
from rueckruf.storage.engine import open_engine
from rueckruf.storage.migrate import migrate

Begun = Callable[[], None]
Say = Callable[[str], None]
Operation = Callable[[Path, Begun, Say], None]

#: When the requests of the builder are due.
DUE = datetime(2026, 6, 10, 9, tzinfo=UTC)


#: The backup in the data folder.
BACKUP = "backup"

#: A file in the data folder with more of the environment, such as the address of a database elsewhere.
ENVIRONMENT = "environment.json"


def environment_of(folder: Path) -> dict[str, str]:
    """What an operation on a data folder finds in its environment."""
    more = folder / ENVIRONMENT
    return {"RUECKRUF_DATA_DIR": str(folder), **(json.loads(more.read_text()) if more.exists() else {})}


def store(folder: Path, begun: Begun, say: Say) -> None:
    """Stores one confirmed request after the other; says the CallSid of each caller who hears thanks.

    It has begun with the second: for the first the database is opened.
    """
    os.environ.update(environment_of(folder))
    action = StoreCallback()
    for number in count():
        call_sid = f"CA{os.getpid()}x{number}"
        if _outcome(action, call_sid) == "stored":
            say(call_sid)
        if number == 0:
            begun()


def purge_due(folder: Path, begun: Begun, _say: Say) -> None:
    settings = load_settings(environment_of(folder))
    database = open_database(settings)
    begun()
    purge(settings, database, DUE, "server")


def rotate_keys(folder: Path, begun: Begun, _say: Say) -> None:
    settings = load_settings(environment_of(folder))
    database = open_database(settings)
    begun()
    rotate(settings, database, DUE, "server")


def back_up(folder: Path, begun: Begun, _say: Say) -> None:
    database = open_database(load_settings(environment_of(folder)))
    begun()
    write_backup(database, folder / BACKUP, DUE, "server")


def put_back(folder: Path, begun: Begun, _say: Say) -> None:
    settings = load_settings(environment_of(folder))
    opened = open_backup(settings, folder / BACKUP)
    begun()
    restore(settings, opened, DUE, "server")


def migrate_from_plain(folder: Path, begun: Begun, _say: Say) -> None:
    settings = load_settings(environment_of(folder))
    engine, cipher = open_engine(settings), open_cipher(settings)
    begun()
    migrate(engine, cipher)


def _outcome(action: StoreCallback, call_sid: str) -> object:
    start = clock.berlin_now() + timedelta(days=1)
    slots = {
        "caller_name": {"first": "Sabine", "last": "Müller"},
        "phone_number": "+493023125042",
        "phone_source": "spoken",
        "callback_time": {**CallbackWindow(start, start + timedelta(hours=1)).as_slot(), "text": "morgen"},
        "confirmed": True,
    }
    tracker = Tracker(call_sid, slots, {}, [], False, None, {}, "action_listen")
    (event,) = asyncio.run(action.run(CollectingDispatcher(), tracker, {}))
    return event["value"]
