"""Yes and no: at the beginning of a sentence, and with courtesies."""

import pytest

from rueckruf.spoken.text.yes_and_no import (
    adds,
    agrees,
    behind_asking_back,
    behind_giving_in,
    is_backchannel,
    is_polite_yes,
    objects,
    plainly_agrees,
    spelled_out,
    without_demands,
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
    "words",
    ["Nein, ich heiße Weber", "nee das ist falsch", "... falsch, Weber", "naa, net meine", "nää", "noi, net die"],
)
def test_an_objection(words: str) -> None:
    assert objects(words)


@each("words", ["ich heiße Weber", "das ist nein", ""])
def test_none(words: str) -> None:
    assert not objects(words)


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
        # jargon and dialect
        "Jackpot",
        "Treffer, danke",
        "läuft wie geschmiert",
        "alles tacko",
        "so machmers",
        "goaht scho",
        "saubere Sache",
        "genau so sieht's aus",
        "is abgesegnet",
        "läuft bei uns",
        "aber sowas von",
        "hundert pro, Digger",
        "alla hopp",
        "alla gut",
        "no na ned",
        "check",
        "allens klor",
        "dat is wohr",
        "dös is scho recht",
        "so möge es sein",
        "wie gemalt",
        # what it is compared with
        "passt wie der Deckel auf den Topf",
        "das sitzt wie ein Maßanzug",
        "läuft wie auf Schienen",
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
        "das ist nicht wahr",
        "passt wie spät ist es",
        "stimmt wie die Zeit nicht",
    ],
)
def test_everything_else_is_no_polite_yes(text: str) -> None:
    assert not is_polite_yes(text)


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
        "ja und jetzt unternehmt endlich was",
        "jawohl, und dann soll auch was geschehen",
        "ja, und schaut, dass halt was vorangeht",
        "ja, warum nicht gleich",
        "jo, wieso nicht gleich so",
        "ja, besser spät als nie",
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
        "warum nicht gleich",
        "ja, warum nicht um zehn",
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
        ("was ist mit drei vier vier? Ach, meine Nummer. Ja, bitte.", "meine Nummer. Ja, bitte."),
        ("welche denn? Oh, das ist ja meine. Ja.", "das ist ja meine. Ja."),
        ("was für eine Endung? Ach die vom Laden, nein", "die vom Laden, nein"),
        ("was meinen Sie, ah so, nein, das ist die alte", "nein, das ist die alte"),
    ],
)
def test_who_asks_back_answers_once_they_know_what_was_asked(text: str, answer: str) -> None:
    assert behind_asking_back(text).strip(" ,") == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Muss das sein? Na gut. Haferstroh.", "Haferstroh."),
        ("wozu das denn, na schön, Haferstroh", "Haferstroh"),
        ("Brauchen Sie den wirklich? Von mir aus, Haferstroh", "Haferstroh"),
        ("weshalb wollt ihr den, wenn's sein muss, Haferstroh", "Haferstroh"),
        ("Na gut, Haferstroh", ""),
        ("meinetwegen morgen", ""),
        ("Muss das sein?", ""),
    ],
)
def test_who_asks_and_gives_in_answers_behind_it(text: str, answer: str) -> None:
    assert behind_giving_in(text).strip(" ,.") == answer.strip(".")


@each("text", ["ach so, ja", "morgen um zehn, ach so, ja", "wie bitte", "was, ach so", "ja, was sonst"])
def test_who_asks_nothing_back_is_heard_from_the_beginning(text: str) -> None:
    assert behind_asking_back(text) == text


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


@each(
    ("text", "word"),
    [
        ("N E I N", "nein"),
        ("J, A", "ja"),
        ("N E E", "nee"),
        ("J A N", "J A N"),
        ("ja", "ja"),
        ("B A U M", "B A U M"),
    ],
)
def test_a_yes_or_a_no_may_be_spelled(text: str, word: str) -> None:
    assert spelled_out(text) == word


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Passt, aber vergessen Sie mich bloß nicht", "Passt"),
        ("Ja, stimmt alles, aber jetzt macht auch was", "Ja stimmt alles"),
        ("Stimmt so, aber rührts euch", "Stimmt so"),
        ("Ja, aber lassen Sie es bitte lang läuten", "Ja"),
        ("Genau, das ging aber flott", "Genau"),
        ("Ja, richtig, du bist aber eine Schnelle", "Ja richtig"),
        ("Ja aber ich warte schon ewig", "Ja"),
        ("Ja, wehe, da meldet sich wieder keiner", "Ja"),
    ],
)
def test_what_is_asked_of_whoever_calls_takes_no_yes_back(text: str, rest: str) -> None:
    assert without_demands(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Ja, aber lieber aufs Handy",
        "Passt, aber lassen Sie uns das lieber ändern",
        "Stimmt, aber Hofer mit f",
        "Nein, vergessen Sie es",
        "Vergessen Sie das bitte nicht",
        "Ja, aber später",
    ],
)
def test_what_changes_something_is_no_such_demand(text: str) -> None:
    assert without_demands(text) == text
