"""The word tables of time wishes, turned round: from the words to their senses.

Tables in ``data/vocabulary/``: ``callback_time``, ``lengths_of_time``, ``time_sentence``, ``parts_of_day``,
``weekdays_and_months``, ``mishearings_time``.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens

Senses = Mapping[str, Any]
# Tables whose keys are senses; the others are tables of names.
_SENSE_TABLES = ("callback_time", "lengths_of_time", "time_sentence")


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
    keyed = {"units": "unit", "whole_lengths": "whole_length", "clock_words": "clock_word"}
    sections = [section for table in _SENSE_TABLES for section in vocabulary(table).items()]
    for section, content in sections:
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
        yield from ((str(phrase), "part", part) for phrase in entry.get("words", []))
        yield from ((str(phrase), "part_beside_day", part) for phrase in entry.get("needs_day", []))


@cache
def weekday_compounds() -> dict[str, tuple[str, str]]:
    """ "montagnachmittag" -> ("montag", "nachmittag"), for every weekday and one-word part of the day."""
    compounds: dict[str, tuple[str, str]] = {}
    parts = [
        fold(str(phrase))
        for entry in vocabulary("parts_of_day").values()
        for phrase in (*entry.get("words", []), *entry.get("needs_day", []))
        if " " not in str(phrase)
    ]
    for names in vocabulary("weekdays_and_months")["weekdays"].values():
        for name in map(fold, names):
            compounds.update({name + part: (name, part) for part in parts})
    return compounds


@cache
def mishearings() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]]:
    """First heard word -> (heard words, meant words, words of which one must follow), longest first."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]] = {}
    for meaning, entry in vocabulary("mishearings_time").items():
        meant = tuple(fold(meaning).split())
        followers = frozenset(map(fold, entry.get("only_before", [])))
        for phrase in entry["heard"]:
            heard = tuple(token.folded for token in tokens(str(phrase)))
            table.setdefault(heard[0], []).append((heard, meant, followers))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table
