"""Any number in any style of dictation is the same number, and every word of the tables does its work."""

from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rueckruf.spoken.aloud.read_back import say_phone_number
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import vocabulary
from tests.support.cases import each

pytestmark = pytest.mark.unit

UNITS = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
TEENS = ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
TENS = ["-", "-", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
DRAMA = (("30", "23125", 3), ("69", "90009", 3), ("221", "4710", 3), ("171", "39200", 2), ("176", "040690", 2))

Say = Callable[[str], str]


def single(group: str) -> str:
    return " ".join(UNITS[int(digit)] for digit in group)


def zwo(group: str) -> str:
    return single(group).replace("zwei", "zwo")


def compound(group: str, joint: str = "und") -> str:
    """ "siebenundsechzig", "zweihundertdrei"; single digits where German has no word of that many digits."""
    if group[0] == "0" or len(group) == 1:
        return single(group)
    if len(group) == 3:
        rest = group[1:].lstrip("0")
        hundreds = UNITS[int(group[0])].removesuffix("s" if group[0] == "1" else "-")
        return f"{hundreds}hundert" + (compound(rest, joint) if rest else "")
    ten, unit = int(group[0]), int(group[1])
    if ten == 1:
        return TEENS[unit]
    return TENS[ten] if unit == 0 else ("ein" if unit == 1 else UNITS[unit]) + joint + TENS[ten]


def split_compound(group: str) -> str:
    return compound(group, " und ")


def repeated(group: str) -> str:
    if len(group) == 1 or len(set(group)) > 1:
        return single(group)
    return {2: "doppel", 3: "dreimal die"}[len(group)] + f" {UNITS[int(group[0])]}"


def plural(group: str) -> str:
    if len(group) == 1 or len(set(group)) > 1 or group[0] == "7":
        return single(group)
    return f"{UNITS[len(group)]} {UNITS[int(group[0])]}en"


def figures(group: str) -> str:
    return group


def cut(digits: str, sizes: list[int]) -> list[str]:
    """``digits`` in groups of ``sizes``, the last one taking what is left in threes."""
    groups = []
    for size in (*sizes, *[3] * len(digits)):
        if digits:
            groups.append(digits[:size])
            digits = digits[size:]
    return groups


def number_in(text: str, expected: bool = False) -> str | None:
    """The number found, None if there is none or only a part."""
    reading = read_phone_number(text, expected=expected)
    return reading.e164 if reading else None


@each("filler", [*vocabulary("dictation")["fillers"], *sorted(fillers())])
def test_a_number_goes_on_after_every_filler(filler: str) -> None:
    assert number_in(f"null drei null {filler} zwei drei eins zwei fünf null null sechs") == "+493023125006"


@each("thing", vocabulary("other_numbers")["labels"])
def test_numbers_of_other_things_are_no_phone_numbers(thing: str) -> None:
    assert number_in(f"{thing} null drei null zwei drei eins zwei fünf null null sechs") is None


@each("unit", vocabulary("other_numbers")["units"])
def test_the_number_before_a_unit_is_left_out(unit: str) -> None:
    assert number_in(f"null drei null zwei drei eins zwei fünf null null sechs, drei {unit}") == "+493023125006"


@each("word", vocabulary("other_numbers")["before"])
def test_a_small_number_after_such_a_word_is_something_else(word: str) -> None:
    assert read_phone_number(f"{word} fünfzehn", expected=True) is None


@each("word", vocabulary("other_numbers")["after"])
def test_a_small_number_before_such_a_word_is_something_else(word: str) -> None:
    assert read_phone_number(f"zehn {word} acht", expected=True) is None


@each(
    ("country", "word"),
    [(code, word) for code, listed in vocabulary("phone_number")["countries"].items() for word in listed],
)
def test_a_country_named_gives_its_code(country: str, word: str) -> None:
    example = phonenumbers.example_number(country)
    assert example is not None
    national = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)

    assert number_in(f"{word} nummer {national}", expected=True) == phonenumbers.format_number(
        example, phonenumbers.PhoneNumberFormat.E164
    )


styles = st.sampled_from([single, zwo, compound, split_compound, repeated, plural, figures])
prefixes = st.sampled_from(["null", "plus neunundvierzig", "null null neun und vierzig", "+49", "0", "0049"])
pauses = st.sampled_from([" ", ", ", ". ", " - ", " äh ", " und dann ", " moment ", " ja genau "])
carriers = st.sampled_from(
    ["{}", "meine Nummer ist die {}", "rufen Sie mich unter {} an", "{} bitte", "von acht bis zwölf Uhr unter {}"]
)
numbers = st.sampled_from(DRAMA).flatmap(
    lambda entry: st.integers(0, 10 ** entry[2] - 1).map(lambda rest: (entry[0], f"{entry[1]}{rest:0{entry[2]}}"))
)
sizes = st.lists(st.integers(1, 3), min_size=1, max_size=8)


@pytest.mark.thorough
@settings(max_examples=400)
@given(numbers, sizes, prefixes, styles, styles, pauses, carriers)
def test_any_grouping_gives_the_same_number(
    number: tuple[str, str], sizes: list[int], prefix: str, say_area: Say, say: Say, pause: str, carrier: str
) -> None:
    area, rest = number
    dictated = pause.join([f"{prefix} {say_area(area)}", *(say(group) for group in cut(rest, sizes))])
    reading = read_phone_number(carrier.format(dictated))

    assert reading is not None
    assert reading.e164 == f"+49{area}{rest}"


@pytest.mark.thorough
@settings(max_examples=200)
@given(numbers, sizes, st.sampled_from([compound, split_compound]), st.data())
def test_a_group_said_wrong_and_then_right_counts_once(
    number: tuple[str, str], sizes: list[int], say: Say, data: st.DataObject
) -> None:
    area, rest = number
    groups = cut(rest, sizes)
    at = data.draw(st.integers(0, len(groups) - 1))
    offset = data.draw(st.integers(1, 9))
    wrong = groups[at][:-1] + str((int(groups[at][-1]) + offset) % 10)
    correction = data.draw(st.sampled_from(["nein", "quatsch", "äh nein", "falsch", "ich meine", "stimmt nicht"]))
    spoken = [say(group) for group in groups]
    spoken[at] = f"{say(wrong)}, {correction}, {spoken[at]}"
    reading = read_phone_number(f"null {single(area)}, {', '.join(spoken)}")

    assert reading is not None
    assert reading.e164 == f"+49{area}{rest}"


@settings(max_examples=100)
@given(numbers, sizes, styles, st.integers(3, 7))
def test_two_breaths_give_the_same_number(number: tuple[str, str], sizes: list[int], say: Say, cut_at: int) -> None:
    area, rest = number
    digits = f"0{area}{rest}"
    first = read_phone_number(" ".join(map(single, digits[:cut_at])), expected=True)
    assert first is not None
    second = read_phone_number(
        "und dann " + " ".join(say(group) for group in cut(digits[cut_at:], sizes)), expected=True, given=first.digits
    )

    assert second is not None
    assert second.e164 == f"+49{area}{rest}"


@settings(max_examples=100)
@given(numbers)
def test_what_is_read_back_is_understood_again(number: tuple[str, str]) -> None:
    e164 = f"+49{''.join(number)}"
    reading = read_phone_number(say_phone_number(e164), expected=True)

    assert reading is not None
    assert reading.e164 == e164
