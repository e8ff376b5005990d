"""The measured jobs on stored requests, as the commands run them; each tells how many requests it got through."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.stored_requests import LATER, NOW, store_requests
from rueckruf.callbacks.repository import ALL, Selection
from rueckruf.privacy import disclosure, key_rotation, retention
from rueckruf.privacy.held import Person
from rueckruf.sales.export import exported, write_file
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.requests import SqlCallbackRequests

ACTOR = "benchmark"
_TERM = timedelta(days=92)  # three months, counted back from LATER


def opened(folder: Path) -> tuple[Settings, Database]:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(folder)})
    return settings, open_database(settings)


def store(folder: Path, count: int, due: int) -> int:
    store_requests(opened(folder)[1], count, due)
    return count


def export_all(folder: Path, format: str) -> int:
    return _export(folder, format, ALL)


def export_next_due(folder: Path, format: str) -> int:
    """Those that are due at LATER, and not yet at NOW."""
    return _export(folder, format, Selection(end=LATER - _TERM))


def _export(folder: Path, format: str, selection: Selection) -> int:
    settings, database = opened(folder)
    recipients = settings.company.titles
    chunks = exported(database, selection, format, recipients, actor=ACTOR, now=NOW)
    write_file(chunks, folder.with_name(f"export.{format}"))
    return SqlCallbackRequests(database).count(replace(selection, kept_at=NOW))


def disclose(folder: Path, phone: str) -> int:
    """One person's requests."""
    return len(json.loads(disclosure.disclose(*opened(folder), Person(phone), NOW, ACTOR, "json"))["requests"])


def rotate(folder: Path) -> int:
    """All of them, under a new key."""
    return key_rotation.rotate(*opened(folder), NOW, ACTOR).requests


def purge(folder: Path) -> int:
    """Those that are due at LATER."""
    return retention.purge(*opened(folder), LATER, ACTOR).requests.total()
