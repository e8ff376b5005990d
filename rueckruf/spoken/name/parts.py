"""Which words of a name are first names and which are the surname, and how sure that is."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz import fuzz, process

from rueckruf.spoken.name.run import ASIAN, Run, has_asian_surname_first, is_asian
from rueckruf.spoken.name.shape import surname_likeness
from rueckruf.spoken.name.words import (
    german_surnames,
    is_first,
    is_last,
    is_only_first,
    is_only_last,
    is_ordinary,
    key_of,
    surname_origin,
    write,
    write_first,
)
from rueckruf.spoken.text.vocabulary import word_set

#: Two surnames of these origins are one double name with a hyphen; others are written side by side.
_HYPHENED_ORIGINS = ("german", "polish")
#: So alike are a name and its mishearing ("Mülla", "Müller").
_MISHEARD = 75
#: So many words has a double surname.
_DOUBLE = 2


DOUBTFUL = 0.7
"""The highest certainty of a name that may go on after a pause."""
#: Likeness to a surname from which an unlisted word is taken for one: after or without a first name.
_SURNAME, _SURELY_SURNAME = 0.3, 0.8
#: The same below which it is hardly a surname.
_FIRST_NAME = -0.3


class Parts(NamedTuple):
    """First names and surname as a person writes them, and how sure the reading is (0 to 1)."""

    first: str | None
    last: str | None
    certainty: float


@dataclass(frozen=True)
class FoundName:
    """A name in a sentence; ``start`` and ``end`` count tokens, ``certainty`` goes from 0 to 1.

    ``rung``: it is said that this one is to be rung, whoever is on the line.
    """

    first: str | None
    last: str | None
    title: str | None
    start: int
    end: int
    certainty: float
    rung: bool = False


def words_for_parts() -> frozenset[str]:
    """Words that say which part of a name follows: "Vorname", "Nachname"."""
    return word_set("spelling", "first_part") | word_set("spelling", "last_part")


def title_of(run: Run) -> str | None:
    """The titles of a name as they are written: "Prof. Dr."."""
    return " ".join(run.titles) or None


def split(run: Run) -> Parts:
    """First names and surname of a run of words."""
    first, last, certainty = _split(run)
    if not run.at:
        certainty -= _doubt_of_unlisted(last)
    if any(is_ordinary(key_of(word)) for word in last) and not run.salutation:
        certainty -= 0.1 if first else 0.2
    return Parts(write_first(first) if first else None, _write_last(last, run) if last else None, certainty)


def _doubt_of_unlisted(surname: tuple[str, ...]) -> float:
    unknown = [word for word in surname if not is_last(word) and not is_first(word)]
    if unknown:
        return 0.15 if any(map(_sounds_misheard, unknown)) else 0.05
    return 0.02 if surname and all(surname_origin(word) is None for word in surname) else 0.0


def _split(run: Run) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    words = run.words
    if run.at is not None:
        return _with_particle(run)
    if len(words) == 1:
        return _single(words[0], run)
    if has_asian_surname_first(words) and _may_be_reversed(words):
        return words[1:], words[:1], 0.8
    if surnames := _surnames_first(words):
        return words[surnames:], words[:surnames], 0.85
    if len(words) == 2 and _double_surname(words, run.salutation):
        return (), words, 0.6
    at = next((index for index in range(1, len(words)) if _surely_last(words[index])), len(words) - 1)
    first, last = words[:at], words[at:]
    known = sum(map(is_first, first)) / len(first)
    return first, last, 0.8 + 0.15 * known - 0.05 * (len(last) > 1)


def _with_particle(run: Run) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    words, at = run.words, run.at or 0
    after = at + run.particles
    if at and len(words) > after + 1 and is_only_first(words[after]):
        # "María del Carmen Pérez": the particle belongs to the first name.
        return words[: after + 1], words[after + 1 :], 0.8
    if at == 0 and (first := _first_names_behind(words[after], words[after + 1 :])):
        return words[-first:], words[:-first], 0.8
    if at == 0 and len(words) == after + _DOUBLE and _is_unlisted_behind(words[after], words[-1]):
        return words[-1:], words[:-1], DOUBTFUL
    is_alone = at == 0
    while at and is_only_last(words[at - 1]):
        at -= 1
    # without a first name "Brandt von der Dekra" may tell where somebody works
    certainty = 0.9 if is_alone or (at and all(map(is_first, words[:at]))) else 0.8
    return words[:at], words[at:], certainty


def _first_names_behind(surname: str, words: tuple[str, ...]) -> int:
    """How many first names end the words behind a surname with particles: "von der Heide *Hans Georg*"."""
    behind = list(takewhile(is_first, reversed(words)))
    return len(behind) if not is_first(surname) or any(map(is_only_first, behind)) else 0


def _is_unlisted_behind(surname: str, word: str) -> bool:
    """ "De Groot *Willem*": in no list, behind a listed surname, and not surely another one."""
    is_listed = is_first(word) or is_last(word)
    return is_only_last(surname) and not is_listed and surname_likeness(word) < _SURELY_SURNAME


def _single(word: str, run: Run) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    if run.salutation or run.titles or is_last(word):
        surely = is_last(word) and (run.salutation or not is_first(word))
        return (), (word,), 0.9 if surely else 0.75
    if is_first(word):
        return (word,), (), 0.7
    return (), (word,), 0.75


def _may_be_reversed(words: tuple[str, ...]) -> bool:
    """ "Nguyen Van Anh": family name first, unless the last word is the better family name."""
    if surname_origin(words[-1]) == ASIAN:
        return not is_first(words[0]) and is_first(words[-1])
    return all(is_asian(word) or _is_korean(word) for word in words[1:])


def _is_korean(word: str) -> bool:
    """Whether an unlisted word is written as Korean first names are: "Ji-woo"."""
    _, hyphen, end = word.partition("-")
    return bool(hyphen) and end.islower() and not (is_first(word) or is_last(word))


def _surnames_first(words: tuple[str, ...]) -> int:
    """How many words of surname stand before the first names: "Huber Josef", "Schmidt Bauer Hans Peter"."""
    if len(words) > 1 and _surname_first(words):
        return 1
    return _DOUBLE if len(words) > _DOUBLE and _double_surname_first(words[:_DOUBLE], words[_DOUBLE:]) else 0


def _double_surname_first(surnames: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether nobody is called so who says first names first; "Peter" may be either, behind a listed surname."""
    if not (all(map(is_first, first)) and all(_looks_last(word, _SURNAME) for word in surnames)):
        return False
    return is_only_last(surnames[0]) or all(map(is_only_first, first))


def _surname_first(words: tuple[str, ...]) -> bool:
    """ "Huber Josef": only when the lists leave no other reading."""
    if len(words) == 2 and is_only_last(words[0]) and _is_like_a_first_name(words[1]):
        return True
    if _looks_last(words[0], _SURNAME):
        return (
            all(map(is_first, words[1:]))
            if len(words) == 2 or not is_last(words[0])
            else all(map(is_only_first, words[1:]))
        )
    surname = is_only_last(words[0]) or (not is_first(words[0]) and surname_likeness(words[0]) > _FIRST_NAME)
    return surname and all(map(is_only_first, words[1:]))


def _is_like_a_first_name(word: str) -> bool:
    """ "Feurstein *Jodok*": in no list, and its letters are those of first names."""
    return not (is_first(word) or is_last(word)) and surname_likeness(word) < _FIRST_NAME


def _double_surname(words: tuple[str, ...], salutation: bool) -> bool:
    """ "Müller Lüdenscheidt": two surnames and no first name, where such are joined by a hyphen."""
    least = _SURNAME if salutation or is_only_last(words[0]) else _SURELY_SURNAME
    return all(_is_hyphened(word) and _looks_last(word, least) for word in words)


def _is_hyphened(word: str) -> bool:
    """Whether a double name with this surname has a hyphen, as far as the lists say."""
    return surname_origin(word) in (*_HYPHENED_ORIGINS, None)


def _looks_last(word: str, least: float) -> bool:
    return not is_first(word) and (surname_origin(word) is not None or surname_likeness(word) > least)


def _surely_last(word: str) -> bool:
    """Whether a word after the first name belongs to the surname: "Sabine *Leutheusser* Schnarrenberger"."""
    return is_only_last(word) or _looks_last(word, _SURNAME)


def _write_last(words: tuple[str, ...], run: Run) -> str:
    of_a_farm = key_of(words[0]) in word_set("caller_name", "farms_of_two")
    if run.at is None and len(words) == 2 and all(map(_is_hyphened, words)) and not of_a_farm:
        return "-".join(write([word]) for word in words)
    return write(words)


@lru_cache(maxsize=1024)
def _sounds_misheard(word: str) -> bool:
    """Whether an unknown surname is nearly one of the common German ones ("Mülla")."""
    names = [key_of(name) for name in german_surnames()]
    match = process.extractOne(key_of(word), names, scorer=fuzz.ratio, score_cutoff=_MISHEARD)
    return match is not None
