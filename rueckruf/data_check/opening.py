"""The first things said: that a machine speaks and for whom (EU AI Act Art. 50), and what becomes of the data (GDPR
Art. 13).
"""

import re
from collections.abc import Mapping, Sequence

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.fault import Faults, Place
from rueckruf.data_check.responses import Response, Variation
from rueckruf.data_check.voice import seconds

OPENING, NOTICE = "utter_opening", "utter_notice"
BEGIN = "call_started"
#: What must be in them: for whom the machine speaks, and where more about privacy stands.
VARIABLES = {OPENING: ("company",), NOTICE: ("website",)}
#: What must be in the answers to who asks for more: who else gets the data if there is a parent company or a system is
#: connected, how long it is kept, and the page that says all.
ON_REQUEST = {
    "utter_privacy": ("parent_company", "connected_systems", "retention"),
    "utter_privacy_rights": ("privacy_page",),
}
LONGEST_SECONDS = 9
_MACHINE = re.compile(
    r"automati(?:sch|k)|\bcomputer|maschine|künstliche[nr]? intelligenz|\bKI\b|\bKI-|digitale[nr]? assistent"
    r"|sprachassistent|sprachcomputer|\broboter",
    re.IGNORECASE,
)


def check_opening(
    responses: Mapping[str, Response],
    rules: Sequence[Path],
    stories: Sequence[Path],
    facts: Mapping[str, str],
    faults: Faults,
) -> None:
    """Faults of the opening words and of the paths that begin a call; ``facts`` are the company's, as they are spoken.

    One that is empty need not be said.
    """
    for name in VARIABLES:
        if name not in responses:
            place = Place("data/responses/opening.yml", 1)
            faults.add(place, f"{name} is missing: every call begins with it", "data/responses")
        else:
            for variation in responses[name].variations:
                _check_words(name, variation, facts, faults)
    _check_answers(responses, facts, faults)
    _check_length([responses[name] for name in VARIABLES if name in responses], faults)
    if not any(_begins(step) for rule in rules for step in rule.all_steps()):
        faults.add(Place("data/rules/call.yml", 1), f"no rule begins the call with 'intent: {BEGIN}'", "data/rules")
    for path in (*rules, *stories):
        _check_path(path, faults)


def _begins(step: Step) -> bool:
    """Whether a call can begin with a step, or with one of its choices."""
    return any(choice.kind == "intent" and choice.name == BEGIN for choice in step.flat())


def _check_words(name: str, variation: Variation, facts: Mapping[str, str], faults: Faults) -> None:
    if name == OPENING and not _MACHINE.search(variation.words):
        faults.add(variation.place, f"{OPENING} must tell that a machine speaks, for example 'automatischer Assistent'")
    _check_variables(name, variation, VARIABLES[name], facts, faults)
    barge_in = variation.custom.get("barge_in")
    if variation.conditions:
        faults.add(variation, f"{name} is said whatever happens: no condition")
    if barge_in is None or barge_in.kind != "truth" or barge_in.true:
        faults.add(variation, f"{name} needs 'custom: {{barge_in: false}}': nobody may talk over it")


def _check_answers(responses: Mapping[str, Response], facts: Mapping[str, str], faults: Faults) -> None:
    """Who asks hears the rest; an answer that a project does not give has no faults."""
    for name in ON_REQUEST.keys() & responses.keys():
        for variation in responses[name].variations:
            _check_variables(name, variation, ON_REQUEST[name], facts, faults)


def _check_variables(
    name: str, variation: Variation, needed: Sequence[str], facts: Mapping[str, str], faults: Faults
) -> None:
    for variable in needed:
        if variable not in variation.variables and facts.get(variable) != "":
            faults.add(variation.place, f"{name} must contain {{{variable}}}")


def _check_length(first: Sequence[Response], faults: Faults) -> None:
    """Nobody can interrupt them, so they are short together, whichever of their wordings are said."""
    texts = [[variation.text for variation in response.variations if variation.text] for response in first]
    longest = [max(said, key=lambda text: seconds(text.text)) for said in texts if said]
    length = sum(seconds(text.text) for text in longest)
    if length > LONGEST_SECONDS:
        problem = (
            f"the words up to here take about {length:.1f} seconds to say, at most {LONGEST_SECONDS}: shorten them"
        )
        faults.add(longest[-1], problem)


def _check_path(path: Path, faults: Faults) -> None:
    """After each beginning of a call first the opening, then the notice, and nothing before or between."""
    due: list[str] = []
    for number, step in enumerate(path.steps):
        if _begins(step) or (path.begins and number == 0):
            due = list(VARIABLES)
        elif due and step.kind in ("action", "intent", "user"):
            if (step.kind, step.name) != ("action", due[0]):
                faults.add(step, _FIRST[due[0]])
                return
            due.pop(0)
    if due:
        faults.add(path, _FIRST[due[0]])


_FIRST = {
    OPENING: f"{OPENING} must be the first thing said after {BEGIN}",
    NOTICE: f"{NOTICE} must be said right after {OPENING}",
}
