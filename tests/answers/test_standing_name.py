"""A name that stands, at the summary and at the questions for other answers."""

from typing import Any

import pytest

from tests.dialogue.hearing import filled, hear

pytestmark = pytest.mark.unit

KEVIN = {"first": "Kevin", "last": "Schibulski", "title": None, "spoken": "Kevin Schibulski"}
#: Why another time is wished for; each holds a word that might be a name elsewhere.
REASONS = [
    "nee doch nich, da is ja Berufsschule",
    "nein, da ist Elternabend",
    "Moment, da ist Chorprobe",
    "nee da is Frühschicht",
    "nein, da ist Training",
    "nee da is Trödelmarkt",
    "nein, da ist Blutspenden",
    "nein, da ist Aquafitness",
    "nee, da is Zumba",
    "nee, da is Pilates mit Uschi",
    "nein, da ist Probealarm",
    "nein, da ist Pfarrgemeinderat",
    "nein falsch, hier ist Feiertag",
    "nee hier is Schichtwechsel um drei",
    "nein, ich bin Schichtarbeiter",
    "nein, da bin ich noch Gassi",
    "na, do is Stammtisch",
    "nei, da isch Turnverein",
    "nein, da ist Melanie nicht da",
    "nee, da hat Erdogan Geburtstag",
    "nein, da is Winkler im Urlaub",
    "nein, da bin ich in Wuppertal",
    "nee, da muss ich Kirchhoff besuchen",
    "weil da ist Mühlstein",
    "nein, weil da is Steinbach",
    "da is Kirmes",
    "nä, üvver Meddach bin isch fott",
    "die Woch is do de Deiwel los",
]


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("intent", ["correct", "deny", "inform_callback_time"])
@pytest.mark.parametrize("question", [None, "what_is_wrong"])
def test_what_is_told_beside_another_time_leaves_it(reason: str, intent: str, question: str | None) -> None:
    words = f"{reason}, lieber übermorgen um drei"
    slots = filled(caller_name=KEVIN, question=question, prompting=question)
    changes, after = hear(words, intent=intent, asked="confirmed", slots=slots, name_words=reason.split()[-1])

    assert after["caller_name"] == KEVIN
    assert "callback_time" in changes.slots


@pytest.mark.parametrize("words", ["gar nichts stimmt, Vollmer", "alles falsch, Vollmer"])
def test_a_surname_takes_its_place_where_all_is_called_wrong(words: str) -> None:
    slots = filled(caller_name=KEVIN)
    _, after = hear(f"{words}, übermorgen um drei", intent="correct", asked="confirmed", slots=slots)
    assert after["caller_name"]["last"] == "Vollmer"


@pytest.mark.parametrize("reason", ["nein, da is Berufsschule", "da is Training bis acht", "nee, hier is Übergabe"])
def test_so_it_is_where_the_time_is_asked_for(reason: str) -> None:
    slots = {"caller_name": KEVIN, "phone_number": "+493023125077"}
    _, after = hear(f"{reason}, übermorgen um drei", intent="correct", asked="callback_time", slots=slots)
    assert after["caller_name"] == KEVIN


@pytest.mark.parametrize(
    "words",
    [
        "nä bloß net, do geht späder e Kollejin dran",
        "da jeht nachher en Kevinchen dran",
        "nee, do is ming Schwesterche dran",
        "nein, da geht Wenzel dran",
        "do goht s Vreneli dra",
        "da is dann ene Lehrbu dran",
        "da jeht de Schmitze Billa dran",
    ],
)
@pytest.mark.parametrize("intent", ["deny", "inform_caller_name", "nlu_fallback"])
@pytest.mark.parametrize("asked", ["phone_number", "callback_time"])
def test_who_picks_up_there_leaves_it(words: str, intent: str, asked: str) -> None:
    slots = {"caller_name": KEVIN, "phone_number": None if asked == "phone_number" else "+493023125077"}
    slots["caller_number"] = "+493023125042"
    _, after = hear(words, intent=intent, asked=asked, slots=slots, name_words=" ".join(words.split()[-3:-1]))
    assert after["caller_name"] == KEVIN


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nein, Schibulski ist falsch, ich heiße Zschoche", "Kevin Zschoche"),
        ("nein, der Nachname ist Czybulka", "Kevin Czybulka"),
        ("der Name ist falsch, Kevin Zschoche", "Kevin Zschoche"),
        ("nein, nicht Schibulski, Schimanski", "Kevin Schimanski"),
        ("nein, Schibulsky mit Ypsilon, und übermorgen um drei", "Kevin Schibulsky"),
        ("nein, Cybulski heiß ich", "Kevin Cybulski"),
        ("nein, ich schreib mich C Y B U L S K I", "Kevin Cybulski"),
        ("nein, Sascha Schibulski", "Sascha Schibulski"),
        ("nein, hier ist Sabine Kurz, nicht Kevin", "Sabine Kurz"),
        ("nein, schreiben Sie das auf meine Frau, Petra Dobrowolski", "Petra Dobrowolski"),
        ("nein, Kewin Schibulski, und lieber übermorgen um drei", "Kewin Schibulski"),
        ("nein sascha schibulski und übermorgen um drei", "Sascha Schibulski"),
        (
            "nein name schulz nummer null eins sieben null drei eins drei eins neun null fünf zeit freitag um neun",
            "Kevin Schulz",
        ),
        ("da ist einiges schief ritter ist der name und anrufen am donnerstag um neun", "Kevin Ritter"),
    ],
)
def test_what_calls_it_wrong_or_names_another_changes_it(words: str, name: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled(caller_name=KEVIN))
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nein, Weier", "Sabine Weier"),
        ("nee, Beier, und lieber übermorgen um drei", "Sabine Beier"),
        ("Sabrina, nicht Sabine", "Sabrina Meier"),
        ("nein, Meierhofer", "Sabine Meierhofer"),
        ("nein, Meier mit Bindestrich Kolb", "Sabine Meier-Kolb"),
        ("nein, Kolb-Meier", "Sabine Kolb-Meier"),
        ("nein, Frau Beier, und übermorgen um vier", "Sabine Beier"),
        ("nein, da ist Feier, lieber übermorgen um drei", "Sabine Meier"),
        ("nein, Uwe, lieber übermorgen um drei", "Sabine Meier"),
    ],
)
def test_a_name_like_it_takes_its_place_beside_an_objection(words: str, name: str) -> None:
    slots = filled(caller_name={"first": "Sabine", "last": "Meier", "title": None, "spoken": "Sabine Meier"})
    _, after = hear(words, intent="deny", asked="confirmed", slots=slots)
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Schimanski", "Kevin Schimanski"),
        ("Ziegler", "Kevin Ziegler"),
        ("schimanski bitte", "Kevin Schimanski"),
        ("Frau Schimanski", "Kevin Schimanski"),
        ("es ist der Ziegler", "Kevin Ziegler"),
        ("das ist der Schimanski", "Kevin Schimanski"),
        ("nein, Ziegler", "Kevin Ziegler"),
        ("falsch, Ziegler", "Kevin Ziegler"),
        ("beinahe, Ziegler", "Kevin Ziegler"),
        ("nee, Ziegler ist richtig", "Kevin Ziegler"),
        ("richtig heißt es Ziegler", "Kevin Ziegler"),
        ("nein, richtig wäre Schimanski", "Kevin Schimanski"),
        ("Doris Ziegler", "Doris Ziegler"),
        ("falsch, Doris von der Heide", "Doris von der Heide"),
        ("nein, Doris Ziegler-Kern", "Doris Ziegler-Kern"),
        ("nein, van den Berg", "Kevin van den Berg"),
    ],
)
@pytest.mark.parametrize("intent", ["inform_caller_name", "nlu_fallback", "affirm", "deny"])
def test_a_surname_that_is_all_that_is_said_takes_its_place(words: str, name: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=KEVIN))
    told = after["caller_name"] or KEVIN
    assert (told["spoken"], after["confirmed"]) == (name, None)


@pytest.mark.parametrize(
    "words", ["Sommer", "Doris", "Ziegler oder so", "Ziegler zehn", "danke, Frau Ziegler", "da ist der Ziegler krank"]
)
@pytest.mark.parametrize("intent", ["inform_caller_name", "nlu_fallback", "deny"])
def test_a_word_a_first_name_alone_and_what_is_said_of_others_leave_it(words: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=KEVIN))
    assert after["caller_name"] in (KEVIN, None)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Lüders, Anke Lüders, ich bin die vom Eckhaus", "Anke Lüders"),
        ("Ja, Lüders, die Anke Lüders, wir hatten schon telefoniert", "Anke Lüders"),
        ("Lüders, Anke Lüders, i bin die mit dem Weinberg", "Anke Lüders"),
        ("Lüders, ja, und die Anke Pohl ist meine Nachbarin", "Lüders"),
        ("da geht Anke Lüders dran", "Lüders"),
    ],
)
@pytest.mark.parametrize("intent", ["inform_caller_name", "nlu_fallback"])
@pytest.mark.parametrize("asked", ["phone_number", "callback_time"])
def test_a_surname_that_stands_is_completed_where_the_whole_name_is_said(
    words: str, name: str, intent: str, asked: str
) -> None:
    surname = {"first": None, "last": "Lüders", "title": None, "spoken": "Lüders"}
    slots = {"caller_name": surname, "phone_number": None if asked == "phone_number" else "+493023125077"}
    _, after = hear(words, intent=intent, asked=asked, slots=slots)
    assert after["caller_name"]["spoken"] == name


def test_so_does_one_that_was_hardly_heard() -> None:
    slots = filled(caller_name=KEVIN)
    _, after = hear("Jahn", intent="affirm", asked="confirmed", slots=slots, speech_confidence=0.6)
    assert after["caller_name"] == KEVIN


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nein, es heißt Stallmeister.", "Kevin Stallmeister"),
        ("der heißt brunner", "Kevin Brunner"),
        ("das heißt Kuchenmeister", "Kevin Kuchenmeister"),
        ("es hoaßt stadler", "Kevin Stadler"),
        ("nee, es heißt Sven", "Sven Schibulski"),
        ("das heißt morgen", "Kevin Schibulski"),
        ("es heißt Rückruf", "Kevin Schibulski"),
        ("Kuchenmeister, nicht Schibulski", "Kevin Kuchenmeister"),
        ("nein, nicht Schibulski", "Kevin Schibulski"),
        ("nicht schibulski schreiben", "Kevin Schibulski"),
    ],
)
@pytest.mark.parametrize("intent", ["correct", "deny", "inform_caller_name", "nlu_fallback"])
def test_what_it_is_called_takes_its_place_and_a_denial_alone_removes_nothing(
    words: str, name: str, intent: str
) -> None:
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=KEVIN))
    told = after["caller_name"] or KEVIN
    assert told["spoken"] == name


def test_letters_put_a_name_right_that_is_a_word_then() -> None:
    slots = filled(caller_name={"first": "Wiebke", "last": "Clausen", "title": None, "spoken": "Wiebke Clausen"})
    _, after = hear("nein, vorne mit K", intent="deny", asked="confirmed", slots=slots)
    assert after["caller_name"]["spoken"] == "Wiebke Klausen"


@pytest.mark.parametrize(
    ("asked", "full", "letters"),
    [
        ("haben Sie Schibulski denn mit s c h", "Kevin Schibulski", "Schibulski"),
        ("wie haben Sie mich geschrieben?", "Kevin Schibulski", "Schibulski"),
        ("haben Sie Kevin mit v oder mit w", "Kevin Schibulski", "Kevin"),
        ("ja, aber ist da ein Bindestrich drin?", "Kevin Schibulski", "Schibulski"),
        ("ja, und haben Sie Kevin mit w?", "Kewin Schibulski", "Kewin"),
        ("haben Sie den Schibulski ohne y geschrieben?", "Kevin Schibulski", "Schibulski"),
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "off_topic", "inform_caller_name", "nlu_fallback"])
def test_who_asks_how_it_is_written_says_no_yes_and_hears_its_letters(
    asked: str, full: str, letters: str, intent: str
) -> None:
    changes, after = hear(asked, intent=intent, asked="confirmed", slots=filled(caller_name=KEVIN))

    assert changes.asked == "confirmed"
    assert not changes.for_rules
    assert after["prompting"] == "caller_name"
    assert (after["caller_name"]["spoken"], after["caller_name"]["asked_letters"]) == (full, letters)


@pytest.mark.parametrize("intent", ["affirm", "correct", "inform_caller_name"])
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ja, Hannes noch, also Hannes Petersen, weil mein Bruder auch so heißt", "Hannes"),
        ("genau ähm wiebke noch also wiebke petersen weil meine mutter heißt auch so", "Wiebke"),
        ("Ja, und schreiben Sie noch Gudrun dazu, Gudrun Petersen", "Gudrun"),
        ("jo un schreiwe se elfriede dezu", "Elfriede"),
        ("richtig, Karsten davor, Karsten Petersen", "Karsten"),
        ("ja, vorne noch Anja", "Anja"),
    ],
)
def test_a_first_name_is_added_to_the_surname_that_was_read_back(words: str, first: str, intent: str) -> None:
    surname = {"first": None, "last": "Petersen", "title": None, "spoken": "Petersen"}

    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=surname))

    assert (after["caller_name"]["spoken"], after["confirmed"]) == (f"{first} Petersen", None)


@pytest.mark.parametrize(
    "words", ["ja, mein Mann ist noch im Büro", "ja, der Karsten ist noch unterwegs, passt", "ja genau"]
)
def test_who_is_told_of_beside_a_yes_is_no_first_name(words: str) -> None:
    surname = {"first": None, "last": "Petersen", "title": None, "spoken": "Petersen"}

    _, after = hear(words, intent="affirm", asked="confirmed", slots=filled(caller_name=surname))

    assert after["caller_name"] == surname


@pytest.mark.parametrize("intent", ["correct", "deny", "nlu_fallback", "inform_caller_name"])
@pytest.mark.parametrize("words", ["Wie? Trude, sag ich doch. Trude Malchow", "Was? Nee, Trude. Trude Malchow"])
def test_another_first_name_with_the_surname_is_the_right_one(words: str, intent: str) -> None:
    misheard = {"first": "Falls", "last": "Malchow", "title": None, "spoken": "Falls Malchow"}

    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=misheard))

    assert after["caller_name"]["spoken"] == "Trude Malchow"


HILDE = {"first": "Hilde", "last": None, "title": None}


@pytest.mark.parametrize(
    "words",
    [
        "da fehlt der Nachname. Sommer.",
        "nein, do fehlt noch der Nachname, Sommer",
        "der Familienname fehlt, Sommer",
        "es fehlt der Nachname: Sommer",
        "mein Nachname fehlt noch Sommer",
    ],
)
def test_the_part_that_is_missing_is_put_in(words: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled(caller_name=HILDE))
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == ("Hilde", "Sommer")


@pytest.mark.parametrize("words", ["da fehlt der Nachname", "da fehlt noch die Durchwahl", "mir fehlt die Zeit"])
def test_what_is_missing_is_no_name(words: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled(caller_name=HILDE))
    assert "Fehlt" not in str(after)


def first_and_last(after: dict[str, Any]) -> str:
    return f"{after['caller_name']['first']} {after['caller_name']['last']}"


RALF = {"first": "Ralf", "last": "Winter", "title": None}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nein, der Name sollte Hilde Sommer sein, ans Telefon geht meine Tante", "Hilde Sommer"),
        ("der Name muss Hilde Sommer sein", "Hilde Sommer"),
        ("nein, der Rückruf wäre bitte für meine Tante, Frau Hilde Sommer", "Hilde Sommer"),
        ("anrufen müssen Sie aber meine Tante, die heißt Hilde", "Hilde Winter"),
        ("mein Onkel heißt Anton, den sollen Sie anrufen", "Anton Winter"),
    ],
)
def test_who_is_to_be_rung_instead_takes_its_place(words: str, name: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled(caller_name=RALF))
    assert first_and_last(after) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ich bin der Ralf, aber der Rückruf ist bitte für meine Tante, Frau Hilde Sommer", "Hilde Sommer"),
        ("Ralf Winter, aber rufen Sie bitte meine Tante an, die heißt Hilde", "Hilde Winter"),
        ("Ralf Winter, mein Sohn heißt Anton, rufen Sie bitte zurück", "Ralf Winter"),
        ("Ralf Winter, mein Sohn heißt Anton, der wollte schon anrufen", "Ralf Winter"),
        ("Ralf Winter, rufen Sie mich an, mein Sohn heißt Anton", "Ralf Winter"),
    ],
)
def test_so_is_who_is_named_where_the_name_is_asked_for(words: str, name: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=filled(caller_name=None))
    assert first_and_last(after) == name


@pytest.mark.parametrize(
    ("words", "asked", "name"),
    [
        ("Hilde Dröge ja, null drei null zwei drei vier fünf sechs sieben", "phone_number", "Hilde Dröge"),
        ("also Hilde Dröge, null drei null zwei drei vier fünf sechs sieben", "phone_number", "Hilde Dröge"),
        ("Hilde Dröge hat die Nummer null drei null zwei drei vier fünf sechs", "phone_number", "None Dröge"),
        ("meine Tochter Hilde Dröge, null drei null zwei drei vier fünf", "phone_number", "None Dröge"),
        ("Hilde noch dazu, sonst passt's", "confirmed", "Hilde Dröge"),
        ("noch die Hilde dazu, ansonsten stimmt es", "confirmed", "Hilde Dröge"),
    ],
)
def test_a_first_name_that_is_told_later_joins_it(words: str, asked: str, name: str) -> None:
    slots = filled(caller_name={"first": None, "last": "Dröge", "title": None})
    _, after = hear(words, intent="inform_phone_number", asked=asked, slots=slots)
    assert first_and_last(after) == name


@pytest.mark.parametrize(
    "words",
    [
        "nein, um elf, und Größler mit ö",
        "nee, lieber übermorgen, und Größler bitte mit Eszett",
        "nein, am Donnerstag um zwei, und Größler bitte mit ö und scharfem s",
        "nein, um drei, Größler mit scharfem s",
        "nein, erst nachmittags, und Größler halt mit ö",
    ],
)
@pytest.mark.parametrize("intent", ["correct", "deny", "nlu_fallback"])
def test_how_it_is_written_already_leaves_it_beside_another_time(words: str, intent: str) -> None:
    name = {"first": "Hilde", "last": "Größler", "title": None}
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled(caller_name=name))
    assert after["caller_name"] is not None
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == ("Hilde", "Größler")
