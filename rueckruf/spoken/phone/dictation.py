"""A sentence cut into stretches of dictated digits and the words between them.

A stretch goes on over fillers, pauses, punctuation and self-corrections ("null eins, äh, sieben, nein, sechs")
and ends at any other word. Times, dates, amounts and house numbers are taken out here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Literal

from rueckruf.spoken.phone.dial_plan import LONGEST_DIALLED
from rueckruf.spoken.phone.digits import group_at, repeat_count
from rueckruf.spoken.phone.numerals import AMBIGUOUS, CORRECTED, MISHEARD, Group, misheard
from rueckruf.spoken.phone.parts import Mark, Part, digits_said, keep_only_the_last, without_repetition
from rueckruf.spoken.phone.struck import PAUSES, groups_of_a_breath, phrase_at, strike
from rueckruf.spoken.phone.zero_in_front import lacks_zero, put_in_front, zero_in_front
from rueckruf.spoken.text.discourse import fillers, repairs
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import Phrase, Phrases, every_way, exactly, one_of
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, Token, tokens

_OTHER_NUMBERS = re.compile(
    r"""
    (?<![\d.:/-])(?<!\d\s)(?:[01]?\d|2[0-4])[:.][0-5]\d\s?(?:[-–]|bis)\s?(?:[01]?\d|2[0-4])[:.][0-5]\d(?![.:/-]?\d)
  | \b\d{1,2}[:.]\d\d\s?(?:uhr|h)\b | (?<![\d:])\d{1,2}:\d\d(?![\d:])     # 14:30, 9.30 Uhr
  | \b\d{1,2}\s?(?:[-–]|bis)\s?\d{1,2}(?:[:.]\d\d)?\s?uhr\b               # 8-12 Uhr
  | \b\d{1,2}\s?h\s?\d{0,2}\b                                             # 17h10
  | (?<![\d.])(?<!\d\s)(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?![.\d])  # 10.10
  | (?<![\d.])(?<![\d.]\s)(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.  # 3.5., 03.05.2024
    (?:\s?(?:19|20)\d\d\b|\d\d\b)?(?![.\d])(?!\s\d\b)
  | \b(?:19|20)\d\d-\d\d-\d\d\b                                           # 2024-05-03
  | (?<!\d)\d[\d.,]{0,15}\s?(?:€|%|euro\b|prozent\b)                    # 1.200,50 €
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LOST = 0.25
_AND_THEN = 2
_FULL_STOPS = frozenset(".;!")

Beside = Literal["filler", "correction", "meant"]


@dataclass(frozen=True)
class Stretch:
    """Digits dictated in one go, in order; never empty of groups.

    ``lead`` holds the folded words between the stretch before (or the start) and this one, ``trail`` those up
    to the next one (or the end).
    """

    parts: tuple[Part, ...]
    lead: tuple[str, ...]
    trail: tuple[str, ...]

    @property
    def groups(self) -> list[Group]:
        """The groups without the marks between them."""
        return [part for part in self.parts if isinstance(part, Group)]


@cache
def counts() -> dict[str, int]:
    """Words for how many digits are meant: "die letzten *beiden*"."""
    return meanings(vocabulary("phone_number")["edits"]["counts"])


@cache
def skipped() -> frozenset[Phrase]:
    """Phrases after which a number goes on."""
    return frozenset(tuple(phrase.split()) for phrase in fillers() | word_set("dictation", "fillers"))


@cache
def _roles() -> Phrases[Beside]:
    roles: dict[Phrase, Beside] = dict.fromkeys(skipped(), "filler")
    roles |= dict.fromkeys(repairs("phone_number"), "correction")
    roles |= dict.fromkeys(every_way(word_set("dictation", "meant")), "meant")
    return Phrases((exactly(phrase), role) for phrase, role in roles.items())


@lru_cache(maxsize=RECENT_TEXTS)
def stretches(text: str) -> tuple[Stretch, ...]:
    """All stretches of digits in ``text`` that are not plainly a time, a date, an amount or an address."""
    return tuple(_Dictation(tokens(text), _other_numbers(text)).read())


def first_breath(text: str) -> str:
    """The digits of the first number in ``text`` up to the first pause: an area code where that is told apart."""
    first = next((stretch for stretch in stretches(text) if stretch.groups[0].digits.startswith("0")), None)
    if first is None:
        return ""
    parts = takewhile(lambda part: isinstance(part, Group) or part.kind != "pause", first.parts)
    return digits_said([*parts])


def _other_numbers(text: str) -> frozenset[int]:
    """The character offsets that times, dates and amounts in figures take."""
    if not any(character.isdecimal() for character in text):
        return frozenset()
    return frozenset(at for match in _OTHER_NUMBERS.finditer(text) for at in range(*match.span()))


class _Dictation:
    """One pass over the tokens of a sentence."""

    def __init__(self, sentence: Sequence[Token], hidden: frozenset[int]) -> None:
        self.sentence = sentence
        self.hidden = hidden
        self.at = 0
        self.parts: list[Part] = []
        self.lead: list[str] = []
        self.since: list[str] = []  # words after the last group, in case the stretch ends here
        self.found: list[tuple[tuple[Part, ...], tuple[str, ...]]] = []

    def read(self) -> list[Stretch]:
        while self.at < len(self.sentence):
            self._step()
        self._close()
        tail = tuple(self.lead)
        leads = [lead for _, lead in self.found] + [tail]
        return [Stretch(parts, lead, leads[n + 1]) for n, (parts, lead) in enumerate(self.found)]

    def _step(self) -> None:
        token = self.sentence[self.at]
        if token.start in self.hidden:
            self._other(1)
        elif self._is_plus():
            self._close()
            misheard_plus = token.folded in misheard("before_a_country_code")
            self.parts.append(Mark("plus", MISHEARD if misheard_plus else 1.0))
            self.at += 1
        elif width := self._zero_in_front():
            self._put_zero_in_front(width)
        elif width := self._count_of_digits():
            self._other(width)
        elif self.parts and token.kind == "word" and self._strikes():
            return
        elif group := group_at(self.sentence, self.at):
            if self._is_rather_a_no(group):
                self._take_back()
            else:
                self._group(group)
        elif self.parts:
            self._between(token)
        else:
            self._other(1)

    def _zero_in_front(self) -> int:
        """How many tokens only name a zero in front of digits that were said: "eins sieben zwo, *null davor*"."""
        if not lacks_zero(self.parts or (self.found and self.found[-1][0]) or ()):
            return 0
        paused = self.sentence[self.at - 1].raw in PAUSES
        behind = bool(self.parts) and isinstance(self.parts[-1], Group) and not self.since
        return zero_in_front(self.sentence, self.at) if paused or behind else 0

    def _put_zero_in_front(self, width: int) -> None:
        if self.parts:
            self.parts = [*put_in_front(self.parts), Mark("pause")]
        else:
            parts, lead = self.found[-1]
            self.found[-1] = (put_in_front(parts), lead)
        self.at += width

    def _is_plus(self) -> bool:
        token = self.sentence[self.at]
        if token.folded in word_set("dictation", "plus"):
            return self._following_group() is not None
        if token.folded not in misheard("before_a_country_code"):
            return False
        following = self._following_group()
        return following is not None and following.digits in {"49", "43", "41"}

    def _following_group(self) -> Group | None:
        after = self.at + 1
        while after < len(self.sentence) and self.sentence[after].raw in ",.(":
            after += 1
        return group_at(self.sentence, after) if after < len(self.sentence) else None

    def _count_of_digits(self) -> int:
        """How many tokens say how many digits are meant: "die *letzten zwei*", "die *letzten, zwei*, sind ..."."""
        if self.sentence[self.at].folded not in word_set("phone_number", "edits", "counted"):
            return 0
        after = range(self.at + 1, len(self.sentence))
        said = list(islice((at for at in after if self.sentence[at].raw not in PAUSES), 2))
        if not said or self.sentence[said[0]].folded not in counts():
            return 0
        paused = said[0] > self.at + 1
        tells = len(said) > 1 and not self._group_follows(said[1])
        return said[0] + 1 - self.at if tells or not paused else 0

    def _group(self, group: Group) -> None:
        may_be_article = self.sentence[group.first].folded in word_set("digits", "articles_alone")
        is_one_word = group.after == group.first + 1
        if may_be_article and is_one_word and not self._group_follows(group.after):
            self._other(1)
            return
        if self.parts and group.digits.startswith("0") and not word_set("dictation", "anew").isdisjoint(self.since):
            self.parts.append(Mark("anew"))
        elif self.parts and self._may_take_back():
            self.parts.append(Mark("perhaps"))
        if self.parts and self._may_begin_again():
            self.parts.append(Mark("again"))
        elif self.parts and self.sentence[group.first - 1].raw in _FULL_STOPS:
            self.parts.append(Mark("stop"))
        self.parts.append(group)
        self.since = []
        self.at = group.after

    def _is_rather_a_no(self, group: Group) -> bool:
        """ "Sechs eins, *noi*, am Schluss sechs sieben": a nine in dialect only beside another digit."""
        may_be_no = self.sentence[group.first].folded in word_set("discourse", "objecting")
        beside = (self.parts and isinstance(self.parts[-1], Group)) or self._group_follows(group.after)
        return may_be_no and group.after == group.first + 1 and not beside

    def _take_back(self) -> None:
        words = self.since if self.parts else self.lead
        words.append(vocabulary("discourse")["objecting"][0])
        if self.parts:
            self.parts.append(Mark("correction"))
        self.at += 1

    def _may_begin_again(self) -> bool:
        """Whether a word stands before a group at which the last digits are said once more: "..., *ja*, vier drei"."""
        return not word_set("dictation", "again").isdisjoint(self.since)

    def _may_take_back(self) -> bool:
        """Whether a word stands before a group at which a slip may be noticed, and none that tells it."""
        between = list(takewhile(lambda part: isinstance(part, Mark), reversed(self.parts)))
        told = any(mark.kind == "correction" for mark in between if isinstance(mark, Mark))
        return not told and not word_set("dictation", "perhaps").isdisjoint(self.since)

    def _group_follows(self, at: int) -> bool:
        return at < len(self.sentence) and group_at(self.sentence, at) is not None

    def _between(self, token: Token) -> None:
        role, length = self._role()
        if role:
            self.since.extend(word.folded for word in self.sentence[self.at : self.at + length] if word.kind != "mark")
            if role == "correction" and self._goes_on_behind(self.at + length):
                self.parts.append(Mark("pause"))
            elif role == "correction":
                self.parts.append(Mark("correction", may_be=self._misheard_for(length)))
            elif role == "meant":
                keep_only_the_last(self.parts)
            self.at += length
        elif self._abandoned_repeat() or self._repeats_last() or self._comes_back():
            return
        elif token.raw in PAUSES:
            self.parts.append(Mark("pause"))
            self.at += 1
        elif len(token.raw) == 1 and token.kind == "word" and self._group_follows(self.at + 1):
            self.parts.append(Mark("lost", _LOST))
            self.at += 1
        else:
            self._other(1)

    def _goes_on_behind(self, at: int) -> bool:
        """Whether more is to come, and nothing is taken back: "... sieben sechs, halt, *und dann* zwei vier"."""
        while at < len(self.sentence) and (again := self._role(at))[0] == "correction":
            at += again[1]
        said = [token.folded for token in islice(self.sentence, at, None) if token.raw not in PAUSES][:_AND_THEN]
        joined = said[:1] and said[0] in word_set("phone_number", "order", "and")
        return bool(joined) and said[-1] in word_set("phone_number", "continuations") - {said[0]}

    def _strikes(self) -> bool:
        """Whether digits that were said are called wrong here; they are put right then."""
        after = strike(self.sentence, self.at, self.parts)
        if after:
            self.since, self.at = [], after
        return after > 0

    def _misheard_for(self, length: int) -> str:
        """ "Drei nein zwei": the digit that a word of correction without pauses beside it may have been."""
        beside = isinstance(self.parts[-1], Group) and self._group_follows(self.at + length)
        word = misheard("repairs").get(self.sentence[self.at].folded) if beside and length == 1 else None
        return str(cardinal(word)) if word else ""

    def _comes_back(self) -> bool:
        """ "Zwölf, nein, dreizehn, *doch* zwölf": what was put right takes its old place again."""
        width = phrase_at(one_of(word_set("dictation", "after_all")), self.sentence, self.at)[1]
        again = groups_of_a_breath(self.sentence, self.at + width)[0] if width else ""
        if not again:
            return False
        marks = [at for at, part in enumerate(self.parts) if isinstance(part, Mark) and part.kind == "correction"]
        if not marks:
            return False
        wrong, right = digits_said(self.parts[: marks[-1]]), digits_said(self.parts[marks[-1] :])
        if len(right) != len(again) or not wrong.endswith(again):
            return False
        self.parts.append(Mark("correction"))
        self.at += width
        return True

    def _abandoned_repeat(self) -> bool:
        """ "eins, dreimal, nein, drei": only the repeat word is taken back, the digit before it stays."""
        at = self.at
        count, after = repeat_count(self.sentence, at)
        if not count:
            return False
        role, length = self._role(after)
        while role == "filler" or (after < len(self.sentence) and self.sentence[after].raw in PAUSES):
            after += length or 1
            role, length = self._role(after)
        if role != "correction":
            return False
        self.since.extend(word.folded for word in self.sentence[at : after + length] if word.kind != "mark")
        self.parts.append(Mark("pause", CORRECTED))
        self.at = after + length
        return True

    def _role(self, at: int | None = None) -> tuple[Beside | None, int]:
        return phrase_at(_roles(), self.sentence, self.at if at is None else at)

    def _repeats_last(self) -> bool:
        """ "die Null zweimal": the repeat word comes after its digit."""
        last = self.parts[-1]
        count, after = repeat_count(self.sentence, self.at)
        if not count or not isinstance(last, Group) or count * len(last.digits) > LONGEST_DIALLED:
            return False
        article = last.first > 0 and self.sentence[last.first - 1].folded in word_set("digits", "between")
        # "neun zweimal, null": the digit after the pause may be meant as well.
        certainty = last.certainty if article else min(last.certainty, AMBIGUOUS)
        end = self.sentence[after - 1].end
        self.parts[-1] = last._replace(digits=last.digits * count, after=after, end=end, certainty=certainty)
        self.at = after
        return True

    def _other(self, length: int) -> None:
        self._close()
        passed = self.sentence[self.at : self.at + length]
        self.lead.extend(token.folded for token in passed if token.kind != "mark")
        self.at += length

    def _close(self) -> None:
        self.parts = without_repetition(self.parts)
        groups = [part for part in self.parts if isinstance(part, Group)]
        if groups:
            last = max(n for n, part in enumerate(self.parts) if isinstance(part, Group))
            self.found.append((tuple(self.parts[: last + 1]), tuple(self.lead)))
            self.lead = []
        self.lead.extend(self.since)
        self.parts, self.since = [], []
