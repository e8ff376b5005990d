"""The names of weekdays, short ones only where nothing else can be meant."""

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import Words

_MARKS = frozenset(",.;:!?-–/()")
# Before and after the short name of a day.
_LEADING = frozenset(
    {"next", "this", "after_next", "glue", "either", "also", "range_to", "range_opener", "from", "until"}
)
_LEADING |= {"weekday", "at"}
_HOUR = ("number", "ordinal", "half", "quarter", "three_quarters")
_BEFORE_HOUR = ("at", "about_hour", "from", "until", "before", "after", "between", "exactly")
#: So many words stand before an hour at most: "so ab etwa".
_NEAR = 3
#: With its full stop.
_ALONE = 2


def weekday_at(words: Words, index: int) -> int | None:
    """The weekday named at ``index``; short names only where nothing else can be meant."""
    weekday: int | None = words.get(index, "weekday")
    if weekday is not None:
        return weekday
    short: int | None = words.get(index, "short_weekday")
    if short is None:
        return None
    meant = _is_sunday(words, index) if words.among(index, "short_weekday_or_word") else _is_short_day(words, index)
    return short if meant else None


def _is_sunday(words: Words, index: int) -> bool:
    """ "So 15.", "nächsten So.", but not "so gegen zehn", nor "So. Rückruf bitte"."""
    follower = words[index + 1]
    dated = (bool(follower.digits) and words.mark(index + 2, ".")) or "ordinal" in follower.senses
    opened = len(words) == _ALONE or words.has(index - 1, "next", "this", "day_number_opener")
    return dated or (opened and _is_dotted(words, index))


def _is_short_day(words: Words, index: int) -> bool:
    is_small = words[index].raw[0].islower()
    if is_small and not _opens_clause(words, index):
        return False  # "ruaft's mi um drei o"
    if words[index - 1].folded in word_set("time_clauses", "owned_by"):
        return False  # "für mein *Mo*, um zehn": the husband
    leading = "before_small_weekday" if is_small else "before_short_weekday"  # "wart i, *bis do* oaner kimmt"
    alone = len(words) == 1 or words.has(index - 1, "next", "this") or words.among(index - 1, leading)
    ends = index + 1 >= len(words) or words[index + 1].folded in _MARKS
    alone = alone or (_is_in_week(words, index) and ends)  # but "nächste Woch *do* bitte net"
    return alone or _is_dotted(words, index) or _beside_time(words, index + 1) or _beside_weekday(words, index)


def _is_dotted(words: Words, index: int) -> bool:
    return words.mark(index + 1, ".") and words.close(index + 1)


def _beside_time(words: Words, index: int) -> bool:
    """Whether a date or an hour follows: "*Mo, 30. 11.*", not "*Mo*, des dauert", nor "do vormittags koaner do is"."""
    if words[index].folded in (",", "-", "–", "/"):
        index += 1
        if words.has(index, "weekday", "short_weekday"):
            return True
    if words.has(index, "part"):
        return words.ends_clause(index + 1) or _begins_hour(words, index + 1)
    return _begins_hour(words, index)


def _begins_hour(words: Words, index: int) -> bool:
    """Not what is counted, nor where: "*do* zwoa Leit san", "*do* um die Eck"."""
    if words.has(index, *_BEFORE_HOUR):
        return any(words.has(place, *_HOUR, "part", "clock_word") for place in range(index + 1, index + 1 + _NEAR))
    behind = words[index + 1]
    counted = words.has(index + 1, "unit") or (not behind.senses and behind.raw[:1].isalpha())
    return words.has(index, *_HOUR) and (bool(words[index].digits) or not counted)


def _opens_clause(words: Words, index: int) -> bool:
    before = words[index - 1]
    begins = index == 0 or before.folded in _MARKS or _is_in_week(words, index)
    return begins or not before.senses.keys().isdisjoint(_LEADING)  # but "dat schaff ich *nit mi*"


def _is_in_week(words: Words, index: int) -> bool:
    """ "Nächste Woche *di*"."""
    unit: str | None = words.get(index - 1, "unit")
    return unit == "week"


def _beside_weekday(words: Words, index: int) -> bool:
    """ "Mo oder Di": a short name joined to another weekday."""
    return any(
        words.has(index + step, "either", "also", "range_to")
        and words.has(index + 2 * step, "short_weekday", "weekday")
        for step in (1, -1)
    )
