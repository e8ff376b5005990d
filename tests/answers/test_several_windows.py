"""Several times that suit the caller: the first that can be met is the window, the others are kept beside it."""

from typing import Any

import pytest

from rueckruf.answers.gathered import gathered
from rueckruf.answers.slot_words import slot_words
from rueckruf.data_check.voice import LONGEST_SECONDS, SPOKEN_SLOTS, seconds
from tests.dialogue.hearing import NAME, NUMBER, TUESDAY_TEN, asked_next, filled, hear

pytestmark = pytest.mark.unit

KNOWN = {"caller_name": NAME, "phone_number": NUMBER}


def say(words: str, slots: dict[str, Any] = KNOWN, intent: str = "inform_callback_time") -> dict[str, Any]:
    return hear(words, intent=intent, asked=asked_next(slots), slots=slots)[1]


def windows(slots: dict[str, Any]) -> list[tuple[str, str]]:
    """Begin and end of all, as "day hour:minute"."""
    found = [slots["callback_time"], *slots["callback_time"].get("others", ())]
    return [(window["start"][8:16].replace("T", " "), window["end"][8:16].replace("T", " ")) for window in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mittwoch oder Donnerstag, aber nicht vor zehn", [("11 10:00", "11 18:00"), ("12 10:00", "12 18:00")]),
        ("morgen um neun oder übermorgen um elf", [("11 09:00", "11 10:00"), ("12 11:00", "12 12:00")]),
        ("am Freitag um drei, sonst am Montag um drei", [("13 15:00", "13 16:00"), ("16 15:00", "16 16:00")]),
        ("entweder heute nachmittag oder morgen früh", [("10 12:00", "10 18:00"), ("11 08:00", "11 09:00")]),
        ("Mittwoch oder Freitag, jeweils zwischen neun und elf", [("11 09:00", "11 11:00"), ("13 09:00", "13 11:00")]),
        (
            "Montag, Mittwoch oder Freitag, immer vormittags",
            [("16 08:00", "16 12:00"), ("11 08:00", "11 12:00"), ("13 08:00", "13 12:00")],
        ),
        # closed: the others count
        ("Samstag oder Montag, jeweils um elf", [("16 11:00", "16 12:00")]),
        ("am Mittwoch, am Sonntag oder am Freitag um neun", [("11 09:00", "11 10:00"), ("13 09:00", "13 10:00")]),
        # what is refused is refused on every day
        ("Mittwoch oder Donnerstag, bitte nicht über Mittag", [("11 08:00", "11 12:00"), ("12 08:00", "12 12:00")]),
        ("morgen um neun", [("11 09:00", "11 10:00")]),
    ],
)
def test_are_kept_in_the_callers_order(words: str, found: list[tuple[str, str]]) -> None:
    assert windows(say(words)) == found


def test_are_stored_with_all_the_words() -> None:
    kept = gathered(say("Rufen Sie mich morgen um neun oder übermorgen um elf an"))
    assert kept["callback_text"] == "morgen um neun oder übermorgen um elf"
    assert [start.isoformat() for start, _ in kept["other_windows"]] == ["2026-03-12T11:00:00+01:00"]


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("Mittwoch oder Donnerstag, aber nicht vor zehn", "morgen oder übermorgen ab zehn Uhr"),
        ("Freitag um neun oder Montag um elf", "am Freitag um neun Uhr oder am Montag um elf Uhr"),
        ("Samstag oder Montag, jeweils um elf", "am Montag, dem sechzehnten März, um elf Uhr"),
    ],
)
def test_are_all_said(words: str, spoken: str) -> None:
    assert slot_words(say(words), TUESDAY_TEN)["callback_time"] == spoken


@pytest.mark.parametrize(
    "words", ["Donnerstag ab zehn oder Freitag ab elf", "Donnerstag um halb zehn oder Freitag um Viertel nach elf"]
)
def test_a_summary_of_two_is_no_longer_than_any(words: str) -> None:
    time = slot_words(say(words), TUESDAY_TEN)["callback_time"]
    said = f"Also: {{caller_name}}, {time}, {SPOKEN_SLOTS['phone_number']}. Stimmt das?"
    assert seconds(said) <= LONGEST_SECONDS


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nein, am Freitag um neun", [("13 09:00", "13 10:00")]),
        ("nein, doch lieber am Freitag um neun", [("13 09:00", "13 10:00")]),
        ("nein, Freitag oder Montag um neun", [("13 09:00", "13 10:00"), ("16 09:00", "16 10:00")]),
        ("nein, so bald wie möglich", [("10 10:00", "10 18:00")]),
        # the hour was said once for both days
        ("nein, erst ab elf", [("11 11:00", "11 18:00"), ("12 11:00", "12 18:00")]),
        ("nein, um elf", [("11 11:00", "11 12:00"), ("12 11:00", "12 12:00")]),
    ],
)
def test_a_correction_replaces_them_all(words: str, found: list[tuple[str, str]]) -> None:
    summary = say("Mittwoch oder Donnerstag ab zehn")
    assert windows(say(words, summary, "deny")) == found


def test_a_time_that_is_still_to_be_narrowed_leaves_none() -> None:
    summary = say("Mittwoch oder Donnerstag ab zehn")
    narrowed = say("nein, am Freitag", summary, "deny")
    assert windows(say("vormittags", narrowed)) == [("13 08:00", "13 12:00")]


def test_an_offer_that_is_taken_leaves_none() -> None:
    refused = say("nein, am Sonntag um zehn", say("Mittwoch oder Donnerstag ab zehn"), "deny")
    assert windows(say("ja gern", refused, "affirm")) == [("16 10:00", "16 11:00")]


def test_they_stay_where_the_wrong_time_was_right_after_all() -> None:
    summary = say("Mittwoch oder Donnerstag ab zehn")
    wrong = say("nein, die Zeit ist falsch", summary, "deny")
    assert "callback_start" not in gathered(wrong)
    kept = say("ach nein, lassen Sie das so", wrong, "deny")
    assert windows(kept) == windows(summary)


def test_saying_them_again_is_a_yes() -> None:
    summary = say("Mittwoch oder Donnerstag ab zehn", filled(callback_time=None, prompting=None))
    again = say("genau, Mittwoch oder Donnerstag ab zehn", {**summary, "prompting": None}, "affirm")
    assert again["confirmed"] is True


def test_another_second_time_is_news() -> None:
    summary = say("Mittwoch oder Donnerstag ab zehn")
    other = say("Mittwoch oder Freitag ab zehn", {**summary, "prompting": None})
    assert (other["confirmed"], windows(other)[1]) == (None, ("13 10:00", "13 18:00"))
