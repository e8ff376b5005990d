"""What it is about, as the form hears it: kept when it is said, asked for where the company wants it."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest

from rueckruf.answers import ANSWERS
from rueckruf.dialogue.heard import Heard
from rueckruf.dialogue.state import FormState
from rueckruf.dialogue.turn import Changes
from tests.dialogue.hearing import CALLER, FORM, NAME, NUMBER, TUESDAY_TEN, asked_next, filled, hear, hear_utterance

pytestmark = pytest.mark.unit

ASKING = replace(FORM, asked=(*FORM.asked, "concern"))


def heard_asking(text: str, intent: str, slots: dict[str, Any]) -> tuple[Changes, dict[str, Any]]:
    """What changes where concerns are asked for, and the slots after it."""
    changes = hear_utterance(slots, "concern", Heard(text, intent), ASKING, TUESDAY_TEN)
    return changes, {**FormState.from_slots(slots, ANSWERS).as_slots(), **changes.slots}


def test_it_is_kept_beside_other_answers_and_without_them() -> None:
    _, after = hear(
        "um zwei, es geht um das Angebot",
        intent="inform_callback_time",
        asked="callback_time",
        slots={"caller_name": NAME},
    )
    assert after["concern"] == "das Angebot"
    assert after["callback_time"]["start"] == "2026-03-10T14:00:00"


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("hier ist Müller, ich hätte eine Frage zur Rechnung vom Mai", "ich hätte eine Frage zur Rechnung vom Mai"),
        ("wegen der Mahnung, die gestern kam, Müller ist mein Name", "wegen der Mahnung, die gestern kam"),
        ("Müller mein Name, es geht um die Pumpe", "die Pumpe"),
    ],
)
def test_nor_is_what_leads_to_the_name(text: str, concern: str) -> None:
    assert hear(text, intent="request_callback", asked="caller_name")[1]["concern"] == concern


def test_name_number_and_time_are_no_part_of_it() -> None:
    words = (
        "hier ist Sabine Müller, es geht um die Rechnung, rufen Sie mich morgen um zehn unter "
        "null drei null zwei drei eins zwei fünf null sieben sieben an"
    )
    _, after = hear(words, intent="request_callback", asked="caller_name")
    assert after["concern"] == "die Rechnung"
    assert after["caller_name"]["last"] == "Müller"


def test_it_brings_the_form_forward_and_is_not_asked_for() -> None:
    _, after = hear("es geht um einen Wartungsvertrag", intent="off_topic", asked="caller_name")
    assert (asked_next(after), after["misses"]) == ("caller_name", 0)


def test_it_is_corrected_like_any_answer() -> None:
    slots = filled(concern="das Angebot")
    _, after = hear("nein, es geht um die Rechnung", intent="correct", asked="confirmed", slots=slots)
    assert (after["concern"], after["prompting"]) == ("die Rechnung", "concern")


def test_called_wrong_it_is_asked_for_though_nobody_asked_before() -> None:
    _, after = hear("das Anliegen ist falsch", intent="correct", asked="confirmed", slots=filled(concern="das Angebot"))
    assert (asked_next(after), after["prompting"]) == ("concern", "correction")
    _, after = hear("die Rechnung", intent="inform_concern", asked="concern", slots=after)
    assert (after["concern"], asked_next(after)) == ("die Rechnung", "confirmed")


def test_where_it_is_asked_for_a_word_is_enough_and_read_back() -> None:
    changes, after = heard_asking("die Rechnung", "inform_concern", filled(changed=None))
    assert (changes.asked, after["concern"], changes.remarks) == ("confirmed", "die Rechnung", ["utter_heard_concern"])


def test_after_the_summary_it_is_read_back_with_the_question_whether_all_is_right() -> None:
    changes, after = heard_asking("die Rechnung", "inform_concern", filled())
    assert (changes.remarks, after["prompting"]) == ([], "concern")


def test_or_nothing() -> None:
    changes, after = heard_asking("nichts Besonderes", "inform_concern", filled(changed=None))
    assert (changes.asked, after["concern"], changes.remarks) == ("confirmed", False, [])


def test_where_none_is_kept_who_says_one_is_asked_on() -> None:
    kept = {slot: answer for slot, answer in ANSWERS.items() if slot != "concern"}
    form = replace(FORM, answers=kept)
    changes = hear_utterance({}, "caller_name", Heard("es geht um die Heizung", "inform_concern"), form, TUESDAY_TEN)
    assert (changes.asked, changes.for_rules, changes.slots["misses"]) == ("caller_name", False, 1)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ich wollte fragen ob das aufgezeichnet wird", "ask_privacy"),
        ("ich brauche heute noch einen krankenwagen", "emergency"),
        ("ja", "affirm"),
    ],
)
def test_what_is_meant_otherwise_is_none(words: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="callback_time", slots={"caller_name": NAME})
    assert after["concern"] is None


@pytest.mark.parametrize(
    "words",
    [
        "ich hab vorgestern schon angerufen und da ruft ja niemand zurück",
        "ich hatte um einen Rückruf gebeten, und keiner hat sich gemeldet",
    ],
)
def test_that_nobody_has_called_is_one(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["concern"] == words


def test_where_somebody_is_at_another_time_is_none() -> None:
    words = "am Mittwoch, weil am Donnerstag ist Zahnarzt und Turnen und Tochter"
    _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots={"caller_name": NAME})
    assert after["concern"] is None


class TestAtTheOpening:
    """What answers "Was kann ich für Sie tun?" and asks nothing is the concern, whatever it is taken for."""

    OPENING: ClassVar[dict[str, Any]] = {"prompting": "first"}

    def heard(self, words: str, intent: str, confidence: float) -> Changes:
        heard = Heard(words, intent, intent_confidence=confidence)
        return hear_utterance(self.OPENING, "caller_name", heard, FORM, TUESDAY_TEN)

    @pytest.mark.parametrize(
        ("words", "intent", "confidence"),
        [
            ("das thermostat spinnt", "inform_concern", 0.26),
            ("der Schornsteinfeger hat was beanstandet", "inform_concern", 0.45),
            ("Wir überlegen, uns fürs Wohnzimmer eine Markise anzuschaffen.", "nlu_fallback", 0.25),
            ("mein Sohn sucht ein Praktikum", "off_topic", 0.86),
            ("der Schrank hängt schief", "off_topic", 0.88),
            ("die Sicherung fliegt dauernd raus", "ask_privacy", 0.37),
            ("mein Mann hat bei Ihnen eine Anlage gekauft", "small_talk", 0.33),
            ("der Hausmeister sagt die Pumpe läuft trocken", "inform_caller_name", 0.39),
            ("mein Keller schimmelt", "nlu_fallback", 0.25),
            ("wir sammeln alte Öfen", "nlu_fallback", 0.25),
            ("ich vermisse eine Jacke", "small_talk", 0.3),
            ("uns fehlen Dübel", "inform_caller_name", 0.3),
            ("die Jalousie streikt", "inform_caller_name", 0.3),
            ("Ofen hinüber", "nlu_fallback", 0.25),
            ("der Gutachter hat sich angekündigt", "small_talk", 0.7),
            ("wir wollten die Gewährleistung in Anspruch nehmen", "wrong_number", 0.75),
            ("ich wollte mich bei Ihren Leuten bedanken", "small_talk", 0.8),
            ("wir wollen Danke sagen", "inform_concern", 0.6),
            ("der Lehrling war so freundlich", "small_talk", 0.9),
            ("Ihre Malerin ist echt klasse", "insult", 0.6),
            ("ein Kollege hat Sie weiterempfohlen", "small_talk", 0.7),
            ("der Griff passt nicht", "deny", 0.7),
            ("ich muss den Termin am Montag absagen", "correct", 0.5),
            ("können wir die Montage von Dienstag auf Mittwoch um zehn schieben", "correct", 0.7),
            ("ich krieg jede Woche Werbung von Ihnen", "ask_privacy", 0.85),
            ("uns wurde nichts zurückgezahlt", "nlu_fallback", 0.25),
            ("ich hab einen Brief bekommen und versteh ihn nicht", "repeat", 0.8),
            ("ich hab die falsche Größe bekommen", "wrong_number", 0.6),
            ("heute ist keiner zu uns gekommen", "nlu_fallback", 0.25),
            ("Ihre Homepage geht nicht", "deny", 0.4),
            ("die Anlage ist ausgefallen", "small_talk", 0.7),
            ("Ich bin richtig enttäuscht, ehrlich", "inform_caller_name", 0.6),
            ("eine tolle Arbeit habt ihr gemacht", "small_talk", 0.8),
        ],
    )
    def test_it_is_noted_and_nobody_hears_that_it_was_not_understood(
        self, words: str, intent: str, confidence: float
    ) -> None:
        changes = self.heard(words, intent, confidence)
        assert changes.remarks == ["utter_noted_concern"]
        assert (changes.slots["concern"], changes.for_rules) == (words.rstrip("."), False)

    @pytest.mark.parametrize(
        ("words", "intent", "confidence"),
        [
            ("blubb schnorz krimskrams", "nlu_fallback", 0.25),
            ("ja äh", "nlu_fallback", 0.25),
            ("ich bins der Hubert vom Moosbach", "nlu_fallback", 0.25),
            ("wir hören uns gleich Schatz", "nlu_fallback", 0.25),
            ("was passiert mit meinen Daten hier", "ask_privacy", 0.4),
            ("verkaufen Sie auch an privat", "ask_cost", 0.4),
            ("da muss ich erst die Brille holen", "moment", 0.4),
            ("ich höre Sie ganz schlecht hier oben", "repeat", 0.4),
            ("ich habe gestern schon angerufen", "inform_concern", 0.4),
            ("das ist ja wirklich nett von Ihnen allen", "small_talk", 0.9),
            ("die Versicherung hat sich gemeldet, der Anruf kann entfallen", "cancel", 0.9),
            ("ich muss den Rückruf am Montag absagen", "correct", 0.5),
            ("wie war das mit der Werbung", "repeat", 0.8),
            ("der Notdienst soll kommen", "emergency", 0.9),
            ("ich will nicht dass ich Werbung bekomme", "ask_privacy", 0.9),
            ("ob ich dann Werbung bekomme", "ask_privacy", 0.9),
        ],
    )
    def test_a_question_and_what_tells_nothing_are_none(self, words: str, intent: str, confidence: float) -> None:
        changes = self.heard(words, intent, confidence)
        assert "utter_noted_concern" not in changes.remarks

    def test_the_time_of_a_visit_is_none_to_call_at(self) -> None:
        changes = self.heard("den Termin muss ich auf Mittwoch um zehn verschieben", "correct", 0.7)
        assert "callback_time" not in changes.slots

    def test_asked_for_the_name_a_few_words_are_none(self) -> None:
        heard = Heard("das thermostat spinnt", "inform_concern", intent_confidence=0.26)
        assert "concern" not in hear_utterance({}, "caller_name", heard, FORM, TUESDAY_TEN).slots


class TestQuestionsThatAreNotKnown:
    """They wait for the callback, with the concern."""

    @pytest.mark.parametrize(
        ("asked", "slots"),
        [
            ("caller_name", {"prompting": "first"}),
            ("caller_name", {}),
            ("phone_number", {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "offer"}),
            ("phone_number", {"caller_name": NAME}),
            ("callback_time", {"caller_name": NAME, "phone_number": NUMBER}),
            ("confirmed", filled()),
        ],
    )
    @pytest.mark.parametrize(
        "words", ["wer ist bei Ihnen der Chef", "passt der Filter auch", "nehmen Sie Kreditkarten"]
    )
    def test_they_are_kept_and_nothing_else_changes(self, words: str, asked: str, slots: dict[str, Any]) -> None:
        changes, after = hear(words, intent="off_topic", asked=asked, slots=slots)
        assert after["concern"] == words
        assert (changes.for_rules, changes.remarks, changes.asked) == (True, [], asked)
        assert after["confirmed"] is None

    def test_one_is_added_to_what_was_said_before_and_once_only(self) -> None:
        slots: dict[str, Any] = {"concern": "die Heizung"}
        for _ in range(2):
            _, slots = hear("welche Marke ist das", intent="off_topic", asked="caller_name", slots=slots)
        assert slots["concern"] == "die Heizung; welche Marke ist das"

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("mein Hund ist weggelaufen", "off_topic"),
            ("hast du den Herd ausgemacht", "off_topic"),
            ("wann haben Sie geöffnet", "ask_opening_hours"),
            ("wie geht es Ihnen heute", "small_talk"),
        ],
    )
    def test_talk_and_what_is_answered_is_not_kept(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="caller_name")
        assert after["concern"] is None

    def test_where_no_concern_is_kept_no_question_is(self) -> None:
        form = replace(FORM, answers={slot: answer for slot, answer in ANSWERS.items() if slot != "concern"})
        changes = hear_utterance({}, "caller_name", Heard("wer ist der Chef", "off_topic"), form, TUESDAY_TEN)
        assert "concern" not in changes.slots
