"""The names of weekdays, short ones only where nothing else can be meant."""

from rueckruf.spoken.time.words import Words

_MARKS = frozenset(",.;:!?-–/()")
# Before and after the short name of a day.
_LEADING = frozenset(
    {"next", "this", "after_next", "glue", "either", "also", "range_to", "range_opener", "from", "until"}
)
_LEADING |= {"short_weekday", "weekday", "at", "not"}
_BESIDE = frozenset({"number", "ordinal", "part", "at", "half", "quarter", "three_quarters", "about", "about_hour"})
_BESIDE |= {"from", "until", "before", "after", "between", "exactly"}


def weekday_at(words: Words, index: int) -> int | None:
    """The weekday named at ``index``; short names only where nothing else can be meant."""
    weekday: int | None = words.get(index, "weekday")
    if weekday is not None:
        return weekday
    short: int | None = words.get(index, "short_weekday")
    if short is None:
        return None
    follower = words[index + 1]
    dotted = follower.folded == "." and words.close(index + 1)
    if words[index].folded == "so":
        dated = (bool(follower.digits) and words.mark(index + 2, ".")) or "ordinal" in follower.senses
        opened = index == 0 or words.has(index - 1, "next", "this", "day_number_opener")
        return short if dated or (dotted and opened) else None
    if words[index].raw[0].islower() and not _opens_clause(words, index):
        return None  # "ruaft's mi um drei o"
    alone = len(words) == 1 or words.has(index - 1, "next", "this") or words[index - 1].folded in ("am", "von", "bis")
    beside = follower.folded in (",", "-", "–", "/") or not follower.senses.keys().isdisjoint(_BESIDE)
    return short if dotted or alone or beside or _beside_weekday(words, index) else None


def _opens_clause(words: Words, index: int) -> bool:
    before = words[index - 1]
    return index == 0 or before.folded in _MARKS or not before.senses.keys().isdisjoint(_LEADING)


def _beside_weekday(words: Words, index: int) -> bool:
    """ "Mo oder Di": a short name joined to another weekday."""
    return any(
        words.has(index + step, "either", "also", "range_to")
        and words.has(index + 2 * step, "short_weekday", "weekday")
        for step in (1, -1)
    )
