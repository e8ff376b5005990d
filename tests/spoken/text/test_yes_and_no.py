"""Yes and no: at the beginning of a sentence, with courtesies, and to what was read back."""

import pytest

from rueckruf.spoken.text.yes_and_no import (
    adds,
    agrees,
    approves_everything,
    behind_asking_back,
    clauses_found_right,
    finds_right,
    is_backchannel,
    is_polite_yes,
    leaves_it,
    objects,
    plainly_agrees,
    rejects_everything,
)
from tests.support.cases import each

pytestmark = pytest.mark.unit


@each(
    ("words", "agreed"),
    [
        ("Ja, morgen um zehn", True),
        ("genau, und zwar am Freitag", True),
        ("Sie haben ja die Nummer", False),
        ("joo, um zehn", True),
        ("freilisch, die nemme Se", True),
        ("nein ja doch", False),
        ("si, die isch grad nöd da", False),
        ("Tak, hier ist Weber", False),
        ("", False),
    ],
)
def test_a_yes_at_the_beginning(words: str, agreed: bool) -> None:
    assert agrees(words) is agreed


@each(
    ("words", "added"),
    [
        ("ja und zusätzlich mobil", True),
        ("Ja, außerdem im Büro", True),
        ("ja dann nehmen Sie die mobile", False),
        ("nein und auch nicht mobil", False),
    ],
)
def test_something_besides(words: str, added: bool) -> None:
    assert adds(words) is added


@each(
    ("words", "right"),
    [
        ("nichts, alles richtig", True),
        ("Ach doch, es stimmt alles.", True),
        ("gar nichts", True),
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
    "words",
    ["Nein, ich heiße Weber", "nee das ist falsch", "... falsch, Weber", "naa, net meine", "nää", "noi, net die"],
)
def test_an_objection(words: str) -> None:
    assert objects(words)


@each("words", ["ich heiße Weber", "das ist nein", ""])
def test_none(words: str) -> None:
    assert not objects(words)


@each(
    ("words", "rejected"),
    [
        ("alles falsch", True),
        ("Nein, alles falsch, von vorne bitte.", True),
        ("alles", True),
        ("nein alles", True),
        ("da stimmt gar nichts", True),
        ("nein, alles richtig", False),
        ("nichts, alles richtig", False),
        ("das ist alles", False),
        ("die Nummer ist falsch", False),
    ],
)
def test_everything_is_wrong(words: str, rejected: bool) -> None:
    assert rejects_everything(words) is rejected


@each(
    "text",
    [
        "Ja, das stimmt, danke, auf Wiederhören.",
        "genau ja vielen dank",
        "Danke, ja.",
        "Jaa.",
        "Jar",
        "Oja, danke",
        "Volltreffer",
        "Stimmt alles, herzlichen Dank und tschüss",
        "ja richtig einen schönen tag noch",
        "Passt, danke Ihnen",
        "Ja, stimmt's, danke, tschüss.",
        "jo mei, passt",
        "freilich, dank schön",
        "alles bestens",
        "na klar, gern",
        "das wär super",
        "ja bitte eintragen",
        "so ist's recht",
        "ja super, merci vielmals, ade",
        "nein nein, passt",
        "Ya.",
        "Jahr",
        "Jahr, danke",
        "mega, danke",
        "cool, danke",
        "nice",
        "läuft, Alter",
        "Ei sischer",
        "ei jo sicher",
        "ei freilich",
        "ei joo",
        "ei sischer doch",
        "ei nadierlich",
        "ei joh, nadürlich",
        "ha freile",
        "ei allemol",
        "sischer dat",
        "is rischtisch so",
        "joah",
        "hundertprozentig",
        "ja, hundertpro, danke",
        "astrein",
    ],
)
def test_agreement_with_courtesies_is_a_yes(text: str) -> None:
    assert is_polite_yes(text)


@each(
    "text",
    [
        "",
        "Danke, auf Wiederhören.",
        "schönen Tag noch",
        "Ja, aber die Nummer stimmt nicht, danke.",
        "Nein danke, das ist alles richtig",
        "Sie haben ja eine nette Stimme",
        "ja wie geht es Ihnen",
        "ja tschüss ich habe es mir anders überlegt",
        "das ist nicht richtig danke",
        "na ja",
        "super falsch",
        "nein nein",
        "nein, passt",
        "gut, aber die Nummer ist falsch",
        "okay und die Uhrzeit?",
        "ei naa",
        "ei gude",
        "ei sischer net",
    ],
)
def test_everything_else_is_no_polite_yes(text: str) -> None:
    assert not is_polite_yes(text)


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
    "so hatte ich das gesagt",
    "ja wie ich gesagt habe",
    "genau das hab ich gesagt",
    "besser geht's nicht",
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
    "keine Beanstandungen",
    "gut gemacht, danke",
    "wie denn auch sonst",
    "ich bin einverstanden, aber bitte wirklich pünktlich",
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
]
NEITHER = [
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
]


@each("text", RIGHT)
def test_what_was_read_back_is_right(text: str) -> None:
    assert finds_right(text) is True


@each("text", WRONG)
def test_something_in_it_is_wrong(text: str) -> None:
    assert finds_right(text) is False


@each("text", NEITHER)
def test_it_tells_neither(text: str) -> None:
    assert finds_right(text) is None


@each("text", ["mhm", "Ja, ja.", "ah ja, okay", "hm, ja genau", "ach so, verstehe", "gut", "Jaja, mhm"])
def test_who_only_listens(text: str) -> None:
    assert is_backchannel(text)


@each(
    "text",
    [
        "",
        "nein",
        "ja, morgen um zehn",
        "Moment",
        "ja aber die Nummer",
        "gut gemeint",
        "wie bitte?",
        "okay, null eins",
        "ja, 15 Uhr",
    ],
)
def test_who_says_something(text: str) -> None:
    assert not is_backchannel(text)


@each(
    "text",
    [
        "ja, bitte schnell",
        "ja, vergelt's Gott",
        "ja, Gott schütze Sie",
        "ja, und dieses Mal hoffentlich wirklich",
        "ja, das haben Sie prima verstanden",
        "Ja, ich verlasse mich drauf.",
        "ja ich warte dann auf den Anruf",
        "genau, so hab ich mir das vorgestellt",
        "jo, allet schick",
        "jenau, allet paletti",
        "joh sischer dat",
        "ach ja, meinetwegen",
        "ha ja, so isch's",
        "nu klar, machen Se das so",
        "stimmt haargenau, junge Frau",
        "ja, jetzt",
        "so, jetzt ja",
        "Sì sì, das ist die Nummer vom Café.",
        "oui oui",
        "Oui, c'est bon",
        "yes yes, that is mine",
        "si si certo",
        "tak tak, to mój numer",
        "evet evet, doğru",
        "Va bene, ja",
        "das haben Sie brav gemacht ja",
        "Sie sind ja ein ganz Schlauer, ja",
        "Mensch, das ging ja fix, jawohl",
        "wurde auch Zeit, ja",
        "Donnerwetter, ja, danke",
        "ja, Gertrud, gleich, ja das stimmt",
        "ja, und wehe das klappt wieder nicht",
        "ja, und bitte nicht wieder vergessen",
        "ja, sonst ruf ich nie mehr an",
        "genau, hoffentlich dauert es nicht wieder drei Wochen",
        "ja, kein Problem",
        "jetzt gut",
        "alles gut, danke",
        "is gut so",
        "nur zu",
        "na, nur zu",
        "und ob",
        "warum nicht",
        "da spricht nichts dagegen",
        "da hab ich gar nix dagegen",
        "dagegen hätte ich nichts",
        "ja, warum nicht?",
        "kein Problem",
        "wenn's sein muss",
        "doch doch",
        "spricht nichts dagegen, danke",
        "ach, wieso nicht",
        "na wat denn sonst",
        "unter welcher denn sonst",
        "welche sollten Sie denn sonst nehmen",
        "bleibt mir ja nichts anderes übrig",
        "ohne Wenn und Aber",
        "was soll daran nicht stimmen",
        "dürfen Sie gern",
        "können Sie machen, ich bin am Schreibtisch",
        "ich bitte darum",
        "tak, die Nummer geht auch in Polen",
        "da, da, richtig",
        "hundertprozentig, Sie sind ja besser als meine Sekretärin",
        "einverstanden, aber bitte pünktlich",
        "ja, ich hoffe nur, es ruft auch wirklich wer an",
        "nicken kann ich ja schlecht am Telefon, aber ja",
        "Jo, und sagen Sie denen, die sollen lange klingeln, ich bin nicht mehr so flott",
        "ja und bitte auf den Anrufbeantworter sprechen wenn ich nicht rangehe",
        "Jawoll, aber lassen Sie's bitte länger läuten, meine Mutter ist schlecht zu Fuß",
        "Genau. Wenn keiner drangeht, einfach später noch mal",
        "jo richten sie aus dass ich nicht ewig warte",
        "na hoffentlich klappt's diesmal",
        "eintragen bitte",
        "Ja. Die alte gilt nicht mehr.",
        "raus damit",
        "alles klärchen",
        "dann warte ich auf den Anruf",
        "ja, das haben Sie jetzt aber schön gemacht",
    ],
)
def test_a_yes_with_nothing_against_it(text: str) -> None:
    assert plainly_agrees(text)


@each(
    "text",
    [
        "",
        "bitte schnell",
        "ja, aber bitte schnell",
        "ja, nur der Name nicht",
        "ja nein",
        "ja, das ist verkehrt",
        "ja, ich hab mich vertan",
        "ja, hallo?",
        "ja hallo",
        "ja wer ist denn da",
        "ja wie bitte",
        "ja was heißt das jetzt",
        "ja Moment, ich schau nach",
        "ja, warten Sie",
        "ja, lieber mittags",
        "ja, und noch was",
        "ja, eine Frage hätte ich",
        "ja gut, dann halt später",
        "ja, vielleicht",
        "ja, ich weiß nicht",
        "na ja, wird schon",
        "ja, ist das sicher",
        "ja, und außerdem mobil",
        "ja, ich will gar keinen Rückruf",
        "ja, löschen Sie das",
        "Sie haben ja alles",
        "ja, morgen um 10",
        "oui oui, aber nicht die",
        "si si, nein, das ist vom Café",
        "das ist nicht meine, ja",
        "wehe das stimmt nicht, ja",
        "ja, nicht so ganz, hoffentlich",
        "ja, und wehe der Name ist wieder falsch",
        "gut, aber lieber mittags",
        "nicht gut",
        "gut, dann tschüss, ich überlege es mir",
        "weiß nicht genau, ja",
        "was denn sonst noch für Angaben",
        "da bin ich nicht",
        "warum nicht morgen",
        "einverstanden, aber bitte mittags",
        "ja, falls das der Freitag ist",
        "ja, wenn möglich früher",
        "ja, sagen Sie mir lieber noch mal die Nummer",
        "hoffentlich",
    ],
)
def test_a_yes_with_something_against_it_is_none(text: str) -> None:
    assert not plainly_agrees(text)


@each(
    ("text", "answer"),
    [
        ("wat für ne Nummer, ach so, ja die is richtig", "ja die is richtig"),
        ("welche denn? Ach ja, genau", "genau"),
        ("wie bitte, aha, gern", "gern"),
        ("hä, ach so ja", "ja"),
        ("was meinen Sie, ah so, nein, das ist die alte", "nein, das ist die alte"),
    ],
)
def test_who_asks_back_answers_once_they_know_what_was_asked(text: str, answer: str) -> None:
    assert behind_asking_back(text).strip(" ,") == answer


@each("text", ["ach so, ja", "morgen um zehn, ach so, ja", "wie bitte", "was, ach so", "ja, was sonst"])
def test_who_asks_nothing_back_is_heard_from_the_beginning(text: str) -> None:
    assert behind_asking_back(text) == text


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
    assert [clause.strip() for clause in clauses_found_right(text)] == [right]


@each("text", ["die Zeit stimmt nicht", "nein, der Name ist falsch", "der Name"])
def test_nothing_is_right_where_no_clause_says_so(text: str) -> None:
    assert clauses_found_right(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "was haben Sie gesagt?",
        "was haben sie gesagt",
        "was hast du da gesagt",
        "was haben Sie verstanden",
        "was haben Sie denn notiert",
        "wie war das",
    ],
)
def test_to_ask_what_was_said_is_no_yes(text: str) -> None:
    assert not plainly_agrees(text)
    assert not is_polite_yes(text)


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
