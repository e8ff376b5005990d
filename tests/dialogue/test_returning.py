"""Somebody rings again: what is told, changed and erased of the request that they have."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rueckruf.answers import ANSWERS
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.same_name import is_same
from rueckruf.dialogue.digression import MOST_DIGRESSIONS
from rueckruf.dialogue.heard import Heard
from rueckruf.dialogue.state import FormState
from rueckruf.dialogue.turn import Changes
from tests.dialogue.hearing import CALLER, FORM, TUESDAY_TEN, hear_utterance
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

#: Tomorrow between two and three.
REQUEST = request_of("CA1", name="Paul Weber", phone=CALLER, concern="das Angebot")


class Call:
    """A call of the number ``caller``; ``request`` is found once a name fits."""

    def __init__(self, request: CallbackRequest | None = REQUEST, caller: str | None = CALLER) -> None:
        self.slots: dict[str, Any] = FormState(dict.fromkeys(ANSWERS), caller_number=caller).as_slots()
        self.asked: str | None = "caller_name"
        self.looked: list[dict[str, Any]] = []
        self._request, self._caller = request, caller
        self._form = replace(FORM, find_open=self._find)

    def _find(self, caller: str, said: Any) -> CallbackRequest | None:
        self.looked.append(said)
        return self._request if self._request and is_same(self._request.name, said.get("name", "")) else None

    def hear(self, text: str, intent: str = "nlu_fallback", **heard: Any) -> Changes:
        utterance = Heard(text, intent, caller=self._caller, **heard)
        changes = hear_utterance(self.slots, self.asked, utterance, self._form, TUESDAY_TEN)
        self.slots |= changes.slots
        self.asked = changes.asked or self.asked
        return changes

    def begun(self, *said: str) -> "Call":
        for text in said:
            self.hear(text)
        return self


def test_nobody_is_looked_for_before_a_name_is_said_and_then_once() -> None:
    call = Call().begun("es geht um meinen Rückruf")
    assert call.looked == []
    call.begun("Paul Weber", "am Freitag um elf")
    assert [said["name"] for said in call.looked] == ["Paul Weber"]


def test_without_a_number_nobody_is_looked_for() -> None:
    assert Call(caller=None).begun("es geht um meinen Rückruf", "Paul Weber").looked == []


@pytest.mark.parametrize(("intent", "meant"), [("ask_privacy", False), ("ask_duration", True)])
def test_who_asks_for_something_else_asks_for_no_request(intent: str, meant: bool) -> None:
    assert Call().hear("wann ist das wieder weg", intent).for_rules is not meant


def test_who_is_told_goes_on_with_another() -> None:
    call = Call()
    assert call.hear("Paul Weber", "inform_caller_name").remarks == ["utter_known_request"]
    assert (call.asked, call.slots["callback_time"], call.slots["prompting"]) == ("phone_number", None, "offer")


def test_who_is_told_asks_when_it_is() -> None:
    call = Call().begun("Paul Weber")
    assert call.hear("und wann ist der?").remarks == ["utter_known_time"]
    assert (call.asked, call.slots["prompting"]) == ("phone_number", "offer")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("was, der Flug ist verschoben? Dann doch nicht Mittwoch, sondern Donnerstag um zehn", False),
        ("verschieben Sie das auf Donnerstag um zehn", False),
        ("verschieben Sie doch den alten Termin auf Donnerstag um zehn", True),
    ],
)
def test_who_is_told_changes_at_the_summary_what_was_summed_up(text: str, changes: bool) -> None:
    call = Call().begun("Paul Weber", "ja, unter dieser Nummer", "am Mittwoch in einer Woche um elf")
    assert call.asked == "confirmed"
    call.hear(text, "correct")
    assert call.slots["known_request"]["changing"] is changes


@pytest.mark.parametrize(
    ("text", "intent"), [("das reicht mir", "affirm"), ("gut, auf Wiederhören", "goodbye"), ("dabei bleibt es", "deny")]
)
def test_who_is_told_leaves_it(text: str, intent: str) -> None:
    call = Call().begun("Paul Weber")
    call.hear(text, intent)
    assert call.slots["confirmed"]
    assert call.slots["known_request"]["changing"]


@pytest.mark.parametrize(
    ("text", "prompting"),
    [("ja, da muss ich was ändern", "what_is_wrong"), ("den können Sie streichen", "erasing")],
)
def test_who_was_just_told_says_what_shall_become_of_it(text: str, prompting: str) -> None:
    call = Call().begun("Paul Weber")
    call.hear(text)
    assert (call.asked, call.slots["prompting"]) == ("confirmed", prompting)


def test_its_answers_stand_where_no_others_were_said() -> None:
    call = Call().begun("Ich möchte meinen Rückruf verschieben, auf Freitag um elf", "Paul Weber")
    assert call.slots["callback_time"]["start"] == "2026-03-13T11:00:00"
    assert (call.slots["phone_number"], call.slots["concern"]) == (CALLER, "das Angebot")
    assert (call.asked, call.slots["prompting"]) == ("confirmed", "callback_time")


def test_a_time_without_its_hour_is_asked_about_as_ever() -> None:
    call = Call().begun("Ich möchte meinen Rückruf auf Freitag verschieben", "Paul Weber")
    assert (call.asked, call.slots["prompting"]) == ("callback_time", "part_of_day")


def test_a_time_that_is_over_is_asked_for_whoever_speaks_of_it() -> None:
    start = REQUEST.created_at - timedelta(hours=2)
    over = request_of("CA1", name="Paul Weber", callback_start=start, callback_end=start + timedelta(hours=1))
    call = Call(over)
    assert call.hear("Paul Weber", "inform_caller_name").remarks == ["utter_overdue_request"]
    assert (call.asked, call.slots["known_request"]["changing"]) == ("callback_time", True)


def test_another_matter_begins_with_the_name_alone() -> None:
    call = Call().begun("Ich habe schon angerufen", "Paul Weber")
    assert call.slots["prompting"] == "returning"
    call.hear("es geht aber um etwas anderes")
    assert (call.asked, call.slots["concern"] or None) == ("phone_number", None)
    assert not call.slots["known_request"]["changing"]
    assert call.slots["caller_name"]["last"] == "Weber"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("vormittags reicht es", "inform_callback_time"),
        ("nein, einen anderen Tag bitte", "deny"),
        ("Wann ist bei Ihnen geöffnet?", "ask_opening_hours"),
    ],
)
def test_what_is_said_of_the_other_request_leaves_the_first_alone(text: str, intent: str) -> None:
    call = Call().begun("Paul Weber", "null drei null zwei drei eins zwei fünf null sieben sieben")
    call.hear(text, intent)
    assert call.slots["confirmed"] is None
    assert not call.slots["known_request"]["changing"]


def test_a_moment_is_no_other_matter() -> None:
    call = Call().begun("Ich habe schon angerufen", "Paul Weber")
    call.hear("ich brauche noch einen Moment", "moment")
    assert call.slots["known_request"]["changing"]


def test_who_says_it_again_instead_of_a_name_is_helped_as_ever() -> None:
    call = Call().begun("es geht um meinen Rückruf")
    call.hear("na, es geht um meinen Rückruf")
    assert call.slots["misses"] == 1


def erasing(wish: str = "streichen Sie meinen Rückruf") -> Call:
    """The caller is asked whether it shall be erased."""
    call = Call().begun("Ich habe schon angerufen", "Paul Weber")
    call.hear(wish, "cancel")
    assert call.slots["prompting"] in ("erasing", "erasing_all")
    return call


@pytest.mark.parametrize(
    ("wish", "erased"),
    [("streichen Sie meinen Rückruf", "erasing"), ("löschen Sie alles, was Sie von mir haben", "erasing_all")],
)
@pytest.mark.parametrize(("text", "intent"), [("ja", "affirm"), ("ja, löschen", "cancel"), ("nein, löschen", "deny")])
def test_a_yes_to_that_question_erases(wish: str, erased: str, text: str, intent: str) -> None:
    call = erasing(wish)
    call.hear(text, intent)
    assert (call.slots["confirmed"], call.slots["known_request"]["erase"]) == (False, erased)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("nein", "deny"),
        ("nein, bloß nicht löschen", "cancel"),
        ("dabei bleibt es", "deny"),
        ("tschüss", "goodbye"),
        ("ja, rufen Sie mich an", "affirm"),
    ],
)
def test_a_no_keeps_it(text: str, intent: str) -> None:
    call = erasing()
    call.hear(text, intent)
    assert call.slots["confirmed"]
    assert "erase" not in call.slots["known_request"]


@pytest.mark.parametrize(
    ("text", "intent", "times"),
    [
        ("", "caller_silent", 4),
        ("blubb", "nlu_fallback", 4),
        ("wer sind Sie", "ask_identity", MOST_DIGRESSIONS + 2),
        ("noch mal bitte", "repeat", MOST_DIGRESSIONS + 2),
    ],
)
def test_whatever_else_is_said_the_question_stays_and_nothing_is_erased(text: str, intent: str, times: int) -> None:
    call = erasing()
    for _ in range(times - 1):
        call.hear(text, intent)
        assert call.slots["confirmed"] is None
        assert call.slots["question"] == "erasing"
    call.hear(text, intent)
    assert call.slots["confirmed"] is False
    assert "erase" not in call.slots["known_request"]


def test_a_yes_that_nobody_has_asked_for_erases_nothing() -> None:
    call = erasing()
    call.hear("einen Moment bitte", "moment")
    call.hear("ja", "affirm")
    assert call.slots["confirmed"]


def test_what_the_recogniser_is_not_sure_of_erases_nothing() -> None:
    call = Call().begun("Ich habe schon angerufen", "Paul Weber")
    call.hear("streichen Sie meinen Rückruf", "cancel", speech_confidence=0.2)
    assert call.slots["question"] != "erasing"


def test_who_is_not_found_has_the_call_ended() -> None:
    call = Call(request=None)
    call.hear("löschen Sie meine Daten", "cancel")
    assert (call.asked, call.slots["prompting"]) == ("caller_name", "erasing")
    call.hear("Paul Weber", "inform_caller_name")
    assert (call.slots["confirmed"], call.slots["known_request"]) == (False, None)


@pytest.mark.parametrize("intent", ["cancel", "ask_privacy", "request_callback"])
def test_who_shall_be_called_once_it_is_erased_goes_on_to_the_end(intent: str) -> None:
    call = Call(request=None)
    words = "entfernen Sie meine Daten, und danach soll mich bitte jemand anrufen, dass sie weg sind"
    call.hear(words, intent)
    call.hear("Paul Weber", "inform_caller_name")
    assert call.slots["confirmed"] is None
    assert (call.slots["concern"], call.asked) == (words, "phone_number")


@pytest.mark.parametrize("intent", ["inform_concern", "nlu_fallback", "request_callback"])
def test_one_word_that_seems_to_ask_for_it_ends_no_call(intent: str) -> None:
    call = Call(request=None)
    call.hear("Paul Weber, wir streichen die Wände, da soll jemand anrufen wegen der Rohre", intent)
    assert (call.slots["confirmed"], call.slots["question"]) == (None, "ending")


@pytest.mark.parametrize(
    "words",
    [
        "Ei gude, do is de Paul Weber, ich streich grad die Scheier, ruft mich morge um elf zurück",
        "Servus, da Paul Weber, i streich grad d'Küch, ruafts mi moang um elfe zruck",
        "Grüezi, da isch de Paul Weber, i lösch grad s Füür, lütet mer morn am elfi zrugg",
        "Moin, hier is Paul Weber, ik streich graad den Schuppen, roopt mi morgen üm elf torüch",
        "Hier ist Paul Weber, ich bin gerade am Streichen, rufen Sie mich morgen um elf zurück",
        "Tach, Paul Weber, ick streiche jrade die Laube, rufen Se mir morjen um elf zurück",
        "Grüß Gott, da isch dr Paul Weber, i streich grad mei Werkstatt, rufet me morga om elfe zrick",
        "Jude Daach, he is der Paul Weber, ich ben am striche, roft mich morje öm elf zeröck",
        "Na hier is dr Paul Weber, mir streichen grade s Bad, ruft misch morschn um elfe zurügg",
        "Paul Weber, ich streiche gerade den Flur und bräuchte einen Rückruf morgen um elf",
    ],
)
def test_who_paints_and_wants_to_be_called_erases_nothing(words: str) -> None:
    call = Call(request=None)
    call.hear(words, "inform_concern", intent_confidence=0.4)
    assert (call.slots["confirmed"], call.slots["earlier_wish"]) == (None, None)
    assert call.slots["question"] not in ("ending", "erasing", "erasing_all")


def test_a_visit_that_is_called_off_is_what_it_is_about_where_no_callback_is_found() -> None:
    call = Call(request=None)
    call.slots["prompting"] = "first"
    call.begun("ich muss den Termin am Montag absagen", "Paul Weber")
    assert (call.asked, call.slots["confirmed"]) == ("phone_number", None)
    assert call.slots["concern"] == "ich muss den Termin am Montag absagen"


@pytest.mark.parametrize(("text", "prompting"), [("verschieben", "refused"), ("absagen", "erasing")])
def test_where_one_is_found_it_is_meant(text: str, prompting: str) -> None:
    call = Call()
    call.slots["prompting"] = "first"
    call.begun(f"ich muss den Termin am Montag {text}", "Paul Weber")
    assert (call.slots["prompting"], call.slots["concern"]) == (prompting, REQUEST.concern)


@pytest.mark.parametrize("text", ["Löschen Sie mich aus der Werbeliste", "streichen Sie mich aus dem Mailverteiler"])
def test_who_wants_no_more_post_withdraws_nothing(text: str) -> None:
    call = Call()
    call.hear(text, "cancel", intent_confidence=0.99)
    assert (call.slots["concern"], call.slots["confirmed"], call.slots["earlier_wish"]) == (text, None, None)


def test_who_corrects_the_name_to_that_of_another_has_another_request() -> None:
    call = Call().begun("Paul Weber, ich möchte meinen Rückruf verschieben")
    assert call.slots["known_request"]["changing"]

    call.hear("nein, mein Name ist Petra Schulz", "inform_caller_name")

    assert call.slots["known_request"] is None
    assert (call.slots["phone_number"], call.slots["callback_time"], call.slots["concern"]) == (None, None, None)


def test_who_tells_how_the_name_is_written_stays_with_it() -> None:
    request = replace(REQUEST, name="Paul Schmidt")
    call = Call(request).begun("Paul Schmidt, ich möchte meinen Rückruf verschieben")

    call.hear("der Name ist Paul Schmitt", "inform_caller_name")

    assert call.slots["known_request"]["changing"]
