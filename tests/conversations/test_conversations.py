"""Every conversation test as a telephone call on the real server: each sentence is heard as it tells.

`rasa test` predicts the actions of the same conversations without running them (tests/test_rasa_commands.py).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.channel.caller_number import caller_number
from rueckruf.clock import berlin
from rueckruf.data_check.conversations import Conversation
from rueckruf.data_check.yaml_lines import Part
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import CALLER, Phone
from rueckruf.simulator.relay import RelayError
from rueckruf.simulator.server import Server
from rueckruf.simulator.twiml import TwiMLError
from rueckruf.storage.requests import SqlCallbackRequests
from tests.conversations.played import EARLIER, UnexpectedError, play
from tests.conversations.reading import read_conversations, read_usual_answers
from tests.support.broken_stores import nowhere_to_store
from tests.support.calls import AUTH_TOKEN, MORNING, database_of, forget, stored_at
from tests.support.checkouts import another_company
from tests.support.requests import request_of

pytestmark = pytest.mark.call

#: Few enough that no answer comes so late that a slow machine takes it for silence.
CALLS_AT_ONCE = 24
#: Ends of numbers for films that no conversation tells of.
NUMBERS = range(500, 1000)
#: And some that end as CALLER does.
ENDING_ALIKE = ("+492214710042", "+494066969042", "+496990009042", "+498999998042")
CONVERSATIONS = read_conversations()
USUAL = read_usual_answers()


def name(conversation: Conversation) -> str:
    return f"{conversation.path.removesuffix('.yml')}: {conversation.name}"


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


def earlier(fields: Mapping[str, Part]) -> CallbackRequest:
    """The request of a call before; its window is an hour long."""
    told = {name: value.text for name, value in fields.items() if not name.startswith("callback_")}
    start = berlin(datetime.fromisoformat(fields["callback_start"].text))
    window = {"callback_start": start, "callback_end": start + timedelta(hours=1)}
    created = start - timedelta(days=7)
    return request_of(EARLIER, **told, **window, created_at=created, delete_after=start + timedelta(days=60))


def tells_number(conversation: Conversation) -> bool:
    """Whether the caller hears how the number ends that they call from."""
    return any("Endung" in words for turn in conversation.turns for words in turn.words)


def silences(conversation: Conversation) -> int:
    """How often somebody waits for nothing: such conversations take longest."""
    return sum(not turn.said.text for turn in conversation.turns)


def test_over_conversation_relay(at_company: Callable[[Conversation], Server]) -> None:
    """Side by side: what takes long there is that both sides wait for each other.

    All but those that tell how sure the recogniser is: ConversationRelay does not tell that.
    """
    conversations = [each for each in CONVERSATIONS if each.confidence is None]
    callers = {False: iter([f"{CALLER[:-3]}{number}" for number in NUMBERS]), True: iter(ENDING_ALIKE)}
    problems: list[str] = []
    for storing_fails in (False, True):
        alike = [each for each in conversations if each.storing_fails is storing_fails]
        served = [(each, at_company(each)) for each in sorted(alike, key=silences, reverse=True)]
        folders = {each.data_dir for _, each in served}
        with ExitStack() as stack, ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
            for folder in folders if storing_fails else ():
                stack.enter_context(nowhere_to_store(folder))
            played = [pool.submit(play_over_relay, each, at, next(callers[tells_number(each)])) for each, at in served]
            problems += [problem for each in played if (problem := each.result())]
    assert not problems, "\n\n".join(problems)


def play_over_relay(conversation: Conversation, server: Server, number: str) -> str | None:
    """How the conversation went otherwise than it tells; a number that is not withheld is replaced by another one."""
    told = conversation.caller or CALLER
    caller = number if caller_number(told) else told
    earlier_call = f"{EARLIER}-{number}"
    find = stored_at(server)
    if conversation.earlier:
        request = earlier(conversation.earlier)
        phone = caller if request.phone == told else request.phone
        SqlCallbackRequests(database_of(server)).add(replace(request, call_sid=earlier_call, phone=phone))
    call = Phone(server.url, auth_token=AUTH_TOKEN, caller=caller, transport="relay").start()

    def stored(*call_sids: str) -> list[CallbackRequest]:
        """As if the call had come from the number that conversations are told with."""
        found = find(*(earlier_call if each == EARLIER else each for each in call_sids))
        return [replace(each, phone=told) if each.phone == caller else each for each in found]

    try:
        play(conversation, call, stored, USUAL)
    except (UnexpectedError, CallFailedError, TwiMLError, RelayError, TimeoutError) as otherwise:
        return f"{conversation.path}:{conversation.line}: {conversation.name}\n{otherwise}"
    finally:
        if not call.ended:
            call.hang_up()
        call.close()
        if not conversation.storing_fails:
            forget(server, call.call_sid, earlier_call)
    return None


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name)
def test_conversation(conversation: Conversation, at_company: Callable[[Conversation], Server]) -> None:
    server = at_company(conversation)
    find, earlier_call = stored_at(server), f"{EARLIER}-{uuid4()}"  # of a call that was erased nothing is stored again
    if conversation.earlier:
        request = replace(earlier(conversation.earlier), call_sid=earlier_call)
        SqlCallbackRequests(database_of(server)).add(request)

    def stored(*call_sids: str) -> list[CallbackRequest]:
        return find(*(earlier_call if each == EARLIER else each for each in call_sids))

    call = Phone(server.url, auth_token=AUTH_TOKEN, caller=conversation.caller or CALLER).start()
    try:
        with nowhere_to_store(server.data_dir) if conversation.storing_fails else nullcontext():
            play(conversation, call, stored, USUAL)
    except UnexpectedError as otherwise:
        message = f"{conversation.path}:{conversation.line}: {conversation.name}\n{otherwise}"
        raise pytest.fail.Exception(message, pytrace=False) from None
    finally:
        if not call.ended:
            call.hang_up()
        forget(server, call.call_sid, earlier_call)
