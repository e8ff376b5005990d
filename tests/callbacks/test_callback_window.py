"""A wish laid over the opening hours. It is Wednesday, 25 November 2026, three minutes past ten.

Open: Monday to Thursday 8-12 and 13-17, Thursday until 18, Friday 8-14, in Bavaria. Windows are written
"Thu 26.11. 08:00 - 18:00"; a window of a single time ends with "at".
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rueckruf.callbacks.callback_window import CallbackWindow, Refusal, lay_all_over, lay_over
from rueckruf.callbacks.opening_hours import OpeningHours, Span
from rueckruf.spoken.time.callback_time import TimeReading

pytestmark = pytest.mark.unit

WITH_BREAK = (Span(time(8), time(12)), Span(time(13), time(17)))
LONG = (Span(time(8), time(12)), Span(time(13), time(18)))
HOURS = OpeningHours((*[WITH_BREAK] * 3, LONG, (Span(time(8), time(14)),), (), ()), "BY")
NOW = datetime(2026, 11, 25, 10, 3, 27)


def moment(text: str | None) -> datetime | None:
    """ "26. 15:30" or "24.12. 10:00"; a day alone is its midnight."""
    if text is None:
        return None
    day, _, clock = text.partition(" ")
    numbers = [int(number) for number in day.split(".") if number]
    month = numbers[1] if len(numbers) > 1 else 11
    year = numbers[2] if len(numbers) > 2 else 2026
    return datetime.combine(datetime(year, month, numbers[0]), time.fromisoformat(clock or "00:00"))


def reading(start: str | None, end: str | None, kind: Any, **more: Any) -> TimeReading:
    return TimeReading(moment(start), moment(end), kind, more.pop("grain", "hour"), (0, 1), 1.0, **more)


def at(start: str, **more: Any) -> TimeReading:
    return reading(start, None, "instant", **more)


def within(start: str, end: str, **more: Any) -> TimeReading:
    return reading(start, end, "interval", **more)


def starting(start: str, **more: Any) -> TimeReading:
    return reading(start, None, "open", **more)


def until(end: str, **more: Any) -> TimeReading:
    return reading(None, end, "open", **more)


def vague(word: Any, **more: Any) -> TimeReading:
    return TimeReading(NOW, None, "open", "second", (0, 1), 1.0, vague=word, **more)


def written(window: CallbackWindow) -> str:
    end = f"{window.end:%H:%M}" if window.end.date() == window.start.date() else f"{window.end:%a %d.%m. %H:%M}"
    return f"{window.start:%a %d.%m. %H:%M} - {end}{' at' if window.at else ''}"


def laid(wish: TimeReading, now: datetime = NOW) -> str:
    window = lay_over(wish, HOURS, now)
    assert isinstance(window, CallbackWindow), window
    return written(window)


def refused(wish: TimeReading, now: datetime = NOW) -> tuple[str, list[str]]:
    refusal = lay_over(wish, HOURS, now)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason, [written(window) for window in refusal.alternatives]


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        # um zehn: the company's window length
        (at("26. 10:00"), "Thu 26.11. 10:00 - 11:00 at"),
        # at most until the break or the closing
        (at("26. 11:30"), "Thu 26.11. 11:30 - 12:00 at"),
        (at("26. 17:45"), "Thu 26.11. 17:45 - 18:00 at"),
        # jetzt: seconds do not make it past
        (at("25. 10:03"), "Wed 25.11. 10:03 - 11:03 at"),
        # drei Uhr dreißig: not at night if its twin by day can be met
        (at("26. 03:30", within_hours=at("26. 15:30")), "Thu 26.11. 15:30 - 16:30 at"),
    ],
)
def test_a_single_time_gets_a_window(wish: TimeReading, window: str) -> None:
    assert laid(wish) == window


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        # morgen; morgen Vormittag; morgen zwischen 11 und 14; Freitagnachmittag
        (within("26.", "27."), "Thu 26.11. 08:00 - 18:00"),
        (within("26. 08:00", "26. 12:00"), "Thu 26.11. 08:00 - 12:00"),
        (within("26. 11:00", "26. 14:00"), "Thu 26.11. 11:00 - 14:00"),
        (within("27. 12:00", "27. 18:00"), "Fri 27.11. 12:00 - 14:00"),
        # in der Mittagspause: what of it is open
        (within("26. 12:00", "26. 14:00"), "Thu 26.11. 13:00 - 14:00"),
        # several days: first opening to last closing
        (within("30.", "7.12."), "Mon 30.11. 08:00 - Fri 04.12. 14:00"),
        (within("28.", "1.12."), "Mon 30.11. 08:00 - 17:00"),
        # what has passed is cut off, at a time that can be said
        (within("25.", "26."), "Wed 25.11. 10:05 - 17:00"),
        (within("23.", "30."), "Wed 25.11. 10:05 - Fri 27.11. 14:00"),
        # nächste Woche vormittags: hours that are not wanted end it
        (within("30. 08:00", "6.12. 12:00", daily=(time(8), time(12))), "Mon 30.11. 08:00 - 12:00"),
    ],
)
def test_a_day_or_a_part_of_it_becomes_its_opening_hours(wish: TimeReading, window: str) -> None:
    assert laid(wish) == window


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        # ab 15 Uhr; ab elf, when it is past ten; ab neun, when it is past ten
        (starting("26. 15:00"), "Thu 26.11. 15:00 - 18:00"),
        (starting("25. 11:00"), "Wed 25.11. 11:00 - 17:00"),
        (starting("25. 09:00"), "Wed 25.11. 10:05 - 17:00"),
        # ab Montag; ab Samstag
        (starting("30.", grain="day"), "Mon 30.11. 08:00 - 17:00"),
        (starting("28.", grain="day"), "Mon 30.11. 08:00 - 17:00"),
        # bis Freitag; vor zwölf; morgen vor zehn; bis Montag acht Uhr
        (until("28.", grain="day"), "Wed 25.11. 10:05 - Fri 27.11. 14:00"),
        (until("25. 12:00"), "Wed 25.11. 10:05 - 12:00"),
        (until("26. 10:00"), "Thu 26.11. 08:00 - 10:00"),
        (until("30. 08:00"), "Wed 25.11. 10:05 - Fri 27.11. 14:00"),
        # am Freitag ab zehn: the named day closes the open side
        (starting("27. 10:00", day_bound=(moment("27."), moment("28."))), "Fri 27.11. 10:00 - 14:00"),
    ],
)
def test_an_open_wish_is_closed_by_the_house(wish: TimeReading, window: str) -> None:
    assert laid(wish) == window


@pytest.mark.parametrize(
    ("wish", "now", "window"),
    [
        # so bald wie möglich
        (vague("soon"), "25. 10:03", "Wed 25.11. 10:05 - 17:00"),
        (vague("soon"), "25. 12:30", "Wed 25.11. 13:00 - 17:00"),
        (vague("soon"), "25. 16:55", "Thu 26.11. 08:00 - 18:00"),
        (vague("soon"), "27. 20:00", "Mon 30.11. 08:00 - 17:00"),
        # jederzeit
        (vague("any"), "25. 10:03", "Wed 25.11. 10:05 - Tue 01.12. 17:00"),
        # nächste Woche jederzeit
        (within("30.", "7.12.", vague="any"), "25. 10:03", "Mon 30.11. 08:00 - Fri 04.12. 14:00"),
    ],
)
def test_a_vague_wish_begins_at_the_next_opening(wish: TimeReading, now: str, window: str) -> None:
    today = moment(now)
    assert today
    assert laid(replace(wish, start=today) if wish.kind == "open" else wish, today) == window


def test_after_long_holidays_a_vague_wish_still_finds_a_day() -> None:
    rare = OpeningHours(((), (), (), (), (), (), ()), "BY")

    assert lay_over(vague("soon"), rare, NOW) == Refusal("closed")
    one_day = OpeningHours((*[()] * 4, (Span(time(8), time(14)),), (), ()), "BY")
    # The next two Fridays are Christmas and New Year's Day.
    window = lay_over(vague("any"), one_day, datetime(2026, 12, 18, 15))
    assert isinstance(window, CallbackWindow)
    assert written(window) == "Fri 08.01. 08:00 - 14:00"


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        # jederzeit außer freitags; heute nicht
        (
            vague("any", excluded=(within("27.", "28.", weekdays=frozenset({4})),)),
            "Wed 25.11. 10:05 - Thu 26.11. 18:00",
        ),
        (vague("any", excluded=(within("25.", "26."),)), "Thu 26.11. 08:00 - Tue 01.12. 17:00"),
        # nächste Woche, nicht am Montag
        (within("30.", "7.12.", excluded=(within("30.", "1.12."),)), "Tue 01.12. 08:00 - Fri 04.12. 14:00"),
        # morgen, nur nicht zwischen zehn und zwölf; vormittags nie
        (within("26.", "27.", excluded=(within("26. 10:00", "26. 12:00"),)), "Thu 26.11. 08:00 - 10:00"),
        (
            within(
                "26.",
                "27.",
                excluded=(TimeReading(None, None, "interval", "hour", (0, 1), 1.0, daily=(time(8), time(12))),),
            ),
            "Thu 26.11. 13:00 - 18:00",
        ),
    ],
)
def test_what_the_caller_refuses_is_left_out(wish: TimeReading, window: str) -> None:
    assert laid(wish) == window


def test_a_refused_hour_is_not_the_window_of_a_single_time() -> None:
    nothing_on_thursday = at("26. 10:00", excluded=(within("26.", "27."),))

    assert refused(nothing_on_thursday)[0] == "closed"


@pytest.mark.parametrize(
    ("wish", "window"),
    [
        # werktags nach 17 Uhr: today closes then, Thursday an hour later
        (starting("25. 17:00", weekdays=frozenset(range(5))), "Thu 26.11. 17:00 - 18:00"),
        # freitags, and the next two Fridays are holidays
        (within("25.12.", "26.12.", weekdays=frozenset({4})), "Fri 08.01. 08:00 - 14:00"),
    ],
)
def test_a_repeated_wish_takes_the_first_day_it_can(wish: TimeReading, window: str) -> None:
    now = NOW if wish.weekdays != frozenset({4}) else datetime(2026, 12, 23, 9)
    assert laid(wish, now) == window


def test_of_several_wishes_the_first_that_can_be_met_counts() -> None:
    monday, saturday = within("30.", "1.12."), within("28.", "29.")

    assert laid(within("30.", "1.12.", alternatives=(saturday,))) == "Mon 30.11. 08:00 - 17:00"
    assert laid(within("28.", "29.", alternatives=(monday,))) == "Mon 30.11. 08:00 - 17:00"


@pytest.mark.parametrize(
    ("wishes", "windows"),
    [
        ([at("26. 09:00"), at("27. 11:00")], ["Thu 26.11. 09:00 - 10:00 at", "Fri 27.11. 11:00 - 12:00 at"]),
        # in the caller's order; closed on Saturday
        (
            [at("30. 11:00"), at("28. 11:00"), at("27. 11:00")],
            ["Mon 30.11. 11:00 - 12:00 at", "Fri 27.11. 11:00 - 12:00 at"],
        ),
        # "drei Uhr dreißig": one of its two meanings
        (
            [at("26. 03:30", within_hours=at("26. 15:30")), at("27. 11:00")],
            ["Thu 26.11. 15:30 - 16:30 at", "Fri 27.11. 11:00 - 12:00 at"],
        ),
        # what lies within an earlier one tells nothing more
        ([within("26.", "27."), at("26. 09:00")], ["Thu 26.11. 08:00 - 18:00"]),
        ([at("28. 11:00"), within("29.", "30.")], []),
    ],
)
def test_every_wish_that_can_be_met_has_its_window(wishes: list[TimeReading], windows: list[str]) -> None:
    wish = replace(wishes[0], alternatives=tuple(wishes[1:]))

    assert [written(window) for window in lay_all_over(wish, HOURS, NOW)] == windows


def test_what_is_refused_is_left_out_of_every_window() -> None:
    no_noon = TimeReading(None, None, "interval", "hour", (0, 1), 1.0, daily=(time(10), time(14)))
    wish = within("26.", "27.", alternatives=(within("27.", "28."),), excluded=(no_noon,))

    windows = [written(window) for window in lay_all_over(wish, HOURS, NOW)]

    assert windows == ["Thu 26.11. 08:00 - 10:00", "Fri 27.11. 08:00 - 10:00"]


@pytest.mark.parametrize(
    ("wish", "onwards"),
    [
        (starting("27. 10:00", day_bound=(moment("27."), moment("28."))), True),
        (starting("27. 07:00", day_bound=(moment("27."), moment("28."))), False),
        (starting("27. 10:00", day_bound=(moment("27."), moment("27. 12:00"))), False),
        (starting("28."), False),
        (within("27. 10:00", "28."), False),
        (at("27. 10:00"), False),
    ],
)
def test_a_window_knows_that_only_its_begin_was_wished(wish: TimeReading, onwards: bool) -> None:
    window = lay_over(wish, HOURS, NOW)
    assert isinstance(window, CallbackWindow)
    assert window.onwards is onwards
    assert CallbackWindow.from_slot(window.as_slot()) == window


def test_if_none_can_be_met_the_first_is_answered() -> None:
    wish = at("25. 09:00", alternatives=(at("28. 09:00"),))

    assert refused(wish)[0] == "past"


@pytest.mark.parametrize(
    ("wish", "reason", "alternatives"),
    [
        # heute um neun, when it is past ten: as soon as possible, or the same time tomorrow
        (at("25. 09:00"), "past", ["Wed 25.11. 10:05 - 11:05 at", "Thu 26.11. 09:00 - 10:00 at"]),
        (within("24.", "25."), "past", ["Wed 25.11. 10:05 - 17:00", "Thu 26.11. 08:00 - 18:00"]),
        (until("25. 10:00"), "past", ["Thu 26.11. 08:00 - 10:00", "Fri 27.11. 08:00 - 10:00"]),
        # heute um 20 Uhr; morgen um halb eins: by hours
        (at("25. 20:00"), "closed", ["Wed 25.11. 16:00 - 17:00 at", "Thu 26.11. 08:00 - 09:00 at"]),
        (at("26. 12:30"), "closed", ["Thu 26.11. 11:00 - 12:00 at", "Thu 26.11. 13:00 - 14:00 at"]),
        # exactly at closing
        (at("25. 17:00"), "closed", ["Wed 25.11. 16:00 - 17:00 at", "Thu 26.11. 08:00 - 09:00 at"]),
        # a minute before closing, before the break: nobody can call in that
        (at("25. 16:59"), "closed", ["Wed 25.11. 16:00 - 17:00 at", "Thu 26.11. 08:00 - 09:00 at"]),
        (at("26. 11:55"), "closed", ["Thu 26.11. 11:00 - 12:00 at", "Thu 26.11. 13:00 - 14:00 at"]),
        # Sonntag um drei; Sonntag; am Wochenende: by days
        (at("29. 15:00"), "closed", ["Mon 30.11. 15:00 - 16:00 at", "Tue 01.12. 15:00 - 16:00 at"]),
        (within("29.", "30."), "closed", ["Mon 30.11. 08:00 - 17:00", "Tue 01.12. 08:00 - 17:00"]),
        (within("28.", "30."), "closed", ["Mon 30.11. 08:00 - 17:00", "Fri 27.11. 08:00 - 14:00"]),
        # abends: the last hours of the day, and those that come nearest to them on another
        (within("25. 18:00", "25. 22:00"), "closed", ["Wed 25.11. 16:00 - 17:00", "Thu 26.11. 17:00 - 18:00"]),
        (within("27. 18:00", "27. 22:00"), "closed", ["Fri 27.11. 13:00 - 14:00", "Thu 03.12. 17:00 - 18:00"]),
        # nach 17 Uhr: the day that is open so long
        (starting("25. 17:00"), "closed", ["Thu 26.11. 17:00 - 18:00", "Wed 25.11. 16:00 - 17:00"]),
        # nachts um halb vier, and its twin is refused too
        (at("25. 03:30", within_hours=at("28. 15:30")), "closed", ["Mon 30.11. 15:30 - 16:30 at"]),
        # an Weihnachten um zehn; am 6. Januar
        (at("25.12. 10:00"), "holiday", ["Thu 24.12. 10:00 - 11:00 at", "Wed 23.12. 10:00 - 11:00 at"]),
        (within("6.1.2027", "7.1.2027"), "holiday", ["Thu 07.01. 08:00 - 18:00", "Tue 05.01. 08:00 - 17:00"]),
        # in einem Jahr: the last days that can be planned
        (at("25.11.2027 10:00"), "too_far", ["Fri 22.01. 10:00 - 11:00 at", "Thu 21.01. 10:00 - 11:00 at"]),
    ],
)
def test_a_refusal_names_the_reason_and_what_comes_close(
    wish: TimeReading, reason: str, alternatives: list[str]
) -> None:
    found = refused(wish)

    assert found[0] == reason
    assert found[1][: len(alternatives)] == alternatives


def test_now_on_a_closed_day_is_offered_the_next_opening() -> None:
    sunday = datetime(2026, 11, 29, 10, 3)

    assert refused(at("29. 10:03"), sunday) == (
        "closed",
        ["Mon 30.11. 08:00 - 09:00 at", "Mon 30.11. 10:03 - 11:03 at"],
    )


def test_today_after_closing_is_past() -> None:
    evening = datetime(2026, 11, 25, 19)

    assert refused(within("25.", "26."), evening)[0] == "past"
    assert refused(within("25. 12:00", "25. 18:00"), datetime(2026, 11, 25, 17, 30))[0] == "past"


def test_the_last_minutes_of_a_day_are_no_window() -> None:
    assert refused(within("25.", "26."), datetime(2026, 11, 25, 16, 56))[0] == "past"


def test_alternatives_are_always_in_the_future_and_never_overlap() -> None:
    for hour in range(24 * 14):
        wish = TimeReading(datetime(2026, 11, 18) + timedelta(hours=hour), None, "instant", "hour", (0, 1), 1.0)
        found = lay_over(wish, HOURS, NOW)
        if isinstance(found, CallbackWindow):
            assert HOURS.is_open(found.start)
            continue
        assert 1 <= len(found.alternatives) <= 2
        assert all(window.start >= NOW and HOURS.is_open(window.start) for window in found.alternatives)
        assert len({window.start for window in found.alternatives}) == len(found.alternatives)


def test_the_last_day_that_can_be_planned_is_taken() -> None:
    short = OpeningHours(HOURS.week, "BY", ahead=timedelta(days=1))

    assert isinstance(lay_over(at("26. 10:00"), short, NOW), CallbackWindow)
    refusal = lay_over(at("27. 10:00"), short, NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "too_far"
    assert written(refusal.alternatives[0]) == "Thu 26.11. 10:00 - 11:00 at"


def test_the_length_of_a_single_time_is_the_companys() -> None:
    short = OpeningHours(HOURS.week, "BY", single=timedelta(minutes=15))
    window = lay_over(at("26. 10:00"), short, NOW)

    assert isinstance(window, CallbackWindow)
    assert written(window) == "Thu 26.11. 10:00 - 10:15 at"


def test_a_window_survives_its_slot() -> None:
    window = CallbackWindow(datetime(2026, 11, 26, 10), datetime(2026, 11, 26, 11), at=True)

    slot = {"start": "2026-11-26T10:00:00", "end": "2026-11-26T11:00:00", "at": True, "onwards": False}
    assert window.as_slot() == slot
    assert CallbackWindow.from_slot({**window.as_slot(), "text": "um zehn"}) == window


@pytest.mark.parametrize(
    ("start", "end", "stored"),
    [
        # summer and winter
        ("2026-07-01T10:00", "2026-07-01T11:00", ("2026-07-01T10:00:00+02:00", "2026-07-01T11:00:00+02:00")),
        ("2026-11-26T10:00", "2026-11-26T11:00", ("2026-11-26T10:00:00+01:00", "2026-11-26T11:00:00+01:00")),
        # over the change to winter time
        ("2026-10-24T08:00", "2026-10-26T17:00", ("2026-10-24T08:00:00+02:00", "2026-10-26T17:00:00+01:00")),
        # in the hour that the change to summer time skips: never turned round
        ("2026-03-29T02:30", "2026-03-29T03:00", ("2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00")),
    ],
)
def test_stored_times_carry_the_berlin_offset_of_their_day(start: str, end: str, stored: tuple[str, str]) -> None:
    window = CallbackWindow(datetime.fromisoformat(start), datetime.fromisoformat(end))

    assert tuple(bound.isoformat() for bound in window.moments()) == stored


def test_what_is_reckoned_from_now_begins_with_the_nearest_full_five_minutes() -> None:
    assert laid(at("25. 11:02", grain="minute", reckoned=True)) == "Wed 25.11. 11:00 - 12:00 at"
    assert laid(at("25. 11:03", grain="minute", reckoned=True)) == "Wed 25.11. 11:05 - 12:00 at"
    assert laid(at("25. 13:05", grain="minute", reckoned=True)) == "Wed 25.11. 13:05 - 14:05 at"
    assert laid(at("25. 10:06", grain="minute", reckoned=True)) == "Wed 25.11. 10:05 - 11:05 at"
    assert laid(at("25. 10:06", grain="minute", reckoned=True), NOW.replace(minute=6)) == "Wed 25.11. 10:10 - 11:10 at"
    assert laid(at("25. 11:03", grain="minute")) == "Wed 25.11. 11:03 - 12:00 at"
