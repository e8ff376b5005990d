"""What begins now: "ab jetzt bis fünf", "zwischen jetzt und fünf", "von jetzt an zwei Stunden"."""

from dataclasses import replace
from datetime import datetime

from rueckruf.spoken.time.bounds import bound_at
from rueckruf.spoken.time.lengths import later, length_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.points import point_at
from rueckruf.spoken.time.wish import Bound, Point, Wish
from rueckruf.spoken.time.words import Words


def from_now_at(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """From now on to an end or for a length; "jetzt" alone may be said in passing ("jetzt hab ich bis drei Schule")."""
    opened = words.has(index, "from", "range_opener")
    place = index + opened
    if not words.among(place, "from_now"):
        return None
    if not (opened or " " in words[place].folded or words.in_company):
        return None
    place += 1 + words.among(place + 1, "closing_from")
    if words.has(index, "between"):
        last = point_at(words, place + 1, now, lone=True) if words.has(place, "range_and") else None
        return (Wish(low=Bound(Point(moment=now)), high=Bound(last[0])), last[1]) if last else None
    if words.has(place, "until"):
        found = bound_at(words, place, now)
        return (replace(found[0], low=Bound(Point(moment=now))), found[1]) if found else None
    length = length_at(words, words.skip(place, "next", "glue", among=small_words("several"))) if opened else None
    return (Wish(stretch=(now, later(now, length[0])), stretch_grain="minute"), length[1]) if length else None
