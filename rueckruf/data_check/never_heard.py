"""What conversation tests expect and no call can have: responses, questions, wordings, fields and settings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.data_check import shape
from rueckruf.data_check.conversations import FOLDER, QUESTION, SUMMARY, Conversation, Heard
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import Uses, proposal
from rueckruf.data_check.responses import Response
from rueckruf.data_check.yaml_lines import Part
from rueckruf.dialogue.state import CONFIRMED

#: What callers answer to a question that a conversation does not mention, by question.
USUAL_ANSWERS = f"{FOLDER}/usual_answers.yml"
_FIELDS = tuple(field.name for field in fields(CallbackRequest))


def check_conversations(
    conversations: Sequence[Conversation],
    responses: Mapping[str, Response],
    settings: Collection[str],
    uses: Uses,
    faults: Faults,
) -> None:
    """What is heard, stored or set there and does not exist; ``settings`` are the keys of ``company.yml``."""
    for conversation in conversations:
        for heard in (heard for turn in conversation.turns for heard in turn.heard):
            if heard.is_question:
                _check_question(heard, responses, faults)
            else:
                uses.add("response", heard.name, heard)
        _check_ends(conversation, responses, faults)
        for request in (conversation.earlier, conversation.stored):
            _check_keys(request, _FIELDS, "a request stores no '{}'", faults)
        if settings:
            _check_keys(conversation.company, settings, "company.yml has no '{}'", faults)


def check_usual_answers(file: Part, responses: Mapping[str, Response], faults: Faults) -> None:
    """Answers that are no words, or that answer no question."""
    for question, answer in shape.table(file, "the file", faults).items():
        _check_question(Heard(answer.path, answer.line, question), responses, faults)
        shape.text(answer, question, faults)


def _check_question(heard: Heard, responses: Mapping[str, Response], faults: Faults) -> None:
    if heard.response not in responses:
        slots = (name.removeprefix(QUESTION) for name in responses if name.startswith(QUESTION))
        questions = [SUMMARY if slot == CONFIRMED else slot for slot in slots]
        problem = (
            f"'{heard.name}' is no question: there are {', '.join(questions)}; other responses begin with 'utter_'"
        )
        faults.add(heard, problem + proposal(heard.name, questions), "data/responses")
        return
    wordings = sorted(responses[heard.response].wordings)
    if heard.wording and heard.wording not in wordings:
        problem = f"'{heard.name}' has no wording '{heard.wording}': there are {', '.join(wordings)}"
        faults.add(heard, problem + proposal(heard.wording, wordings), "data/responses")


def _check_ends(conversation: Conversation, responses: Mapping[str, Response], faults: Faults) -> None:
    """Where no question is heard, the assistant hangs up or connects the caller to a person."""
    left: str | None = None
    for turn in conversation.turns:
        if left is not None:
            faults.add(turn.said, f"after '{left}' the assistant has hung up")
            return
        if not turn.heard or turn.question or turn.responses[-1] not in responses:
            continue
        variations = responses[turn.responses[-1]].variations
        if any(variation.is_true("hang_up") for variation in variations):
            left = turn.responses[-1]
        elif not any(variation.is_true("transfer") for variation in variations):
            problem = f"after '{turn.responses[-1]}' a question is heard: only hang_up or transfer ends a conversation"
            faults.add(turn.heard[-1], problem, "data/responses")


def _check_keys(table: Mapping[str, Part] | None, known: Collection[str], problem: str, faults: Faults) -> None:
    for key, value in (table or {}).items():
        if key not in known:
            faults.add(value, problem.format(key) + proposal(key, known))
