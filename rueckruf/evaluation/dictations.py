"""What callers say to a question, in the pieces between their pauses.

The words are those of simulated callers (``tests/callers``), of ``benchmarks/data``, of ``tests/corpus`` and of
utterances that no training file holds (``tests/nlu``). The readers have no part in where a pause is: callers group
digits and letters as they like, and stop between any two words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, Literal

import yaml

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.evaluation import cases, corpora
from rueckruf.project import ROOT
from rueckruf.settings import load_settings
from rueckruf.simulator.callers.dictation import can_be_spelled, dictate, spell
from rueckruf.simulator.callers.goals import draw_goal, draw_number, draw_wish, national
from rueckruf.simulator.callers.personas import Persona, personas
from rueckruf.spoken.turn.hold import joined

Kind = Literal["number", "name", "spelled name", "time", "yes or no", "opening", "concern"]
#: The slot that each answers.
ASKED: Mapping[Kind, str | None] = {
    "number": "phone_number",
    "name": "caller_name",
    "spelled name": "caller_name",
    "time": "callback_time",
    "yes or no": "confirmed",
    "opening": None,
    "concern": "concern",
}
_UTTERANCES = ("tuning_utterances", "unseen_utterances")

#: Shares of the answers: from a corpus instead of a simulated caller; of those that are spelled, with a word a letter.
_FROM_CORPUS, _WITH_WORDS = 0.3, 0.5
#: Chances of a pause: between two parts of an answer, at a mark, between any two words.
_AT_PART, _AT_MARK, _AT_WORD = 0.5, 0.5, 0.2
#: So many words or letters of a dictation are said in one breath; a figure of more digits is one of its own.
_BREATHS = (2, 3)
_LONG_FIGURE = 2


@dataclass(frozen=True)
class Dictation:
    """One answer in the pieces between pauses, at least one.

    ``needed``: so many of them hold the value; what comes behind it is not missed ("... da bin ich erreichbar").
    """

    kind: Kind
    pieces: tuple[str, ...]
    needed: int

    @property
    def heard(self) -> list[str]:
        """What was heard until each pause, and at last all of it."""
        return list(accumulate(self.pieces, lambda before, after: joined(before, after, ASKED[self.kind])))


#: The pieces that hold the value, and those behind it.
Said = tuple[list[str], list[str]]


def draw(counts: Mapping[Kind, int], seed: int) -> list[Dictation]:
    """So many answers of each kind; the same again for the same seed."""
    return [_said(kind, index, seed) for kind, count in counts.items() for index in range(count)]


def _said(kind: Kind, index: int, seed: int) -> Dictation:
    random = Random(f"{seed} {kind} {index}")  # noqa: S311 - chances, no secrets
    people = _people()
    value, rest = _SAYING[kind](people[index % len(people)], random)
    pieces = tuple(_as_recognised(piece, random) for piece in (*value, *rest))
    return Dictation(kind, pieces, len(value))


def _as_recognised(piece: str, random: Random) -> str:
    """Recognisers end a piece with a full stop or with nothing, whatever comes next."""
    return piece.rstrip(" ,.;:") + random.choice(("", "."))


def _number(persona: Persona, random: Random) -> Said:
    if random.random() < _FROM_CORPUS:
        return _in_breaths(random.choice(_dictated())["text"], random), []
    digits = random.choice((draw_number(random), random.choice(_german_numbers())))
    said = _in_breaths(dictate(digits, random.choice(persona.ways["numbers"]), random), random)
    return _in_a_phrase(persona.phrase("number", random), "{number}", said, random)


def _name(persona: Persona, random: Random) -> Said:
    if random.random() < _FROM_CORPUS:
        case = random.choice(_names())
        return until_said(_parted(case.text.split(), _AT_WORD, random), case.want)
    goal = draw_goal(persona, _hours(), random)
    said = _parted([part for part in (goal.title, goal.first, goal.last) if part], _AT_PART, random)
    return _in_a_phrase(persona.phrase("name", random), "{name}", said, random)


def _spelled_name(persona: Persona, random: Random) -> Said:
    goal = draw_goal(persona, _hours(), random)
    with_words = can_be_spelled(goal.last) and random.random() < _WITH_WORDS
    letters = spell(goal.last).split(", ") if with_words else list(goal.last.upper())
    return [goal.name, *_grouped(letters, random)], []


def _time(persona: Persona, random: Random) -> Said:
    if random.random() < _FROM_CORPUS:
        return _parted(random.choice(_times()).text.split(), _AT_WORD, random), []
    said = _parted(draw_wish(persona, _hours(), random).words.split(), _AT_WORD, random)
    return _in_a_phrase(persona.phrase("time", random), "{time}", said, random)


def _yes_or_no(persona: Persona, random: Random) -> Said:
    if random.random() < _FROM_CORPUS:
        text = random.choice(_utterances("affirm") + _utterances("deny"))
    else:
        text = persona.phrase(random.choice(("yes", "no")), random)
    first, *rest = _parted(text.split(","), _AT_MARK, random)
    return [first], rest


def _utterance(intent: str) -> Callable[[Persona, Random], Said]:
    return lambda persona, random: (_parted(random.choice(_utterances(intent)).split(), _AT_WORD, random), [])


_SAYING: Mapping[Kind, Callable[[Persona, Random], Said]] = {
    "number": _number,
    "name": _name,
    "spelled name": _spelled_name,
    "time": _time,
    "yes or no": _yes_or_no,
    "opening": _utterance("request_callback"),
    "concern": _utterance("inform_concern"),
}

# -- pieces


def _parted(parts: Iterable[str], chance: float, random: Random) -> list[str]:
    """The parts in order, joined where nobody pauses between them."""
    pieces: list[str] = []
    for part in parts:
        if pieces and random.random() >= chance:
            pieces[-1] += f" {part.strip()}"
        else:
            pieces.append(part.strip())
    return pieces


def until_said(pieces: list[str], name: cases.Value | None) -> Said:
    """The pieces until first name and surname were said as they are written, and those behind: "... am Apparat".

    Where they are spelled, or written as they are heard, no piece is behind them.
    """
    parts = {word for part in (name or ())[1:] for word in _words(part or "")}
    whole = (at for at in range(1, len(pieces)) if parts <= _words(" ".join(pieces[:at])))
    end = next(whole, len(pieces))
    return pieces[:end], pieces[end:]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _in_a_phrase(phrase: str, slot: str, said: list[str], random: Random) -> Said:
    """ "Meine Nummer ist" before and "danke" after the pieces of the value."""
    before, _, after = phrase.partition(slot)
    head, tail = before.strip(), after.strip(" ,.")
    first = _parted([head, said[0]] if head else said[:1], _AT_PART, random)
    return [*first, *said[1:]], [tail] if tail else []


def _in_breaths(number: str, random: Random) -> list[str]:
    """Digits as they are dictated: parted at marks, or else where the caller takes breath."""
    return [breath for part in number.split(",") for breath in _breaths(part.split(), random)]


def _breaths(words: list[str], random: Random) -> list[str]:
    if any(word.isdecimal() and len(word) > _LONG_FIGURE for word in words):
        return words
    return [" ".join(words)] if len(words) <= max(_BREATHS) else _grouped(words, random)


def _grouped(words: list[str], random: Random) -> list[str]:
    groups: list[str] = []
    while words:
        size = random.choice(_BREATHS)
        groups.append(" ".join(words[:size]))
        words = words[size:]
    return groups


# -- material


@cache
def _people() -> list[Persona]:
    return personas()


@cache
def _hours() -> OpeningHours:
    return load_settings().company.hours()


@cache
def _names() -> list[cases.Case]:
    return corpora.names()


@cache
def _times() -> list[cases.Case]:
    return corpora.times()


@cache
def _dictated() -> list[dict[str, Any]]:
    """Dictated numbers, those left out that something else is said with."""
    return [row for row in cases.rows("phone") if row["style"] != "distractor"]


@cache
def _german_numbers() -> list[str]:
    return [national(row["e164"]) for row in _dictated() if row["e164"].startswith("+49")]


@cache
def _utterances(intent: str) -> list[str]:
    """What callers say with that intent, of the files that nothing is trained with."""
    tables = (yaml.safe_load((ROOT / "tests" / "nlu" / f"{name}.yml").read_text("utf-8")) for name in _UTTERANCES)
    return [text for table in tables for text in table[intent]]
