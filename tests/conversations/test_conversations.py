"""Every conversation test as a telephone call on the real server: each sentence is heard as its story tells.

`rasa test` predicts the actions of the same files without running them (tests/test_rasa_commands.py).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server
from tests.conversations.played import UnexpectedError, play
from tests.conversations.story import Story, read_stories

pytestmark = pytest.mark.call

STORIES = read_stories()


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another has the database: nothing can be written."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize("story", STORIES, ids=[story.id for story in STORIES])
def test_conversation(
    story: Story, server: Server, ring: Callable[..., Phone], stored: Callable[[str], list[Any]]
) -> None:
    try:
        with held(server.data_dir / "rueckruf.db") if story.storing_fails else nullcontext():
            play(story, ring(caller=story.caller), stored)
    except UnexpectedError as otherwise:
        message = f"{story.file.name}: {story.name}\n{otherwise}"
        raise pytest.fail.Exception(message, pytrace=False) from None
