"""A caller's name out of what a recogniser wrote: "ja hallo müller mein name" -> Müller.

Reads titles, particles, double and foreign names, surnames that are words, spelled names, and corrections of a
name given before. A doubtful reading has a low confidence; the dialogue asks then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from rueckruf.spoken.name.asking_back import without_asking_back
from rueckruf.spoken.name.attributes import without_attributes
from rueckruf.spoken.name.both_hyphens import with_both_hyphens
from rueckruf.spoken.name.carriers import without_greeted
from rueckruf.spoken.name.correction import corrected
from rueckruf.spoken.name.dialect_articles import in_plain_german
from rueckruf.spoken.name.false_start import without_false_starts
from rueckruf.spoken.name.finder import find_name
from rueckruf.spoken.name.hyphen_behind import with_hyphen_told
from rueckruf.spoken.name.misheard_spelling import read_misheard, without_misheard_ich, without_misheard_like
from rueckruf.spoken.name.office import without_retirement
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.pauses import with_pauses
from rueckruf.spoken.name.pet_name import without_pet_names
from rueckruf.spoken.name.rank_in_front import with_ranks_behind
from rueckruf.spoken.name.said_before import without_said_before
from rueckruf.spoken.name.said_hyphen import with_hyphens_between
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelled import with_spelling
from rueckruf.spoken.name.spelling import Spelled, find_spelled
from rueckruf.spoken.name.spelling_back import spell_out
from rueckruf.spoken.name.verdict import without_verdicts
from rueckruf.spoken.name.words import is_east_asian, is_function, key_of, name_tokens, surname_origin
from rueckruf.spoken.name.wrongly_said import without_wrongly_said
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, Token

__all__ = ["NameReading", "read_caller_name", "spell_out"]

#: Longer speeches are read up to here (characters); nobody says a name after that.
_LONGEST = 600


@dataclass(frozen=True)
class NameReading:
    """A name as a person writes it; ``first`` is None where only a surname was said.

    ``span`` are character offsets in the text, ``confidence`` goes from 0 to 1. ``spelled`` means that the caller
    spelled the name, in the words of the table ``alphabet``, ``surname_first`` that it is said and written in the order
    of East Asia: "Nguyen Thi Thu Ha", ``voted`` that no hearing alone tells it, but several of them do.
    """

    first: str | None
    last: str | None
    title: str | None
    span: tuple[int, int]
    confidence: float
    spelled: bool = False
    alphabet: str | None = None
    surname_first: bool = False
    voted: bool = False

    @property
    def full(self) -> str:
        """The whole name: "Dr. Maximilian von der Heide"."""
        parts = (self.last, self.first) if self.surname_first else (self.first, self.last)
        return " ".join(part for part in (self.title, *parts) if part)

    def moved(self, by: int) -> "NameReading":
        """The reading of a part of a text as a place in all of it, which has so many characters before that part."""
        return replace(self, span=(by + self.span[0], by + self.span[1]))

    def as_slot(self) -> dict[str, Any]:
        """The value of the slot ``caller_name``: plain JSON, ``spoken`` is the whole name."""
        values = asdict(self)
        written = {key: values[key] for key in ("first", "last", "title", "alphabet")}
        order = {"surname_first": True} if self.surname_first else {}
        told = {"voted": True} if self.voted else {}
        return {**written, **order, **told, "spoken": self.full}

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any]) -> "NameReading":
        """The reading that a slot value stands for; it has no place in a text and counts as sure."""
        parts = slot.get("first"), slot.get("last"), slot.get("title")
        return cls(*parts, (0, 0), 1.0, False, slot.get("alphabet"), bool(slot.get("surname_first")))


def read_caller_name(
    text: str,
    *,
    expected: bool = False,
    again: bool = False,
    recognised: bool = False,
    given: NameReading | None = None,
) -> NameReading | None:
    """The caller's name in ``text``, or None.

    ``expected``: the name was asked for, so that a bare "weber" counts. ``again``: and not for the first time, so
    that a word that nobody knows counts too. ``recognised``: ``text`` is what a trained recogniser takes
    for a name in a sentence that speaks for it. ``given``: the name so far, to which
    "mit a i", "nicht Müller, sondern Möller", "der Vorname ist Andreas" or a spelled name refer.
    """
    said, spelled = _heard(text[:_LONGEST])
    found = find_name(Sentence(said, spelled, expected or recognised, again, recognised))
    before = FoundName(given.first, given.last, given.title, 0, 0, given.confidence) if given else None
    result = with_spelling(said, spelled, found, before) if spelled else found
    told = [one for one in spelled if one.doubtful or surname_origin(one.letters) is not None]
    letters = frozenset(place for one in told for place in range(one.start, one.end))
    result = corrected(said, result, before, found is not None or bool(spelled), letters)
    if result is None or not (result.first or result.last):
        return None
    return _reading(said, result, spelled[-1].alphabet if spelled else None, given)


@lru_cache(maxsize=RECENT_TEXTS)
def _heard(text: str) -> tuple[Sequence[Token], Sequence[Spelled]]:
    said = without_misheard_like(without_misheard_ich(without_greeted(name_tokens(_without_title_case(text)))))
    said = without_wrongly_said(without_false_starts(said))
    said = without_retirement(without_said_before(said))
    said = without_verdicts(without_attributes(in_plain_german(without_pet_names(without_asking_back(said)))))
    said = with_pauses(with_ranks_behind(with_hyphens_between(with_hyphen_told(with_both_hyphens(said)))))
    return said, tuple(read_misheard(said, find_spelled(said)))


def _without_title_case(text: str) -> str:
    """ "Hier Ist De Schmidt" in small letters: where small words have capitals, those of names tell nothing."""
    keys = (token.folded for token in name_tokens(text)[1:])
    small = any(is_function(key) or key in word_set("caller_name", "words_of_dialect") for key in keys)
    lower = text.lower()
    return lower if small and text.istitle() and len(lower) == len(text) else text


def _reading(said: Any, found: FoundName, alphabet: str | None, given: NameReading | None) -> NameReading:
    start, end = said[found.start].start, said[max(found.start, found.end - 1)].end
    reading = NameReading(
        found.first,
        found.last,
        found.title,
        (start, end),
        round(min(max(found.certainty, 0.05), 0.98), 2),
        alphabet is not None,
        alphabet,
        _is_surname_first(said[found.start : found.end], found, given),
    )
    if given and alphabet is None and given.alphabet:
        return replace(reading, alphabet=given.alphabet)
    return reading


def _is_surname_first(said: Sequence[Token], found: FoundName, given: NameReading | None) -> bool:
    """Whether a surname of East Asia was said right before the first names; where only one part was said, as it stands.

    "Nguyen, der Vorname ist Mai" tells in German which is which, and so does "Pham, Hong *Pham*".
    """
    keys = [token.folded for token in said if token.kind == "word"]
    parts = [key_of(part.split()[0]) for part in (found.last, found.first) if part]
    if len(parts) < 2 or not set(parts) <= set(keys):
        return given is not None and given.surname_first
    last, first = len(keys) - 1 - keys[::-1].index(parts[0]), keys.index(parts[1])
    return is_east_asian(found.last or "") and last + 1 == first
