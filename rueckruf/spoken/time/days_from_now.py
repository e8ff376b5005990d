"""The days that callers count from the day of their call, for whoever reads their words later."""

from datetime import date, timedelta

from rueckruf.spoken.time.day_words import is_morning
from rueckruf.spoken.time.words import words_of


def days_from_now(text: str, today: date) -> list[tuple[str, date]]:
    """Each "heute", "morgen" or "übermorgen" of what was said on the Berlin day ``today``, with the date it meant.

    In the order they were said, as they were written, each once; "morgen" as a part of the day is none.
    """
    words = words_of(text)
    found: dict[str, tuple[str, date]] = {}
    for index, lexeme in enumerate(words.lexemes):
        days = lexeme.get("relative_day")
        if days is not None and not is_morning(words, index):
            found.setdefault(lexeme.raw.casefold(), (lexeme.raw, today + timedelta(days=days)))
    return list(found.values())
