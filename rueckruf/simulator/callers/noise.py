"""What the line and the recogniser make of what a caller says."""

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from rueckruf.simulator.callers.dictation import DIGITS
from rueckruf.simulator.callers.material import material
from rueckruf.spoken.text.vocabulary import vocabulary

CLEAR = 0.9  # the recogniser's confidence where there is no noise
_ANY_DIGIT = "|".join((*DIGITS, "zwo"))
_DIGIT = re.compile(rf"\b(?:{_ANY_DIGIT})\b", re.IGNORECASE)
#: Where the words of mishearings_phone.yml can be heard for others.
_PLACES = {
    "anywhere": r"(?i)\b{}\b",
    "before_a_digit": rf"(?i)\b{{}}\b(?=,? (?:{_ANY_DIGIT})\b)",
    "between_digits": rf"(?i)(?<=[a-zß] )\b{{}}\b(?=,? (?:{_ANY_DIGIT})\b)",
}


def recognised(said: str, random: Random) -> tuple[str, float]:
    """What is recognised of ``said``, "" if nothing is, and the recogniser's confidence."""
    chances = material("noise")
    kind = "low" if random.random() < chances["low_confidence"] else "usual"
    confidence = round(random.uniform(*chances["confidence"][kind]), 2)
    if random.random() < chances["lost"]:
        return "", confidence
    text = _confused(_digits(said, chances, random), chances["confused"], random)
    if random.random() < chances["as_figures"]:
        text = _DIGIT.sub(lambda word: str(_value(word[0])), text)
    if random.random() < chances["no_punctuation"]:
        text = re.sub(r"(?<!\d)[,.!?](?!\d)", "", text)
    if random.random() < chances["lower_case"]:
        text = text.lower()
    return " ".join(text.split()), confidence


def _digits(text: str, chances: dict[str, Any], random: Random) -> str:
    """Digit words and figures, some of them dropped or doubled."""

    def heard(digit: "re.Match[str]") -> str:
        draw = random.random()
        if draw < chances["dropped_digit"]:
            return ""
        return f"{digit[0]} {digit[0]}" if draw < chances["dropped_digit"] + chances["doubled_digit"] else digit[0]

    return _DIGIT.sub(heard, text)


def _confused(text: str, chance: float, random: Random) -> str:
    for meant, heard in _confusions():
        text = re.sub(meant, lambda word: random.choice(heard) if random.random() < chance else word[0], text)  # noqa: B023
    return text


@cache
def _confusions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Patterns of what is meant, and what may be heard for it; longer phrases first."""
    pairs: dict[str, list[str]] = {}
    for meant, heard in _tables():
        pairs.setdefault(meant, []).append(heard)
    return tuple((meant, tuple(pairs[meant])) for meant in sorted(pairs, key=lambda meant: (-len(meant), meant)))


def _tables() -> Iterator[tuple[str, str]]:
    yield from _misheard_numbers()
    yield from _misheard_times()
    yield from _misheard_names()
    for meant, words in material("noise")["words"].items():
        yield from ((_anywhere(meant), word) for word in words)


def _misheard_numbers() -> Iterator[tuple[str, str]]:
    phone = vocabulary("mishearings_phone")
    for place, pattern in _PLACES.items():
        for word, entry in phone[place].items():
            yield pattern.format(entry["means"]), word


def _misheard_times() -> Iterator[tuple[str, str]]:
    for meant, entry in vocabulary("mishearings_time").items():
        if "only_before" not in entry:
            yield from ((_anywhere(meant), heard) for heard in entry["heard"])


def _misheard_names() -> Iterator[tuple[str, str]]:
    for group in ("carriers", "spelling"):
        for entry in vocabulary("mishearings_name")[group]:
            # A letter alone is heard as anything at all: not to be confused in the middle of a sentence.
            if len(entry["meant"]) > 1:
                yield from ((_anywhere(entry["meant"]), heard) for heard in entry["heard"])


def _anywhere(meant: str) -> str:
    return _PLACES["anywhere"].format(meant)


def _value(word: str) -> int:
    return 2 if word.lower() == "zwo" else DIGITS.index(word.lower())
