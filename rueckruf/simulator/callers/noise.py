"""What the line and the recogniser make of what a caller says: drawn from what was counted of a real one.

The counts are ``tests/callers/noise.yml``, and how they came about is ``scripts/count_misheard.py``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from rueckruf.simulator.callers.dictation import DICTATED, DIGITS, NUMBERS
from rueckruf.simulator.callers.material import material
from rueckruf.simulator.callers.strength import Strength

CLEAR = 0.9  # the recogniser's confidence where there is no noise
_WORD = re.compile(r"([^\W\d_]+|\d+)(\W*)")
_LONGEST_PHRASE = 3


@dataclass(frozen=True)
class _Word:
    """A word, and what stands between it and the next one."""

    text: str
    gap: str

    @property
    def is_digit(self) -> bool:
        return len(self.text) == 1 and self.text.isdigit()


def recognised(said: str, names: Collection[str], strength: Strength, random: Random) -> tuple[str, float]:
    """What is recognised of ``said``, and the recogniser's confidence, 0 to 1; ``names`` are those of the caller."""
    if strength is Strength.NONE:
        return said, CLEAR
    table = material("noise")[strength]
    fate = _one_of(table["fates"], random)
    if fate == "gone":
        return random.choice(table["instead"]), _confidence(table, fate, random)
    style = _style(said, table["writing"], random)
    words = list(_words(said, style))
    if fate == "changed":
        words = list(_heard(words, _words_of_names(names), table, random))
    written = " ".join(_written(words, style, table["writing"], random).split())
    return re.sub(r" +(?=[,.!?]|$)", "", written), _confidence(table, fate, random)


def _happens(times: int, of: int, random: Random) -> bool:
    return random.random() * of < times


def _confidence(table: Mapping[str, Any], fate: str, random: Random) -> float:
    quantiles = table["confidence"][fate]
    at = random.randrange(len(quantiles) - 1)
    return round(random.uniform(quantiles[at], quantiles[at + 1]), 2)


# -- words


def _style(said: str, writing: Mapping[str, Any], random: Random) -> str | None:
    """How the digits are written if there is a dictation in ``said``: a key of ``dictations``."""
    return _one_of(writing["dictations"], random) if any(map(_is_dictated, _runs(said))) else None


def _runs(said: str) -> Iterator[list[tuple[str, str, str]]]:
    """Numbers that stand side by side, and each other word alone: with the gap after it, and its figures if any."""
    run: list[tuple[str, str, str]] = []
    for text, gap in _WORD.findall(said):
        figures = NUMBERS.get(text.lower(), text if text.isdigit() else "")
        if run and not figures:
            yield run
            run = []
        run.append((text, gap, figures))
        if not figures or ":" in gap:
            yield run
            run = []
    yield run


def _is_dictated(run: Sequence[tuple[str, str, str]]) -> bool:
    return sum(len(figures) for _, _, figures in run) >= DICTATED


def _words(said: str, style: str | None) -> Iterator[_Word]:
    """The words of ``said``; digits that are dictated are a word each, unless a number of two is written as a word."""
    for run in _runs(said):
        for text, gap, figures in run:
            if not _is_dictated(run) or (style == "words" and len(figures) > 1 and not text.isdigit()):
                yield _Word(text, gap)
                continue
            yield from (_Word(digit, " ") for digit in figures[:-1])
            yield _Word(figures[-1], gap)


def _words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Particles ("von der") are words as others are."""
    return frozenset(word for name in names for word, _ in _WORD.findall(name) if not word.islower())


def _heard(words: Sequence[_Word], names: Collection[str], table: Mapping[str, Any], random: Random) -> Iterator[_Word]:
    place = 0
    while place < len(words):
        word = words[place]
        taken, heard = 1, word.text
        if word.is_digit:
            heard = _misheard(table["digits"][word.text], random) or word.text
        elif word.text in names:
            heard = _name(word.text, table["names"], random)
        else:
            taken, heard = _phrase(words, place, table, random)
        place += taken
        *first, last = heard.split() or [""]
        yield from (_Word(text, " ") for text in first)
        yield replace(words[place - 1], text=last)


def _misheard(row: Mapping[str, Any], random: Random) -> str | None:
    """What is heard for a row of the table, " " if nothing is, None if it is heard rightly."""
    heard = row.get("heard", {})
    return (_one_of(heard, random) or " ") if _happens(sum(heard.values()), row["said"], random) else None


def _phrase(words: Sequence[_Word], place: int, table: Mapping[str, Any], random: Random) -> tuple[int, str]:
    """How many words are taken together, and what is heard for them."""
    for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
        said = " ".join(NUMBERS.get(word.text.lower(), word.text.lower()) for word in words[place : place + length])
        row = table["phrases"].get(said)
        heard = _misheard(row, random) if row else None
        if heard is not None:
            return length, heard
        if row and length == 1:
            return 1, words[place].text
    word = words[place].text
    if not word.isdigit() and _happens(table["other_words"]["changed"], table["other_words"]["said"], random):
        return 1, _with_other_letters(word, table["names"], random)
    return 1, word


def _name(name: str, table: Mapping[str, Any], random: Random) -> str:
    draw = random.randrange(table["said"])
    if draw < table["gone"]:
        return str(random.choice(table["instead"]))
    return _with_other_letters(name, table, random) if draw < table["gone"] + table["changed"] else name


def _with_other_letters(word: str, table: Mapping[str, Any], random: Random) -> str:
    heard = word.lower()
    for _ in range(_one_of(table["changed_letters"], random)):
        possible = {pair: times for pair, times in table["letters"].items() if pair.partition(">")[0] in heard}
        if not possible:
            break
        meant, _, other = _one_of(possible, random).partition(">")
        place = random.choice([found.start() for found in re.finditer(meant, heard)])
        heard = f"{heard[:place]}{other}{heard[place + len(meant) :]}"
    return heard.capitalize() if word[0].isupper() else heard


# -- writing


def _written(words: Sequence[_Word], style: str | None, writing: Mapping[str, Any], random: Random) -> str:
    """The words as the recogniser writes them: figures, a capital at the beginning and a mark at the end, or none."""
    as_figures = _happens(writing["numbers"]["figures"], sum(writing["numbers"].values()), random)
    text = "".join(
        _digit(word, after, style) if word.is_digit else _other(word, as_figures)
        for word, after in zip(words, [*words[1:], None], strict=True)
    )
    if _happens(writing["lower_case"], writing["sentences"], random):
        text = text[:1].lower() + text[1:]
    return text.rstrip(".,!? ") if _happens(writing["no_mark_at_the_end"], writing["sentences"], random) else text


def _other(word: _Word, as_figures: bool) -> str:
    return f"{NUMBERS.get(word.text.lower(), word.text) if as_figures else word.text}{word.gap}"


def _digit(word: _Word, after: _Word | None, style: str | None) -> str:
    """A digit and what separates it from the next one; style "0, 1" parts all digits, "01 76" those of a pause."""
    if style == "words":
        return f"{DIGITS[int(word.text)]}{word.gap}"
    if style is None or after is None or not after.is_digit:
        return f"{word.text}{word.gap}"
    if style[1].isdigit():
        return f"{word.text}{style.strip('0176') if word.gap.strip() else ''}"
    return f"{word.text}{style[1:-1]}"


def _one_of(times: Mapping[Any, int], random: Random) -> Any:
    """One of the keys, by how often each was counted."""
    return random.choices(list(times), list(times.values()))[0]
