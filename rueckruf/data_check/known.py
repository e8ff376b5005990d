"""No variable is spoken before the caller has said what stands in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from rueckruf.answers import ANSWERS
from rueckruf.data_check.dialogue import Path
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.form import Form
from rueckruf.data_check.program import Program
from rueckruf.data_check.responses import ALWAYS_KNOWN, MADE_FROM_SLOTS, Response, Variation
from rueckruf.data_check.said import Said, said
from rueckruf.dialogue.state import CONFIRMED, PROMPTING

ASKED = "requested_slot"
#: What is known in a wording of a question in addition to the answers before it.
KNOWN_IN_WORDING = {
    "offer": "caller_ending",
    "more": "phone_digits",
    "alternative": "alternatives",
    "at_last": "caller_ending",
}
#: Variables that tell a part of an answer.
PART_OF = {"phone_ending": "phone_number"}
#: The form says these with the name of the answer that it has just taken.
READ_BACK = ("utter_changed_", "utter_heard_", "utter_noted_")
#: And these of a request that it has found.
OF_EARLIER = {"utter_known_request": "known_time", "utter_known_time": "known_time"}
_QUESTION = "utter_ask_"
#: An answer that was left out is spoken as nothing.
_SKIPPED = frozenset(slot for slot, answer in ANSWERS.items() if answer.may_skip)


def check_known(
    responses: Mapping[str, Response],
    slots: Iterable[str],
    form: Form,
    program: Program,
    paths: Sequence[Path],
    faults: Faults,
) -> None:
    """Variables of slots in responses that can be said before they are set."""
    of_the_call = {*slots, *MADE_FROM_SLOTS} - {*_SKIPPED, *ALWAYS_KNOWN}
    uses = said(paths)
    for name, response in responses.items():
        for variation, variable in _unsure(response, of_the_call, form):
            early = [one for one in uses[name] if PART_OF.get(variable, variable) not in _known_there(one, form)]
            if program.utters(name) or len(early) == len(uses[name]):
                problem = f"{{{variable}}} need not be known yet when {_when(name)}"
                faults.add(variation.place, problem, "data/rules", "data/stories")
                continue
            for one in early:
                problem = f"'{name}' speaks {{{variable}}}, which need not be known here"
                faults.add(one.step, problem, at(one.step))


def _unsure(response: Response, of_the_call: Set[str], form: Form) -> Iterator[tuple[Variation, str]]:
    """The variables in wordings of a response that are not known by the response and its conditions alone."""
    for variation in response.variations:
        known = _known(response.name, form) | _known_by_condition(variation, form)
        unsure = (one for one in {*variation.variables} & of_the_call if PART_OF.get(one, one) not in known)
        yield from ((variation, variable) for variable in sorted(unsure))


def _when(response: str) -> str:
    question = response.removeprefix(_QUESTION)
    return "this is said" if question == response else f"'{question}' is asked for"


def _known(name: str, form: Form) -> frozenset[str]:
    """What is known whenever the form says a response."""
    if name.startswith(_QUESTION):
        return _answered_before(name.removeprefix(_QUESTION), form)
    if name in OF_EARLIER:
        return frozenset({OF_EARLIER[name]})
    return frozenset(slot for start in READ_BACK for slot in form.fields if name == start + slot)


def _answered_before(question: str, form: Form) -> frozenset[str]:
    """The answers that are there when ``question`` is asked: the form asks in its own order."""
    if question != CONFIRMED and question not in form.fields:
        return frozenset()
    before = form.fields if question == CONFIRMED else form.fields[: form.fields.index(question)]
    return frozenset(before) - _SKIPPED


def _known_by_condition(variation: Variation, form: Form) -> frozenset[str]:
    known: set[str] = set()
    for slot, value in variation.conditions:
        if slot == PROMPTING and value.text in KNOWN_IN_WORDING:
            known.add(KNOWN_IN_WORDING[value.text])
        elif slot == ASKED:
            known |= _answered_before(value.text, form)
        elif value.kind != "nothing":
            known.add(slot)
    return frozenset(known)


def _known_there(one: Said, form: Form) -> set[str]:
    """What is known where a rule or story says something."""
    known = {*one.slots, *(form.fields if one.is_stored else ())}
    return known | _answered_before(one.slots.get(ASKED) or "", form)
