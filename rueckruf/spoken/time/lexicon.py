"""The word tables of time wishes, turned round: from the words to their senses.

Tables in ``data/vocabulary/``: ``callback_time``, ``lengths_of_time``, ``time_sentence``, ``parts_of_day``,
``weekdays_and_months``, ``mishearings_time``, ``dialects_time``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, product
from typing import Any

from rueckruf.spoken.text.discourse import fillers, repairs
from rueckruf.spoken.text.numbers import below, cardinal, ordinal
from rueckruf.spoken.text.phrases import Phrase, Phrases, exactly, pattern_of, ways
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import fold, folded_tokens

Senses = Mapping[str, Any]
_DAYS_OF_A_MONTH = 31
# What is read with a dialect's ending too.
_SPELLED_BY_ENDING = ("weekday", "habit", "part")
# Tables whose sections are senses; the others are tables of names.
_SENSE_TABLES = ("callback_time", "lengths_of_time", "time_sentence")
# What a word of a section is, where the section has a name of its own.
_SENSES = {
    "units": "unit",
    "whole_lengths": "whole_length",
    "clock_words": "clock_word",
    "assumed_clock_words": "assumed_clock_word",
    "weekdays": "weekday",
    "weekdays_short": "short_weekday",
    "habits": "habit",
    "months": "month",
    "relative_days": "relative_day",
    "named_days": "named_day",
    "seasons": "season",
}


#: The folded words of a list of ``data/vocabulary/time_grammar.yml``.
small_words = partial(word_set, "time_grammar")


@cache
def lexicon() -> Phrases[Senses]:
    """Phrases and their senses; those of several tables have the senses of all."""
    return Phrases(((pattern_of(said, _words), {sense: value}) for said, sense, value in entries()), _together)


def _together(found: Sequence[Senses]) -> Senses:
    return {sense: value for senses in found for sense, value in senses.items()}


def entries() -> Iterator[tuple[str, str, Any]]:
    """(phrase, sense, value) of every word in the tables."""
    for table in _SENSE_TABLES:
        for section, content in vocabulary(table).items():
            groups = content.items() if isinstance(content, dict) else [(True, content)]
            yield from _carrying(_SENSES.get(section, section), groups)
    for section, content in vocabulary("weekdays_and_months").items():
        yield from _carrying(_SENSES[section], content.items())
    for part, entry in vocabulary("parts_of_day").items():
        yield from _carrying("part", [(part, entry.get("words", []))])
        yield from _carrying("part_beside_day", [(part, entry.get("needs_day", []))])
    yield from _carrying("take_back", [(True, map(" ".join, repairs("callback_time")))])
    yield from _carrying("fillers", [(True, fillers())])


def _carrying(sense: str, groups: Iterable[tuple[Any, Iterable[Any]]]) -> Iterator[tuple[str, str, Any]]:
    for meaning, phrases in groups:
        yield from ((str(phrase), sense, meaning) for phrase in phrases)


@cache
def compounds() -> dict[str, tuple[str, str]]:
    """ "montagnachmittag" -> ("montag", "nachmittag"), "juliwoche", "monatsende" -> ("ende", "monats")."""
    found: dict[str, tuple[str, str]] = {}
    parts = [
        fold(str(phrase))
        for entry in vocabulary("parts_of_day").values()
        for phrase in (*entry.get("words", []), *entry.get("needs_day", []))
        if " " not in str(phrase)
    ]
    for names in vocabulary("weekdays_and_months")["weekdays"].values():
        for name in map(fold, names):
            found.update({name + part: (name, part) for part in parts})
    return {**found, **_parts_of_stretches()}


def _parts_of_stretches() -> dict[str, tuple[str, str]]:
    """ "juliwoche", "märzanfang", "monatsende"."""
    units, tables = vocabulary("lengths_of_time")["units"], vocabulary("callback_time")
    thirds = [fold(word) for third in ("beginning", "middle", "ending") for word in tables[third] if " " not in word]
    months = [fold(name) for names in vocabulary("weekdays_and_months")["months"].values() for name in names]
    inner = [fold(word) for unit in ("week", "half", "day") for word in units[unit]]
    found = {month + part: (month, part) for month, part in product(months, inner)}
    found |= {month + third: (third, month) for month, third in product(months, thirds)}
    of_units = product(small_words("before_third"), (*thirds, *map(fold, units["half"])))
    found |= {unit + third: (third, unit) for unit, third in of_units}
    return {word: parts for word, parts in found.items() if word not in lexicon().of_one_word}  # "wochenende"


@dataclass(frozen=True)
class Replacement:
    """Words put in the place of ``heard`` ones, ``doubtful`` where those may mean something else.

    ``only_before``: words of which one must follow, "" being the end; none where any may.
    """

    heard: tuple[str, ...]
    meant: tuple[str, ...]
    doubtful: bool = False
    only_before: frozenset[str] = frozenset()


@cache
def replacements() -> Phrases[Replacement]:
    """Heard words and what they stand for, of mishearings and of spellings in dialect."""
    found = chain(_cut_in_two(), _dialects(), _mishearings())
    return Phrases((exactly(replacement.heard), replacement) for replacement in found)


def _cut_in_two() -> Iterator[Replacement]:
    """ "Don nerstag", "zwei ten": a weekday or the number of a day that a recogniser wrote as two words."""
    for names in vocabulary("weekdays_and_months")["weekdays"].values():
        for name in map(fold, names):
            yield from (Replacement((name[:at], name[at:]), (name,), True) for at in range(2, len(name) - 1))
    for stem, ending in product(_ordinal_stems(), ("e", "en", "er")):
        at = stem.rindex("st" if stem.endswith("st") else "t")
        yield Replacement((stem[:at], stem[at:] + ending), (stem + ending,))


def _ordinal_stems() -> Iterator[str]:
    """ "dritt", "viert", "zwanzigst": of the days of a month."""
    of_numbers = (word + suffix for word, suffix in product(below(_DAYS_OF_A_MONTH + 1), ("t", "st")))
    stems = chain(of_numbers, *map(partial(map, fold), vocabulary("numbers")["ordinals"].values()))
    return (stem for stem in stems if ordinal(f"{stem}e"))


def _mishearings() -> Iterator[Replacement]:
    for meaning, entry in vocabulary("mishearings_time").items():
        followers = frozenset(map(fold, entry.get("only_before", [])))
        for way in (way for heard in entry["heard"] for way in ways(str(heard))):
            yield Replacement(_words(" ".join(way)), _words(meaning), True, followers)


def _dialects() -> Iterator[Replacement]:
    table = vocabulary("dialects_time")
    spellings = {
        _words(" ".join(way)): _words(meaning)
        for section in ("days", "parts_of_day", "small_words", "clock")
        for meaning, phrases in table[section].items()
        for spelling in phrases
        for way in ways(str(spelling))
    }
    spellings |= dict(_endings(table, spellings))
    spellings = dict(_habits(spellings)) | spellings
    spellings |= dict(_compounds(table["compounds"], spellings))
    spellings = dict(_hours_with_endings(table, spellings)) | spellings
    spellings |= dict(_hours(table, spellings))
    return (Replacement(words, meant) for words, meant in spellings.items())


def _habits(spellings: Mapping[Phrase, Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """ "Donnerschdaach" -> "donnerschdaachs"."""
    for words, meant in spellings.items():
        habit = (f"{meant[0]}s",)
        if len(words) == 1 and not words[0].endswith("a") and "habit" in (lexicon().meaning_of(habit) or {}):
            yield (f"{words[0]}s",), habit


def _compounds(table: Mapping[str, Any], spellings: Mapping[Phrase, Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """ "iwwermorsche", "nommiddags": each spelling of the first part with each of the second."""
    for meaning, parts in table.items():
        (second,) = _words(parts["second"])
        seconds = [words[0] for words, meant in spellings.items() if meant == (second,) and len(words) == 1]
        for first, last, ending in product(map(fold, parts["first"]), (*seconds, second), ("", "s")):
            if first + last != fold(meaning):
                yield (first + last + ending,), _words(meaning + ending)


def _hours_with_endings(
    table: Mapping[str, Any], spellings: Mapping[Phrase, Phrase]
) -> Iterator[tuple[Phrase, Phrase]]:
    """ "zwoa" -> "zwoae", "neun" -> "neuna"; "zwölft" with an ending is the twelfth."""
    numbers = {words for words in map(_words, table["clock"]) if cardinal(words[0]) and len(words) == 1}
    known = {words: meant for words, meant in spellings.items() if meant in numbers and len(words) == 1}
    known |= {words: words for words in numbers}
    for ((word,), meant), ending in product(known.items(), table["hour_endings"]):
        plain = meant == (word,) and not ending.endswith("n")  # "um achte", but "am achten"
        if plain or ordinal(word + ending) is None:
            yield (word + ending,), meant


def _hours(table: Mapping[str, Any], spellings: Mapping[Phrase, Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """ "am zehne", "am halbi drü": what stands before an hour in dialect."""
    clock = {_words(meaning) for meaning in table["clock"] if not meaning.startswith("um")}
    hours = {words: meant for words, meant in spellings.items() if meant in clock}
    hours |= {words: words for words in clock if len(words) == 1 and not cardinal(words[0])}
    for before, (words, meant) in product(table["before_number"], hours.items()):
        if cardinal(meant[0]):
            yield (before, *words), ("in", *meant)
    for before, (words, meant) in product(table["before_hour"], hours.items()):
        if words != meant:
            yield (before, *words), meant
    for before in table["before_clock"]:
        yield from ((((before, *words)), ("um", *meant)) for words, meant in hours.items())


def _endings(table: Mapping[str, Any], spellings: Mapping[Phrase, Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """ "freitag", "freidag" -> "freidach", "freitog"."""
    known = {words: meant for words, meant in spellings.items() if len(words) == 1}
    known |= {
        (word,): (word,)
        for word, senses in lexicon().of_one_word.items()
        if not senses.keys().isdisjoint(_SPELLED_BY_ENDING)
    }
    for words, meant in known.items():
        is_weekday = "weekday" in (lexicon().meaning_of(meant) or {})
        tables = [table["endings"], table["weekday_endings"]] if is_weekday else [table["endings"]]
        others = (other for ending in tables for other in _other_endings(words[0], ending))
        yield from (((other,), meant) for other in others if (other,) not in known)


def _other_endings(word: str, table: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for ending, spellings in table.items():
        endings = (ending, *map(fold, spellings))
        own = next((known for known in endings if word.endswith(known)), None)
        if own:
            yield from (word.removesuffix(own) + other for other in endings if other != own)


def _words(phrase: str) -> Phrase:
    return tuple(chain.from_iterable(map(_parts, phrase.split())))


@cache
def _parts(word: str) -> Phrase:
    """A word with a mark in it is several. The thousands of phrases are made of few words: each is taken apart once."""
    return folded_tokens(word)
