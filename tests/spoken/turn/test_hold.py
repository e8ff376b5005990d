"""Final prompts that become turns, moment by moment in milliseconds."""

import pytest

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.turn.hold import Hold, Said, joined

pytestmark = pytest.mark.unit

SILENT = 600
"""So long after the last word a prompt comes."""
WAITS = vocabulary("turn_end")["waits"]
HALF, REST = "Null drei null, zwei drei eins.", "zwei fünf null, vier zwei"
WHOLE = "Null drei null, zwei drei eins, zwei fünf null, vier zwei"


def holding(asked: str | None = "phone_number") -> Hold:
    return Hold(SILENT, asked)


def end_of(hold: Hold) -> int:
    assert hold.ends_at is not None
    return hold.ends_at


def ended(hold: Hold, at: int | None = None) -> Said:
    said = hold.take(end_of(hold) if at is None else at)
    assert said is not None
    return said


def test_nothing_ends_before_anything_is_heard() -> None:
    hold = holding()

    assert hold.ends_at is None
    assert hold.take(60_000) is None


def test_a_whole_answer_ends_when_its_prompt_comes() -> None:
    hold = holding("confirmed")

    hold.hear("Ja, das stimmt.", 5000)

    assert hold.ends_at == 5000
    assert hold.take(5000) == Said("Ja, das stimmt.", "confirmed")
    assert hold.take(9000) is None


def test_the_silence_before_the_prompt_counts() -> None:
    hold = holding()

    hold.hear(HALF, 5000)

    assert hold.ends_at == 5000 - SILENT + WAITS["incomplete"]
    assert hold.take(end_of(hold) - 1) is None
    assert ended(hold).text == HALF


def test_what_comes_meanwhile_is_joined_and_judged_as_one() -> None:
    hold = holding()
    hold.hear(HALF, 5000)

    hold.hear(f" {REST} ", 6800)

    assert hold.text == WHOLE
    assert hold.ends_at == 6800 - SILENT + WAITS["usual"]
    assert ended(hold) == Said(WHOLE, "phone_number")


def test_renewed_speech_keeps_the_turn_open_until_its_prompt_comes() -> None:
    hold = holding()
    hold.hear(HALF, 5000)

    hold.speak(7000)

    assert hold.take(5000 - SILENT + WAITS["incomplete"]) is None
    hold.hear(REST, 8500)
    assert hold.ends_at == 8500 - SILENT + WAITS["usual"]


def test_a_noise_without_a_prompt_does_not_keep_it_open_for_good() -> None:
    hold = holding()
    hold.hear(HALF, 5000)

    hold.speak(7000)

    assert hold.ends_at == 7000 + SILENT + WAITS["incomplete"]
    assert ended(hold).text == HALF


def test_speech_that_nothing_was_heard_of_opens_no_turn() -> None:
    hold = holding()

    hold.speak(1000)

    assert hold.ends_at is None


@pytest.mark.parametrize("late", ["Null drei null zwei drei eins.", HALF, HALF.upper()])
def test_a_prompt_that_comes_twice_is_heard_once(late: str) -> None:
    hold = holding()
    hold.hear(HALF, 5000)

    hold.hear(late, 5300)

    assert hold.text == HALF
    assert hold.ends_at == 5000 - SILENT + WAITS["incomplete"]


def test_a_prompt_that_comes_twice_opens_no_new_turn() -> None:
    hold = holding("confirmed")
    hold.hear("Ja.", 5000)
    hold.take(5000)
    hold.answer(None)

    hold.hear("ja", 5400)

    assert hold.ends_at is None


def test_digits_that_are_said_twice_are_two() -> None:
    hold = holding()
    hold.hear("zwei drei", 5000)

    hold.hear("zwei drei", 5000 + vocabulary("turn_end")["double"])

    assert hold.text == "zwei drei, zwei drei"


def test_a_prompt_without_words_changes_nothing() -> None:
    hold = holding()

    hold.hear("  ", 5000)

    assert hold.ends_at is None


def test_who_goes_on_before_we_answer_takes_the_place_of_what_they_said() -> None:
    hold = holding()
    hold.hear(HALF, 5000)
    hold.take(10_000)

    hold.hear(REST, 10_900)

    assert ended(hold) == Said(WHOLE, "phone_number")


def test_who_goes_on_over_the_first_words_of_our_answer_does_too() -> None:
    hold = holding()
    hold.hear(HALF, 5000)
    hold.take(10_000)
    hold.answer("callback_time")

    hold.interrupt(400)
    hold.hear(REST, 12_000)

    said = ended(hold)
    assert said == Said(WHOLE, "phone_number")
    hold.answer("callback_time")
    hold.hear("morgen um zehn", 20_000)
    assert ended(hold, 20_000) == Said("morgen um zehn", "callback_time")


def test_who_talks_over_a_question_that_they_heard_answers_it() -> None:
    hold = holding()
    hold.hear(WHOLE, 5000)
    hold.take(10_000)
    hold.answer("callback_time")

    hold.interrupt(vocabulary("turn_end")["hardly_heard"]["usual"])
    hold.hear("morgen um zehn", 14_000)

    assert ended(hold, 14_000) == Said("morgen um zehn", "callback_time")


@pytest.mark.parametrize(
    ("played", "said"),
    [
        (599, Said("Sabine Müller morgen um zehn", "caller_name")),
        (600, Said("morgen um zehn", "callback_time")),
    ],
)
def test_who_has_answered_and_talks_over_us_rather_answers_the_next_question(played: int, said: Said) -> None:
    hold = holding("caller_name")
    hold.hear("Sabine Müller", 5000)
    hold.take(5000)
    hold.answer("callback_time")

    hold.interrupt(played)
    hold.hear("morgen um zehn", 7000)

    assert ended(hold) == said


def test_what_is_held_when_our_answer_begins_was_said_to_the_question_before() -> None:
    hold = holding()
    hold.hear(HALF, 5000)
    hold.take(10_000)
    hold.hear(REST, 10_900)

    hold.answer("callback_time")

    assert ended(hold) == Said(WHOLE, "phone_number")


def test_nobody_can_go_on_who_has_said_nothing() -> None:
    hold = holding(None)
    hold.answer("caller_name")

    hold.interrupt(100)
    hold.hear("Sabine Müller", 3000)

    assert ended(hold) == Said("Sabine Müller", "caller_name")


@pytest.mark.parametrize(
    ("before", "after", "asked", "text"),
    [
        ("Mein Name ist.", "Sabine Müller.", "caller_name", "Mein Name ist Sabine Müller."),
        ("Gesine.", "Wiedenhöft.", "caller_name", "Gesine Wiedenhöft."),
        ("Am Donnerstag zwischen neun und.", "elf", "callback_time", "Am Donnerstag zwischen neun und elf"),
        ("null drei null zwanzig.", "drei", "phone_number", "null drei null zwanzig, drei"),
        ("Nein.", "Die Nummer ist falsch.", "confirmed", "Nein. Die Nummer ist falsch."),
        ("", "Guten Tag", None, "Guten Tag"),
    ],
)
def test_the_full_stop_of_a_pause_is_left_out(before: str, after: str, asked: str | None, text: str) -> None:
    assert joined(before, after, asked) == text


def test_who_answers_the_next_question_begins_a_turn() -> None:
    hold = holding("caller_name")
    hold.hear("Sabine Müller", 5000)
    hold.take(5000)
    hold.answer("phone_number")

    hold.hear(WHOLE, 15_000)

    assert ended(hold, 20_000) == Said(WHOLE, "phone_number")


def test_what_is_keyed_drops_what_was_said() -> None:
    hold = holding()
    hold.hear(HALF, 5000)

    hold.forget()

    assert (hold.text, hold.ends_at) == ("", None)
