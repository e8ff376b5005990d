"""Every conversation test as a telephone call on the real server: each sentence is heard as its story tells.

`rasa test` predicts the actions of the same files without running them (tests/test_rasa_commands.py).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server
from tests.conversations.played import UnexpectedError, play
from tests.conversations.story import Story, read_stories
from tests.support.calls import AUTH_TOKEN, MORNING, stored_at
from tests.support.checkouts import another_company

pytestmark = pytest.mark.call

STORIES = read_stories()


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another has the database: nothing can be written."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture(scope="module")
def at_company(
    server: Server, tmp_path_factory: pytest.TempPathFactory, trained_model: Path
) -> Iterator[Callable[[Story], Server]]:
    """The server that a story rings: one for each company and moment."""
    running: dict[str, Server] = {str(({}, MORNING)): server}
    with ExitStack() as stack:

        def serve(story: Story) -> Server:
            key = str((story.company, story.rings))
            if key not in running:
                folder = tmp_path_factory.mktemp("company")
                other = another_company(folder, trained_model, story.company, story.rings)
                running[key] = stack.enter_context(other)
            return running[key]

        yield serve


@pytest.mark.parametrize("story", STORIES, ids=[story.id for story in STORIES])
def test_conversation(story: Story, at_company: Callable[[Story], Server]) -> None:
    server = at_company(story)
    call = Phone(server.url, auth_token=AUTH_TOKEN, caller=story.caller).start()
    try:
        with held(server.data_dir / "rueckruf.db") if story.storing_fails else nullcontext():
            play(story, call, stored_at(server))
    except UnexpectedError as otherwise:
        message = f"{story.file.name}: {story.name}\n{otherwise}"
        raise pytest.fail.Exception(message, pytrace=False) from None
    finally:
        if not call.ended:
            call.hang_up()
