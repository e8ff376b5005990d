"""What may be promised when: thanks, and that something is stored, only once it is; that nothing is left only of this
call.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from rueckruf.data_check.dialogue import Path
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.responses import Response, Variation
from rueckruf.data_check.said import OUTCOME, STORED, Said, said

_PROMISE = re.compile(
    r"\b(?:eingetragen|(?:ab)?gespeichert|vorgemerkt|vermerkt|hinterlegt|registriert|gebucht|reserviert|aufgenommen"
    r"|weiterge(?:geben|leitet))\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\bdank(?:e|eschön)?\b", re.IGNORECASE)
_STORING, _DELETED = re.compile(r"speicher|eingetragen", re.IGNORECASE), re.compile(r"gelöscht", re.IGNORECASE)
_NOTHING_LEFT = re.compile(
    r"\bnichts\b.*?\bgespeichert\b|\bgespeichert\b.*?\bnichts\b|\balles?\b.*?\bgelöscht\b|\bgelöscht\b.*?\balles?\b",
    re.IGNORECASE | re.DOTALL,
)
_OF_THIS_CALL = re.compile(r"\bdiese[mns] (?:Anruf|Gespräch)", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:nichts?|nie|niemals|kein(?:e[mnrs]?)?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]+")
_AFTER = f"'slot_was_set: [{{{OUTCOME}: {STORED}}}]'"


def check_promises(
    responses: Mapping[str, Response], paths: Sequence[Path], utters: Callable[[str], bool], faults: Faults
) -> None:
    """Sentences that speak of storing, and thanks that end a call, where nothing is stored yet; and that all is gone.

    Rules and stories say when it is; ``utters`` tells whether the program says a response by itself, at any time.
    """
    uses = said(paths)
    for response in responses.values():
        early = [one for one in uses[response.name] if not one.is_stored]
        erased = bool(uses[response.name]) and all(one.is_erased for one in uses[response.name])
        is_for_the_end = len(early) < len(uses[response.name]) and not utters(response.name)
        for variation in response.variations:
            if not erased:
                _check_nothing_left(variation, faults)
            if is_for_the_end:
                _check_early(early, _claims(variation), faults)
            else:
                _check_at_any_time(variation, early, faults)


def _check_at_any_time(variation: Variation, early: Sequence[Said], faults: Faults) -> None:
    """Of a wording that is not kept for the end: it must not claim that the request is stored."""
    claims = _claims(variation)
    for word in claims:
        problem = f"'{word}' may be said only after {_AFTER}: nothing is stored before"
        faults.add(variation.place, problem, "data/rules")
    if not claims:
        # Thanks that do not end the call are none for the request, unless its questions are all answered.
        _check_early([one for one in early if one.done], _thanks(variation), faults)


def _check_early(early: Sequence[Said], words: Sequence[str], faults: Faults) -> None:
    for one, word in product(early, words):
        problem = f"'{one.step.name}' says '{word}' before anything is stored: {_AFTER} must stand before it"
        faults.add(one.step, problem)
        faults.broken(at(one.step))


def _check_nothing_left(variation: Variation, faults: Faults) -> None:
    for sentence in _sentences(variation):
        promise = _NOTHING_LEFT.search(sentence)
        if promise and not _OF_THIS_CALL.search(sentence):
            problem = "is true of this call only, earlier requests stay: say 'diesem Anruf' in this sentence"
            faults.add(variation.place, f"'{promise.group()}' {problem}")


def _claims(variation: Variation) -> list[str]:
    """The words by which a wording tells the caller that the request is stored."""
    thanks = _thanks(variation) if variation.is_true("hang_up") else []
    return [*_promises(variation), *thanks]


def _promises(variation: Variation) -> Iterator[str]:
    for sentence in _sentences(variation):
        promise = _PROMISE.search(sentence)
        if promise and not _NEGATION.search(sentence):
            yield promise.group()


def _thanks(variation: Variation) -> list[str]:
    """The thanks in a wording, unless it says that nothing is stored."""
    if any(map(_says_that_nothing_is_stored, _sentences(variation))):
        return []
    return _THANKS.findall(variation.words)[:1]


def _says_that_nothing_is_stored(sentence: str) -> bool:
    return bool(_DELETED.search(sentence) or (_STORING.search(sentence) and _NEGATION.search(sentence)))


def _sentences(variation: Variation) -> list[str]:
    return _SENTENCE.findall(variation.words)
