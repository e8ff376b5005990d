"""What callers find of what was read back: right, wrong, right but for a part, or to be left as it is."""

import pytest

from rueckruf.spoken.text.judgement import (
    approves_everything,
    begins_anew,
    clauses_found,
    finds_right,
    is_partly_right,
    leaves_it,
    rejects_everything,
)
from rueckruf.spoken.text.yes_and_no import plainly_agrees
from tests.support.cases import each

pytestmark = pytest.mark.unit


@each(
    ("words", "right"),
    [
        ("nichts, alles richtig", True),
        ("Ach doch, es stimmt alles.", True),
        ("gar nichts", True),
        ("gar nix, passt schon", True),
        ("ich hab nicht nein gesagt", True),
        ("die Uhrzeit passt", False),
        ("alles falsch", False),
        ("es stimmt nicht alles", False),
        ("da stimmt nichts", False),
        ("die Nummer ist richtig", False),
    ],
)
def test_all_of_it_is_right(words: str, right: bool) -> None:
    assert approves_everything(words) is right


@each(
    ("words", "left"),
    [
        ("Dann bleibt es so.", True),
        ("bleibt dabei", True),
        ("ach lassen Sie es so", True),
        ("das kann so bleiben", True),
        ("können Sie so lassen", True),
        ("dabei bleiben wir", True),
        ("wir lassen das so", True),
        ("das bleibt jetzt so stehen", True),
        ("belassen wir es dabei", True),
        ("das können Sie stehen lassen", True),
        ("das lassen wir jetzt so stehen", True),
        ("das soll keiner stehen lassen", False),
        ("Ich brauch doch keinen Rückruf, ach was, lassen Sie es so", True),
        ("Ich brauch keinen Rückruf, lassen Sie es so", False),
        ("lassen wir das", False),
        ("das kann nicht so bleiben", False),
        ("das bleibt nicht so", False),
        ("es bleibt dabei, der Name ist falsch", False),
        ("ich bleibe noch dran", False),
    ],
)
def test_it_stays(words: str, left: bool) -> None:
    assert leaves_it(words) is left


@each(
    ("words", "rejected"),
    [
        ("alles falsch", True),
        ("Nein, alles falsch, von vorne bitte.", True),
        ("alles", True),
        ("nein alles", True),
        ("da stimmt gar nichts", True),
        ("kein einziges Wort stimmt", True),
        ("Das passt hinten und vorne nicht.", True),
        ("vorne und hinten falsch", True),
        ("des stimmt von vorn bis hinten net", True),
        ("hinten stimmt es nicht", False),
        ("nein, alles richtig", False),
        ("nichts, alles richtig", False),
        ("das ist alles", False),
        ("die Nummer ist falsch", False),
    ],
)
def test_everything_is_wrong(words: str, rejected: bool) -> None:
    assert rejects_everything(words) is rejected


RIGHT = [
    "da brauchen Sie nichts mehr dran zu drehen",
    "daran müssen wir nicht mehr feilen",
    "da schrauben wir nicht mehr dran rum",
    "da soll keiner mehr was dran fummeln",
    "bitte nicht mehr dran rühren",
    "da wird nix mehr dran gemacht",
    "nichts mehr anfassen, bitte",
    "da brauchst nix mehr umstellen",
    "fassen Sie das nicht mehr an",
    "rühren Sie da bloß nichts mehr an",
    "mehr brauchen Sie nicht zu wissen",
    "mehr muss da nicht rein",
    "da können Sie einen Punkt dahinter machen",
    "damit kann ich leben",
    "da gibt's nichts mehr zu tun",
    "ich hab nichts mehr dazu zu sagen",
    "mehr gibt's da nicht",
    "keine Änderungswünsche",
    "Da gibt's nichts dran auszusetzen",
    "ich hab nichts zu beanstanden, stimmt alles",
    "keine Einwände",
    "das hört sich gut an",
    "von mir aus",
    "dat is jut so",
    "isch guet so",
    "können Sie so eintragen",
    "nee, ist alles richtig",
    "nein, da muss nichts geändert werden",
    "nichts zu ändern, passt",
    "Fehler sind keine drin",
    "jo des basst scho so",
    "ja richtig, und vielen Dank für Ihre Mühe",
    "Das entspricht genau dem, was ich wollte.",
    "So war es gedacht.",
    "Ganz in meinem Sinne.",
    "So hatte ich mir das vorgestellt.",
    "Dem stimme ich zu.",
    "Jetzt haben Sie es.",
    "so, jetzt passt es",
    "bin dabei",
    "geht in Ordnung",
    "so wird ein Schuh draus",
    "so hatte ich das gesagt",
    "das ist was ich gesagt habe",
    "ja wie ich gesagt habe",
    "genau das hab ich gesagt",
    "besser geht's nicht",
    "da hören Sie von mir kein Widerwort",
    "genauer hätt ich's selbst nicht aufgeschrieben",
    "Ordentlicher kann man es nicht notieren",
    "das hätten Sie nicht treffender formulieren können",
    "besser geht's net",
    "hätte ich nicht besser sagen können",
    "ich denke schon",
    "glaub schon",
    "das müsste stimmen",
    "wird schon passen",
    "sehr schön, danke",
    "nee nee, alles gut so",
    "nein nein, ist gut so",
    "das kann ich so unterschreiben",
    "so kann das raus",
    "das können Sie so an die Kollegen geben",
    "wird wohl so sein",
    "joa, des däd i so lasse",
    "genauso soll es sein",
    "das habt ihr fein aufgeschrieben",
    "na wie denn sonst",
    "haut hin",
    "des haut hi",
    "haut scho hie",
    "dat kütt so hin",
    "trifft alles zu",
    "da fehlt nix",
    "so und nicht anders",
    "kein Einspruch",
    "daumen hoch",
    "das ist vollkommen in meinem Sinn",
    "da kann ich nur zustimmen",
    "das haben Sie akkurat wiedergegeben",
    "was soll denn da falsch sein",
    "das könnte ich nicht besser",
    "besser hätte ich es selbst nicht aufschreiben können",
    "besser kann man es nicht formulieren",
    "so ist es und nicht anders",
    "so isch es und net anderscht",
    "der Kandidat hat hundert Punkte",
    "das ist so sicher wie das Amen in der Kirche",
    "keine Beanstandungen",
    "gut gemacht, danke",
    "wie denn auch sonst",
    "ich bin einverstanden, aber bitte wirklich pünktlich",
    "das ist so",
    "also das ist so richtig",
    "da will ich nicht meckern",
    "tut mir leid, ja, das stimmt so",
]


WRONG = [
    "nee, so stimmt das nicht",
    "das ist nicht richtig",
    "da ist was falsch",
    "da stimmt nichts",
    "ein Fehler ist drin",
    "ich muss was korrigieren",
    "naa, des is ned richtig",
    "das haben Sie falsch verstanden",
    "nein stimmt",
    "so war es nicht gedacht, das ist falsch",
    "das müsste nicht stimmen, das ist falsch",
    "das kann ich so nicht unterschreiben",
    "so hab ich das nicht gesagt",
    "das haben Sie nicht gut verstanden",
    "da fehlt was",
    "Einspruch",
    "des is a Schmarrn",
    "Entschuldigen Sie, aber da hat sich ein Fehler eingeschlichen",
    "seien sie mir nicht böse da ist was falsch",
    "Liebe Frau, so leid es mir tut, das ist verkehrt",
    "nichts für ungut, aber da fehlt was",
    "ich will ja nicht meckern, aber da ist was verkehrt",
    "nehmen Sie es mir nicht übel, junge Frau, aber das stimmt nicht",
    "es tut mir schrecklich leid, aber das ist nicht richtig",
    "bei aller Liebe, das ist falsch",
]


NEITHER = [
    "richtig ärgerlich ist das",
    "ja früher war das so",
    "stimmt, da war ja noch was",
    "okay dann erzähl ich mal",
    "genau so war das bei meiner Schwester auch",
    "seit drei Wochen geht das schon so",
    "bei uns hat es heute Nacht so geschneit",
    "das haben wir früher immer so gemacht",
    "das war letztes Mal auch so",
    "des is bei uns dahoam genauso",
    "so ist das halt im Leben",
    "das hat mir meine Frau so gesagt",
    "kann man sich das später noch mal anhören was ich gesagt hab",
    "da müssen Sie noch was dran drehen",
    "da hab ich nicht dran gedacht",
    "ich kann mich nicht daran erinnern",
    "da brauchen Sie nichts mehr einzutragen",
    "ich bin noch nicht dran",
    "ist das richtig?",
    "alles richtig, nur der Name nicht",
    "fast richtig",
    "ja, aber das ist falsch",
    "das eine ist richtig, das andere falsch",
    "morgen um zehn",
    "ja",
    "",
    "so, jetzt noch mal",
    "so ein Mist",
    "das dauert so lange",
    "kann das so bleiben?",
    "richtig, das hab ich meiner Tochter schon hundertmal gesagt",
    "Genau das hat mein Nachbar auch immer gesagt",
    "genau so hab ich es dem Hausmeister erklärt",
    "stimmt, sagt mein Enkel, das hat er mir immer gepredigt",
    "das ist nämlich so",
    "ja also wissen Sie, das ist so",
    "schauen Sie, es ist halt so",
    "das ist so bei uns",
    "es tut mir leid",
]


@each("text", ["richtig, und bitte nicht vergessen", "genau so, und lasst mich nicht wieder ewig warten"])
def test_what_is_asked_for_beside_it_turns_no_praise(text: str) -> None:
    assert finds_right(text) is True


@each("text", RIGHT)
def test_what_was_read_back_is_right(text: str) -> None:
    assert finds_right(text) is True


@each("text", WRONG)
def test_something_in_it_is_wrong(text: str) -> None:
    assert finds_right(text) is False


@each("text", NEITHER)
def test_it_tells_neither(text: str) -> None:
    assert finds_right(text) is None


@each(
    ("text", "right"),
    [
        ("nein, der Name stimmt, aber die Zeit nicht", "der Name stimmt"),
        ("die Nummer passt, nur die Zeit ist falsch", "die Nummer passt"),
        ("Name und Nummer sind richtig aber die Zeit nicht", "Name und Nummer sind richtig"),
        ("die Zeit und die Nummer stimmen, bloß der Name nicht", "die Zeit und die Nummer stimmen"),
    ],
)
def test_a_part_may_be_right_beside_another_that_is_not(text: str, right: str) -> None:
    assert [clause.strip() for clause in clauses_found(text, right=True)] == [right]


@each("text", ["die Zeit stimmt nicht", "nein, der Name ist falsch", "der Name"])
def test_nothing_is_right_where_no_clause_says_so(text: str) -> None:
    assert clauses_found(text, right=True) == []


@each(
    ("text", "wrong"),
    [
        ("die Nummer ist falsch, lieber um elf", "die Nummer ist falsch"),
        ("der Name stimmt, aber die Zeit ist verkehrt", "die Zeit ist verkehrt"),
    ],
)
def test_a_part_may_be_wrong_beside_what_is_said_of_another(text: str, wrong: str) -> None:
    assert [clause.strip() for clause in clauses_found(text, right=False)] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "passt der Filter auch an den alten Kessel",
        "wo genau bewahren Sie das auf",
        "wer passt bei Ihnen auf die Daten auf",
    ],
)
def test_a_question_about_the_company_is_no_yes(text: str) -> None:
    assert not finds_right(text)
    assert not plainly_agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "Werfen Sie alles weg, wir fangen von vorne an.",
        "streichen sie das bitte alles und noch mal von anfang an",
        "Vergessen Sie das alles und beginnen Sie neu.",
        "alles löschen bitte und neu anfangen",
        "Können wir das abbrechen und noch mal neu starten?",
        "bitte alles auf Anfang, das ist ja alles durcheinander",
        "können wir noch mal ganz von vorne anfangen",
        "fangen wir lieber bei null an",
        "fangen wir noch mal ganz vorne an",
        "wir machen das noch mal von Anfang an",
    ],
)
def test_all_shall_begin_anew(text: str) -> None:
    assert begins_anew(text)


@pytest.mark.parametrize(
    "text",
    [
        "lesen Sie es noch mal von vorn",
        "noch mal von vorne bitte",
        "bitte noch mal von Anfang an vorlesen",
        "muss ich jetzt alles noch mal von vorne machen",
        "löschen Sie das alles wieder",
        "nicht noch mal von vorn anfangen",
        "ich hab ein neues Bad",
        "löschen Sie alles, ich fange woanders noch mal neu an",
        "wann können wir anfangen",
        "die hat sie mir hingeschrieben, Klammer auf, null, Klammer zu, dreißig",
    ],
)
def test_nothing_begins_anew(text: str) -> None:
    assert not begins_anew(text)


@pytest.mark.parametrize(
    "text",
    [
        "jo, fast",
        "richtig, teilweise",
        "ja, zum größten Teil",
        "stimmt, bis auf eins",
        "ja, so halb",
        "ja, passt, nur mach elf draus",
        "passt, aber 11",
        "stimmt, nur Doktor Seidel bitte",
        "ja, aber Seidler",
        "ja, bloß Saydel mit y",
        "ja, nicht ganz",
    ],
)
def test_something_is_to_be_another_though_a_yes_is_said(text: str) -> None:
    assert is_partly_right(text)


@pytest.mark.parametrize(
    "text",
    [
        "ja",
        "ja, aber bitte pünktlich",
        "passt, nur lassen Sie es lange klingeln",
        "ja, aber keine Werbung bitte",
        "stimmt alles, Herr Seidel",
        "ja, aber gut jetzt",
    ],
)
def test_nothing_is_to_be_another(text: str) -> None:
    assert not is_partly_right(text)
