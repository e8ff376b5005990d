"""The first thing said: that a machine speaks, for whom, and where the privacy notice is (EU AI Act Art. 50)."""

import re
from collections.abc import Mapping, Sequence

from rueckruf.data_check.dialogue import Path
from rueckruf.data_check.fault import Faults, Place
from rueckruf.data_check.responses import Response, Variation

OPENING = "utter_opening"
BEGIN = "call_started"
VARIABLES = ("company", "privacy_page")
_MACHINE = re.compile(
    r"automati(?:sch|k)|\bcomputer|maschine|künstliche[nr]? intelligenz|\bKI\b|\bKI-|digitale[nr]? assistent"
    r"|sprachassistent|sprachcomputer|\broboter",
    re.IGNORECASE,
)


def check_opening(
    responses: Mapping[str, Response], rules: Sequence[Path], stories: Sequence[Path], faults: Faults
) -> None:
    """Faults of the opening words and of the paths that begin a call."""
    if OPENING not in responses:
        faults.add(Place("data/responses/opening.yml", 1), f"{OPENING} is missing: every call begins with it")
    else:
        for variation in responses[OPENING].variations:
            _check_words(variation, faults)
    if not any(_begins(rule) for rule in rules):
        faults.add(Place("data/rules/call.yml", 1), f"no rule begins the call with 'intent: {BEGIN}'")
    for path in (*rules, *stories):
        _check_path(path, faults)


def _begins(path: Path) -> bool:
    return any(step.kind == "intent" and step.name == BEGIN for step in path.all_steps())


def _check_words(variation: Variation, faults: Faults) -> None:
    text = variation.text.text if variation.text else ""
    place = variation.text or variation
    if not _MACHINE.search(text):
        faults.add(place, f"{OPENING} must tell that a machine speaks, for example 'automatischer Assistent'")
    for name in VARIABLES:
        if name not in variation.variables:
            faults.add(place, f"{OPENING} must contain {{{name}}}")
    barge_in = variation.custom.get("barge_in")
    if variation.conditions:
        faults.add(variation, f"{OPENING} is said whatever happens: no condition")
    if barge_in is None or barge_in.kind != "truth" or barge_in.true:
        faults.add(variation, f"{OPENING} needs 'custom: {{barge_in: false}}': nobody may talk over it")


def _check_path(path: Path, faults: Faults) -> None:
    begun = False
    for step in path.steps:
        if any(choice.kind == "intent" and choice.name == BEGIN for choice in step.flat()):
            begun = True
        elif begun and step.kind in ("action", "intent", "user"):
            if (step.kind, step.name) != ("action", OPENING):
                faults.add(step, f"{OPENING} must be the first thing said after {BEGIN}")
            return
    if begun:
        faults.add(path, f"{OPENING} must be the first thing said after {BEGIN}")
