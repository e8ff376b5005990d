"""What is not taken at once: names in no list, dictated numbers, times half understood, whatever was hardly heard."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest

from tests.dialogue.hearing import CALLER, NUMBER, TIME, asked_next, filled, hear

pytestmark = pytest.mark.unit

DOUBTED = {"first": "Paul", "last": "Zem", "title": None, "alphabet": None, "spoken": "Paul Zem"}
SPELL = {"disputed": {"caller_name": DOUBTED}, "doubted": {"caller_name": [DOUBTED]}, "question": "last_help"}
KEY_IN = {
    "caller_name": DOUBTED,
    "disputed": {"phone_number": NUMBER},
    "doubted": {"phone_number": [NUMBER]},
    "question": "last_help",
}


def hear_name(words: str, confidence: float, slots: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
    return hear(words, intent="inform_caller_name", asked="caller_name", slots=slots, speech_confidence=confidence)


def hear_number(words: str, confidence: float, **heard: Any) -> tuple[Any, dict[str, Any]]:
    slots = {"caller_name": DOUBTED}
    return hear(
        words, intent="inform_phone_number", asked="phone_number", slots=slots, speech_confidence=confidence, **heard
    )


class TestName:
    @pytest.mark.parametrize("confidence", [0.7, 0.89])
    @pytest.mark.parametrize("words", ["Paul Zem", "ich heiße Nugar", "Sabine Schnorpf", "Zabinel Weber"])
    def test_one_in_no_list_that_was_not_well_heard_is_asked_for_letter_by_letter(
        self, words: str, confidence: float
    ) -> None:
        changes, after = hear_name(words, confidence)

        assert (changes.asked, after["prompting"]) == ("caller_name", "last_help")
        assert changes.remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize(
        ("words", "confidence"),
        [
            ("Paul Zem", 0.9),
            ("Sabine Weber", 0.7),
            ("Weber", 0.7),
            ("Freifrau von der Heide", 0.7),
            ("Zem, ich buchstabiere: Zacharias, Emil, Martha", 0.6),
        ],
    )
    def test_one_that_was_well_heard_or_is_listed_or_spelled_is_taken(self, words: str, confidence: float) -> None:
        _, after = hear_name(words, confidence)

        assert after["caller_name"]

    @pytest.mark.parametrize("words", ["Sabine Weber", "Weber", "ich heiße Stefan Winter"])
    def test_one_that_was_hardly_heard_is_doubted_also_where_it_is_listed(self, words: str) -> None:
        assert hear_name(words, 0.69)[0].remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize(
        "words",
        [
            "guten Tag, also ich bin der Tobias Franz und wollte mal nachfragen",
            "Guten Tag, mein Name ist Olga Brandt, bitte rufen Sie mich zurück",
            "ja, hören Sie mich, Moment, also mein Name ist Sabine Winter",
            "hier ist Peter Keller, ich brauche noch ein Angebot für drei Türen",
            "schönen guten Tag, ja, also mein Name, der ist Vogel",
        ],
    )
    def test_among_many_other_words_it_is_to_be_surely_heard(self, words: str) -> None:
        changes, _ = hear_name(words, 0.79)
        _, after = hear_name(words, 0.8)

        assert "utter_doubtful_caller_name" in changes.remarks
        assert after["caller_name"]

    @pytest.mark.parametrize(
        "words", ["Andri Hoffmann", "ich heiße Damaris Weber", "Chrigel Winter", "hier ist Calvin Keller"]
    )
    def test_a_rare_first_name_is_to_be_clearly_heard(self, words: str) -> None:
        changes, _ = hear_name(words, 0.89)
        _, after = hear_name(words, 0.9)

        assert changes.remarks == ["utter_doubtful_caller_name"]
        assert after["caller_name"]["first"]

    @pytest.mark.parametrize(
        "words",
        [
            "Andri Seleman, ich buchstabiere, Elf, wie Ludwig, EW Emil, Harvey Heinrich, MW Martha, Harvey Anton, NW "
            "Nordpol, NW Nordpol",
            "Andri Lehmann, ich buchstabiere: L E H M A N N",
            "Ilda Lehmann",
        ],
    )
    def test_one_beside_the_surname_that_was_all_that_was_asked_for_is_left_out(self, words: str) -> None:
        _, after = hear_name(words, 0.62, {**SPELL, "doubted": {"caller_name": [{**DOUBTED, "last": "Lehmann"}]}})

        assert (after["caller_name"] or {}).get("spoken") == "Lehmann"

    @pytest.mark.parametrize(
        "words",
        [
            "Jelmas, ich bruch stabile Özilon wieder, Ludwig, Malta, Anton, Sakarlas.",
            "Jelmaß, ich Buchstabiere, Püpfzilon, Ida, Ludwig, Martha, Anton, Zacharias.",
        ],
    )
    def test_letters_that_were_guessed_at_and_spell_a_name_in_no_list_are_asked_for_again(self, words: str) -> None:
        assert hear_name(words, 0.6)[0].remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize(
        "words",
        [
            "Claudia, Emil, ich buchstabiere, BDM, ND Nordpol, GDGustav, BDM, El-Wilutwicht.",
            "Doktor, Seibes, ich buchstabiere, Eswisamur, EW Emil, Ida, DW Bora, EW Emil, Eswilut, Wicht.",
        ],
    )
    def test_letters_of_which_some_are_missing_tell_no_name_that_nobody_said(self, words: str) -> None:
        assert hear_name(words, 0.6)[0].remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize(
        "words",
        [
            "Monika Brandt, Ich buchstabiere, Bwiebel, Tarr, Berger, Arth, Arwe, Anton, Envy, Nordpol, Bwiebohra, TVT",
            "Sabine Winter, ich buchstabiere, Webe Willen, die Webe da, Envy Nordpol, TvT, Otto, Webe Willen, Herr",
            "Tobias Lorenz, Ich buchstabiere, Elf, wie Ludwig, Otto, Herr, wie Richard, wie wie Emil, Envin, Nordpol",
        ],
    )
    def test_beside_a_listed_name_they_do(self, words: str) -> None:
        assert hear_name(words, 0.6)[1]["caller_name"]["last"] in words

    @pytest.mark.parametrize(
        "words", ["Na, Brigitte, S.E.N. und dann, heute?", "Na, Regie, S.E.N, dann, heute.", "A, O, K"]
    )
    def test_letters_that_were_hardly_heard_and_spell_a_name_in_no_list_are_asked_for_again(self, words: str) -> None:
        assert hear_name(words, 0.4, SPELL)[0].remarks == ["utter_doubtful_caller_name"]

    @pytest.mark.parametrize("words", ["nein, ich heiße Klaus Weber", "nein, das stimmt nicht, ich heiße Klaus Weber"])
    def test_a_second_correction_is_asked_for_letter_by_letter_whatever_it_is(self, words: str) -> None:
        corrected = filled(question="caller_name", prompting="caller_name")

        changes, after = hear(words, intent="correct", asked="confirmed", slots=corrected, speech_confidence=0.7)

        assert (changes.asked, after["prompting"]) == ("caller_name", "last_help")
        assert changes.remarks == ["utter_doubtful_caller_name"]

    def test_a_first_correction_by_a_listed_name_is_taken(self) -> None:
        _, after = hear(
            "nein, ich heiße Weber", intent="correct", asked="confirmed", slots=filled(), speech_confidence=0.7
        )

        assert after["caller_name"]["last"] == "Weber"

    def test_it_is_taken_when_it_is_said_again(self) -> None:
        _, after = hear_name("Paul Zem", 0.7, SPELL)

        assert after["caller_name"]["spoken"] == "Paul Zem"

    @pytest.mark.parametrize(
        "words", ["Christian Hoffmann", "Tristan Hoffmann", "Sabine Weber", "Paul Zem", "Frau Doktor Winter"]
    )
    def test_one_that_was_doubted_is_taken_when_it_is_said_again(self, words: str) -> None:
        _, once = hear_name(words, 0.6)
        _, twice = hear_name(words, 0.6, once)

        assert once["disputed"]["caller_name"] in once["doubted"]["caller_name"]
        assert twice["caller_name"] == once["disputed"]["caller_name"]

    @pytest.mark.parametrize(
        ("once", "again"),
        [
            ("Christian Hoffmann", "Tristan Hoffmann"),
            ("Julia Winter", "Juliane Winter"),
            ("Marco Vogel", "Markus Vogel"),
            ("Petra Keller", "Peter Keller"),
            ("ich heiße Anna Sommer", "Hanna Sommer"),
        ],
    )
    def test_a_surname_that_is_heard_again_with_another_first_name_is_taken_alone(self, once: str, again: str) -> None:
        _, doubted = hear_name(once, 0.6)
        _, after = hear_name(again, 0.6, doubted)

        assert after["caller_name"]["spoken"] == once.split()[-1]

    @pytest.mark.parametrize("words", ["Lieter Bauman", "Zandri Kröplin", "Hübe Gastler"])
    def test_of_two_words_that_are_a_name_for_being_said_again_the_surname_is_taken(self, words: str) -> None:
        _, once = hear_name(words, 0.57)
        _, twice = hear_name(words, 0.57, once)

        assert twice["caller_name"]["spoken"] == words.split()[-1]

    @pytest.mark.parametrize("words", ["Dieter", "Sabine", "ich heiße Monika", "die Claudia", "Berta"])
    def test_a_first_name_alone_that_was_hardly_heard_is_none_however_often(self, words: str) -> None:
        slots: dict[str, Any] = {}
        for _ in range(3):
            changes, slots = hear_name(words, 0.6, slots)

            assert changes.asked == "caller_name"

    @pytest.mark.parametrize("words", ["Tobias", "ich heiße Monika", "hier ist Stefan", "Claudia", "Tobias, Berta,"])
    def test_it_is_to_be_surely_heard(self, words: str) -> None:
        changes, _ = hear_name(words, 0.79)
        _, after = hear_name(words, 0.8)

        assert changes.remarks == ["utter_doubtful_caller_name"]
        assert after["caller_name"]

    def test_nor_is_it_beside_letters_that_spell_nothing(self) -> None:
        letters = "Seibes, ich buchstabiere, Esf, Lisa, Mules, EW Emil, Iwi, Ida, Webi, Bora, EW Emil, El, Luzwicht"

        _, after = hear_name(f"Dieter, {letters}", 0.5, SPELL)

        assert after["caller_name"] is None

    def test_it_is_taken_where_no_help_brings_a_surname(self) -> None:
        slots: dict[str, Any] = {}
        for _ in range(5):
            _, slots = hear_name("Dieter", 0.6, slots)

        assert slots["caller_name"]["spoken"] == "Dieter"

    @pytest.mark.parametrize("surname", ["Waumann", "Leinmeier", "Osterbichler", "Grubinger", "Saumann"])
    def test_one_that_only_its_ending_tells_is_to_be_better_heard_than_a_listed_one(self, surname: str) -> None:
        changes, _ = hear_name(f"Sabine {surname}", 0.79)
        _, after = hear_name(f"Sabine {surname}", 0.8)

        assert changes.remarks == ["utter_doubtful_caller_name"]
        assert after["caller_name"]["last"] == surname

    def test_one_that_is_heard_otherwise_each_time_is_doubted_twice_and_then_read_back(self) -> None:
        _, second = hear_name("Paul Kem", 0.7, SPELL)
        _, third = hear_name("Paul Rem", 0.7, second)

        assert second["caller_name"] is None
        assert third["caller_name"]["spoken"] == "Paul Rem"

    @pytest.mark.parametrize("words", ["Na, Lolli Apeka ist mein Name", "Paul Rem", "ich heiße Nugar"])
    def test_hardly_heard_and_in_no_list_it_is_doubted_once_more(self, words: str) -> None:
        slots = {**SPELL, "doubted": {"caller_name": [DOUBTED, {**DOUBTED, "last": "Kem"}]}}
        _, third = hear_name(words, 0.56, slots)
        _, fourth = hear_name("Sabine Blom", 0.56, third)

        assert third["caller_name"] is None
        assert fourth["caller_name"]

    @pytest.mark.parametrize(
        "words", ["Namer ist die Takerla", "ich heiße Nerbo", "Brüte", "hier ist Ulme Gaxi", "Xorl"]
    )
    def test_hardly_a_word_takes_the_place_of_one_that_was_better_heard(self, words: str) -> None:
        _, second = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=SPELL)
        _, third = hear_name(words, 0.45, second)

        assert third["caller_name"]["spoken"] == "Paul Zem"

    @pytest.mark.parametrize(
        ("words", "last"),
        [
            ("Mein Name ist Lausia Bauman", "Bauman"),
            ("ich heiße Hofman", "Hofman"),
            ("hier ist Kelller", "Kelller"),
            ("Name ist Sabine Schuhster", "Schuhster"),
        ],
    )
    def test_one_that_sounds_like_a_listed_one_is_no_such_word_and_is_taken_when_it_is_spelled(
        self, words: str, last: str
    ) -> None:
        _, second = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=SPELL)
        _, third = hear_name(words, 0.45, second)
        _, fourth = hear_name(last.replace("man", "mann"), 0.5, third)

        assert third["disputed"]["caller_name"]["last"] == last
        assert fourth["caller_name"]["last"] == last.replace("man", "mann")

    def test_one_that_was_heard_before_the_last_is_taken(self) -> None:
        _, second = hear_name("Paul Kem", 0.7, SPELL)
        _, third = hear_name("Paul Zem", 0.7, second)

        assert third["caller_name"]["spoken"] == "Paul Zem"

    @pytest.mark.parametrize(
        "again",
        [
            "Doktor, Kühler, ich buchstabiere, KW, Kaufmann, ÖW, Ökonom, HW Heinrich, Elf, Lutwig, EW Emil, HW, Art.",
            "Köhler",
            "ich buchstabiere: K wie Kaufmann, Ö wie Ökonom, H wie Heinrich, L wie Ludwig, E wie Emil, R wie Richard",
        ],
    )
    def test_the_title_stays_that_was_heard_before_the_letters(self, again: str) -> None:
        _, once = hear_name("Name ist, Doktor, Paula,", 0.76)
        _, twice = hear_name(again, 0.72, once)

        assert twice["caller_name"]["spoken"] == "Dr. Köhler"

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Marco Flehmann, ich buchstabiere, Ludwig, Emil, Heinrich, Martha, Anton, Nordpol, Nordpol", "Lehmann"),
            ("Andreas Staumann, ich buchstabiere, Berta, Anton, Ulrich, Martha, Anton, Nordpol, Nordpol", "Baumann"),
            ("Marco Lehmann, ich buchstabiere, Ludwig, Emil, Heinrich, Martha, Anton, Nordpol", "Marco Lehman"),
        ],
    )
    def test_a_first_name_that_ends_where_the_spelled_surname_does_not_begin_is_left_out(
        self, words: str, name: str
    ) -> None:
        _, after = hear_name(words, 0.65, SPELL)

        assert after["caller_name"]["spoken"] == name

    @pytest.mark.parametrize(("longer", "shorter"), [("Becker", "Ecker"), ("Krause", "Kruse"), ("Brandt", "Brand")])
    def test_a_letter_that_was_lost_the_second_time_was_heard_the_first(self, longer: str, shorter: str) -> None:
        spelled = {**DOUBTED, "first": None, "last": longer, "alphabet": "din5009_old"}
        slots = {"doubted": {"caller_name": [spelled]}, "disputed": {"caller_name": spelled}, "question": "last_help"}

        _, after = hear_name(f"ich buchstabiere: {', '.join(shorter.upper())}", 0.6, slots)

        assert after["caller_name"]["last"] == longer

    def test_letters_that_spell_another_surname_leave_nothing_of_it(self) -> None:
        letters = "Kawe Kaufmann, Erwierichart, Awe Anton, Uwe Rulrich, Eswi Samuel, We wie Emil"

        _, after = hear_name(f"ich buchstabiere, {letters}", 0.7, SPELL)

        assert after["caller_name"]["spoken"] == "Krause"

    @pytest.mark.parametrize(
        ("words", "name"), [("Zandri Schuster", "Schuster"), ("Sabine Schuster", "Sabine Schuster")]
    )
    def test_of_what_is_said_then_a_first_name_in_no_list_is_left_out(self, words: str, name: str) -> None:
        _, after = hear_name(words, 0.7, SPELL)

        assert after["caller_name"]["spoken"] == name

    def test_it_is_taken_when_nothing_better_can_be_had(self) -> None:
        _, once = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=SPELL)
        _, twice = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=once)

        assert once["caller_name"] is None
        assert twice["caller_name"] == DOUBTED

    def test_one_that_the_caller_called_wrong_is_never_taken_so(self) -> None:
        wrong = {"disputed": {"caller_name": {**DOUBTED, "part": None}}, "question": "last_help", "misses": 1}

        _, after = hear("ähm", intent="nlu_fallback", asked="caller_name", slots=wrong)

        assert after["caller_name"] is None

    def test_one_that_the_caller_puts_in_while_keys_are_asked_for_is_doubted_too(self) -> None:
        keys = {**KEY_IN, "caller_name": {**DOUBTED, "last": "Winkelhofer"}}
        words = "ne, da stimmt nicht, ich heiße den Galemann."

        changes, _ = hear(words, intent="correct", asked="phone_number", slots=keys, speech_confidence=0.53)

        assert (changes.asked, changes.remarks) == ("caller_name", ["utter_doubtful_caller_name"])


class TestSeveral:
    def test_only_the_next_one_is_said_to_be_unsure_and_the_other_is_asked_for_in_its_way_then(self) -> None:
        words = "Paul Zem, meine Nummer ist null drei null zwei drei eins zwei fünf null sieben sieben"
        changes, both = hear(words, intent="inform_phone_number", asked="caller_name", slots={}, speech_confidence=0.7)
        _, after = hear_name("Paul Zem", 0.7, both)

        assert changes.remarks == ["utter_doubtful_caller_name"]
        assert (asked_next(after), after["prompting"]) == ("phone_number", "last_help")


class TestNumber:
    @pytest.mark.parametrize("confidence", [0.7, 0.89])
    def test_a_dictated_one_that_was_not_clearly_heard_is_to_be_keyed_in(self, confidence: float) -> None:
        changes, after = hear_number("030 23125077", confidence)

        assert (changes.asked, after["prompting"]) == ("phone_number", "last_help")
        assert changes.remarks == ["utter_doubtful_phone_number"]

    def test_a_yes_then_does_not_take_the_number_of_the_call_instead(self) -> None:
        offered = {"caller_name": DOUBTED, "caller_number": CALLER, "question": "offer"}
        _, doubted = hear(
            "nein, 030 23125077",
            intent="deny",
            asked="phone_number",
            slots=offered,
            speech_confidence=0.7,
            caller=CALLER,
        )

        _, after = hear("ja", intent="affirm", asked="phone_number", slots=doubted, caller=CALLER)

        assert doubted["disputed"] == {"phone_number": NUMBER}
        assert after["phone_number"] != CALLER

    @pytest.mark.parametrize(
        "words",
        [
            "null eins sieben sechs, null vier null, sechs neun null null",
            "die null drei null, zwei drei eins zwei",
            "0221 4710",
        ],
    )
    def test_one_that_may_go_on_is_to_be_keyed_in_too_and_no_silence_takes_it(self, words: str) -> None:
        changes, doubted = hear_number(words, 0.79)
        _, silent = hear("", intent="caller_silent", asked="phone_number", slots=doubted)

        assert changes.remarks == ["utter_doubtful_phone_number"]
        assert silent["phone_number"] is None

    @pytest.mark.parametrize(
        "words",
        [
            "null, eins, sieben, sechs, null, vier, null, sechs, neun, null, null, null, null, null",
            "die null, zwei, zwei, eins, vier, sieben, eins, null, fünf, acht, sechs, vier, vier, zwei, eins",
        ],
    )
    def test_one_that_has_too_many_digits_twice_is_to_be_keyed_in(self, words: str) -> None:
        _, once = hear_number(words, 0.8)
        changes, twice = hear(
            words, intent="inform_phone_number", asked="phone_number", slots=once, speech_confidence=0.8
        )

        assert changes.remarks == ["utter_invalid_phone_number_too_long"]
        assert (twice["prompting"], twice["misses"]) == ("last_help", 0)

    @pytest.mark.parametrize("begun", ["040690029", "0176040690", "03023"])
    def test_what_was_begun_is_not_taken_where_it_is_called_wrong_and_has_too_many_digits(self, begun: str) -> None:
        words = (
            "nein, das stimmt nicht, null, eins, sieben, sechs, null, vier, null, sechs, neun, sechs, neun, neun, zwei"
        )
        slots = {"caller_name": DOUBTED, "phone_digits": begun, "question": "more"}
        changes, after = hear(words, intent="deny", asked="phone_number", slots=slots, speech_confidence=0.79)

        assert changes.remarks == ["utter_invalid_phone_number_too_long"]
        assert (after["phone_number"], after["prompting"]) == (None, "last_help")

    def test_a_clearly_heard_one_is_taken(self) -> None:
        assert hear_number("030 23125077", 0.9)[1]["phone_number"] == NUMBER

    def test_keys_are_never_doubted(self) -> None:
        assert hear_number("03023125077#", 0.7, by_keys=True)[1]["phone_number"] == NUMBER

    def test_the_number_of_the_call_was_not_heard_and_is_not_doubted(self) -> None:
        assert hear_number("unter dieser Nummer", 0.7, caller=CALLER)[1]["phone_number"] == CALLER

    def test_it_is_taken_when_it_is_heard_again(self) -> None:
        words = "null drei null zwei drei eins zwei fünf null sieben sieben"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=KEY_IN, speech_confidence=0.7)

        assert asked_next(after) == "callback_time"

    @pytest.mark.parametrize(("often", "asked"), [(1, "phone_number"), (2, "callback_time")])
    def test_one_that_is_heard_otherwise_then_is_doubted_once_more(self, often: int, asked: str) -> None:
        slots = {**KEY_IN, "doubted": {"phone_number": [NUMBER, "+493023125079"][:often]}}
        words = "030 23125078"

        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=slots, speech_confidence=0.7)

        assert asked_next(after) == asked

    def test_it_is_taken_when_nothing_better_can_be_had(self) -> None:
        _, after = hear("ähm", intent="nlu_fallback", asked="phone_number", slots={**KEY_IN, "misses": 1})

        assert after["phone_number"] == NUMBER


class TestLoopOfDigits:
    @pytest.mark.parametrize(
        "words",
        [
            f"nein, unter einer anderen, null, sechs, {'neun, ' * 40}",
            f"null, eins, sieben, sechs, null, {'sechs, neun, ' * 20}",
            f"die Nummer ist 0, 3, 0, 2, {'3, ' * 30}",
            f"null, vier, null, {'sechs und sechs, ' * 12}",
        ],
    )
    @pytest.mark.parametrize("question", [None, "offer"])
    def test_is_to_be_keyed_in_at_once(self, words: str, question: str | None) -> None:
        slots = {"caller_name": DOUBTED, "question": question, "caller_number": CALLER if question else None}
        heard: dict[str, Any] = {"intent": "inform_phone_number", "caller": CALLER, "speech_confidence": 0.95}
        _, after = hear(words, asked="phone_number", slots=slots, **heard)

        assert (after["phone_number"], after["prompting"]) == (None, "last_help")
        assert hear("ja", intent="affirm", asked="phone_number", slots=after)[1]["phone_number"] is None

    @pytest.mark.parametrize("words", ["du, " * 40, "ja, " * 12, "eins, zwei, drei"])
    def test_is_none_of_other_words_or_of_few_digits(self, words: str) -> None:
        slots = {"caller_name": DOUBTED, "question": "offer", "caller_number": CALLER}
        _, after = hear(words, intent="nlu_fallback", asked="phone_number", slots=slots, speech_confidence=0.95)

        assert after["prompting"] != "last_help"


class TestSilence:
    """Who is silent may look for the keys or the spelling alphabet, and agrees to nothing."""

    doubted: ClassVar[dict[str, dict[str, Any]]] = {
        "caller_name": SPELL,
        "phone_number": KEY_IN,
        "callback_time": {
            **{"caller_name": DOUBTED, "phone_number": NUMBER, "question": "example"},
            **{"disputed": {"callback_time": TIME}, "doubted": {"callback_time": [TIME]}},
        },
    }

    @pytest.mark.parametrize("slot", ["caller_name", "phone_number"])
    def test_how_it_is_best_given_is_told_again_after_it(self, slot: str) -> None:
        assert self.answer(slot, "caller_silent")["prompting"] == "silent"
        assert self.answer(slot, "caller_silent", "caller_silent")["prompting"] == "last_help"

    def answer(self, slot: str, *intents: str) -> dict[str, Any]:
        slots: dict[str, Any] = {**self.doubted[slot], "prompting": self.doubted[slot]["question"]}
        for intent in intents:
            _, slots = hear("" if intent == "caller_silent" else "ähm", intent=intent, asked=slot, slots=slots)
        return slots

    @pytest.mark.parametrize("slot", ["caller_name", "phone_number", "callback_time"])
    @pytest.mark.parametrize(
        "intents",
        [
            ("caller_silent", "caller_silent"),
            ("caller_silent", "nlu_fallback"),
            ("nlu_fallback", "caller_silent"),
            ("caller_silent", "caller_silent", "caller_silent"),
        ],
    )
    def test_what_was_doubted_is_not_taken_for_it(self, slot: str, intents: tuple[str, ...]) -> None:
        assert asked_next(self.answer(slot, *intents)) == slot

    @pytest.mark.parametrize("slot", ["caller_name", "phone_number", "callback_time"])
    @pytest.mark.parametrize("last", ["nlu_fallback", "caller_silent"])
    def test_it_is_taken_rather_than_given_up(self, slot: str, last: str) -> None:
        after = self.answer(slot, "caller_silent", "caller_silent", "caller_silent", last)

        assert after[slot]
        assert after["confirmed"] is None


class TestTime:
    before: ClassVar[dict[str, Any]] = {"caller_name": DOUBTED, "phone_number": NUMBER}

    def hear(self, words: str, slots: dict[str, Any] | None = None, intent: str = "inform_callback_time") -> Any:
        return hear(words, intent=intent, asked="callback_time", slots={**self.before, **(slots or {})})

    @pytest.mark.parametrize("words", ["am Xydag um drei", "nach meinem Termin um zehn", "bis Freitag EOD"])
    def test_one_beside_words_that_were_not_understood_is_asked_for_once_more(self, words: str) -> None:
        changes, after = self.hear(words)

        assert (changes.asked, after["prompting"]) == ("callback_time", "example")
        assert changes.remarks == ["utter_doubtful_callback_time"]

    def test_the_part_of_a_day_is_asked_for_where_a_day_is_all_that_was_understood(self) -> None:
        changes, after = self.hear("morgen nach dem Jour fixe")

        assert (changes.asked, after["prompting"]) == ("callback_time", "part_of_day")
        assert changes.remarks == ["utter_doubtful_callback_time"]

    def test_what_was_understood_of_it_stands_beside_what_is_said_then(self) -> None:
        _, doubted = self.hear("bis Freitag EOD")

        changes, after = self.hear("bis um vier", doubted)

        assert changes.asked == "confirmed"
        assert after["callback_time"]["end"] == "2026-03-13T16:00:00"

    def test_the_same_said_again_is_taken(self) -> None:
        _, doubted = self.hear("am Xydag um drei")

        changes, after = self.hear("am Xydag um drei", doubted)

        assert changes.asked == "confirmed"
        assert after["callback_time"]["start"] == "2026-03-10T15:00:00"

    def test_it_is_taken_where_it_cannot_be_had_better(self) -> None:
        _, doubted = self.hear("am Xydag um drei")
        _, missed = self.hear("ähm", doubted, intent="nlu_fallback")

        changes, after = self.hear("ähm", missed, intent="nlu_fallback")

        assert changes.asked == "confirmed"
        assert after["callback_time"]["start"] == "2026-03-10T15:00:00"


def hear_time(words: str, confidence: float, slots: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
    known = {"caller_name": DOUBTED, "phone_number": NUMBER, **(slots or {})}
    return hear(words, intent="inform_callback_time", asked="callback_time", slots=known, speech_confidence=confidence)


class TestTimeHardlyHeard:
    @pytest.mark.parametrize(
        "words",
        ["morgen um zehn", "am Dienstag ab 13 Uhr", "übermorgen um halb neu", "am Mittwoch abzulziehen, wo ist gut?"],
    )
    def test_one_that_was_not_surely_heard_is_asked_for_once_more(self, words: str) -> None:
        changes, after = hear_time(words, 0.79)

        assert (changes.asked, after["prompting"]) == ("callback_time", "example")
        assert changes.remarks == ["utter_doubtful_callback_time"]

    @pytest.mark.parametrize(
        "words",
        [
            "am 1. März abselteen Uhr",
            "am siebten Juli um zehn",
            "heute früh um acht",
            "am neunten März um elf",
            "am ersten zweiten",
        ],
    )
    def test_one_that_is_over_or_months_away_is_asked_for_again_before_it_is_refused(self, words: str) -> None:
        changes, once = hear_time(words, 0.7)
        again, _ = hear_time(words, 0.7, once)
        surely, _ = hear_time(words, 0.8)

        assert (changes.asked, changes.remarks) == ("callback_time", ["utter_doubtful_callback_time"])
        assert again.remarks == surely.remarks
        assert surely.remarks[0].startswith("utter_invalid_callback_time_")

    @pytest.mark.parametrize(
        "words", ["am Samstag um zehn", "am Sonntag", "heute Abend um zwanzig Uhr", "am Röseneld nach sechs Uhr abends"]
    )
    def test_one_at_which_nobody_is_there_is_asked_for_again_only_where_it_was_hardly_heard(self, words: str) -> None:
        hardly, once = hear_time(words, 0.69)
        again, _ = hear_time(words, 0.69, once)
        likely, _ = hear_time(words, 0.7)

        assert (hardly.asked, hardly.remarks) == ("callback_time", ["utter_doubtful_callback_time"])
        assert again.remarks == likely.remarks
        assert likely.remarks[0].startswith("utter_invalid_callback_time_")

    @pytest.mark.parametrize("confidence", [0.8, 0.85, 1.0])
    def test_one_that_was_heard_is_taken(self, confidence: float) -> None:
        assert hear_time("morgen um zehn", confidence)[1]["callback_time"]

    def test_it_is_taken_when_it_is_heard_again(self) -> None:
        _, once = hear_time("morgen um zehn", 0.65)
        _, twice = hear_time("um zehn Uhr am Mittwoch", 0.65, once)

        assert twice["callback_time"]["start"] == "2026-03-11T10:00:00"

    def test_a_mere_day_is_not_taken_when_it_is_heard_again_for_its_hour_may_have_got_lost_both_times(self) -> None:
        _, once = hear_time("am Montag und halt hin", 0.65)
        _, twice = hear_time("am Montag und half in", 0.61, once)
        _, thrice = hear_time("am Montag und halt in", 0.61, twice)

        assert twice["callback_time"] is None
        assert (asked_next(thrice), thrice["prompting"]) == ("callback_time", "part_of_day")

    @pytest.mark.parametrize(
        "words", ["und ich bin zu viel Vormittags.", "und die Pfeinde macht vor elf", "um vierzehn Uhr", "ab drei"]
    )
    def test_hours_alone_are_not_taken_when_they_are_heard_again_for_their_day_may_have_got_lost_both_times(
        self, words: str
    ) -> None:
        _, once = hear_time(words, 0.65)
        _, twice = hear_time(words, 0.65, once)
        _, thrice = hear_time(words, 0.65, twice)
        _, surely = hear_time(words, 0.8, once)

        assert twice["callback_time"] is None
        assert thrice["callback_time"]
        assert surely["callback_time"]

    @pytest.mark.parametrize("words", ["so bald wie möglich", "heute um vier", "in zwei Stunden", "jederzeit"])
    def test_what_needs_no_day_is_taken_when_it_is_heard_again(self, words: str) -> None:
        _, once = hear_time(words, 0.65)
        _, twice = hear_time(words, 0.65, once)

        assert twice["callback_time"]

    @pytest.mark.parametrize(
        "words",
        [
            "heute von Team bis elf",
            "ans höchsten März ab zehn Uhr",
            "am Xydag um drei",
            "am Montag von Fahrt bis zwölf",
            "Freitag um halb plömp",
            "am 20. März um 3,4 LSTS mir passen",
        ],
    )
    def test_words_of_it_that_are_not_understood_are_not_taken_when_they_are_hardly_heard_again(
        self, words: str
    ) -> None:
        _, once = hear_time(words, 0.65)
        _, twice = hear_time(words, 0.65, once)

        assert asked_next(twice) == "callback_time"

    @pytest.mark.parametrize(
        ("doubted", "again"),
        [
            ("Mittag, Donnerstag, umwelte vor", "Donnerstag, umwelte es"),
            ("am Freitag um 13 Uhr", "am Freitag und halt in"),
            ("am Montag ab drei", "Montag und halt in"),
            ("übermorgen um halb drei", "übermorgen unhalt drauf"),
            ("nächsten Mittwoch vor elf", "nächsten Mittwoch foreil"),
        ],
    )
    def test_an_hour_that_was_hardly_heard_is_not_kept_for_the_day_alone(self, doubted: str, again: str) -> None:
        _, once = hear_time(doubted, 0.65)
        _, twice = hear_time(again, 0.65, once)

        start, end = (datetime.fromisoformat(twice["disputed"]["callback_time"][bound]) for bound in ("start", "end"))
        assert end - start > timedelta(hours=6)

    def test_of_one_that_is_heard_otherwise_then_nothing_is_taken_either(self) -> None:
        _, once = hear_time("am Dienstag ab 13 Uhr", 0.65)
        changes, twice = hear_time("am Dienstag ab 14 Uhr", 0.65, once)

        assert changes.asked == "callback_time"
        assert len(twice["doubted"]["callback_time"]) == 2

    def test_it_is_taken_when_nothing_better_can_be_had(self) -> None:
        _, doubted = hear_time("morgen um zehn", 0.65)
        _, once = hear("ähm", intent="nlu_fallback", asked="callback_time", slots=doubted)
        _, twice = hear("ähm", intent="nlu_fallback", asked="callback_time", slots=once)

        assert once["callback_time"] is None
        assert twice["callback_time"]["start"] == TIME["start"]

    @pytest.mark.parametrize(
        ("heard", "window"),
        [
            (
                ["morgen unfilte, drei vier", "morgen umviertel drei", "morgen umflutte in Reite"],
                ("2026-03-11T14:15", "2026-03-11T15:15"),
            ),
            (
                ["am 12. März umsolle Esdepassen", "am 12. März umselte elf", "am 12. März umsolle Lst"],
                ("2026-03-12T10:15", "2026-03-12T11:15"),
            ),
            (
                ["Freitag um zehn", "Freitag und halt in", "Freitag um drei Filte ist"],
                ("2026-03-13T10:00", "2026-03-13T11:00"),
            ),
            (
                ["morgen um zehn", "Donnerstag um drei Filte ist", "Freitag um vierzehn Uhr"],
                ("2026-03-13T14:00", "2026-03-13T15:00"),
            ),
        ],
    )
    def test_of_what_is_heard_otherwise_each_time_a_guess_gives_way_to_what_was_heard_best(
        self, heard: list[str], window: tuple[str, str]
    ) -> None:
        slots: dict[str, Any] = {}
        for words in heard:
            _, slots = hear_time(words, 0.6, slots)

        assert tuple(slots["callback_time"][bound][:16] for bound in ("start", "end")) == window

    def test_where_it_cannot_be_had_better_it_is_what_was_heard_best(self) -> None:
        _, slots = hear_time("morgen um zehn", 0.65)
        _, slots = hear_time("morgen um drei Filte ist", 0.65, slots)
        for _ in range(2):
            _, slots = hear("ähm", intent="nlu_fallback", asked="callback_time", slots=slots)

        assert slots["callback_time"]["start"] == "2026-03-11T10:00:00"

    def test_a_yes_to_an_offered_time_is_no_time_that_was_heard(self) -> None:
        offered = {"alternatives": [{**TIME, "instead_of": "heute um acht"}], "question": "alternative"}

        _, after = hear("ja", intent="affirm", asked="callback_time", slots=offered, speech_confidence=0.6)

        assert after["callback_time"]["start"] == TIME["start"]

    def test_what_is_said_again_at_the_summary_is_no_news(self) -> None:
        _, after = hear(
            "ja, morgen um zehn", intent="affirm", asked="confirmed", slots=filled(), speech_confidence=0.65
        )

        assert after["confirmed"]
