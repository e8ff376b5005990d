"""What may be promised when: that something is stored only once it is, that nothing is left only of this call."""

import re
from collections.abc import Iterable

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.responses import Response
from rueckruf.data_check.yaml_lines import Part

#: Rules utter it after the request is committed.
STORED = "utter_stored"

_PROMISE = re.compile(r"\b(?:eingetragen|gespeichert)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:nichts?|nie|niemals|kein(?:e[mnrs]?)?)\b", re.IGNORECASE)
_NOTHING_LEFT = re.compile(
    r"\bnichts\b.*?\bgespeichert\b|\bgespeichert\b.*?\bnichts\b|\balles?\b.*?\bgelöscht\b|\bgelöscht\b.*?\balles?\b",
    re.IGNORECASE | re.DOTALL,
)
_OF_THIS_CALL = re.compile(r"\bdiese[mns] (?:Anruf|Gespräch)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]+")


def check_promises(responses: Iterable[Response], faults: Faults) -> None:
    """Sentences that tell what is stored, or that nothing is left, where that is not so."""
    for response in responses:
        for text in (variation.text for variation in response.variations if variation.text):
            for sentence in _SENTENCE.findall(text.text):
                if response.name != STORED:
                    _check_stored(sentence, text, faults)
                _check_nothing_left(sentence, text, faults)


def _check_stored(sentence: str, text: Part, faults: Faults) -> None:
    """ "Noch nicht eingetragen" promises nothing."""
    promise = _PROMISE.search(sentence)
    if promise and not _NEGATION.search(sentence):
        faults.add(text, f"'{promise.group()}' is true in {STORED} only: nothing is stored before")


def _check_nothing_left(sentence: str, text: Part, faults: Faults) -> None:
    promise = _NOTHING_LEFT.search(sentence)
    if promise and not _OF_THIS_CALL.search(sentence):
        problem = "is true of this call only, earlier requests stay: say 'diesem Anruf' in this sentence"
        faults.add(text, f"'{promise.group()}' {problem}")
