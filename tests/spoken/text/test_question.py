"""What is asked about the company, and what is an answer, a yes or a plea although it begins as a question does."""

import pytest

from rueckruf.spoken.text.question import asked_at_last, asks, asks_for, asks_how, names_fact

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "welches Fabrikat verbauen Sie",
        "Ja und wer ist bei Ihnen der Chef?",
        "mit wem arbeiten Sie zusammen",
        "jetzt sagen Sie mal, wo ist die neue Filiale",
        "auf welchem Hof steht der Bagger",
        "wos kost bei eich a Dachrinn",
        "haben Sie auch Treppen",
        "nehmen Sie auch Kreditkarten",
        "nehmen Sie Kreditkarten?",
        "kann man bei Ihnen parken",
        "fährt da ein Bus hin",
        "ist der Verkaufsleiter im Haus",
        "passt der Schlauch auf den Hahn",
        "gibt es dafür Garantie",
        "brauche ich dafür einen Statiker",
        "ich wollte nur wissen, ob Sie auch Zäune bauen",
        "wissen Sie, ob der Monteur noch kommt",
        "wisst ihr zufällig wann das Teil geliefert wird",
    ],
)
def test_a_question_about_the_company(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        # times and pleas
        "wann hab ich denn Zeit, hm, eigentlich immer",
        "tja wann wär mir's recht mir ist das gleich",
        "geht es auch morgen",
        "ginge es nicht früher?",
        "wann hätten Sie denn was frei?",
        "wann Sie wollen",
        "wie gesagt, um drei",
        # what was asked
        "wie ist denn die Nummer, die Sie haben",
        "haben Sie meinen Namen richtig?",
        "haben Sie das notiert",
        # a yes
        "passt das so",
        "jetzt ist das richtig",
        "können Sie so eintragen",
        "machen Sie das so",
        "haben Sie gut gemacht",
        # told, or ordered
        "hab ich doch schon gesagt",
        "kann ich Ihnen nicht sagen",
        "nehmen Sie die andere",
        "und die Heizung ist kalt",
        # to somebody else
        "hast du die Schlüssel gesehen",
        "wo ist denn dein Bruder",
        "wie bitte",
        "was denn",
        "",
    ],
)
def test_none(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "intent", "named"),
    [
        ("gibt es davon nachher eine Tonbandaufnahme", "ask_recording", True),
        ("wann macht ihr zu", "ask_opening_hours", True),
        ("wann wird das zugestellt", "ask_opening_hours", False),
        ("wer ist bei Ihnen der Chef", "ask_privacy_officer", False),
        ("wie viele Jahre hält so ein Dach", "ask_duration", False),
    ],
)
def test_a_fact_is_known_by_words_of_its_own(text: str, intent: str, named: bool) -> None:
    assert names_fact(text, intent) is named


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [
        ("welcher Tag ist denn heute", "ask_date", True),
        ("und was ist der Freitag für ein Datum", "ask_date", True),
        ("können Sie mir sagen, welches Datum wir haben", "ask_date", True),
        ("wievielter ist morgen", "ask_date", True),
        ("Donnerstag ist ein guter Tag", "ask_date", False),
        ("welcher Tag wäre Ihnen denn recht", "ask_opening_hours", False),
        ("wann hätten Sie denn um die Uhrzeit was frei", "ask_opening_hours", False),
    ],
)
def test_a_fact_may_be_asked_for_in_words_for_what_callers_are_asked(text: str, intent: str, asked: bool) -> None:
    assert asks_for(text, intent) is asked


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("wann vergessen Sie das wieder", True),
        ("und wie lange bleibt mein Name da drin", True),
        ("an wen wende ich mich, wenn das weg soll", True),
        ("vergessen Sie das wieder", False),
        ("wann Sie wollen", False),
    ],
)
def test_a_question_begins_with_a_word_that_asks(text: str, how: bool) -> None:
    assert asks_how(text) is how


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Wir haben ja so eine alte Ölheizung, nehmen Sie die auch mit?", "nehmen Sie die auch mit"),
        ("Die Dusche ist dreißig Jahre alt, haben Sie auch barrierefreie?", "haben Sie auch barrierefreie"),
        ("Morgen um zehn, geht das?", ""),
        ("Haben Sie auch Duschen?", ""),
        ("Wir haben eine alte Heizung, die ist kaputt.", ""),
        ("Der Kessel tropft und da wollt ich fragen was kostet sowas", "was kostet sowas"),
        ("Mein Sohn meint ich soll anrufen und ich möchte wissen, wann sind Sie da", "wann sind Sie da"),
        ("Das wollt ich fragen, Sie wissen schon", ""),
    ],
)
def test_a_question_behind_a_story(text: str, question: str) -> None:
    assert asked_at_last(text).strip() == question


@pytest.mark.parametrize(
    ("text", "asks_on"),
    [
        ("Wann passt es mir? Eigentlich immer.", False),
        ("Ja, wann bin ich denn erreichbar, ach, egal", False),
        ("Wann bin ich denn da?", True),
        ("wann hab ich denn da meinen Termin", True),
        ("Wann hab ich denn Zeit, hm, wann machen Sie denn zu?", True),
    ],
)
def test_what_callers_ask_themselves_before_they_answer_is_no_question(text: str, asks_on: bool) -> None:
    assert asks_how(text) == asks_on
