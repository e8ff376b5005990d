"""Days counted from another one: "Montag nicht, aber *drei Tage später*", "*von Freitag an gerechnet*"."""

from collections.abc import Iterator
from datetime import date

from rueckruf.spoken.time.calendar_day import Day, shifted
from rueckruf.spoken.time.day_words import day_at, day_count
from rueckruf.spoken.time.following import following_at, said_before
from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words

_Found = tuple[Day, int] | None


def with_counted_days(words: Words, today: date) -> Words:
    """The words with such a day as one that is told from today, like "übermorgen".

    So it stays where the day that it is counted from is hidden: "Montag bin ich weg, drei Tage später geht's".
    """
    if not (words.say("unit") or (words.say("weekday") and words.counts_on)):
        return words
    found = list(_merged(words, today))
    return Words(found) if len(found) < len(words) else words


def _merged(words: Words, today: date) -> Iterator[Lexeme]:
    place = 0
    while place < len(words):
        found = (read(words, place, today) for read in (_reckoned, _beside_said_day, _day_behind))
        day = None if words[place].folded in CLAUSE_MARKS else next((one for one in found if one), None)
        if day is None or day[0].first < today:
            yield words[place]
            place += 1
            continue
        yield _one_word(words.lexemes[place : day[1]], (day[0].first - today).days)
        place = day[1]


def _one_word(lexemes: list[Lexeme], days: int) -> Lexeme:
    said = " ".join(lexeme.folded for lexeme in lexemes)
    return Lexeme(said, said, lexemes[0].start, lexemes[-1].end, {"relative_day": days})


def _beside_said_day(words: Words, index: int, today: date) -> _Found:
    """ "*Drei Tage später*", "*einen Tag eher*": than the day that was said before.

    Than what is taken back it is none: "Montag um acht, nein, drei Tage später" moves all of that.
    """
    found = day_count(words, index)
    if found is None or words.has_within(0, index, "take_back"):
        return None
    days, months, place = found
    earlier = words.has(place, "earlier", "beforehand")
    if not (earlier or words.has(place, "later") or words.among(place, "behind_what_was_said")):
        return None
    base = None if words.among(place + 1, "preferred_to") else said_before(words, index, today, day_at)
    if base is None or base.grain != "day":
        return None
    return shifted(base, -days, -months) if earlier else shifted(base, days, months), place + 1


def _day_behind(words: Words, index: int, today: date) -> _Found:
    """ "Zurück am zwölften, also *den Montag darauf*", "morgen kommt der Maler, am *Tag drauf* geht's"."""
    names_day = words.has(index, "weekday") or words.get(index, "unit") == "day"
    if not (names_day and words.among(index + 1, "behind_what_was_said")):
        return None
    return following_at(words, index, today, day_at) if said_before(words, index, today, day_at) else None


def _reckoned(words: Words, index: int, today: date) -> _Found:
    """ "*Von Freitag an gerechnet in zwei Wochen*"."""
    base = day_at(words, words.skip(index + 1, "glue"), today) if words.has(index, "reckoned_from") else None
    if base is None or base[0].grain != "day" or not base[0].stretches:
        return None
    verb = base[1] + words.among(base[1], "closing_from")
    found = day_count(words, verb + 1 + words.has(verb + 1, "in")) if words.among(verb, "reckoned") else None
    return (shifted(base[0], found[0], found[1]), found[2]) if found else None
