"""Simulated callers know what they want, go by what they hear, and are the same again for the same seed."""

import re
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest

from rueckruf.answers import ANSWERS
from rueckruf.project import DATA
from rueckruf.settings import load_settings
from rueckruf.simulator.callers.caller import FIELDS, SAME_SENTENCE, Caller
from rueckruf.simulator.callers.dictation import dictate, spell
from rueckruf.simulator.callers.goals import Goal, Wish, draw_goal, draw_number
from rueckruf.simulator.callers.listening import digits_heard, is_refused, misheard, question, sounds
from rueckruf.simulator.callers.material import material
from rueckruf.simulator.callers.noise import CLEAR, recognised
from rueckruf.simulator.callers.personas import Persona, personas
from rueckruf.simulator.callers.slips import Slip, slip
from rueckruf.simulator.callers.strength import Strength
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

GOAL = Goal(
    title=None,
    first="Jelka",
    last="Brodnik",
    number="03023125077",
    wish=Wish("morgen um zehn Uhr", "um zehn Uhr", datetime(2026, 3, 11, 10), datetime(2026, 3, 11, 11), at=True),
    calls_from="anonymous",
)
NUMBER = "null drei null, zwei drei, eins zwei, fünf null, sieben sieben"
TIME = "morgen, Mittwoch, den elften, um zehn Uhr"
SUMMARY = f"Also: Jelka Brodnik, {TIME}, {NUMBER}. Stimmt das?"
#: The caller's question for each slot that is asked for; a remark without a question has none.
QUESTIONS = {
    "caller_name": {"caller_name"},
    "phone_number": {"phone_number", "rest_of_number", "own_number", "keys"},
    "callback_time": {"callback_time", "other_time", "part_of_day"},
    "confirmed": {"confirmed", "what_is_wrong"},
}


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - chances, no secrets


def plain(**ways: Any) -> Persona:
    """A persona that does nothing of itself unless asked for here."""
    never = {key: 0.0 for key, value in material("personas")["usual"].items() if isinstance(value, float)}
    return Persona("plain", {**personas()[0].ways, **material("personas")["usual"], **never, **ways})


def caller(goal: Goal = GOAL, **ways: Any) -> Caller:
    return Caller(plain(filler=[""], greeting=[""], numbers=["single"], **ways), goal, seeded(1))


def variations(response: str) -> list[str]:
    for file in (DATA / "responses").glob("*.yml"):
        responses = read_yaml(file)["responses"]
        if response in responses:
            return [entry["text"] for entry in responses[response]]
    raise AssertionError(response)


# -- goals


def test_callers_have_words_for_all_that_a_callback_needs() -> None:
    assert set(FIELDS) == {slot for slot, answer in ANSWERS.items() if not answer.may_skip}


def test_a_goal_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    hours = load_settings({}).company.hours()
    goals = [[draw_goal(persona, hours, seeded(seed)) for persona in personas()] for seed in (1, 1, 2)]
    assert goals[0] == goals[1]
    assert goals[0] != goals[2]


def test_windows_lie_in_the_opening_hours_and_ahead() -> None:
    hours = load_settings({}).company.hours()
    for seed in range(500):
        wish = draw_goal(personas()[seed % 9], hours, seeded(seed)).wish
        assert material("goals")["now"] < wish.start < wish.end
        assert hours.is_open(wish.start)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("morgen um zehn Uhr", "2026-03-11T10:00", "2026-03-11T11:00"),
        ("am Freitag um vierzehn Uhr dreißig", None, None),
        ("am Freitag am Nachmittag", "2026-03-13T12:00", "2026-03-13T14:00"),
        ("am Donnerstag ab zehn Uhr", "2026-03-12T10:00", "2026-03-12T18:00"),
        ("heute vor elf Uhr", "2026-03-10T08:00", "2026-03-10T11:00"),
        ("nächste Woche Mittwoch", "2026-03-18T08:00", "2026-03-18T17:00"),
    ],
)
def test_what_wishes_mean(words: str, start: str | None, end: str | None) -> None:
    hours = load_settings({}).company.hours()
    drawn = {}
    for seed in range(4000):
        wish = draw_goal(plain(hours=["plain"]), hours, seeded(seed)).wish
        drawn[wish.words] = (wish.start, wish.end)
    expected = (datetime.fromisoformat(start), datetime.fromisoformat(end)) if start and end else None
    assert drawn.get(words) == expected


# -- saying numbers and names


@pytest.mark.parametrize("style", ["single", "zwo", "figures", "spaced"])
def test_every_style_says_every_digit(style: str) -> None:
    for seed in range(20):
        number = draw_number(seeded(seed))
        said = dictate(number, style, seeded(seed)).replace("zwo", "zwei")
        assert number in ("".join(digits_heard(said)), re.sub(r"\D", "", said))


def test_pairs_are_said_as_numbers_but_never_with_a_zero_in_front() -> None:
    assert dictate("03023125077", "pairs", seeded(1)) == (
        "null drei null, dreiundzwanzig, zwölf, fünfzig, siebenundsiebzig"
    )
    assert "null sieben" in dictate("08999998107", "pairs", seeded(1))


def test_spelling() -> None:
    assert spell("Weiß-Ö") == "W wie Wilhelm, E wie Emil, I wie Ida, Eszett, Bindestrich, Ö wie Ökonom"


# -- listening


@pytest.mark.parametrize("slot", QUESTIONS)
def test_each_wording_of_a_question_is_understood(slot: str) -> None:
    """Who rewords a response so that this fails: people may stumble as well; else teach listening.py the words."""
    for text in variations(f"utter_ask_{slot}"):
        spoken = re.sub(r"{alternatives}", "am Montag um zehn Uhr", text)
        asked = question([spoken])
        assert asked in QUESTIONS[slot] or (asked is None and "?" not in spoken), text


def test_a_remark_leaves_the_question_open() -> None:
    assert question(["Schauen Sie ruhig nach. Ich warte."]) is None


def test_digits_are_heard_across_commas_but_not_across_words() -> None:
    assert digits_heard(SUMMARY) == ["03023125077"]
    assert digits_heard("Notiert ist eins zwei und drei.") == ["12", "3"]


def test_a_right_read_back_is_heard_as_right() -> None:
    assert misheard([SUMMARY], GOAL) == dict.fromkeys(("phone_number", "caller_name", "callback_time"), False)


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("sieben sieben", "sieben", "phone_number"),
        ("Brodnik", "Brodnig", "caller_name"),
        ("um zehn", "um elf", "callback_time"),
    ],
)
def test_a_wrong_read_back_is_noticed(right: str, wrong: str, field: str) -> None:
    heard = misheard([SUMMARY.replace(right, wrong)], GOAL)
    assert [slot for slot, is_wrong in heard.items() if is_wrong] == [field]


@pytest.mark.parametrize("kind", ["heard", "changed"])
@pytest.mark.parametrize("slot", ["caller_name", "phone_number", "callback_time"])
def test_values_read_back_alone_are_heard(kind: str, slot: str) -> None:
    words = {"caller_name": GOAL.name, "phone_number": NUMBER, "callback_time": TIME}
    for text in variations(f"utter_{kind}_{slot}"):
        assert misheard([text.format(**words)], GOAL) == {slot: False}


def test_values_read_back_for_a_yes_are_heard() -> None:
    words = {"caller_name": GOAL.name, "phone_number": NUMBER, "callback_time": TIME}
    for text in variations("utter_ask_confirmed"):
        if read_back := set(re.findall(r"{(\w+)}", text)) & set(words):
            spoken = text.format(**words, phone_ending="null sieben sieben", concern="", name_spelling="")
            assert misheard([spoken], GOAL) == dict.fromkeys(read_back, False), text


def test_another_end_of_the_number_is_noticed() -> None:
    assert misheard([SUMMARY.replace(NUMBER, "Nummer endet auf null sieben acht")], GOAL)["phone_number"]


@pytest.mark.parametrize("reason", ["past", "closed", "holiday", "too_far"])
def test_a_refusal_is_heard(reason: str) -> None:
    for text in variations(f"utter_invalid_callback_time_{reason}"):
        assert is_refused([text]), text


def test_a_question_or_an_example_reads_nothing_back() -> None:
    for slot in QUESTIONS:
        for text in variations(f"utter_ask_{slot}"):
            if "{" not in text:
                assert misheard([text], GOAL) == {}, text


# -- answering


def test_each_question_gets_its_answer() -> None:
    person = caller(name=["{name}"], number=["{number}"], time=["{time}"], yes=["Ja."])
    assert person.answer(["Wie ist Ihr Name, bitte?"]).words == "Jelka Brodnik"
    assert digits_heard(person.answer(["Unter welcher Telefonnummer erreichen wir Sie?"]).words) == [GOAL.number]
    assert person.answer(["Wann dürfen wir Sie zurückrufen?"]).words == "morgen um zehn Uhr"
    assert person.answer([SUMMARY]).words == "Ja."


def test_who_says_everything_at_once_does_so_once() -> None:
    person = caller(at_once=1.0)
    first = person.answer(["Wie ist Ihr Name, bitte?"]).words
    assert GOAL.name in first
    assert GOAL.wish.words in first
    assert not person.answer([SUMMARY]).repairs


def test_a_wrong_value_is_corrected_until_it_is_read_back_right() -> None:
    person = caller()
    for _ in range(3):
        move = person.answer([SUMMARY.replace("sieben sieben", "sieben sechs")])
        assert move.repairs
    assert person.answer(["Gut, die Nummer ist " + NUMBER + ". Stimmt es so?"]).words.startswith(("Ja", "Richtig"))


@pytest.mark.parametrize("name", ["Paul Brodnik", "Brodnik Weber", "Jelka-Brodnik"])
def test_another_name_beside_the_right_one_is_noticed(name: str) -> None:
    surname = replace(GOAL, first=None)
    assert misheard([SUMMARY.replace("Jelka Brodnik", name)], surname)["caller_name"]
    assert misheard([f"Ich habe den Namen geändert: {name}."], surname)["caller_name"]


@pytest.mark.parametrize("response", ["utter_ask_confirmed", "utter_changed_caller_name", "utter_heard_caller_name"])
def test_a_surname_read_back_alone_is_heard_as_right(response: str) -> None:
    surname = replace(GOAL, first=None)
    values = dict.fromkeys(("name_spelling", "concern", "callback_time", "phone_number", "phone_ending"), "")
    for text in variations(response):
        if "{caller_name}" in text:
            assert misheard([text.format(caller_name="Brodnik", **values)], surname)["caller_name"] is False, text


def test_offered_keys_answer_what_is_right_and_what_is_wrong() -> None:
    person = caller(offered_keys=1.0)
    assert person.answer([SUMMARY.replace("sieben sieben", "sieben sechs")]).keys == ""
    asked = "Auch die Tasten gehen: die Eins für ja, sonst die Zwei."
    assert person.answer([f"Stimmt das? {asked}"]).keys == "2"
    assert person.answer(["Was soll ich ändern? Taste eins ist der Name, zwei die Nummer, drei die Zeit."]).keys == "2"
    assert person.answer([SUMMARY, f"Stimmt das? {asked}"]).keys == "1"


def test_a_correction_that_was_not_heard_is_no_reason_to_say_yes() -> None:
    person = caller()
    person.answer([SUMMARY.replace("sieben sieben", "sieben sechs")])
    assert person.answer(["Sind Sie noch am Apparat? Ist alles richtig, ja oder nein?"]).repairs


def test_who_is_told_that_the_surname_is_enough_spells_it_and_is_content() -> None:
    person = caller(yes=["Ja."])
    person.answer(["Wie ist Ihr Name, bitte?"])
    asked = "Ihr Nachname allein genügt. Sie können ihn auch buchstabieren, etwa mit Anton, Berta, Cäsar."
    assert "B wie Berta, R wie Richard" in person.answer([asked]).words
    assert person.answer([SUMMARY.replace("Jelka Brodnik", "Brodnik")]).words == "Ja."
    assert person.answer([SUMMARY]).words == "Ja."
    assert person.answer([SUMMARY.replace("Jelka Brodnik", "Jelka-Brodnik")]).repairs


def test_a_number_in_two_breaths_goes_on_where_it_was_cut() -> None:
    person = caller(breaths=1.0, number=["{number}"])
    assert digits_heard(person.answer(["Unter welcher Telefonnummer erreichen wir Sie?"]).words) == ["030"]
    assert digits_heard(person.answer(["null drei null, und weiter?"]).words) == ["23125077"]


def test_keys_are_pressed_where_keys_are_asked_for() -> None:
    asked = "Am sichersten geht es mit den Tasten: Tippen Sie Ihre Nummer ein und drücken Sie danach die Rautetaste."
    assert caller().answer([asked]).keys == "03023125077#"


def test_another_time_is_taken_or_another_one_named() -> None:
    offer = ["Würde es Ihnen am Freitag, dem dreizehnten März, um zehn Uhr passen?"]
    assert GOAL.wish.words in caller().answer(offer).words
    person = caller(replace(GOAL, takes_offer=True, closed_wish="am Samstag"))
    assert person.answer(offer).words.startswith("Ja")
    assert person.answer([SUMMARY.replace("sieben sieben", "sieben sechs")]).repairs
    assert person.accepted == offer[0]


OFFER = "Dürfen wir Sie unter der Nummer mit der Endung sieben sieben null zurückrufen?"
STILL_THERE = "Sind Sie noch da? Sagen Sie mir bitte Ihre Telefonnummer, oder tippen Sie sie ein."


def test_an_offer_is_taken_after_a_silence_as_well() -> None:
    person = caller(replace(GOAL, own_number=True), silence=1.0, yes_later=1.0, yes=["Ja."])
    assert [person.answer(heard).words for heard in ([OFFER], [STILL_THERE], [STILL_THERE])] == ["", "", "Ja."]


def test_an_offer_of_another_time_is_taken_after_a_moment_as_well() -> None:
    offer = "Würde es Ihnen am Freitag, dem dreizehnten März, um zehn Uhr passen?"
    person = caller(replace(GOAL, takes_offer=True, closed_wish="am Samstag"), moment=1.0, yes_later=1.0, yes=["Ja."])
    for heard in (offer, "Ich warte, bis Sie Ihren Kalender haben."):
        person.answer([heard])
    assert person.answer(["Wann passt Ihnen der Rückruf?"]).words == "Ja."
    assert person.accepted == offer


def test_who_is_asked_whether_he_is_still_there_may_just_say_yes() -> None:
    person = caller(silence=1.0, yes_later=1.0)
    for heard in ("Wie ist Ihr Name, bitte?", "Sind Sie noch da? Wie ist Ihr Name?"):
        person.answer([heard])
    assert person.answer(["Sind Sie noch da? Wie ist Ihr Name?"]).words.startswith("Ja")


def test_no_yes_is_said_to_an_offer_that_the_caller_does_not_want() -> None:
    person = caller(silence=1.0, yes_later=1.0)
    person.answer([OFFER])
    person.answer([STILL_THERE])
    assert digits_heard(person.answer([STILL_THERE]).words) == [GOAL.number]


def test_who_does_not_mind_takes_the_number_he_calls_from_and_wants_it_from_then_on() -> None:
    person = caller(replace(GOAL, calls_from="+493023125770", either_number=True))
    person.answer([OFFER])
    assert person.goal.number == "03023125770"
    assert person.answer([SUMMARY]).repairs


def test_a_question_may_follow_in_the_same_breath() -> None:
    words = caller(question_too=1.0, name=["Hier ist {name}."]).answer(["Wie ist Ihr Name, bitte?"]).words
    assert re.fullmatch(r"Hier ist Jelka Brodnik\. [A-ZÄÖÜ].*\?", words)


@pytest.mark.parametrize("field", ["caller_name", "phone_number", "callback_time"])
def test_a_slip_is_wrong_in_a_part_or_wholly(field: str) -> None:
    right = {"caller_name": GOAL.name, "phone_number": GOAL.number, "callback_time": GOAL.wish.words}[field]
    slips = [slip(GOAL, field, seeded(seed)) for seed in range(20)]
    assert all(made and made.field == field and made.value != right for made in slips)


def test_only_the_wrong_part_is_said_where_the_right_value_is_asked_for() -> None:
    said = set()
    for seed in range(40):
        person = Caller(
            plain(mistake=1.0, in_part=1.0, filler=[""], greeting=[""], time=["{time}"]), GOAL, seeded(seed)
        )
        first = person.answer(["Wann dürfen wir Sie zurückrufen?"]).words
        if first != GOAL.wish.words:
            said.add((first, person.answer(["Welche Zeit ist die richtige?"]).words))
    assert said == {("morgen um acht Uhr", "um zehn Uhr."), ("am Donnerstag um zehn Uhr", "morgen.")}


def test_a_slip_that_was_not_said_is_not_put_right() -> None:
    for seed in range(40):
        person = Caller(plain(mistake=1.0, in_part=1.0, filler=[""], greeting=[""]), GOAL, seeded(seed))
        if person.answer([OFFER]).words == "Nein.":
            assert "am Ende" not in person.answer(["Unter welcher Nummer sollen wir Sie dann zurückrufen?"]).words
            assert not person.answer(["Wann dürfen wir Sie zurückrufen?"]).repairs


def test_who_does_not_mind_what_is_read_back_makes_no_slip() -> None:
    for seed in range(20):
        person = Caller(plain(mistake=1.0, filler=[""], greeting=[""], numbers=["single"]), GOAL, seeded(seed), False)
        name, number, time = (person.answer([f"{asked}?"]).words for asked in ("Ihr Name", "Ihre Nummer", "Wann"))

        assert GOAL.name in name
        assert digits_heard(number)[-1] == GOAL.number
        assert GOAL.wish.words in time


def test_the_week_is_not_said_again_with_another_weekday() -> None:
    wish = replace(GOAL.wish, words="nächste Woche Mittwoch um zehn Uhr", start=datetime(2026, 3, 18, 10))
    made = {slip(replace(GOAL, wish=wish), "callback_time", seeded(seed)) for seed in range(20)}
    assert Slip("callback_time", "nächste Woche Donnerstag um zehn Uhr", "Mittwoch") in made


def test_who_hears_the_same_again_and_again_hangs_up() -> None:
    person = caller()
    moves = [person.answer(["Wie ist Ihr Name, bitte?"]) for _ in range(SAME_SENTENCE)]
    assert [move.hangs_up for move in moves] == [False] * (SAME_SENTENCE - 1) + [True]


def test_who_calls_it_off_says_so() -> None:
    person = caller(replace(GOAL, withdraws=True))
    person.answer([SUMMARY])
    assert person.withdrawn


# -- the line


SAID = f"Mein Name ist Jelka Brodnik, die Nummer ist {NUMBER}, am Montag Nachmittag."


def heard_at(strength: Strength, said: str = SAID, count: int = 300) -> list[tuple[str, float]]:
    return [recognised(said, ["Jelka", "Brodnik"], strength, seeded(seed)) for seed in range(count)]


@pytest.mark.parametrize("strength", [Strength.LIGHT, Strength.STRONG])
def test_noise_is_the_same_for_the_same_seed(strength: Strength) -> None:
    assert heard_at(strength) == heard_at(strength)


def test_without_noise_every_word_comes_through() -> None:
    assert set(heard_at(Strength.NONE)) == {(SAID, CLEAR)}


def test_what_was_counted_is_heard() -> None:
    """Words, names, digits and whole sentences are misheard, and numbers are written in several ways."""
    texts = [text for text, _ in heard_at(Strength.LIGHT)]
    assert any("nach Mittag" in text for text in texts)
    assert any("Jelko" in text for text in texts)
    assert any("030" in text for text in texts)
    assert any("0, 3, 0" in text for text in texts)
    assert any("null drei null" in text for text in texts)
    assert any(text in material("noise")["light"]["instead"] for text in texts)
    assert any(text.startswith("mein Name") for text in texts)


def test_only_names_are_misheard_as_names() -> None:
    """The rows of the table that are counted of names are for what the caller is called."""
    words = "Krause"
    right = [
        sum(recognised(words, names, Strength.STRONG, seeded(seed))[0].startswith(words) for seed in range(300))
        for names in ([], [words])
    ]
    assert right[0] > 1.2 * right[1]


def test_strong_noise_garbles_more_and_is_less_sure() -> None:
    light, strong = heard_at(Strength.LIGHT, NUMBER), heard_at(Strength.STRONG, NUMBER)
    right = [sum(re.sub(r"\D", "", text) == GOAL.number for text, _ in heard) for heard in (light, strong)]
    assert 300 > right[0] > 2 * right[1] > 0
    assert sum(confidence for _, confidence in light) > 1.2 * sum(confidence for _, confidence in strong)


@pytest.mark.parametrize("strength", [Strength.LIGHT, Strength.STRONG])
def test_figures_and_pairs_are_digits_too(strength: Strength) -> None:
    for said in ("0176 04069012", "null eins sieben sechs, null vier, null sechs, neunzig, zwölf"):
        texts = [re.sub(r"\D", "", text) for text, _ in heard_at(strength, said)]
        assert "017604069012" in texts
        assert any(5 < len(text) < 12 for text in texts)


@pytest.mark.parametrize(
    ("one", "other"), [("Lehmann", "Lehman"), ("Schmidt", "Schmitt"), ("Meyer", "Maier"), ("Pfeiffer", "Pfeifer")]
)
def test_names_that_sound_alike_are_heard_as_one(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize(("one", "other"), [("Petra", "Petro"), ("Ziegler", "Siegel"), ("Köhler", "Kühler")])
def test_names_that_sound_different_are_heard_apart(one: str, other: str) -> None:
    assert sounds(one) != sounds(other)
