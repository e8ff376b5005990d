"""The words of a time wish: tokens with the meanings that the time grammar asks for.

Word tables: ``callback_time``, ``parts_of_day``, ``weekdays_and_months``, ``mishearings_time`` in
``data/vocabulary/``. A lexeme may have several senses ("morgen" is a day and a part of a day); the grammar
decides by its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rueckruf.spoken.numbers import cardinal, joined, ordinal
from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import Token, fold, tokens

Senses = Mapping[str, Any]
MISHEARD_DOUBT = 0.5
_NOTHING: Senses = {}
_ARTICLES = frozenset({"ein", "eine", "einen", "einem", "einer"})
_ORDINAL_ENDINGS = frozenset({"te", "ten", "ter", "tes", "tem", "ste", "sten", "ster"})


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

    def __len__(self) -> int:
        return len(self.lexemes)

    def __getitem__(self, index: int) -> Lexeme:
        return self.lexemes[index] if 0 <= index < len(self.lexemes) else END

    def get(self, index: int, sense: str) -> Any:
        """The value of a sense of the lexeme at ``index``, or None."""
        return self[index].senses.get(sense)

    def mark(self, index: int, mark: str) -> bool:
        """Whether the lexeme at ``index`` is this punctuation mark."""
        return self[index].folded == mark

    def close(self, index: int) -> bool:
        """Whether nothing stands between the lexeme at ``index`` and the one before it."""
        return 0 < index < len(self.lexemes) and self[index - 1].end == self[index].start

    def has(self, index: int, *senses: str) -> bool:
        """Whether the lexeme at ``index`` has one of the senses."""
        found = self[index].senses
        return any(sense in found for sense in senses)


def words_of(text: str) -> Words:
    """The lexemes of ``text``: mishearings repaired, phrases joined, telephone numbers and names blanked."""
    repaired = list(_repair(tokens(text)))
    return Words(_blank_names(_blank_phone_numbers(_join_numbers(_lexemes(repaired)))))


# --- tables ---------------------------------------------------------------------------------------------


@cache
def lexicon() -> dict[str, list[tuple[tuple[str, ...], Senses]]]:
    """First folded word -> the phrases that begin with it, longest first, with their senses."""
    phrases: dict[tuple[str, ...], dict[str, Any]] = {}
    for phrase, sense, value in _entries():
        phrases.setdefault(tuple(fold(phrase).split()), {})[sense] = value
    table: dict[str, list[tuple[tuple[str, ...], Senses]]] = {}
    for words, senses in sorted(phrases.items(), key=lambda entry: -len(entry[0])):
        table.setdefault(words[0], []).append((words, senses))
    return table


def _entries() -> Iterator[tuple[str, str, Any]]:
    """(phrase, sense, value) of every word in the tables."""
    keyed = {"units": "unit", "vague": "vague", "whole_lengths": "whole_length", "clock_words": "clock_word"}
    for section, content in vocabulary("callback_time").items():
        sense = keyed.get(section, "assumed_clock_word" if section == "assumed_clock_words" else section)
        groups = content.items() if isinstance(content, dict) else [(True, content)]
        for meaning, phrases in groups:
            yield from ((str(phrase), sense, meaning) for phrase in phrases)
    days = {"weekdays": "weekday", "weekdays_short": "short_weekday", "habits": "habit", "months": "month"}
    days |= {"relative_days": "relative_day", "named_days": "named_day"}
    for section, content in vocabulary("weekdays_and_months").items():
        for meaning, phrases in content.items():
            yield from ((str(phrase), days[section], meaning) for phrase in phrases)
    for part, entry in vocabulary("parts_of_day").items():
        yield from ((str(phrase), "part", part) for phrase in entry["words"])
        yield from ((str(phrase), "part_beside_day", part) for phrase in entry.get("needs_day", []))


@cache
def _weekday_compounds() -> dict[str, tuple[str, str]]:
    """ "montagnachmittag" -> ("montag", "nachmittag"), for every weekday and one-word part of the day."""
    compounds: dict[str, tuple[str, str]] = {}
    parts = [
        fold(str(phrase))
        for entry in vocabulary("parts_of_day").values()
        for phrase in (*entry["words"], *entry.get("needs_day", []))
        if " " not in str(phrase)
    ]
    for names in vocabulary("weekdays_and_months")["weekdays"].values():
        for name in map(fold, names):
            compounds.update({name + part: (name, part) for part in parts})
    return compounds


@cache
def _mishearings() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]]:
    """First heard word -> (heard words, meant words, words of which one must follow)."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]] = {}
    for entry in vocabulary("mishearings_time"):
        meant = tuple(fold(entry["meant"]).split())
        followers = frozenset(map(fold, entry.get("only_before", [])))
        for phrase in entry["heard"]:
            heard = tuple(token.folded for token in tokens(str(phrase)))
            table.setdefault(heard[0], []).append((heard, meant, followers))
    return table


# --- tokens -> lexemes ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Heard:
    """A token, or a word put in the place of misheard tokens."""

    folded: str
    raw: str
    start: int
    end: int
    digits: str
    misheard: bool


def _repair(heard: tuple[Token, ...]) -> Iterator[_Heard]:
    table = _mishearings()
    index = 0
    while index < len(heard):
        token = heard[index]
        for phrase, meant, followers in table.get(token.folded, ()):
            end = index + len(phrase)
            follower = heard[end].folded if end < len(heard) else ""
            if tuple(t.folded for t in heard[index:end]) == phrase and (not followers or follower in followers):
                for word in meant:
                    yield _Heard(word, word, token.start, heard[end - 1].end, "", True)
                index = end
                break
        else:
            digits = token.raw if token.kind == "digits" else ""
            yield _Heard(token.folded, token.raw, token.start, token.end, digits, False)
            index += 1


def _lexemes(heard: list[_Heard]) -> list[Lexeme]:
    found: list[Lexeme] = []
    index = 0
    while index < len(heard):
        words, senses = _phrase(heard, index)
        first, last = heard[index], heard[index + len(words) - 1]
        compound = _weekday_compounds().get(first.folded)
        if compound and len(words) == 1:
            found.extend(_split(first, compound))
        else:
            if any(item.misheard for item in heard[index : index + len(words)]):
                senses = {**senses, "misheard": True}
            found.append(Lexeme(" ".join(words), first.raw, first.start, last.end, senses, first.digits))
        index += len(words)
    return found


def _phrase(heard: list[_Heard], index: int) -> tuple[tuple[str, ...], Senses]:
    first = heard[index]
    for words, senses in lexicon().get(first.folded, ()):
        if len(words) == 1:
            return words, {**_number_senses(first), **senses}
        if tuple(item.folded for item in heard[index : index + len(words)]) == words:
            return words, senses
    return (first.folded,), _number_senses(first)


def _number_senses(item: _Heard) -> Senses:
    word = item.folded
    if item.digits:
        return {"number": int(word)} if len(word) <= 4 else {"phone": True}
    if not word[0].isalpha():
        return _NOTHING
    if word in _ORDINAL_ENDINGS:
        return {"ordinal_ending": True}
    if word in _ARTICLES:
        return {"article": True}
    number = cardinal(word)
    if number is not None:
        return {"number": number}
    position = ordinal(word)
    if position is not None:
        return {"ordinal": position}
    if word.endswith("einhalb"):
        whole = cardinal(word.removesuffix("einhalb"))
        return {"and_a_half": whole} if whole else _NOTHING
    return _NOTHING


def _split(item: _Heard, compound: tuple[str, str]) -> list[Lexeme]:
    middle = item.start + len(compound[0])
    spans = ((item.start, middle), (middle, item.end))
    return [
        Lexeme(word, word, start, end, next(senses for words, senses in lexicon()[word] if words == (word,)))
        for word, (start, end) in zip(compound, spans, strict=True)
    ]


# --- numbers in several words ---------------------------------------------------------------------------


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
    if unit.digits or not (unit.get("number") or unit.get("article")):
        return 1, _NOTHING
    if following.folded == "und" and words[index - 1].folded != "zwischen":
        tens = words[index + 2]
        value = joined(unit.folded, tens.folded)
        if value is not None:
            return 3, {"number": value}
        day = ordinal(f"{unit.folded}und{tens.folded}") if tens.get("ordinal") else None
        if day is not None:
            return 3, {"ordinal": day}
    if following.folded == "zehn" and words.has(index + 2, "oclock") and not words.has(index - 1, "number"):
        teen = cardinal(unit.folded + "zehn")
        if teen is not None:
            return 2, {"number": teen}
    return _split_year(words, index)


def _split_year(words: Words, index: int) -> tuple[int, Senses]:
    size = 1
    value = words.get(index, "number")
    if value == 2 and words[index + 1].folded == "tausend":
        value, size = 2000, 2
    rest = words.get(index + size, "number")
    if value == 2000 and rest and rest < 100 and not words.has(index + size + 1, "oclock"):
        return size + 1, {"number": value + rest}
    return (size, {"number": value}) if size > 1 else (1, _NOTHING)


# --- what is not a time ---------------------------------------------------------------------------------


def _blank(lexeme: Lexeme, sense: str) -> Lexeme:
    return Lexeme(lexeme.folded, lexeme.raw, lexeme.start, lexeme.end, {sense: True})


def _blank_phone_numbers(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Hide runs of numbers that only a telephone number can be, so that no digit of it becomes an hour."""
    words = Words(lexemes)
    found = list(lexemes)
    index = 0
    while index < len(lexemes):
        run = _number_run(words, index)
        if run:
            first = _phone_start(words, run)
            if first is not None:
                for place in range(first, run[-1] + 1):
                    found[place] = _blank(lexemes[place], "phone")
            index = run[-1] + 1
        else:
            index += 1
    return found


def _number_run(words: Words, index: int) -> list[int]:
    """The places of the numbers that follow each other from ``index``, marks between them left out."""
    run: list[int] = []
    place = index
    while words.has(place, "number", "phone") or (run and words[place].folded in (",", "/", "-", "(", ")", ".")):
        if words.has(place, "number", "phone"):
            run.append(place)
        place += 1
    if run and words.has(run[-1] + 1, "oclock", "unit", "month"):
        run.pop()
    return run


def _phone_start(words: Words, run: list[int]) -> int | None:
    """Where in a run of numbers the telephone number begins, or None if there is none."""
    for place in run:
        lexeme = words[place]
        zero = lexeme.digits.startswith("0") or lexeme.folded == "null"
        dated = words.mark(place + 1, ".") and len(lexeme.digits) == 2
        if (zero and not dated and (len(lexeme.digits) > 2 or len(run) - run.index(place) >= 4)) or lexeme.get("phone"):
            return place
    single = sum(1 for place in run if (words.get(place, "number") or 0) < 10 or not words[place].digits)
    return run[0] if len(run) >= 5 and single == len(run) else None


def _blank_names(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Hide surnames that are time words ("Herr Freitag", "Mein Name ist Morgen")."""
    words = Words(lexemes)
    found = list(lexemes)
    for index in range(len(lexemes)):
        if words.has(index, "title"):
            place = index + 1
            while words.has(place, "title") or words.mark(place, "."):
                place += 1
            if place < len(lexemes):
                found[place] = _blank(lexemes[place], "name")
        elif words.has(index, "name_opener"):
            for place in _name_places(words, index + 1):
                found[place] = _blank(lexemes[place], "name")
    return found


def _name_places(words: Words, index: int) -> list[int]:
    """The one or two words after "mein Name ist" that are the name.

    The second word is a name only where a pause or the end follows: in "Müller morgen um drei" it is a day.
    """
    if words.has(index, "at", "from", "until", "glue") or index >= len(words):
        return []
    after = words[index + 2]
    paused = not after.folded or after.folded in (",", ".", "und", "ich")
    if paused and words[index + 1].folded.isalpha() and words[index].folded.isalpha():
        return [index, index + 1]
    return [index]
