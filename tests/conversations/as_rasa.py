"""The conversation tests in Rasa's own format, for ``rasa test core --e2e``:

    python -m tests.conversations.as_rasa FOLDER

Rasa compares the actions that its policies predict, one by one, and runs none of them. What these would set, and what
runs without a word, stands here. What a sentence means comes from ``understood.yml``, and Rasa compares it with what
the model understands; for a sentence that does not stand there the model's own word is taken, and Rasa tests only what
is done with it.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer
import yaml
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.formats.readerwriter import TrainingDataWriter
from rasa.utils.log_utils import configure_structlog

from rueckruf.data_check.conversations import SUMMARY, Conversation, Heard, Turn
from rueckruf.dialogue.answer import FORM
from rueckruf.project import newest_model
from tests.conversations.reading import preamble, read_conversations, read_meanings
from tests.conversations.responses import connects

Step = dict[str, Any]


class Meaning(NamedTuple):
    """The intent of a sentence, and the sentence with its entities marked."""

    intent: str
    marked: str


def _set(**slots: str) -> Step:
    return {"slot_was_set": [slots]}


def _form_left(outcome: str) -> list[Step]:
    """The form has all answers, or has given up."""
    store: Step = {"action": "action_store_callback"}
    return [{"action": FORM}, {"active_loop": None}, store, _set(outcome=outcome)]


def _withdrawn(outcome: str) -> list[Step]:
    return [{"action": "action_withdraw_callback"}, _set(outcome=outcome), {"active_loop": None}]


def _person(transfer: str) -> list[Step]:
    return [{"action": "action_transfer_call"}, _set(transfer=transfer)]


def _ladder_ended(outcome: str, transfer: str) -> list[Step]:
    return [*_form_left("gave_up"), {"action": "action_keep_incomplete"}, _set(outcome=outcome), *_person(transfer)]


#: What happens in a turn before these responses are heard.
BEFORE: dict[tuple[str, ...], list[Step]] = {
    ("utter_stored",): _form_left("stored"),
    ("utter_not_stored",): _form_left("not_stored"),
    ("utter_gave_up",): _ladder_ended("gave_up", "nobody"),
    ("utter_incomplete",): _ladder_ended("incomplete", "nobody"),
    ("utter_last_transfer",): _ladder_ended("gave_up", "connecting"),
    ("utter_erased",): _form_left("erased"),
    ("utter_withdrawn",): _withdrawn("withdrawn"),
    ("utter_goodbye",): _withdrawn("withdrawn"),
    ("utter_wrong_number",): _withdrawn("withdrawn"),
    ("utter_not_withdrawn",): _withdrawn("not_withdrawn"),
    ("utter_insult",): [_set(insults="first")],
    ("utter_insult_again",): [_set(insults="again")],
    ("utter_transfer",): _person("connecting"),
    ("utter_person",): _person("nobody"),
    ("utter_person_closed", "utter_offer_callback"): _person("closed"),
    ("utter_transfer_failed", "utter_offer_callback"): _person("failed"),
}
#: The same where the form takes the answer: whether the caller, who is leaving, wants the request stored or any at all,
#: and on which name the one is that shall be erased.
BEFORE_BY_THE_FORM: dict[tuple[str, ...], list[Step]] = {
    ("utter_goodbye",): _form_left("declined"),
    ("utter_not_withdrawn",): _form_left("not_withdrawn"),
    ("utter_withdrawn",): _form_left("withdrawn"),
}
_ASKED_BY_THE_FORM = (f"{SUMMARY}/leaving", "/ending", "caller_name/erasing")
AFTER: dict[tuple[str, ...], list[Step]] = {
    ("utter_insult_again",): [{"action": "action_deactivate_loop"}, {"active_loop": None}],
}


class _Plain(yaml.SafeDumper):
    """Writes out what occurs again instead of referring to it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(folder: Path, conversations: Sequence[Conversation], meaning: Callable[[str], Meaning]) -> None:
    """Write test stories into ``folder``, a file for each of the conversations' files."""
    by_file: dict[str, list[Step]] = {}
    for conversation in conversations:
        steps = list(_steps(conversation, meaning))
        by_file.setdefault(conversation.path, []).append({"story": conversation.name, "steps": steps})
    for path, stories in by_file.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = {"version": "3.1", "stories": stories}
        file.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _steps(conversation: Conversation, meaning: Callable[[str], Meaning]) -> Iterator[Step]:
    before = preamble()
    yield {"intent": "call_started"}
    yield from _heard(before, ())
    for turn in conversation.turns:
        yield _done(turn, before, meaning)
        yield from _heard(turn.heard, before)
        before = turn.heard


def _done(turn: Turn, before: Sequence[Heard], meaning: Callable[[str], Meaning]) -> Step:
    if not turn.said.text:
        return {"intent": "transfer_failed" if connects(before[-1].response) else "caller_silent"}
    intent, marked = meaning(turn.said.text)
    return {"user": marked, "intent": intent}


def _heard(heard: Sequence[Heard], before: Sequence[Heard]) -> Iterator[Step]:
    responses = tuple(one.response for one in heard if not one.is_question)
    by_the_form = bool(before) and str(before[-1]).endswith(_ASKED_BY_THE_FORM)
    yield from (BEFORE | BEFORE_BY_THE_FORM if by_the_form else BEFORE).get(responses, ())
    yield from ({"action": response} for response in responses)
    yield from AFTER.get(responses, ())
    if heard[-1].is_question:
        yield from ({"action": FORM}, {"active_loop": FORM})


def meanings(model: Path) -> Callable[[str], Meaning]:
    """What sentences mean: as ``understood.yml`` tells, else as ``model`` understands them."""
    told = {one.said: Meaning(one.intent.text, one.sentence.text) for one in read_meanings()}
    agent: list[Agent] = []

    def meaning(said: str) -> Meaning:
        if said not in told:
            agent[:] = agent or [Agent.load(str(model))]
            parsed = asyncio.run(agent[0].parse_message(said))
            told[said] = Meaning(parsed["intent"]["name"], TrainingDataWriter.generate_message(parsed))
        return told[said]

    return meaning


def main(folder: Path) -> None:
    """Write the conversation tests into FOLDER, in Rasa's own format, for `rasa test core --e2e`."""
    configure_structlog(logging.WARNING)
    newest = newest_model()
    if newest is None:
        sys.exit("no trained model under models/: run `make train` first")
    write(folder, read_conversations(), meanings(newest))


if __name__ == "__main__":
    typer.run(main)
