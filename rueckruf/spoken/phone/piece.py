"""Digits said in one go, and what the words around them say of their place: at the end, instead of others, one more."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rueckruf.spoken.phone.dictation import counts, skipped
from rueckruf.spoken.text.discourse import repair_at, repairs
from rueckruf.spoken.text.phrases import Phrases, holds, one_of
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set

Side = Literal["ending", "beginning"]
Label = Literal["phone", "weak", "area", "extension", "other"]
LONGEST_CHANGE = 6
"""More digits than these are a number of their own and no change to one given before."""
_CLOSE_BEHIND = 3
_PAIR = 2
_LONGEST_CALL = 4


@dataclass(frozen=True)
class Piece:
    """Digits as meant, with the label that the words around give them.

    ``puts_right``: the number before them was called another's: "das ist das Fax, hinten neun eins". ``leads_on``: what
    is said of a place behind them is that of the next: "fünf vier drei, *und zum Schluss* zwei zwei". ``breaths``: so
    many digits are said from each pause on to their end.
    """

    digits: str
    certainty: float
    label: Label | None
    lead: tuple[str, ...]
    trail: tuple[str, ...]
    groups: tuple[str, ...]
    start: int
    end: int
    puts_right: bool = False
    leads_on: bool = False
    breaths: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the digits begin like a dialled number."""
        return self.digits.startswith(("0", "+"))

    @property
    def number(self) -> str:
        """The digits with the international prefix as "+", however it was said: "00", "+00"."""
        if self.digits.startswith("+"):
            return "+" + self.digits.lstrip("+0")
        return "+" + self.digits[2:] if self.digits.startswith("00") else self.digits

    @property
    def alone(self) -> bool:
        """Whether nothing but fillers and words about numbers surrounds the digits."""
        return self.last and all(word in _words_about_numbers() for word in self.lead)

    @property
    def alone_but_for_a_verdict(self) -> bool:
        """Whether beside that only the number as a whole is judged: "fast, hinten ..., gell"."""
        return _are_verdicts(self.lead) and _are_verdicts(self.trail)

    @property
    def last(self) -> bool:
        """Whether nothing but fillers and words about numbers follows the digits."""
        return all(word in _words_about_numbers() for word in self.trail)

    @property
    def corrects(self) -> bool:
        """Whether a correction leads to the digits: "nein, ..."."""
        return holds_correction(self.lead)

    @property
    def continues(self) -> bool:
        """Whether a word such as "dann" or "noch" leads to the digits."""
        return any(word in word_set("phone_number", "continuations") for word in self.lead)

    @property
    def contrasts(self) -> bool:
        """Whether the digits are named as wrong: "nicht 17", "statt 17"."""
        return self._led_by("wrong") and not ends_with_correction(self.lead)

    @property
    def instead(self) -> tuple[str, str] | None:
        """The wrong and the right digits of "statt sechs sieben"."""
        if not self._led_by("instead") or len(self.groups) != _PAIR:
            return None
        return self.groups[0], self.groups[1]

    @property
    def halves(self) -> tuple[str, str] | None:
        """The wrong and the right digits of "nicht zwölf, dreizehn", "keine fünf, eine sechs"."""
        middle = len(self.groups) // 2
        wrong, right = "".join(self.groups[:middle]), "".join(self.groups[middle:])
        return (wrong, right) if self.contrasts and len(wrong) == len(right) else None

    def _led_by(self, edit: str) -> bool:
        passed = word_set("dictation", "articles") | word_set("phone_number", "edits", "after_wrong")
        last = [word for word in self.lead if word not in passed][-1:]
        return bool(last) and last[0] in word_set("phone_number", "edits", edit)

    @property
    def rejected(self) -> bool:
        """Whether few digits are called wrong after they were said: "die sechs am Ende ist falsch"."""
        return len(self.digits) <= LONGEST_CHANGE and holds_correction(self.trail)

    @property
    def side(self) -> Side | None:
        """The end of a number given before where these digits belong: "am Ende 45", "45 am Ende"."""
        sides: tuple[Side, ...] = ("ending", "beginning")
        for spoken in (self._leading_to(), () if self.leads_on else self.trail[:_CLOSE_BEHIND]):
            for side in sides:
                if any(word in word_set("phone_number", "edits", side) for word in spoken):
                    return side
        return None

    @property
    def ends_behind(self) -> bool:
        """Whether the digits are said to be the last behind them: "45 am Ende"."""
        trail = () if self.leads_on else self.trail[:_CLOSE_BEHIND]
        return not word_set("phone_number", "edits", "ending").isdisjoint(trail)

    @property
    def goes_before(self) -> bool:
        """Whether the digits are said to stand before others: "null null vier drei davor"."""
        return not word_set("phone_number", "goes_before").isdisjoint((*self.lead, *self.trail))

    @property
    def closes(self) -> bool:
        """Whether the digits may just be the last of a dictation: "... und zum Schluss 45"."""
        listed = "closing" if self.count is None else "ending"
        said_to_be_last = any(word in word_set("phone_number", "edits", listed) for word in self._leading_to())
        return said_to_be_last and self.count in (None, len(self.digits)) and not (self.corrects or self.puts_right)

    @property
    def place(self) -> int | None:
        """The place of a number given before where this digit belongs, from 1, negative from the back."""
        return next((placed()[word] for word in self._leading_to() if word in placed()), None)

    @property
    def count(self) -> int | None:
        """How many digits are said to be meant: "die letzten zwei"."""
        return next((counts()[word] for word in self._leading_to() if word in counts()), None)

    @property
    def appends(self) -> bool:
        """Whether the digits were forgotten before: "am Ende fehlt die 5"."""
        near = (self._leading_to(), self.trail[:_CLOSE_BEHIND])
        return any(holds(words, word_set("phone_number", "edits", "append")) for words in near)

    @property
    def changes(self) -> bool:
        """Whether the digits belong to one place of a number given before."""
        if len(self.digits) > LONGEST_CHANGE:
            return False
        return self.side is not None or self.place is not None or self.appends

    def _leading_to(self) -> tuple[str, ...]:
        """The last words before the digits that speak of nothing else than their place."""
        passed = _words_of_place() | word_set("phone_number", "edits", "called_wrong")
        start = len(self.lead)
        while start and self.lead[start - 1] in passed:
            start -= 1
        return self.lead[start:]


@cache
def _words_of_place() -> frozenset[str]:
    lists = [word_set("phone_number", "edits", name) for name in ("ending", "beginning", "around")]
    appending = (phrase.split() for phrase in word_set("phone_number", "edits", "append"))
    return frozenset(placed()).union(counts(), *lists, *appending)


@cache
def _words_about_numbers() -> frozenset[str]:
    phrases = skipped() | repairs("phone_number")
    labels = (word_set("phone_number", "labels", name) for name in ("phone", "weak", "area", "extension"))
    return _words_of_place().union(*phrases, word_set("phone_number", "naming"), *labels)


def _are_verdicts(words: tuple[str, ...]) -> bool:
    """Whether all words are about numbers or judge one."""
    at = 0
    while at < len(words):
        width = _verdicts().at(words, at)[1]
        if not width:
            return False
        at += width
    return True


@cache
def _verdicts() -> Phrases[bool]:
    edits = (word_set("phone_number", "edits", name) for name in ("called_wrong", "nearly"))
    return one_of(_words_about_numbers().union(*edits))


@cache
def placed() -> dict[str, int]:
    """Words for the place of a digit: "die *vorletzte*"."""
    return meanings(vocabulary("phone_number")["edits"]["places"])


@lru_cache(maxsize=256)
def holds_correction(words: tuple[str, ...]) -> bool:
    """Whether something is taken back in the folded words: "nein", "ich meine"."""
    return any(repair_at(words, index, "phone_number") for index in range(len(words)))


@lru_cache(maxsize=256)
def ends_with_correction(words: tuple[str, ...]) -> bool:
    """Whether a "nicht" belongs to what was said before ("stimmt nicht, 17", "der Tag auch nicht, 17") and not to the
    digits ("nein, nicht 17").
    """
    wrong = bool(words) and words[-1] in word_set("phone_number", "edits", "wrong")
    if wrong and words[-2:-1] and words[-2] in word_set("phone_number", "edits", "before_closing_no"):
        return True
    last = words[-max(map(len, repairs("phone_number"))) :]
    return wrong and any(last[at:] in repairs("phone_number") for at in range(len(last)))


def calls_somebody(words: tuple[str, ...]) -> bool:
    """Whether somebody else is spoken to meanwhile, by name and to say no: "Luca, nein, lass das"."""
    if not words or words[0] not in _called() or len(words) > _LONGEST_CALL:
        return False
    return len(words) == 1 or repair_at(words, 1, "phone_number") > 0


@lru_cache(maxsize=256)
def speaks_aside(words: tuple[str, ...]) -> bool:
    """Whether more than words about numbers stands behind the last word that takes something back: who says "nein,
    *lass das liegen*" speaks to somebody else. "Straubing halt, *und* dann ..." takes nothing back.
    """
    at = max((at + width for at in range(len(words)) if (width := repair_at(words, at, "phone_number"))), default=0)
    goes_on = words[at : at + 1] and words[at] in word_set("phone_number", "order", "and")
    return at > 0 and bool(goes_on or not _are_verdicts(words[at:]))


@cache
def _called() -> frozenset[str]:
    names = (word_set("first_names", origin) for origin in vocabulary("first_names"))
    return word_set("phone_number", "called").union(*names)
