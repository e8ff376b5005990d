"""A month that is said once for several days: "am *siebten*, am *neunten* und am zehnten Januar"."""

from collections.abc import Iterator
from dataclasses import replace

from rueckruf.spoken.time.words import Lexeme, Words

_BETWEEN = ("glue", "day_number_opener", "article", "also", "either", "weekday", "short_weekday")


def with_month_said_once(words: Words) -> Words:
    """The words with the month of the last day behind those before it that have none, and are earlier in a month."""
    if not words.say("month") or sum(map(_is_ordinal, words.lexemes)) < 2:
        return words
    return Words(list(_with_months(words)))


def _with_months(words: Words) -> Iterator[Lexeme]:
    for place, lexeme in enumerate(words.lexemes):
        yield lexeme
        month = _month_behind(words, place) if _is_ordinal(lexeme) else None
        if month:
            yield replace(month, start=lexeme.end, end=lexeme.end)


def _month_behind(words: Words, place: int) -> Lexeme | None:
    """The month that the day at ``place`` shares with a later one that is listed with it."""
    at = place
    while not words.has(at + 1, "month"):
        following = words.skip(at + 1, *_BETWEEN)
        if following == at + 1 or not _is_later(words, following, at):
            return None
        at = following
    return words[at + 1] if at > place else None


def _is_later(words: Words, place: int, before: int) -> bool:
    day, earlier = words.get(place, "ordinal"), words.get(before, "ordinal")
    return isinstance(day, int) and isinstance(earlier, int) and day > earlier


def _is_ordinal(lexeme: Lexeme) -> bool:
    return "ordinal" in lexeme.senses
