"""Every conversation test as a telephone call on the real server: each sentence is heard as it tells.

`rasa test` predicts the actions of the same conversations without running them (tests/test_rasa_commands.py).
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from rueckruf.clock import berlin
from rueckruf.data_check.conversations import Conversation
from rueckruf.simulator.phone import CALLER, Phone
from rueckruf.simulator.server import Server
from tests.conversations.played import UnexpectedError, play
from tests.conversations.reading import read_conversations, read_usual_answers
from tests.support.calls import AUTH_TOKEN, MORNING, stored_at
from tests.support.checkouts import another_company

pytestmark = pytest.mark.call

CONVERSATIONS = read_conversations()
USUAL = read_usual_answers()


def name(conversation: Conversation) -> str:
    return f"{conversation.path.removesuffix('.yml')}: {conversation.name}"


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Another has the database: nothing can be written."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture(scope="module")
def at_company(
    server: Server, tmp_path_factory: pytest.TempPathFactory, trained_model: Path
) -> Iterator[Callable[[Conversation], Server]]:
    """The server that a conversation rings: one for each company and moment."""
    running: dict[str, Server] = {str(({}, MORNING)): server}
    with ExitStack() as stack:

        def serve(conversation: Conversation) -> Server:
            company = settings(conversation)
            moment = berlin(conversation.rings).isoformat() if conversation.rings else MORNING
            key = str((company, moment))
            if key not in running:
                folder = tmp_path_factory.mktemp("company")
                running[key] = stack.enter_context(another_company(folder, trained_model, company, moment))
            return running[key]

        yield serve


def settings(conversation: Conversation) -> dict[str, str]:
    """What ``company.yml`` holds otherwise, as YAML."""
    changed = conversation.company or {}
    return {key: json.dumps(value.text) if value.kind == "text" else value.text for key, value in changed.items()}


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name)
def test_conversation(conversation: Conversation, at_company: Callable[[Conversation], Server]) -> None:
    server = at_company(conversation)
    call = Phone(server.url, auth_token=AUTH_TOKEN, caller=conversation.caller or CALLER).start()
    try:
        with held(server.data_dir / "rueckruf.db") if conversation.storing_fails else nullcontext():
            play(conversation, call, stored_at(server), USUAL)
    except UnexpectedError as otherwise:
        message = f"{conversation.path}:{conversation.line}: {conversation.name}\n{otherwise}"
        raise pytest.fail.Exception(message, pytrace=False) from None
    finally:
        if not call.ended:
            call.hang_up()
