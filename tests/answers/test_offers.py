"""Another time is offered, and taken by a yes, by its place or by its name."""

from typing import Any, ClassVar

import pytest

from rueckruf.answers.gathered import gathered
from rueckruf.answers.offered_times import MOST_REFUSALS
from rueckruf.dialogue.wording import LADDER
from tests.dialogue.hearing import CALLER, NAME, NUMBER, asked_next, hear

pytestmark = pytest.mark.unit

WEDNESDAY = {
    **{"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "at": True},
    "text": "morgen, Mittwoch, den elften, um zehn Uhr",
    "instead_of": "am Sonntag um zehn",
}
THURSDAY = {
    **{"start": "2026-03-12T10:00:00", "end": "2026-03-12T11:00:00", "at": True},
    "text": "am Donnerstag, dem zwölften März, um zehn Uhr",
    "instead_of": "am Sonntag um zehn",
}
OFFERED = {
    "caller_name": NAME,
    "phone_number": NUMBER,
    "alternatives": [WEDNESDAY, THURSDAY],
    **{"question": "alternative", "prompting": "alternative"},
}


def say(words: str, intent: str, slots: dict[str, Any] = OFFERED) -> dict[str, Any]:
    return hear(words, intent=intent, asked="callback_time", slots=slots)[1]


@pytest.mark.parametrize("words", ["am Wochenende", "nein, am Wochenende", "ich bin nur am Wochenende da"])
def test_a_stretch_of_days_that_begins_with_one_offered_does_not_take_it(words: str) -> None:
    friday = {"start": "2026-03-13T08:00:00", "end": "2026-03-13T18:00:00", "at": False}
    monday = {"start": "2026-03-16T08:00:00", "end": "2026-03-16T18:00:00", "at": False}
    said = "zwischen acht und achtzehn Uhr"
    offers = [{**monday, "text": f"am Montag {said}"}, {**friday, "text": f"am Freitag, dem dreizehnten März, {said}"}]
    after = say(words, "inform_callback_time", {**OFFERED, "alternatives": offers})
    assert after["callback_time"] is None


@pytest.mark.parametrize(
    ("words", "intent", "taken"),
    [
        ("ja gern", "affirm", WEDNESDAY),
        ("va bene, ja", "inform_caller_name", WEDNESDAY),
        ("ja, von mir aus ist das gut", "small_talk", WEDNESDAY),
        ("alles gut, danke", "small_talk", WEDNESDAY),
        ("das erste bitte", "nlu_fallback", WEDNESDAY),
        ("das erste um zehn", "inform_callback_time", WEDNESDAY),
        ("das zweite, am Donnerstag um zehn", "inform_callback_time", THURSDAY),
        ("lieber das zweite", "nlu_fallback", THURSDAY),
        ("letzteres", "affirm", THURSDAY),
        ("ja am donnerstag", "affirm", THURSDAY),
        ("donnerstag ist gut", "inform_callback_time", THURSDAY),
        ("am mittwoch geht nicht", "deny", THURSDAY),
        ("donnerstag geht's bei mir nicht", "inform_callback_time", WEDNESDAY),
        ("Mittwoch nicht, Donnerstag schon", "ask_date", THURSDAY),
        ("nehmen wir den Donnerstag", "ask_date", THURSDAY),
        ("am Mittwoch muss ich arbeiten", "inform_callback_time", THURSDAY),
        ("egal", "inform_callback_time", WEDNESDAY),
        ("mir passt beides", "deny", WEDNESDAY),
        ("lieber den späteren", "correct", THURSDAY),
        ("das letzte", "insult", THURSDAY),
        ("den zweiten", "inform_callback_time", THURSDAY),
        ("des erschte", "correct", WEDNESDAY),
        ("der zwölfte", "off_topic", THURSDAY),
    ],
)
def test_one_of_two_is_taken(words: str, intent: str, taken: dict[str, Any]) -> None:
    after = say(words, intent)
    assert after["callback_time"]["start"] == taken["start"]
    assert after["alternatives"] is None


@pytest.mark.parametrize(
    ("words", "intent", "start"),
    [
        ("nein am freitag um elf", "deny", "2026-03-13T11:00:00"),
        ("den zweiten April um neun", "inform_callback_time", "2026-04-02T09:00:00"),
        ("am zweiten april um neun", "inform_callback_time", "2026-04-02T09:00:00"),
        ("ja aber am donnerstag um zwölf", "affirm", "2026-03-12T12:00:00"),
        ("morgen um viertel zehn da is der erste Ansturm vorbei", "inform_callback_time", "2026-03-11T09:15:00"),
        ("am Donnerstag um neun nach der ersten Stunde", "inform_callback_time", "2026-03-12T09:00:00"),
        ("am mittwoch um zwölf, da ist der zweite Kollege weg", "inform_callback_time", "2026-03-11T12:00:00"),
        ("lieber den Mittwoch drauf", "correct", "2026-03-18T10:00:00"),
        ("den Donnerstag danach um elf", "inform_callback_time", "2026-03-12T11:00:00"),
        ("dann den Dienstag danach", "inform_callback_time", "2026-03-17T10:00:00"),
        ("Freitag drauf", "inform_callback_time", "2026-03-13T10:00:00"),
        ("Mittwoch in der Woche darauf", "inform_callback_time", "2026-03-18T10:00:00"),
    ],
)
def test_a_time_of_the_callers_own_is_taken_instead(words: str, intent: str, start: str) -> None:
    assert say(words, intent)["callback_time"]["start"] == start


def test_an_offer_that_is_refused_by_what_is_on_then_is_not_taken() -> None:
    today = {"start": "2026-03-10T16:00:00", "end": "2026-03-10T17:00:00", "at": True, "text": "heute um sechzehn Uhr"}
    early = {"start": "2026-03-11T08:00:00", "end": "2026-03-11T09:00:00", "at": True, "text": "morgen um acht Uhr"}
    offers = [{**one, "instead_of": "heute um zwanzig Uhr"} for one in (today, early)]
    words = (
        "Acht Uhr ich komm vom Dienst und schlafe, ich schlafe bis Mittag. Kann auch drei Uhr am Nachmittag, drei Uhr"
    )

    after = say(words, "off_topic", {**OFFERED, "alternatives": offers})

    assert after["callback_time"]["start"] == "2026-03-10T15:00:00"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("dann am Montag darauf, am sechzehnten, um zehn", "2026-03-16T10:00:00"),
        ("Ach, sonntags nicht. Dann am Montag darauf, am sechzehnten, um zehn.", "2026-03-16T10:00:00"),
        ("nein, sonntags nicht, dann Montag um elf", "2026-03-16T11:00:00"),
        ("am Montag um elf", "2026-03-16T11:00:00"),
        ("der Dienstag passt, am siebzehnten um drei", "2026-03-17T15:00:00"),
        ("Montag, den sechzehnten, halb zehn", "2026-03-16T09:30:00"),
        ("dann um neun am Dienstag", "2026-03-17T09:00:00"),
        ("gut, den Dienstag drauf um neun", "2026-03-17T09:00:00"),
        ("dann halt am Montag danach um elf", "2026-03-16T11:00:00"),
        ("den ersten davon um neun", "2026-03-16T09:00:00"),
        ("Der zweite von den beiden, so um halb drei.", "2026-03-17T14:30:00"),
        ("nein, den Montag drauf um zehn", "2026-03-23T10:00:00"),
    ],
)
def test_an_hour_of_a_day_that_is_offered_is_all_that_is_taken(words: str, start: str) -> None:
    days = [("2026-03-16", "am Montag, dem sechzehnten März"), ("2026-03-17", "am Dienstag, dem siebzehnten März")]
    offers = [
        {
            **{"start": f"{day}T08:00:00", "end": f"{day}T17:00:00", "at": False, "instead_of": "am Sonntag um zehn"},
            "text": f"{text}, zwischen acht und siebzehn Uhr",
        }
        for day, text in days
    ]
    after = say(words, "inform_callback_time", {**OFFERED, "alternatives": offers})
    assert (after["callback_time"]["start"], after["callback_time"]["others"]) == (start, [])


@pytest.mark.parametrize(
    ("words", "intent", "window"),
    [
        ("nein, dann am zwölften März nach neun Uhr", "deny", ("2026-03-12T09:00:00", "2026-03-12T18:00:00")),
        ("am Donnerstag ab neun", "inform_callback_time", ("2026-03-12T09:00:00", "2026-03-12T18:00:00")),
        ("nein lieber mittwoch bis elf", "deny", ("2026-03-11T08:00:00", "2026-03-11T11:00:00")),
        ("morgen nicht vor halb zehn", "inform_callback_time", ("2026-03-11T09:30:00", "2026-03-11T18:00:00")),
        ("dann halt donnerstag vor zwölf uhr", "inform_callback_time", ("2026-03-12T08:00:00", "2026-03-12T12:00:00")),
        ("am mittwoch so ab neun rum", "correct", ("2026-03-11T09:00:00", "2026-03-11T18:00:00")),
    ],
)
def test_a_span_of_hours_is_not_the_offer_that_lies_in_it(words: str, intent: str, window: tuple[str, str]) -> None:
    after = say(words, intent)
    assert (after["callback_time"]["start"], after["callback_time"]["end"]) == window


def test_an_hour_that_runs_together_is_not_the_offer_of_that_day() -> None:
    heard = "am liebsten Donnerstag abziehen, Uhr, Helz."
    _, after = hear(heard, intent="inform_callback_time", asked="callback_time", slots=OFFERED, speech_confidence=0.9)

    assert (after["callback_time"]["start"], after["callback_time"]["end"][11:16]) == ("2026-03-12T10:00:00", "18:00")


@pytest.mark.parametrize(
    "heard",
    [
        "nein, lieber am 12. März umreißolte 11.",
        "nein, lieber Donnerstag umselte vor",
        "dann Donnerstag um ölve",
        "nee, morgen um drei Filte ist",
        "lieber am Donnerstag umflutte in Reite",
    ],
)
def test_a_day_of_an_offer_with_an_hour_that_was_not_understood_takes_none(heard: str) -> None:
    _, after = hear(heard, intent="inform_callback_time", asked="callback_time", slots=OFFERED, speech_confidence=0.74)

    assert after["callback_time"] is None


def test_times_that_cannot_be_are_no_misses_and_yet_come_to_an_end() -> None:
    slots: dict[str, Any] = {"caller_name": NAME, "phone_number": NUMBER, "misses": 0}
    for number in range(1, MOST_REFUSALS + len(LADDER) + 2):
        assert asked_next(slots) == "callback_time"
        slots = say("am sonntag um zehn", "inform_callback_time", slots)
        assert slots["misses"] == min(len(LADDER), max(0, number - MOST_REFUSALS))
    assert slots["prompting"] == "at_last"
    assert say("am sonntag um zehn", "inform_callback_time", slots)["confirmed"] is False


def test_refusing_every_offer_with_another_impossible_time_comes_to_an_end_too() -> None:
    slots: dict[str, Any] = {**OFFERED, "misses": 0}
    turns = 0
    while asked_next(slots):
        slots = say("nein am sonntag um zehn", "deny", slots)
        turns += 1
    assert turns == MOST_REFUSALS + len(LADDER) + 2


class TestATimeThatWasOffered:
    """What the caller takes is kept in words that can be changed in a part, and sales reads what he had wished."""

    wished = say("am sonntag um zehn", "inform_callback_time", {"caller_name": NAME, "phone_number": NUMBER})

    @pytest.mark.parametrize(
        ("words", "intent", "then", "start", "end"),
        [
            ("ja gern", "affirm", "nein um elf", "2026-03-16T11:00", "2026-03-16T12:00"),
            ("das zweite", "nlu_fallback", "nein lieber nachmittags", "2026-03-17T12:00", "2026-03-17T18:00"),
            ("ja gern", "affirm", "nein doch lieber am mittwoch", "2026-03-18T10:00", "2026-03-18T11:00"),
        ],
    )
    def test_is_changed_in_a_part(self, words: str, intent: str, then: str, start: str, end: str) -> None:
        summary = say(words, intent, self.wished)
        _, after = hear(then, intent="deny", asked=asked_next(summary), slots=summary)
        assert (after["callback_time"]["start"][:16], after["callback_time"]["end"][:16]) == (start, end)

    def test_is_told_in_words(self) -> None:
        taken = say("ja gern", "affirm", self.wished)
        words = "am Montag, dem sechzehnten März, um zehn Uhr statt am sonntag um zehn"
        assert gathered(taken)["callback_text"] == words

    @pytest.mark.parametrize(
        ("words", "intent", "start", "end"),
        [
            ("nein um elf", "deny", "2026-03-16T11:00", "2026-03-16T12:00"),
            ("lieber nachmittags", "inform_callback_time", "2026-03-16T12:00", "2026-03-16T18:00"),
            ("um zehn passt", "inform_callback_time", "2026-03-16T10:00", "2026-03-16T11:00"),
            ("dienstag ist gut", "inform_callback_time", "2026-03-17T10:00", "2026-03-17T11:00"),
            ("nein am donnerstag", "deny", "2026-03-12T10:00", "2026-03-12T11:00"),
        ],
    )
    def test_an_hour_or_a_day_is_read_with_the_first(self, words: str, intent: str, start: str, end: str) -> None:
        time = say(words, intent, self.wished)["callback_time"]
        assert (time["start"][:16], time["end"][:16]) == (start, end)

    def test_its_day_counts_on_when_it_is_refused(self) -> None:
        refused = say("nein", "deny", self.wished)
        assert (asked_next(refused), refused["prompting"]) == ("callback_time", "refused")
        assert say("um elf", "inform_callback_time", refused)["callback_time"]["start"] == "2026-03-16T11:00:00"

    def test_the_same_wish_is_refused_for_the_same_day(self) -> None:
        again = say("am sonntag um zehn", "inform_callback_time", self.wished)
        assert again["alternatives"][0]["start"] == self.wished["alternatives"][0]["start"]

    def test_refusals_are_reasoned_only_so_often(self) -> None:
        slots: dict[str, Any] = {"caller_name": NAME, "phone_number": NUMBER, "misses": 0}
        heard = []
        while asked_next(slots):
            changes, slots = hear(
                "am samstag um zehn", intent="inform_callback_time", asked="callback_time", slots=slots
            )
            heard.append((len(changes.remarks), slots["prompting"]))
        assert heard[:-1] == [
            *[(1, "alternative")] * MOST_REFUSALS,
            (0, "alternative"),
            (0, "example"),
            (0, "last_help"),
            (0, "at_last"),
        ]


class TestAnOfferStaysOpen:
    """Neither silence nor a miss, a moment or another answer takes an offer back."""

    own_number = {"caller_name": NAME, "caller_number": CALLER, "question": "offer", "prompting": "offer"}

    @pytest.mark.parametrize(
        ("words", "intent"),
        [
            ("", "caller_silent"),
            ("hm", "nlu_fallback"),
            ("moment bitte", "moment"),
            ("nein ich heiße becker", "correct"),
        ],
    )
    @pytest.mark.parametrize(("slots", "asked"), [(own_number, "phone_number"), (OFFERED, "callback_time")])
    def test_a_yes_after_it_counts(self, words: str, intent: str, slots: dict[str, Any], asked: str) -> None:
        _, after = hear(words, intent=intent, asked=asked, slots=slots)
        assert asked_next(after) == asked
        _, after = hear("ja die passt", intent="affirm", asked=asked, slots=after)
        assert after[asked] is not None

    def test_all_of_it_behind_a_no_is_dictated(self) -> None:
        words = "nein, unter null drei null, zwei drei eins, zwei fünf null vier zwei"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "spoken")

    @pytest.mark.parametrize(
        "words",
        [
            *("die null vier zwei, ja", "ja, 042", "042", "die vier zwei am Ende"),
            "null vier zwei, jawohl, das ist mein Handy, das hab ich immer dabei",
            "die mit null vier zwei hinten, die nehmen Sie mal",
            "null vier zwei, genau, da bin ich den ganzen Tag dran",
            "Moment, null vier zwei, doch, das ist unsere",
            "jo, null vier zwei, des is de meinige",
            "null vier zwei, passt",
            "die mit der null vier zwei? Na, das wird, ja, das ist meine. Die nehmt ihr.",
            "äh, null vier zwei, jo, das ist die vom Handy, das ich zum Geburtstag bekommen hab",
            "meine eigene, wart, 030 23125042, mehr geb ich nicht her",
            "Woher wissen Sie die denn? Frech. Aber ja, das ist sie.",
        ],
    )
    def test_its_ending_said_again_is_a_yes(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "caller_id")

    @pytest.mark.parametrize(
        "words",
        [
            "null vier zwei, hm, die gehört dem Hausmeister, ich steh in der Loge. Da bin ich nicht zu kriegen.",
            "Null vier zwei, ja, das ist der Apparat von meiner Nachbarin, also besser auf meine Handynummer",
            "die null vier zwei ist von der Gemeinde, da sitzt bloß die Kollegin, ich bin da nicht mehr",
            "Oh, null vier zwei, das ist ja gar nicht mein Telefon, da bin ich gleich weg",
            "null vier zwei. Das ist die vom Pflegedienst, das Handy muss ich wieder abgeben",
            "null vier zwei, ach so, das ist der Anschluss im Ferienhaus, da sind wir dann nicht mehr",
            "Ja null vier zwei, die ist vom Vereinsheim, da hört später keiner mehr",
            "jo, null vier zwei, des isch im Nochber seins, uf mei Festnetz bitte",
            "nu, null vier zwei, das is de Nummer vom Chef, der will das ni. Nähm Se lieber meine",
            "Nee du, null vier zwei is dat Handy von mien Dochter, op mien eegen sallt ji anropen",
        ],
    )
    @pytest.mark.parametrize("intent", ["inform_phone_number", "deny"])
    def test_but_not_where_what_follows_speaks_against_it(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_digits"]) == (None, None)
        assert asked_next(after) == "phone_number"

    @pytest.mark.parametrize(
        ("words", "phone"),
        [
            ("zwei, ja, das ist richtig", CALLER),
            ("fünf null, jo, meine", CALLER),
            ("zwo fünf, na klar, das ist meine eigene", CALLER),
            ("acht drei, jawohl, das ist mein Handy", None),
            ("sieben sechs, ja, passt", None),
            ("neun neun, genau, das bin ich", None),
        ],
    )
    def test_with_a_yes_few_other_digits_begin_no_number(self, words: str, phone: str | None) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_digits"]) == (phone, None)
        assert phone or (asked_next(after), after["question"]) == ("phone_number", "offer")

    @pytest.mark.parametrize("intent", ["deny", "refuse_phone_number", "goodbye", "inform_phone_number"])
    def test_of_two_telephones_told_apart_it_is_made_anew(self, intent: str) -> None:
        words = "mein privates, nicht das vom Büro"
        changes, after = hear(words, intent=intent, asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["caller_number"], after["question"]) == (None, CALLER, "offer")
        assert not changes.remarks

    @pytest.mark.parametrize(
        "words",
        [
            "nein, vier zwei am Ende stimmt nicht",
            "nee, null zwei hinten ist verkehrt",
            "nein, die zwei am Schluss ist falsch",
        ],
    )
    def test_digits_of_it_that_are_called_wrong_refuse_it(self, words: str) -> None:
        _, after = hear(words, intent="deny", asked="phone_number", slots=self.own_number, caller=CALLER)
        assert (after["phone_number"], after["caller_number"]) == (None, None)

    def test_another_phones_that_may_go_on_is_asked_on_about(self) -> None:
        words = "das ist meine, er hat die null eins sieben sechs, neun neun acht, acht sieben, sieben sechs"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_digits"]) == (None, "01769988776")

    @pytest.mark.parametrize("words", ["nein, nicht die 042", "043"])
    def test_but_not_with_a_no_nor_other_digits(self, words: str) -> None:
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert after["phone_number"] is None

    @pytest.mark.parametrize(
        ("slots", "asked", "wordings"),
        [
            (own_number, "phone_number", ["offer", "example", "last_help"]),
            (OFFERED, "callback_time", ["alternative", "example", "last_help"]),
        ],
    )
    def test_it_is_made_anew_once_and_then_helped(self, slots: dict[str, Any], asked: str, wordings: list[str]) -> None:
        heard = []
        for _ in wordings:
            _, slots = hear("tja hm", intent="nlu_fallback", asked=asked, slots=slots)
            heard.append(slots["prompting"])
        assert heard == wordings

    def test_an_offer_made_before_its_turn_waits(self) -> None:
        _, after = hear("am sonntag um zehn", intent="inform_callback_time", asked="caller_name", slots={})
        assert (asked_next(after), after["prompting"]) == ("caller_name", None)
        _, after = hear("sabine müller", intent="inform_caller_name", asked="caller_name", slots=after)
        _, after = hear(
            "unter dieser nummer", intent="use_caller_number", asked="phone_number", slots=after, caller=CALLER
        )
        assert (asked_next(after), after["prompting"]) == ("callback_time", "alternative")

    def test_who_dictates_another_phones_is_not_offered_his_own(self) -> None:
        _, after = hear("null drei null", intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        _, after = hear("ja", intent="affirm", asked="phone_number", slots=after)
        assert (after.get("phone_number"), after["prompting"]) == (None, "more")


class TestAYesBesideOtherAnswers:
    own_number = TestAnOfferStaysOpen.own_number
    doubtful: ClassVar[dict[str, Any]] = {"intent": "use_caller_number", "intent_confidence": 0.32, "caller": CALLER}
    mobile = "null eins sieben eins drei neun zwei null null eins eins"

    @pytest.mark.parametrize("intent", ["affirm", "inform_callback_time"])
    def test_takes_both(self, intent: str) -> None:
        _, after = hear("ja morgen um zehn", intent=intent, asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["phone_source"]) == (CALLER, "caller_id")
        assert after["callback_time"]["start"] == "2026-03-11T10:00:00"

    @pytest.mark.parametrize(
        "words",
        [
            "Ja, das ist meine, die nehmen Sie. Wenn da besetzt ist, hätt ich noch mobil {}. Am liebsten auf dieser.",
            "Ja, passt. Notfalls gibt es noch das Handy, {}, aber normal die hier.",
            "Die ist gut. Geh ich nicht ran, dann wär da noch die von meinem Mann, {}.",
            "Jo, de is mei. Wenn i do ned hingeh, gabats no de vom Handy, {}. Aber eigentlich de do.",
            "Ja gerne. Und falls keiner abhebt, die von meiner Tochter ist {}. Erst aber diese hier.",
        ],
    )
    def test_one_more_comes_behind_the_own_one(self, words: str) -> None:
        said = words.format(self.mobile)
        _, after = hear(said, intent="inform_phone_number", asked="phone_number", slots=self.own_number, caller=CALLER)
        assert (after["phone_number"], after["other_phones"]) == (CALLER, ["+491713920011"])

    def test_a_second_number_is_noted_beside_the_own_one(self) -> None:
        words = f"ja und zusätzlich {self.mobile}"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after["other_phones"]) == (CALLER, ["+491713920011"])

    def test_another_phones_is_taken_alone(self) -> None:
        words = f"ja dann nehmen sie {self.mobile}"
        _, after = hear(words, intent="inform_phone_number", asked="phone_number", slots=self.own_number)
        assert (after["phone_number"], after.get("other_phones")) == ("+491713920011", None)

    @pytest.mark.parametrize(("key", "number", "prompting"), [("1", CALLER, None), ("2", None, "refused")])
    def test_a_key_is_a_yes_or_a_no(self, key: str, number: str | None, prompting: str | None) -> None:
        _, after = hear(key, intent="nlu_fallback", asked="phone_number", slots=self.own_number, by_keys=True)
        assert (after.get("phone_number"), after["prompting"]) == (number, prompting)
        assert after.get("phone_digits") is None

    def test_a_yes_makes_a_doubtful_wish_for_the_own_number_sure(self) -> None:
        _, after = hear("ja die halt", **self.doubtful, asked="phone_number", slots=self.own_number)
        assert after["phone_number"] == CALLER

    def test_a_doubtful_wish_for_the_own_number_is_offered_first(self) -> None:
        _, after = hear(
            "nehmen wir halt die",
            **self.doubtful,
            asked="phone_number",
            slots={**self.own_number, "caller_number": None, "prompting": "refused"},
        )
        assert after.get("phone_number") is None
        assert (after["caller_number"], after["prompting"]) == (CALLER, "offer")


class TestTimesThatAreAskedFor:
    """ "Wann hätten Sie denn was frei?" is answered with times out of the opening hours."""

    known: ClassVar[dict[str, Any]] = {"caller_name": NAME, "phone_number": NUMBER, "misses": 0}
    asked = "wann hätten sie denn was frei"

    def starts(self, slots: dict[str, Any]) -> list[str]:
        return [offer["start"][8:16] for offer in slots["alternatives"]]

    @pytest.mark.parametrize("intent", ["ask_opening_hours", "inform_callback_time", "nlu_fallback", "help"])
    def test_are_offered_without_a_refusal(self, intent: str) -> None:
        changes, after = hear(self.asked, intent=intent, asked="callback_time", slots=self.known)
        assert self.starts(after) == ["10T11:00", "11T11:00", "12T14:00"]
        assert (changes.remarks, changes.for_rules, after["prompting"]) == ([], False, "alternative")

    def test_are_meant_by_who_asks_when_it_suits_us(self) -> None:
        assert len(self.starts(say("wann passt es Ihnen denn", "ask_duration", self.known))) == 3

    @pytest.mark.parametrize(
        ("words", "intent", "start"),
        [
            ("ja gern", "affirm", "2026-03-10T11:00:00"),
            ("das dritte bitte", "nlu_fallback", "2026-03-12T14:00:00"),
            ("morgen passt", "inform_callback_time", "2026-03-11T11:00:00"),
            ("um vierzehn uhr", "inform_callback_time", "2026-03-12T14:00:00"),
            ("lieber am freitag um neun", "inform_callback_time", "2026-03-13T09:00:00"),
        ],
    )
    def test_one_is_picked(self, words: str, intent: str, start: str) -> None:
        taken = say(words, intent, say(self.asked, "nlu_fallback", self.known))
        assert (taken["callback_time"]["start"], taken["alternatives"]) == (start, None)

    def test_are_kept_in_our_words(self) -> None:
        taken = say("ja gern", "affirm", say(self.asked, "nlu_fallback", self.known))
        assert gathered(taken)["callback_text"] == "heute um elf Uhr"

    def test_are_others_when_none_of_them_suits(self) -> None:
        offered = say(self.asked, "nlu_fallback", self.known)
        again = say("nein, was haben sie denn sonst noch frei", "deny", offered)
        assert self.starts(again) == ["13T08:00", "16T11:00", "17T14:00"]

    def test_are_those_of_the_day_that_was_named(self) -> None:
        day = say("am freitag", "inform_callback_time", self.known)
        offered = say(self.asked, "nlu_fallback", day)
        assert self.starts(offered) == ["13T08:00", "13T11:00", "13T14:00"]
        corrected = say("ja", "affirm", offered)
        assert (corrected["callback_time"]["start"], corrected["vague_time"]) == ("2026-03-13T08:00:00", False)

    def test_only_where_the_time_is_asked_for(self) -> None:
        _, after = hear(self.asked, intent="nlu_fallback", asked="phone_number", slots={"caller_name": NAME})
        assert after["alternatives"] is None

    def test_come_to_an_end(self) -> None:
        slots, turns = self.known, 0
        while asked_next(slots):
            slots = say(self.asked, "nlu_fallback", slots)
            turns += 1
            assert turns < 10
        assert slots["confirmed"] is False


@pytest.mark.parametrize("intent", ["deny", "correct", "inform_callback_time", "nlu_fallback"])
@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("den ersten kann ich nicht", THURSDAY),
        ("das zweite passt mir gar nicht", WEDNESDAY),
        ("bitte nicht ersteres", THURSDAY),
        ("das erste ist ungünstig", THURSDAY),
        ("nicht das zweite, das erste", WEDNESDAY),
        ("das erste nicht sondern das zweite", THURSDAY),
        ("der zwölfte geht leider nicht", WEDNESDAY),
        ("der spätere ist schlecht", WEDNESDAY),
        ("warum nicht das zweite", THURSDAY),
        ("das zweite wär gar nicht schlecht", THURSDAY),
        ("dann nehmen wir die andere", THURSDAY),
        ("der andere Tag passt mir", THURSDAY),
        ("nicht die erste, die andere", THURSDAY),
        ("Donnerstag geht nicht, den anderen", WEDNESDAY),
        ("am Donnerstag ist es schlecht", WEDNESDAY),
    ],
)
def test_what_is_turned_down_leaves_the_other_of_two(words: str, taken: dict[str, Any], intent: str) -> None:
    assert say(words, intent)["callback_time"]["start"] == taken["start"]


@pytest.mark.parametrize("words", ["Donnerstag geht nicht", "am Donnerstag kann ich nicht", "nicht am Donnerstag"])
def test_a_weekday_that_is_turned_down_is_the_one_offered(words: str) -> None:
    later = {**THURSDAY, "start": "2026-03-19T10:00:00", "end": "2026-03-19T11:00:00"}
    after = say(words, "inform_callback_time", {**OFFERED, "alternatives": [WEDNESDAY, later]})
    assert after["callback_time"]["start"] == WEDNESDAY["start"]


@pytest.mark.parametrize(
    "words",
    [
        "die andere passt auch nicht",
        "weder das erste noch das zweite",
        "wenn das erste nicht geht dann das zweite",
        "nehmen Sie die andere Nummer",
        "lieber ein anderer Tag",
    ],
)
def test_none_is_taken_where_both_or_neither_may_be_meant(words: str) -> None:
    assert say(words, "nlu_fallback")["callback_time"] is None


@pytest.mark.parametrize("words", ["ja na halt am Montag drauf um zehn", "dann den Montag darauf um zehn"])
def test_a_day_behind_their_own_wish_is_the_one_offered_for_it(words: str) -> None:
    monday = {"start": "2026-03-16T08:00:00", "end": "2026-03-16T17:00:00", "at": False}
    offer = {**monday, "text": "am Montag, dem sechzehnten März", "instead_of": "am Sonntag"}
    after = say(words, "inform_callback_time", {**OFFERED, "alternatives": [offer]})
    assert after["callback_time"]["start"] == "2026-03-16T10:00:00"


@pytest.mark.parametrize(
    "words", ["am Samstag so um zehn, unter der Woche bin ich auf Montage", "Sonntag, unter der Woche arbeite ich"]
)
def test_a_wish_that_leaves_no_open_hour_gets_offers_when_it_is_said_again(words: str) -> None:
    first = say(words, "inform_callback_time", {"caller_name": NAME, "phone_number": NUMBER})
    again = say(words, "inform_callback_time", first)
    assert again["alternatives"]
    assert say("ja", "affirm", again)["callback_time"]
