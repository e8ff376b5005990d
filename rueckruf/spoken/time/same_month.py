"""A month that is said once for several days: "am *siebten*, am *neunten* und am zehnten Januar"."""

from collections.abc import Iterator
from dataclasses import replace

from rueckruf.spoken.time.words import Lexeme, Words

_BETWEEN = ("glue", "day_number_opener", "article", "also", "either", "weekday", "short_weekday")


def with_month_said_once(words: Words) -> Words:
    """The words with the month of the last day behind those before it that have none, and are earlier in a month."""
    if not words.say("month"):
        return words
    words = _with_months_of_figures(words) if words.say("either") else words
    return Words(list(_with_months(words))) if sum(map(_is_ordinal, words.lexemes)) > 1 else words


def _with_months_of_figures(words: Words) -> Words:
    """ "Am *3 4* oder 7 Mai": days in figures, as recognisers write them, each later than the one before."""
    last = next((at for at in range(2, len(words)) if words.has(at, "month") and words.has(at - 2, "either")), 0)
    first = last - 1
    before = first - 2
    while last and before > 0 and _is_later_figure(words, first, before):
        first, before = before, before - 1
    if first > last - 4 or not words.among(before, "before_day_in_figures"):
        return words
    days = range(first, last - 2)
    found = [[one, _behind(words[last], one)] if at in days else [one] for at, one in enumerate(words.lexemes)]
    return Words([one for part in found for one in part])


def _is_later_figure(words: Words, place: int, before: int) -> bool:
    day, earlier = words.get(place, "number"), words.get(before, "number")
    both = words[place].digits and words[before].digits and isinstance(day, int) and isinstance(earlier, int)
    return bool(both) and earlier < day


def _behind(month: Lexeme, day: Lexeme) -> Lexeme:
    return replace(month, start=day.end, end=day.end)


def _with_months(words: Words) -> Iterator[Lexeme]:
    for place, lexeme in enumerate(words.lexemes):
        yield lexeme
        month = _month_behind(words, place) if _is_ordinal(lexeme) else None
        if month:
            yield _behind(month, lexeme)


def _month_behind(words: Words, place: int) -> Lexeme | None:
    """The month that the day at ``place`` shares with a later one that is listed with it."""
    at = place
    while not words.has(at + 1, "month"):
        following = words.skip(at + 1, *_BETWEEN)
        if following == at + 1 or not _is_later(words, following, at):
            return None
        at = following
    return words[at + 1] if at > place and not _is_named_by_number(words, place, at + 1) else None


def _is_named_by_number(words: Words, place: int, month: int) -> bool:
    """ "Siebter *erster* bis neunter Januar": the month itself, and no day of it."""
    return words.has(place - 1, "ordinal") and words.get(place, "ordinal") == words.get(month, "month")


def _is_later(words: Words, place: int, before: int) -> bool:
    day, earlier = words.get(place, "ordinal"), words.get(before, "ordinal")
    return isinstance(day, int) and isinstance(earlier, int) and day > earlier


def _is_ordinal(lexeme: Lexeme) -> bool:
    return "ordinal" in lexeme.senses
