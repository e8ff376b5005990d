"""What a caller calls about, out of the sentence that says it."""

from typing import Any

import pytest

from rueckruf.spoken.concern.concern import LONGEST, read_concern, say_concern
from rueckruf.spoken.text.vocabulary import vocabulary

pytestmark = pytest.mark.unit

STORY = (
    "Also hören Sie, wir haben im Sommer bei Ihnen die neuen Türen bestellt und seit zwei Wochen klemmt die im Keller "
    "bei jedem Wetter"
)


def concern_in(text: str, **asked: Any) -> str | None:
    reading = read_concern(text, **asked)
    return reading.words if reading else None


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("Es geht um das Angebot.", "das Angebot"),
        ("ja hallo es geht um den kostenvoranschlag für die garage", "den kostenvoranschlag für die garage"),
        ("ich rufe an wegen der mahnung von letzter woche", "wegen der mahnung von letzter woche"),
        ("Ich habe eine Frage zur Rechnung, rufen Sie mich bitte zurück.", "Ich habe eine Frage zur Rechnung"),
        ("ich suche eine pumpe für den keller können sie mich zurückrufen", "ich suche eine pumpe für den keller"),
        ("Ich muss reklamieren, der Monteur kam nicht. Danke!", "Ich muss reklamieren, der Monteur kam nicht"),
        ("bezüglich unserer bestellung mein name ist", "bezüglich unserer bestellung"),
        ("das thema ist eine schulung und ich bin die", "eine schulung"),
    ],
)
def test_it_is_kept_in_the_callers_words_and_ends_where_another_matter_begins(text: str, concern: str) -> None:
    assert concern_in(text) == concern


@pytest.mark.parametrize(
    "text",
    [
        "Ich bräuchte einen Rückruf.",
        "ich rufe an wegen einem rückruf",
        "es geht um folgendes",
        "ich suche jemanden",
        "meinetwegen",
        "von mir aus gern",
        "ich brauche noch einen moment",
        "morgen um zehn",
        "ja genau",
    ],
)
def test_what_tells_nothing_is_none(text: str) -> None:
    assert concern_in(text) is None


@pytest.mark.parametrize("text", ["mhm", "ach so", "tja", "ähm, ja"])
def test_whoever_only_hesitates_named_none_even_when_asked(text: str) -> None:
    assert concern_in(text, expected=True) is None


@pytest.mark.parametrize(
    ("text", "concern"), [("die Rechnung", "die Rechnung"), ("na ja, um eine Reparatur halt", "eine Reparatur")]
)
def test_asked_for_it_needs_no_opening(text: str, concern: str) -> None:
    assert concern_in(text, expected=True) == concern
    assert concern_in(text) is None


@pytest.mark.parametrize("phrase", vocabulary("concern")["nothing"])
def test_who_is_asked_may_say_nothing(phrase: str) -> None:
    assert concern_in(phrase.capitalize() + ".", expected=True) == ""


def test_a_long_telling_is_one_where_it_may_be() -> None:
    assert concern_in(STORY) is None
    assert (concern_in(STORY, enough=8) or "").endswith("bei jedem Wetter")


def test_a_long_one_is_cut_at_a_word() -> None:
    concern = concern_in("Es geht um " + "eine sehr lange Geschichte " * 30) or ""
    assert len(concern) <= LONGEST
    assert concern.endswith("…")


def test_only_a_short_one_is_read_back_in_full() -> None:
    assert say_concern("das Angebot") == ", Anliegen: das Angebot"
    assert say_concern(STORY) == ", Ihr Anliegen ist notiert"


class TestTheWholeOfIt:
    """What is told before the clause that opens it and behind belongs to it, where nothing is known yet."""

    @pytest.mark.parametrize(
        ("text", "concern"),
        [
            (
                "Euer Lehrling war sehr fleißig. Und dann bräuchte ich noch die Maße vom Fenster.",
                "Euer Lehrling war sehr fleißig. ich noch die Maße vom Fenster",
            ),
            ("Die Tür klemmt seit Mai. Ich rufe an wegen der Garantie.", "Die Tür klemmt seit Mai. wegen der Garantie"),
            (
                "Ich habe ein Problem mit der Tür. Die klemmt seit Mai.",
                "Ich habe ein Problem mit der Tür. Die klemmt seit Mai",
            ),
            ("ich hätte was zum Aufmaß, wegen der Treppe", "ich hätte was zum Aufmaß, wegen der Treppe"),
            ("mein Vater ist umgezogen, es geht um seinen Vertrag", "mein Vater ist umgezogen. seinen Vertrag"),
        ],
    )
    def test_it_is_kept_in_its_order(self, text: str, concern: str) -> None:
        assert concern_in(text, whole=True, enough=2) == concern

    @pytest.mark.parametrize(
        "text",
        [
            "Schön, dass jemand rangeht. Ich rufe an wegen der Markise.",
            "Wenn ich Sie kurz stören darf, ich melde mich wegen der Markise",
            "Guten Tag. Es ist bloß wegen der Markise. Können Sie mich zurückrufen?",
        ],
    )
    def test_without_what_only_opens_the_call_or_wishes_one(self, text: str) -> None:
        assert concern_in(text, whole=True, enough=2) == "wegen der Markise"

    def test_what_stands_beside_the_wish_for_a_call_is_none(self) -> None:
        assert concern_in("Gestern war viel los. Ich bräuchte einen Rückruf.", whole=True) is None


@pytest.mark.parametrize(
    "text", ["unsere Lüftung geht nicht an", "wegen dem Tor, das ist jetzt das vierte Mal", "ob das bezahlt ist"]
)
def test_its_last_word_is_kept_where_the_sentence_ends(text: str) -> None:
    assert concern_in(text, expected=True, whole=True) == text
