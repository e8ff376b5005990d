"""A wish put right in part: what the new words do not say stays as it was.

"Nächste Woche Mittwoch um zehn, nein, Donnerstag" stays in that week and at ten; "ab elf" stays on the day.
"""

from dataclasses import replace
from datetime import timedelta

from rueckruf.spoken.time.calendar_day import Day, in_week, resolved, shifted, week_of
from rueckruf.spoken.time.wish import DAY_SLOTS, TIME_SLOTS, Bound, Point, Wish, day_of, may_end, only_bound

_SIDES = ("low", "high")
_NO_LONGER_THAN = timedelta(days=1)


def put_right(wish: Wish, piece: Wish, slots: tuple[str, ...]) -> tuple[Wish, Wish]:
    """What stays of ``wish`` and what ``piece`` means with it, where the piece replaces the day or the time."""
    if piece.moment or piece.stretch:
        return wish.without((*DAY_SLOTS, *TIME_SLOTS)), piece
    return _other_day(wish, piece) if slots is DAY_SLOTS else _other_time(wish, piece)


def _other_day(wish: Wish, piece: Wish) -> tuple[Wish, Wish]:
    known = day_of(wish)
    day = _in_place_of(known, piece.day) if known and piece.day else piece.day
    if wish.moved and (wish.moved.length is None or wish.moved.length >= _NO_LONGER_THAN):
        wish = replace(wish, moved=None)
    dated = _dated_bounds(wish)
    if len(dated) == 1 and day and not piece.said(TIME_SLOTS):
        side, bound = dated.popitem()
        moved = replace(bound, point=replace(bound.point, day=day))
        return replace(wish, **{side: moved}).without(DAY_SLOTS), piece.without(DAY_SLOTS)  # type: ignore[arg-type]
    wish = wish.without((*DAY_SLOTS, "moment", "stretch", *dated))
    return wish, replace(piece, day=day)


def _other_time(wish: Wish, piece: Wish) -> tuple[Wish, Wish]:
    if _bounds_other_end(wish, piece):
        return wish, piece
    if _ends_otherwise(wish, piece):
        return wish.without(("high", "lasts")), piece
    known = day_of(wish)
    kept = wish.without(TIME_SLOTS if _is_moved_by_days(wish) else (*TIME_SLOTS, "moved"))
    bounds = _dated_bounds(piece)
    if bounds:
        placed = _placed(bounds, known) if known else bounds
        return kept.without(DAY_SLOTS), replace(piece, **placed)  # type: ignore[arg-type]
    for side, bound in _dated_bounds(wish).items():
        new: Bound | None = getattr(piece, side)
        if new and not piece.day:
            return kept, replace(piece, **{side: replace(new, point=_on_day(new.point, bound))})  # type: ignore[arg-type]
    if kept.said(DAY_SLOTS) or piece.said(DAY_SLOTS):
        return kept, piece
    return replace(kept, day=known), piece


def _is_moved_by_days(wish: Wish) -> bool:
    """ "Dienstag, nein, *einen Tag später*, um zehn": an hour that is named behind it is of that other day."""
    length = wish.moved.length if wish.moved else None
    return length is not None and abs(length) >= _NO_LONGER_THAN


def _bounds_other_end(wish: Wish, piece: Wish) -> bool:
    """ "Ab neun", then "*aber nur bis elf*"; "bis elf", then "*erst ab neun*": from the one to the other."""
    if piece.said(("day", "clock", "part", "lasts")) or not (only_bound(wish) and only_bound(piece)):
        return False
    low, high = wish.low or piece.low, wish.high or piece.high
    first, end = low and low.point.clock, high and high.point.clock
    return bool(first and end and may_end(first, end))


def _ends_otherwise(wish: Wish, piece: Wish) -> bool:
    """ "Von neun bis zehn, nein, *bis elf*": it begins as it was said."""
    if not (wish.low and wish.high and piece.high) or piece.low or piece.said(("day", "clock", "part", "lasts")):
        return False
    first, end = wish.low.point, piece.high.point
    if first.clock and end.clock:
        return may_end(first.clock, end.clock)
    if first.day is None or end.day is None or first.clock or end.clock:
        return False
    return end.day.weekday is not None or first.day.stretches < end.day.stretches


def _on_day(point: Point, known: Bound) -> Point:
    return replace(point, day=known.point.day)


def _placed(bounds: dict[str, Bound], known: Day) -> dict[str, Bound]:
    """Bounds moved into the week of the known day, the later one along with the earlier."""
    days = {side: bound.point.day for side, bound in bounds.items() if bound.point.day}
    lead = next(iter(days))
    placed = _in_place_of(known, days[lead])
    days_on = (placed.first - days[lead].first).days if placed.stretches and days[lead].stretches else 0
    moved = {side: placed if side == lead else shifted(day, days_on) for side, day in days.items() if day.stretches}
    return {side: replace(bound, point=replace(bound.point, day=moved.get(side))) for side, bound in bounds.items()}


def _dated_bounds(wish: Wish) -> dict[str, Bound]:
    bounds = {side: getattr(wish, side) for side in _SIDES}
    return {side: bound for side, bound in bounds.items() if bound and bound.point.day}


def _in_place_of(known: Day, day: Day) -> Day:
    """What a day means that takes the place of another: it keeps the week or the month that is not said again."""
    if not known.stretches:
        return day
    if day.grain == "week" and known.grain == "day" and known.weekday is not None:
        return in_week(day, known.weekday)
    if day.weekday is not None and len(day.stretches) > 1 and len(known.stretches) == 1:
        return _in_same_week(known, day)
    if day.said and day.said[1] is None and known.said and known.said[1] is not None:
        return resolved((day.said[0], known.first.month, known.first.year), known.first)
    return day


def _in_same_week(known: Day, day: Day) -> Day:
    """The weekday in the week of a day on the calendar; the next ones where that is over."""
    if known.grain not in ("day", "week") or day.weekday is None:
        return day
    same = in_week(week_of(known.first), day.weekday).stretches
    return replace(day, stretches=(*same, *(stretch for stretch in day.stretches if stretch not in same)))
