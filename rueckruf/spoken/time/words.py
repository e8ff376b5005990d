"""The words of a time wish: tokens with the senses that the time grammar asks for.

A lexeme may have several senses ("morgen" is a day and a part of a day); the grammar decides by its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from rueckruf.spoken.text.numbers import AND, THOUSAND, cardinal, joined, ordinal
from rueckruf.spoken.text.question import without_thinking_aloud
from rueckruf.spoken.text.words import RECENT_TEXTS, Token, tokens
from rueckruf.spoken.time.dialect_numbers import dialect_cardinal, dialect_ordinal
from rueckruf.spoken.time.lexicon import Senses, compounds, lexicon, replacements, small_words

MISHEARD_DOUBT = 0.5
LONGEST_RUN = 6
CLAUSE_MARKS = frozenset(",.;:!?")
#: Senses of words that tell an hour.
HOURS = ("number", "half", "quarter", "three_quarters")
_NOTHING: Senses = {}
_OCLOCK, _TEN = "uhr", "zehn"
_PARTS_OF_HOURS, _HOURS = {"1/4": "viertel", "1/2": "halb", "3/4": "dreiviertel"}, range(1, 13)
_PARTS_OF_A_WHOLE = {"einhalb": Fraction(1, 2), "einviertel": Fraction(1, 4), "dreiviertel": Fraction(3, 4)}


@dataclass(frozen=True)
class Lexeme:
    """One word, phrase, number or mark with its senses; ``digits`` is set for digits only."""

    folded: str
    raw: str
    start: int
    end: int
    senses: Senses
    digits: str = ""

    def get(self, sense: str) -> Any:
        """The value of ``sense``, or None."""
        return self.senses.get(sense)


END = Lexeme("", "", 0, 0, _NOTHING)


class Words:
    """The lexemes of one utterance; reading past either end gives :data:`END`."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lexemes = lexemes
        self._senses = [lexeme.senses.keys() for lexeme in lexemes]
        #: What was found at a place already: the grammar asks for the same day, hour and number of a day once for each
        #: thing that they may begin.
        self.days: dict[tuple[int, date], Any] = {}
        self.clocks: dict[tuple[int, bool], Any] = {}
        self.day_numbers: dict[int, tuple[int, int, bool] | None] = {}

    def __len__(self) -> int:
        return len(self.lexemes)

    def __getitem__(self, index: int) -> Lexeme:
        return self.lexemes[index] if 0 <= index < len(self.lexemes) else END

    def get(self, index: int, sense: str) -> Any:
        """The value of a sense of the lexeme at ``index``, or None."""
        return self.lexemes[index].senses.get(sense) if 0 <= index < len(self.lexemes) else None

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset().union(*self._senses)

    def say(self, *senses: str) -> bool:
        """Whether any lexeme has one of the senses."""
        return not self._said.isdisjoint(senses)

    def say_only(self, senses: frozenset[str]) -> bool:
        """Whether no lexeme has any other sense."""
        return self._said <= senses

    @cached_property
    def in_company(self) -> bool:
        """Whether every word is one that people use to say when they can be called."""
        return all(lexeme.senses or not lexeme.folded[0].isalnum() for lexeme in self.lexemes)

    @cached_property
    def leaves_open_twice(self) -> bool:
        """ "*Eigentlich immer*, mit dem Gips. *Mir ist das gleich*": in two clauses that say nothing else."""
        said = [at for at in range(len(self)) if self.get(at, "in_passing") == "any" and self.clause_in_company(at)]
        return any(self[at].folded in CLAUSE_MARKS for at in range(said[0], said[-1])) if said else False

    @cached_property
    def has_no_capitals(self) -> bool:
        """Whether nothing is written with a capital: by a recogniser that writes none."""
        return not any(lexeme.raw[:1].isupper() for lexeme in self.lexemes)

    def clause_in_company(self, index: int) -> bool:
        """The same of the words around ``index`` up to the next marks."""
        start = end = index
        while start and self[start - 1].folded not in CLAUSE_MARKS:
            start -= 1
        while end < len(self) and self[end].folded not in CLAUSE_MARKS:
            end += 1
        return all(lexeme.senses for lexeme in self.lexemes[start:end])

    def ends_clause(self, index: int) -> bool:
        """Whether nothing stands at ``index``, a mark or a word that closes: what was said before is complete."""
        either = self.has(index, "either")
        hedge = index + 2 if either and self.among(index + 1, "hedging") else index
        other = self.skip(index + 1, among=small_words("doubting"))
        instead = either and self.has(other, "rather", "take_back")  # "elf *oder vielleicht lieber* zwölf"
        return instead or hedge >= len(self) or self[hedge].folded in CLAUSE_MARKS or self.among(index, "closing")

    def behind_between(self, index: int) -> bool:
        """Whether "zwischen" stands a few words before ``index``, so that "und" there joins both ends of a range."""
        return any(self.has(place, "between") for place in range(index - LONGEST_RUN, index))

    @cached_property
    def has_neighbours(self) -> bool:
        """Whether one hour stands right behind another anywhere."""
        return any(map(self.follows_an_hour, range(1, len(self))))

    @cached_property
    def counts_on(self) -> bool:
        """Whether anything may be counted from what was said before: "die Woche *darauf*"."""
        behind = small_words("behind_what_was_said")
        return self.say("following", "beforehand", "next") or any(lexeme.folded in behind for lexeme in self.lexemes)

    @cached_property
    def has_onto(self) -> bool:
        """Whether an "auf" is said anywhere, as in "vom 21. auf den 22."."""
        return any(lexeme.folded in small_words("onto") for lexeme in self.lexemes)

    def follows_an_hour(self, index: int) -> bool:
        """Whether what begins at ``index`` is likely the hour after the one before it: "neun, *zehn*"."""
        number = self.get(index, "number")
        if number is None:
            return False
        before = index - 1 - self.mark(index - 1, ",")
        hour = self.get(before, "number")
        if hour is None or (before < index - 1 and self.close(before + 1) and self.close(index)):
            return False
        return bool(number == hour + 1) or (hour, number) == (12, 1)

    def mark(self, index: int, mark: str) -> bool:
        """Whether the lexeme at ``index`` is this punctuation mark."""
        return 0 <= index < len(self.lexemes) and self.lexemes[index].folded == mark

    def among(self, index: int, name: str) -> bool:
        """Whether the lexeme at ``index`` is in a list of ``time_grammar.yml``."""
        return 0 <= index < len(self.lexemes) and self.lexemes[index].folded in small_words(name)

    def close(self, index: int) -> bool:
        """Whether nothing stands between the lexeme at ``index`` and the one before it."""
        return 0 < index < len(self.lexemes) and self.lexemes[index - 1].end == self.lexemes[index].start

    def has(self, index: int, *senses: str) -> bool:
        """Whether the lexeme at ``index`` has one of the senses."""
        return 0 <= index < len(self._senses) and not self._senses[index].isdisjoint(senses)

    def has_within(self, first: int, after: int, *senses: str) -> bool:
        """Whether a lexeme from ``first`` to the one before ``after`` has one of the senses."""
        return not set(senses).isdisjoint(chain.from_iterable(self._senses[first:after]))

    def skip(self, index: int, *senses: str, among: frozenset[str] = frozenset()) -> int:
        """The place after small words with one of the senses, or among the folded words.

        At most a handful: a sentence has no more, and nonsense of any length stays cheap to read.
        """
        for place in range(index, min(index + LONGEST_RUN, len(self.lexemes))):
            if self._senses[place].isdisjoint(senses) and self.lexemes[place].folded not in among:
                return place
            index = place + 1
        return index


@lru_cache(maxsize=RECENT_TEXTS)
def words_of(text: str) -> Words:
    """The lexemes of ``text``: mishearings and dialects put right, phrases and split numbers joined."""
    said = tokens(without_thinking_aloud(text))
    lexemes = [lexeme for lexeme in _lexemes(list(_replaced(said))) if "fillers" not in lexeme.senses]
    return Words(_join_numbers(_with_parts_of_hours(_without_marks_in_hours(lexemes))))


def _with_parts_of_hours(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "3/4 9", "um 1/2 11", "1/4 nach 8": a part of an hour as it is written; "am 3/4" is a date."""
    if not any(lexeme.folded == "/" for lexeme in lexemes):
        return lexemes
    found: list[Lexeme] = []
    words, index = Words(lexemes), 0
    while index < len(lexemes):
        written = "".join(lexeme.raw for lexeme in lexemes[index : index + 3])
        part = _PARTS_OF_HOURS.get(written)
        hour = index + 3 + words.has(index + 3, "after", "before")
        if part and words.get(hour, "number") in _HOURS and not words.has(index - 1, "dated"):
            first, last = lexemes[index], lexemes[index + 2]
            found.append(Lexeme(part, written, first.start, last.end, lexicon().of_one_word[part]))
            index += 3
        else:
            found.append(lexemes[index])
            index += 1
    return found


def _without_marks_in_hours(lexemes: list[Lexeme]) -> list[Lexeme]:
    """ "12. Uhr", "14, Uhr": a recogniser put the mark there."""
    around = zip([END, *lexemes], lexemes, [*lexemes[1:], END], strict=False)
    return [
        one
        for before, one, after in around
        if not (one.folded in (".", ",") and before.get("number") and after.folded == _OCLOCK)
    ]


@dataclass(frozen=True)
class _HeardWord:
    """A token, or a word put in the place of misheard tokens or of a dialect's."""

    folded: str
    raw: str
    start: int
    end: int
    digits: str
    misheard: bool


def _replaced(heard: tuple[Token, ...]) -> Iterator[_HeardWord]:
    folded = tuple(token.folded for token in heard)
    index = 0
    while index < len(heard):
        token = heard[index]
        replacement, width = replacements().at(folded, index)
        end = index + width
        following = folded[end] if end < len(folded) else ""
        if replacement and (not replacement.only_before or following in replacement.only_before):
            for word in replacement.meant:
                yield _HeardWord(word, word, token.start, heard[end - 1].end, "", replacement.doubtful)
            index = end
        else:
            digits = token.raw if token.kind == "digits" else ""
            yield _HeardWord(token.folded, token.raw, token.start, token.end, digits, False)
            index += 1


def _lexemes(heard: list[_HeardWord]) -> list[Lexeme]:
    found: list[Lexeme] = []
    folded = tuple(item.folded for item in heard)
    index = 0
    while index < len(heard):
        senses, width = _phrase(heard, folded, index)
        words = folded[index : index + width]
        first, last = heard[index], heard[index + len(words) - 1]
        compound = compounds().get(first.folded)
        if compound and len(words) == 1:
            found.extend(_split(first, compound))
        else:
            if any(item.misheard for item in heard[index : index + len(words)]):
                senses = {**senses, "misheard": True}
            found.append(Lexeme(" ".join(words), first.raw, first.start, last.end, senses, first.digits))
        index += len(words)
    return found


def _phrase(heard: list[_HeardWord], folded: tuple[str, ...], index: int) -> tuple[Senses, int]:
    """The senses at ``index`` and how many words carry them, at least one."""
    senses, width = lexicon().at(folded, index)
    if senses is None:
        return _number_senses(heard[index]), 1
    return (senses, width) if width > 1 else ({**_number_senses(heard[index]), **senses}, 1)


def _number_senses(item: _HeardWord) -> Senses:
    word = item.folded
    if item.digits:
        return {"number": int(word)} if len(word) <= 4 else {"phone": True}
    if not word[0].isalpha():
        return _NOTHING
    if word in small_words("ordinal_endings"):
        return {"ordinal_ending": True}
    if word in small_words("articles"):
        return {"article": True}
    number = cardinal(word)
    if number is None and word.endswith("e") and len(word) > 3:
        # "um fünfe", everyday speech
        number = cardinal(word.removesuffix("e"))
    if number is None:
        number = dialect_cardinal(word)
    if number is not None:
        return {"number": number}
    position = ordinal(word) or dialect_ordinal(word)
    if position is not None:
        return {"ordinal": position}
    return _mixed(word)


def _mixed(word: str) -> Senses:
    """ "zweieinhalb", "eineinviertel": a number of wholes and a part."""
    for ending, part in _PARTS_OF_A_WHOLE.items():
        whole = cardinal(word.removesuffix(ending)) if word.endswith(ending) else None
        if whole:
            return {"mixed": whole + part}
    return _NOTHING


def _split(item: _HeardWord, compound: tuple[str, str]) -> list[Lexeme]:
    middle = item.start + len(compound[0])
    spans = ((item.start, middle), (middle, item.end))
    return [
        Lexeme(word, word, start, end, lexicon().of_one_word[word])
        for word, (start, end) in zip(compound, spans, strict=True)
    ]


def _join_numbers(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Put split compounds together ("fünf und vierzig", "vier zehn Uhr", "zwei tausend sechs")."""
    found: list[Lexeme] = []
    index = 0
    words = Words(lexemes)
    while index < len(lexemes):
        size, senses = _split_number(words, index)
        first, last = lexemes[index], lexemes[index + size - 1]
        if size == 1:
            found.append(first)
        else:
            folded = " ".join(lexeme.folded for lexeme in lexemes[index : index + size])
            found.append(Lexeme(folded, first.raw, first.start, last.end, senses))
        index += size
    return found


def _split_number(words: Words, index: int) -> tuple[int, Senses]:
    unit, following = words[index], words[index + 1]
    # "Nach fünf, zehn Uhr": nothing is after two hours.
    parted = words.mark(index + 1, ",") and words.has(index - 1, "after", "before", "from", "until")
    place = index + 1 + parted
    if words[place].folded == _TEN and words.has(place + 1, "oclock") and not words.has(index - 1, "number"):
        teen = cardinal(unit.folded + _TEN)  # "fuff zehn Uhr" as well, which is no number without it
        if teen is not None:
            return 2 + parted, {"number": teen, **({"misheard": True} if parted else {})}
    if unit.digits or not (unit.get("number") or unit.get("article")):
        return 1, _NOTHING
    if following.folded == AND and not words.has(index - 1, "between"):
        tens = words[index + 2]
        value = joined(unit.folded, tens.folded)
        if value is not None:
            return 3, {"number": value}
        day = ordinal(f"{unit.folded}{AND}{tens.folded}") if tens.get("ordinal") else None
        if day is not None:
            return 3, {"ordinal": day}
    return _split_year(words, index)


def _split_year(words: Words, index: int) -> tuple[int, Senses]:
    size = 1
    value = words.get(index, "number")
    if value == 2 and words[index + 1].folded == THOUSAND:
        value, size = 2000, 2
    rest = words.get(index + size, "number")
    if value == 2000 and rest and rest < 100 and not words.has(index + size + 1, "oclock"):
        return size + 1, {"number": value + rest}
    return (size, {"number": value}) if size > 1 else (1, _NOTHING)
