"""The rest of a day of which a part is refused: "übermorgen früh nicht, *am Nachmittag zwischen drei und fünf*"."""

from dataclasses import replace
from datetime import date

from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.links import LinkedWish
from rueckruf.spoken.time.named_again import of_this_week
from rueckruf.spoken.time.wish import HOUR_SLOTS, Wish


def with_rest_of_day(entries: list[LinkedWish], today: date) -> list[LinkedWish]:
    """The entries with the day of a part that is refused where only hours follow it, never that of the next week.

    Not where another day is wished, or any time; a day that is refused as a whole is over: "morgen nicht, um zehn".
    """
    if any(not entry.refused and (_is_dated(entry.wish) or entry.wish.vague) for entry in entries):
        return entries
    found: list[LinkedWish] = []
    day: Day | None = None
    for entry in entries:
        wish = entry.wish
        if entry.refused and _is_dated(wish):
            day = wish.day if wish.said(HOUR_SLOTS) else None
        elif day and wish.said(HOUR_SLOTS) and entry.link != "otherwise":
            entry = replace(entry, wish=of_this_week(replace(wish, day=day), today))
        found.append(entry)
    return found


def _is_dated(wish: Wish) -> bool:
    return wish.names_day or wish.said(("moment", "stretch")) or any(point.moment for point in wish.ends)
