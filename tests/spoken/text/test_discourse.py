"""What takes back a word and what means nothing, beside times, numbers and names alike."""

from datetime import datetime
from itertools import cycle, product

import pytest

from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.text.discourse import Beside, fillers, hesitates, repair_at, repairs
from rueckruf.spoken.time.callback_time import read_callback_time
from tests.support.cases import each

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9)
ANSWERS: tuple[Beside, ...] = ("callback_time", "phone_number", "caller_name")
PHRASES = sorted(frozenset[tuple[str, ...]]().union(*map(repairs, ANSWERS)))
#: Where a phrase takes nothing back, and why.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("moment", "phone_number"): "the caller only looks the number up",
    ("ne", "phone_number"): "the article of the next digit: 'ne Sieben'",
    ("doch nicht", "callback_time"): "refuses: 'Mittwoch doch nicht'",
    ("versprochen", "callback_time"): "tells of the past: 'mir wurde Mittwoch versprochen'",
    ("beziehungsweise", "callback_time"): "names an alternative",
    ("beziehungsweise", "phone_number"): "names a second number",
    ("sondern", "callback_time"): "answers a 'nicht', which the time grammar reads",
    ("sondern", "phone_number"): "answers a 'nicht', which changes of a number read",
    ("nochmal", "callback_time"): "the call is wanted again",
    ("nochmal", "phone_number"): "digits are said again",
    ("doch lieber", "phone_number"): "a wish and no slip",
    ("doch lieber", "caller_name"): "a wish and no slip",
    **{
        (phrase, answer): "turns digits round"
        for phrase in ("andersrum", "anders rum", "andersherum", "umgekehrt")
        for answer in ("callback_time", "caller_name")
    },
    **{
        (phrase, answer): reason
        for phrase in ("naa", "nae", "naeae")
        for answer, reason in (("callback_time", "refuses: 'Mittwoch naa'"), ("caller_name", "refuses a number"))
    },
    ("mist", "callback_time"): "is about the matter",
    ("mist", "caller_name"): "is about the matter",
}
TAKING_BACK = [
    (" ".join(phrase), answer)
    for phrase, answer in product(PHRASES, ANSWERS)
    if (" ".join(phrase), answer) not in EXCEPTIONS
]


def phrases_beside(answer: Beside) -> list[str]:
    return [phrase for phrase, beside in TAKING_BACK if beside == answer]


def test_a_phrase_takes_back_beside_every_answer_but_the_exceptions() -> None:
    listed = {(" ".join(phrase), answer) for answer in ANSWERS for phrase in repairs(answer)}

    assert listed == set(TAKING_BACK)


def in_turn(answer: Beside, *sentences: str) -> list[str]:
    """Each phrase in one of the sentences: there are near two thousand ways to take something back."""
    return [said.format(phrase) for said, phrase in zip(cycle(sentences), phrases_beside(answer), strict=False)]


@each(
    "said",
    in_turn("phone_number", "null drei null vier, {}, zwei drei eins zwei fünf null null sechs", "030 4 {} 23125006"),
)
def test_a_digit_is_taken_back(said: str) -> None:
    reading = read_phone_number(said, expected=True)

    assert reading is not None
    assert reading.e164 == "+493023125006"


@each(
    "said", in_turn("caller_name", "Müller, {}, Meier", "mein Name ist Müller, {}, Meier", "Müller, äh, {}, äh, Meier")
)
def test_a_name_is_taken_back(said: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert reading.full == "Meier"


@each("said", in_turn("callback_time", "um zehn, {}, um elf", "morgen um zehn, {}, um elf", "um zehn, äh, {} um elf"))
def test_an_hour_is_taken_back(said: str) -> None:
    reading = read_callback_time(said, NOW)

    assert reading is not None
    assert reading.start is not None
    assert (reading.start.hour, reading.alternatives) == (11, ())


@each("phrase", phrases_beside("callback_time"))
def test_a_day_is_taken_back(phrase: str) -> None:
    reading = read_callback_time(f"am Mittwoch um zehn, {phrase}, am Donnerstag", NOW)

    assert reading is not None
    assert (reading.start, reading.alternatives) == (datetime(2026, 3, 12, 10), ())


@pytest.mark.parametrize(
    "said", ["Sie hatten versprochen, dass sich am Mittwoch jemand meldet", "jetzt hab ich mich verdrückt"]
)
def test_a_slip_or_a_promise_is_no_wish(said: str) -> None:
    assert read_callback_time(said, NOW) is None


@pytest.mark.parametrize("said", ["um zehn, doch nicht, um elf", "am Mittwoch um zehn, doch nicht, Donnerstag um elf"])
def test_doch_nicht_between_pauses_refuses_what_was_said(said: str) -> None:
    reading = read_callback_time(said, NOW)

    assert reading is not None
    assert reading.start is not None
    assert (reading.start.hour, reading.alternatives) == (11, ())


def test_doch_nicht_before_a_time_refuses_that() -> None:
    reading = read_callback_time("am Mittwoch, doch nicht am Vormittag", NOW)

    assert reading is not None
    assert reading.start == datetime(2026, 3, 11)
    assert reading.excludes(datetime(2026, 3, 11, 9))


@pytest.mark.parametrize(
    ("words", "index", "width"),
    [
        (["zehn", "ich", "habe", "mich", "versprochen", "elf"], 1, 4),
        (["zehn", "ich", "habe", "zeit"], 1, 0),
        (["nein"], 0, 1),
        (["nein"], 1, 0),
        ([], 0, 0),
    ],
)
def test_the_longest_phrase_counts(words: list[str], index: int, width: int) -> None:
    assert repair_at(tuple(words), index, "callback_time") == width


@pytest.mark.parametrize(
    "said", ["um zehn {} ich habe mich vertan {} um elf", "um zehn, {}, nein, {}, um elf", "{} um elf {}"]
)
@each("filler", sorted(fillers()))
def test_fillers_mean_nothing_beside_a_time(said: str, filler: str) -> None:
    reading = read_callback_time(said.replace("{}", filler), NOW)

    assert reading is not None
    assert reading.start == datetime(2026, 3, 10, 11)


def test_a_sound_is_a_filler_that_may_stand_inside_an_answer() -> None:
    assert hesitates("aehm")
    assert not hesitates("tja")
    assert {"aehm", "tja"} <= fillers()
