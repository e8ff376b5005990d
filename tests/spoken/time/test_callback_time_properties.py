"""Time -> spoken German -> the same time, for any time and any way of saying it."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rueckruf.spoken.aloud.times import say_clock, say_number, say_ordinal, say_window
from rueckruf.spoken.text.phrases import pattern_of
from rueckruf.spoken.time.blanks import tells_no_time
from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time
from rueckruf.spoken.time.grammar import chunks
from rueckruf.spoken.time.lexicon import entries
from rueckruf.spoken.time.words import words_of

pytestmark = [pytest.mark.unit, pytest.mark.thorough]

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
DAY = timedelta(days=1)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
minutes = st.integers(0, 11).map(lambda step: step * 5)
office_hours = st.integers(8, 17)


def read(text: str, now: datetime) -> TimeReading:
    reading = read_callback_time(text, now)
    assert reading is not None, text
    return reading


def ways(hour: int, minute: int) -> list[str]:
    """Ways to say a time inside office hours, also with the twelve-hour clock."""
    name = say_number(hour % 12 or 12) if hour != 13 else "eins"
    following = "eins" if hour == 12 else say_number(hour % 12 + 1)
    said = [
        f"um {say_clock(hour, minute)}",
        f"{hour}:{minute:02} Uhr",
        f"{hour} Uhr {minute}" if minute else f"{hour} Uhr",
    ]
    if minute == 0:
        said += [f"um {name}", f"gegen {name}", f"so um {name} rum"]
    elif minute == 30:
        said += [f"um halb {following}", f"halb {following}"]
    elif minute == 15:
        said += [f"Viertel nach {name}", f"um viertel {following}"]
    elif minute == 45:
        said += [f"um Viertel vor {following}", f"dreiviertel {following}", f"drei viertel {following}"]
    elif minute < 25:
        said += [f"um {say_number(minute)} nach {name}", f"{minute} nach {name}"]
    elif minute in (25, 35):
        side = "vor" if minute == 25 else "nach"
        said += [f"fünf {side} halb {following}"]
    else:
        said += [f"{say_number(60 - minute)} vor {following}", f"um {60 - minute} vor {following}"]
    return said


def day_ways(day: datetime) -> list[str]:
    """Ways to name a date."""
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    number, position = say_ordinal(day.day), say_ordinal(day.month)
    return [
        f"am {number} {month}",
        f"am {number} {position}",
        f"am {day.day}. {day.month}.",
        f"am {day.day}.{day.month}.",
        f"am {weekday}, dem {number} {month}",
        f"{weekday} {day.day}. {month}",
        f"{day:%d.%m.%Y}",
        f"am {number} {month} {say_number(day.year)}",
    ]


@given(moments, st.integers(0, 300), office_hours, minutes, st.data())
def test_a_day_and_a_clock_come_back(now: datetime, ahead: int, hour: int, minute: int, data: st.DataObject) -> None:
    wanted = datetime.combine(now.date(), time(hour, minute)) + (ahead + 1) * DAY
    text = f"{data.draw(st.sampled_from(day_ways(wanted)))} {data.draw(st.sampled_from(ways(hour, minute)))}"

    assert read(text, now).start == wanted
    assert read(text.lower(), now).start == wanted


@given(moments, office_hours, minutes, st.data())
def test_a_clock_alone_is_the_next_one(now: datetime, hour: int, minute: int, data: st.DataObject) -> None:
    wanted = datetime.combine(now.date(), time(hour, minute))
    wanted += DAY if wanted < now else timedelta()

    assert read(data.draw(st.sampled_from(ways(hour, minute))), now).start == wanted


@given(moments, st.integers(0, 400), st.integers(0, 23), minutes)
def test_what_is_read_back_is_understood_again(now: datetime, ahead: int, hour: int, minute: int) -> None:
    wanted = datetime.combine(now.date(), time(hour, minute)) + ahead * DAY
    # at night "um zwei Uhr" cannot be told from the afternoon, and the hour of the clock change does not exist
    if not hour >= 8 or wanted < now:
        return

    assert read(say_window(wanted, None, now), now).start == wanted


@given(moments, st.integers(0, 300), st.integers(8, 16), st.integers(1, 5), st.sampled_from([0, 30]))
def test_a_window_read_back_is_understood_again(now: datetime, ahead: int, hour: int, length: int, minute: int) -> None:
    start = datetime.combine(now.date(), time(hour, minute)) + ahead * DAY
    end = start + timedelta(hours=length)
    if start < now:
        return
    reading = read(say_window(start, end, now), now)

    assert (reading.start, reading.end) == (start, end)


@given(
    moments,
    office_hours,
    st.integers(1, 5),
    st.sampled_from(["zwischen {} und {}", "von {} bis {} Uhr", "{} bis {} Uhr"]),
)
def test_a_range_keeps_both_bounds(now: datetime, hour: int, length: int, frame: str) -> None:
    last = min(hour + length, 18)
    reading = read(f"morgen {frame.format(say_number(hour), say_number(last))}", now)
    tomorrow = datetime.combine(now.date(), time()) + DAY

    assert (reading.start, reading.end) == (tomorrow.replace(hour=hour), tomorrow.replace(hour=last))


@given(moments, office_hours, minutes, st.lists(st.integers(0, 9), min_size=9, max_size=11), st.booleans(), st.data())
def test_a_telephone_number_around_it_changes_nothing(
    now: datetime, hour: int, minute: int, digits: list[int], before: bool, data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(ways(hour, minute)))
    number = (
        " ".join(map(say_number, [0, 1, *digits])) if data.draw(st.booleans()) else f"01{''.join(map(str, digits))}"
    )
    text = f"unter {number} morgen {said}" if before else f"morgen {said} bitte unter {number}"

    assert read(text, now).start == read(f"morgen {said}", now).start


@given(moments, st.sampled_from(["nein", "ach nein", "Quatsch", "Korrektur", "äh nein"]), office_hours, office_hours)
def test_the_last_word_counts(now: datetime, marker: str, first: int, second: int) -> None:
    text = f"morgen um {say_clock(first)}, {marker}, um {say_clock(second)}"

    assert read(text, now).start == read(f"morgen um {say_clock(second)}", now).start
    assert not read(text, now).alternatives


phrases = sorted({" ".join(word for choice in pattern_of(said) for word in choice[-1]) for said, _, _ in entries()})
numbers = ["drei", "zwölf", "dreißig", "null", "15", "3.", "31.", "0176", "2027", ":", ".", "zweiten"]
words = st.one_of(st.sampled_from(phrases), st.sampled_from(numbers))


@settings(max_examples=500)
@example(datetime(2026, 1, 1), "an Dienstagen 0/0")
@given(moments, st.one_of(st.text(max_size=60), st.lists(words, max_size=12).map(" ".join)))
def test_any_text_gives_nothing_or_a_sound_reading(now: datetime, text: str) -> None:
    reading = read_callback_time(text, now)

    for found in (reading, *(reading.alternatives if reading else ())):
        if found is None:
            continue
        assert 0 < found.confidence <= 1
        assert 0 <= found.span[0] < found.span[1] <= len(text)
        if found.kind == "interval":
            assert found.start is not None
            assert found.end is not None
            assert found.start < found.end
        elif found.kind == "instant":
            assert found.start is not None
            assert found.end is None
        else:
            assert (found.start is None) != (found.end is None)


@settings(max_examples=8)
@given(st.lists(words, min_size=1, max_size=4))
def test_endless_repetition_is_survived(said: list[str]) -> None:
    """Ten kilobytes of the same words neither exhaust the stack nor raise."""
    phrase = " ".join(said) + " "

    read_callback_time(phrase * (10_000 // len(phrase)), datetime(2026, 7, 28, 10))


companions = [phrase for phrase in phrases if tells_no_time(words_of(phrase))]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(companions), min_size=1, max_size=8).map(" ".join))
def test_words_that_only_stand_around_a_time_tell_none(text: str) -> None:
    heard = words_of(text)
    assume(tells_no_time(heard))

    assert not any(chunk.wish for chunk in chunks(heard, datetime(2026, 3, 10, 9)))
