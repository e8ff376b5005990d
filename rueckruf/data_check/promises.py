"""What may be promised when: that something is stored is said only once it is."""

import re
from collections.abc import Iterable

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.responses import Response

#: Rules utter it after the request is committed.
STORED = "utter_stored"

_PROMISE = re.compile(r"\b(?:eingetragen|gespeichert)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:nichts?|nie|niemals|kein(?:e[mnrs]?)?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]+")


def check_promises(responses: Iterable[Response], faults: Faults) -> None:
    """Sentences of other responses that tell that something is stored; "noch ist nichts gespeichert" does not."""
    for response in responses:
        if response.name == STORED:
            continue
        for text in (variation.text for variation in response.variations if variation.text):
            for sentence in _SENTENCE.findall(text.text):
                promise = _PROMISE.search(sentence)
                if promise and not _NEGATION.search(sentence):
                    faults.add(text, f"'{promise.group()}' is true in {STORED} only: nothing is stored before")
