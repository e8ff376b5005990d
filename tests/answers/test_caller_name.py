"""The name to ask for beside whom the caller speaks for, which is kept with the concern."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.dialogue.hearing import NUMBER, asked_next, filled, hear
from tests.support.cases import each
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "name", "concern"),
    [
        ("Firma Schulze Bau, Meier am Apparat", "Meier", "Firma Schulze Bau"),
        ("Autohaus Keller, Weber am Apparat", "Weber", "Autohaus Keller"),
        ("Bäckerei Huber, mein Name ist Lorenz", "Lorenz", "Bäckerei Huber"),
        ("Meier von der Firma Schulze Bau", "Meier", "Firma Schulze Bau"),
        ("Praxis Dr. Hartmann, Köhler", "Köhler", "Praxis Dr. Hartmann"),
        ("Kanzlei Dr. Stein und Dr. Wolf, Neumann", "Neumann", "Kanzlei Dr. Stein und Dr. Wolf"),
        ("firma holzbau winter markus winter", "Markus Winter", "firma holzbau winter"),
        ("Klosterbrauerei Hauser, Vinzenz Hauser", "Vinzenz Hauser", "Klosterbrauerei Hauser"),
        ("Gasthof Pichler Josefa Pichler", "Josefa Pichler", "Gasthof Pichler"),
        ("Praxis Doktor Sommer, Krüger am Apparat", "Krüger", "Praxis Doktor Sommer"),
        ("ich rufe für meine Mutter an, Gertrud Albrecht", "Gertrud Albrecht", "für meine Mutter"),
        ("den Rückruf bitte für meine Schwester, Lena Ott", "Lena Ott", "für meine Schwester"),
        ("mein Name ist Sabine Koch, ich rufe für Herrn Stein an", "Sabine Koch", "für Herrn Stein"),
        ("Eva Kunz, ich rufe im Auftrag von Frau Lindner an", "Eva Kunz", "im Auftrag von Frau Lindner"),
        ("ich bin die Pflegerin von Frau Pohl, Schulze mein Name", "Schulze", "Pflegerin von Frau Pohl"),
        ("ich heiße Lena Moll und bin die Enkelin von Frau Hartwig", "Lena Moll", "Enkelin von Frau Hartwig"),
        (
            "Firma Schulze Bau, Meier am Apparat, es geht um das Angebot",
            "Meier",
            "Firma Schulze Bau; das Angebot",
        ),
    ],
)
def test_whom_the_caller_speaks_for(words: str, name: str, concern: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert (after["caller_name"]["spoken"], after["concern"]) == (name, concern)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Frau von Sickershausen, Ulrike", "Ulrike", "von Sickershausen"),
        ("Herr von Bredow, Lutz", "Lutz", "von Bredow"),
        ("KFZ Yildirim, Serkan", "Serkan", "Yildirim"),
    ],
)
def test_frau_von_is_a_name_and_what_a_trade_stands_before(words: str, first: str, last: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (first, last)


FOR_OTHERS = [
    ("ich rufe für Herrn Stein an", "für Herrn Stein"),
    ("ich bin die Pflegerin von Frau Pohl", "Pflegerin von Frau Pohl"),
    ("ich rufe im Auftrag von Herrn Doktor Berger an", "im Auftrag von Herrn Doktor Berger"),
    ("ich telefoniere für den Herrn Özdemir, der spricht nicht so gut Deutsch", "für den Herrn Özdemir"),
    ("ich rufe im Namen von Familie Krause an", "im Namen von Familie Krause"),
    ("ich vertrete Ihre Kundin Frau Gerlinde Stein", "ich vertrete Ihre Kundin Frau Gerlinde Stein"),
    ("ich rufe für eine Patientin Frau Stein an", "für eine Patientin Frau Stein"),
]


def test_where_a_trained_recogniser_finds_the_name_the_other_words_stay() -> None:
    words = "ich rufe für meine Tante an, die Gerda Maier, die hört schlecht"
    slots = {"prompting": "first"}
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=slots, name_words="die Gerda Maier")
    assert (after["caller_name"]["spoken"], after["concern"]) == ("Gerda Maier", "für meine Tante")


@pytest.mark.parametrize(("words", "concern"), FOR_OTHERS)
@pytest.mark.parametrize("prompting", ["first", None])
@pytest.mark.parametrize("name_words", [None, "Frau Pohl", "Stein"])
def test_who_says_for_whom_they_ring_is_asked_for_their_own_name(
    words: str, concern: str, prompting: str | None, name_words: str | None
) -> None:
    slots = {"prompting": prompting}
    changes, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=slots, name_words=name_words)

    assert (after["caller_name"], after["concern"], changes.asked) == (None, concern, "caller_name")
    assert (after["misses"], changes.remarks) == (0, ["utter_noted_concern"])


@pytest.mark.parametrize(
    ("words", "concern", "name"),
    [
        ("ich rufe für Herrn Stein an", "für Herrn Stein", "Stein"),
        ("ja eben, ich bin die Pflegerin von Frau Pohl", "Pflegerin von Frau Pohl", "Pohl"),
        ("im Auftrag von Herrn Doktor Berger", "im Auftrag von Herrn Doktor Berger", "Dr. Berger"),
    ],
)
def test_who_names_them_once_more_puts_them_down_to_be_rung(words: str, concern: str, name: str) -> None:
    slots = {"concern": f"die Rechnung; {concern}"}
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=slots)
    assert (after["caller_name"]["spoken"], after["concern"]) == (name, slots["concern"])


def test_a_relative_is_kept_with_the_name_behind_them() -> None:
    words, slots = "ich rufe an im Auftrag meiner Chefin, Frau Neumann", {"prompting": "first"}
    _, after = hear(words, intent="request_callback", asked="caller_name", slots=slots)
    assert after["concern"] == "im Auftrag meiner Chefin, Frau Neumann"


OPENINGS = [
    ("Metzgerei Vogel in Fulda, der Chef selber am Telefon, Karl-Heinz Vogel, bitte um Rückruf", "Karl-Heinz Vogel"),
    ("Gärtnerei Thiel, die Chefin persönlich, Ulrike Thiel, ich brauche einen Rückruf", "Ulrike Thiel"),
    ("Praxis Doktor Sommer, die Arzthelferin, Jana Kunz, es geht um den Drucker", "Jana Kunz"),
    ("Ich bin Herr Hahn, Hahnemann wollte ich sagen, Kurt Hahnemann, es geht um die Rechnung", "Kurt Hahnemann"),
    ("Hier ist die alte Frau Schmölders aus dem zweiten Stock, ich hab da mal eine Frage", "Schmölders"),
    (
        "Ich buchstabiere Ihnen gleich den Namen, M wie Martha, O wie Otto, H wie Heinrich, R wie Richard, das ist der "
        "Nachname, Vorname Klaus, bitte um Rückruf",
        "Klaus Mohr",
    ),
    ("Weber, guten Tag, ich hätte gern einen Rückruf", "Weber"),
    ("Ja grüß Gott, Huber aus Rosenheim, ich bräucht an Rückruf", "Huber"),
    ("Tach, Sabine Krämer, es geht um das Angebot von letzter Woche", "Sabine Krämer"),
    ("guten tag weber hier es geht um die heizung können sie mich zurückrufen", "Weber"),
    ("Peter Lange", "Peter Lange"),
    ("Guten Tag, Bergmann, Erika Bergmann, bei mir läuft seit gestern der Geschirrspüler aus", "Erika Bergmann"),
    ("Hallo, Wiegand, Peter Wiegand, ich steh hier vor Ihrem Laden und der hat zu", "Peter Wiegand"),
    ("Guten Abend, Frau Röder, Christa Röder, ich hab da so einen Brief bekommen", "Christa Röder"),
    ("Tag, Hoffmeister, meine Frau Petra hat mit Ihrem Herrn Klaus Brandt gesprochen", "Hoffmeister"),
    ("Grüß Gott der Huber vom Lechnerhof, Alois, ich hätt gern an Rückruf", "Alois Huber"),
    ("Ahlers, Torben. Ich hab diese Woche Früh. Ruft mich wer an wegen der Sicherheitsschuhe", "Torben Ahlers"),
    ("Wuttke, Kerstin, ich bräuchte einen Rückruf", "Kerstin Wuttke"),
    ("Weber, Heike, mach mal leiser, ich bräuchte einen Rückruf", "Weber"),
    ("Ja Moin, Janssen, Antje wie heißt der Kerl noch, Behrends, der Herr Behrends soll mich zurückrufen", "Janssen"),
    ("Moin, Harms, Station drei, ähm nee Quatsch, Wiebke Harms privat, ich brauch einen Rückruf", "Wiebke Harms"),
    (
        "Jo hallo Emirhan Toprak, T O P R A K, ruft an unter der Nummer hier, geht um die Stelle im Lager",
        "Emirhan Toprak",
    ),
    ("alla gude Morsche, do is de Weber aus Derkem, die Etikettiermaschin babbt mer die Etikette schepp", "Weber"),
    ("Hofrat Navratil, guten Tag, ich bitte um Rückruf", "Hofrat Navratil"),
    ("Pfarrer Drexler hier, bitte um Rückruf", "Drexler"),
    ("Trzebiatowski, schönen guten Tag, ich wollte um einen Anruf bitten", "Trzebiatowski"),
    # where they work stands before it or behind
    ("Schönen guten Tag, Zollamt Kehl, Obermeier, es geht um die Anlieferung", "Obermeier"),
    ("Guten Tag, hier Kämmerei Stadt Plauen, Frau Seidel, die Abbuchung ist zweimal erfolgt", "Seidel"),
    ("Hi, ähm, Finn, Finn Ahrendt, ich brauch noch die Unterlagen", "Finn Ahrendt"),
    ("Hallo, Amt für Grünflächen, Zeidler, ich bräuchte die Zahlen", "Zeidler"),
    ("Hallo, Zimmer zwölf, Haus Abendsonne, Gretel Ostheimer, das Essen ist kalt", "Gretel Ostheimer"),
    ("Ja, hier Autohaus Knaup, Werkstatt, Dirksen, der Kompressor springt nicht an", "Dirksen"),
    ("könnten Sie sich da noch melden, Schlüter, Abteilung Einkauf", "Schlüter"),
    ("ich hab nur zwei Minuten, bitte um Rückruf, Doktor Salewski, Klinikum Nord", "Dr. Salewski"),
    ("rufen Sie mich dann bitte an, Sabine Kock", "Sabine Kock"),
    # greetings from elsewhere, and what is said twice
    ("Dzień dobry, Kasprzak, das Wasser kommt kalt in der Wohnung", "Kasprzak"),
    ("Griaß enk, Moosbrugger, um elfe kannsch mi aruafa", "Moosbrugger"),
    ("Alla hopp, Ohlinger do, Heinz Ohlinger, isch bin de Hausmeschder, die Heizung geht net", "Heinz Ohlinger"),
]
TO_BE_RUNG = [
    (
        "Kanzlei Overath und Partner, Schmitz-Breuer mein Name, ich ruf an für den Herrn Doktor Overath, der möchte "
        "zurückgerufen werden, bitte nicht mich, sondern ihn",
        "Dr. Overath",
    ),
    ("Kern, guten Tag, ich rufe für Frau Adler an, rufen Sie bitte nicht mich zurück, sondern sie", "Adler"),
    ("moin, ukena aus emden, ich bin unterwegs, rufen sie bitte meine bürokraft an, die frau hillmers", "Hillmers"),
    ("hier ist Weber, rufen Sie bitte meine Sekretärin an, Frau Klein", "Klein"),
    ("Lindner hier, bitte rufen Sie unseren Verwalter zurück, Herrn Stein", "Stein"),
    ("mein Name ist Koch, den Rückruf bitte an meine Kollegin, Frau Busch", "Busch"),
    ("Schuster, rufen Sie bitte meine Tochter an, die Anna Berg", "Anna Berg"),
    ("Guten Tag, Weber hier, bitte rufen Sie meine Tochter an, die Frau Reinhardt", "Reinhardt"),
    ("hier ist Sabine Weber, rufen Sie bitte meine Schwester zurück, Frau Klein", "Klein"),
    ("Weingut und Kellerei Ambros Reiland, Thönnes am Apparat. Herr Reiland hätte gern einen Rückruf", "Reiland"),
    ("Kanzlei Moser, Berger am Apparat. Frau Moser hätte gern einen Rückruf.", "Moser"),
    ("Autohaus Keller, hier spricht Lindner, Herr Keller bittet um Rückruf wegen der Rechnung", "Keller"),
    ("Guten Tag, Busch hier vom Empfang, Frau Doktor Stein möchte gern zurückgerufen werden", "Dr. Stein"),
    ("Hier ist Krüger, unser Geschäftsführer Herr Stein wünscht einen Rückruf", "Stein"),
    ("Hier ist Krüger, Ihr Herr Lang hätte gern einen Rückruf von mir", "Krüger"),
    ("Hier ist Frau Moser, ich hätte gern einen Rückruf", "Moser"),
]
OF_ALL_REGIONS = read_yaml(Path(__file__).parents[1] / "corpus" / "caller_name_openings.yml")
INSTEAD = [
    (
        "hier is kevin schlottmann von dachdeckerei uhlenbrock mein chef sagt ich soll anrufen und ihr sollt den chef "
        "anrufen nich mich",
        "Chef",
    ),
    ("Jonas Berg von Elektro Stein, ihr sollt meinen Chef zurückrufen, nicht mich", "Chef"),
    ("hallo hier ist der tim krause ihr sollt bitte meine chefin anrufen und nicht mich", "Chefin"),
    ("Loibl, griaß eich, an Rückruf, aber ned an mi, an mei Frau", "Mei Frau"),
    ("Huber hier, rufts bitte net mi an, sondern meinen Verwalter", "Verwalter"),
    ("Weber, bitte rufen Sie nicht mich an, das übernimmt die Buchhaltung", "Buchhaltung"),
]
MATTERS = [
    "Hotel Seeblick, unser Chef, Herr Otto, hat gesagt, ich soll anrufen",
    "Hotel Seeblick, der Chef, Herr Otto, hat gesagt, ich soll anrufen",
    "Moin, Hotel Strandkieker, hier fehlen achtzig Handtücher, wer kann mich da mal zurückrufen?",
    "Pension Rosengarten, hier fehlt die Bettwäsche, bitte um Rückruf",
    "Guten Tag, Kita Sonnenschein, hier klemmt die Tür, können Sie mich zurückrufen?",
    "Grüß Gott, Eisdiele Venezia, hier ist die Theke kaputt",
    "Morgen, Bäckerei Hufschlag, hier fehlen zwanzig Säcke Mehl",
    "Rufen Sie bitte nicht mich an, sondern den Mandanten selbst, das ist so abgesprochen",
    "ja hörst mi, rufts mi zruck",
    "ich bin Pensionär und hätt gern einen Rückruf",
    "Ha endlich geht wer ran, ich brauch einen Rückruf",
    "Mami das ist für dich, ja hallo, bitte um Rückruf",
    "Servas, i hob im Summa wos bestellt und jetzt kummt nix, bitte ruaft's mi z'ruck",
    "das geht jetzt schon wochenlang so, ich will einen Rückruf, und zwar wirklich",
    "Unser Nachbar Krüger hat auch so eine Anlage, ich möchte dazu einen Rückruf",
    "Mir fehlen noch drei Kartons aus der Lieferung, da soll sich mal einer melden",
    "am liebsten wär mir das telefonisch, können Sie zurückrufen",
    "Gude Morsche, isch hätt gern ein Rückruf von Ihne",
    "Potzblitz, das ging ja schnell, ich möchte zurückgerufen werden",
    "Sapperlot, eine Maschine, na gut, rufen Sie mich bitte zurück",
    "Verbibbsch noch eins, jetzt bin ich erschrocken, ich hätte gern einen Rückruf",
    "Ei gugge ma, das geht ja, können Sie mich zurückrufen",
    "Heinrich, nu lass mich doch, also, wir wollten fragen ob jemand zurückrufen kann, die Rechnung ist doppelt",
    "Hilde mach ma den Fernseher leiser, ja, es geht um die Heizung, die ist kaputt",
    "Traudl komm mol, do isch so a Automat, also mir bräuchtet an Rückruf",
    "alla gude Morsche, isch hätt gern ein Rückruf wege der Heizung",
    "Grüß Goddle, i bräucht an Rückruf wega dr Heizung",
    "Buongiorno, allora, ich habe eine Pizzeria, und die Kaffeemaschine macht nur Wasser, kommt jemand?",
    "Rückruf wegen der Rechnung, Freitag",
    "ich bräuchte einen Rückruf, danke, Frau Klein",
]


@pytest.mark.parametrize(("words", "name"), [*OPENINGS, *TO_BE_RUNG])
def test_who_says_their_name_at_the_opening(words: str, name: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(("words", "function"), INSTEAD)
def test_who_is_to_be_rung_instead_of_the_caller_is_asked_for_by_name_once(words: str, function: str) -> None:
    changes, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert (after["caller_name"], changes.asked, after["prompting"]) == (None, "caller_name", "by_function")

    _, named = hear("Detlef Uhlenbrock", intent="inform_caller_name", asked="caller_name", slots=after)
    _, unnamed = hear("das weiß ich nicht", intent="nlu_fallback", asked="caller_name", slots=after)
    assert (named["caller_name"]["spoken"], unnamed["caller_name"]["spoken"]) == ("Detlef Uhlenbrock", function)


@pytest.mark.parametrize("words", MATTERS)
def test_words_of_a_matter_are_no_name_where_none_was_asked_for(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@each("words", OF_ALL_REGIONS["none"])
def test_nobody_is_named_by_what_callers_open_with(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@each(("words", "name"), [(one["said"], one["name"]) for one in OF_ALL_REGIONS["named"]])
def test_who_names_themselves_at_the_opening_is_heard(words: str, name: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("hallo thomas schneider hat gesagt ich soll mich melden", "thomas"),
        ("guten tag anna müller oder so hieß die dame", "anna müller"),
        ("hallo martin weber von ihnen war gestern da", "martin"),
        ("guten tag karl marx straße vier da ist der strom weg", "karl marx"),
        ("Wir haben letzte Woche eine Mahnung von Judith Falk gekriegt", "Judith Falk"),
        ("ich habe hier eine Nachfrage an Gerd Holst", "Gerd Holst"),
        ("mir liegt ein Schreiben von Judith Falk vor", "Judith Falk"),
        ("mein Vermieter ist Gerd Holst", "Gerd Holst"),
        ("unsere Ansprechpartnerin war Judith Falk", "Judith Falk"),
        ("mein Ansprechpartner ist bei euch der Gerd Holst", "Gerd Holst"),
        ("unsere Betreuerin bei Ihnen heißt Judith Falk", "Judith Falk"),
        ("zuständig für mich ist Judith Falk", "Judith Falk"),
        ("den Vertrag hat Gerd Holst gemacht", "Gerd Holst"),
        ("es ging damals über Judith Falk", "Judith Falk"),
    ],
)
def test_somebody_of_whom_something_is_told_is_not_the_caller(words: str, heard: str) -> None:
    first = {"prompting": "first"}
    _, after = hear(words, intent="request_callback", asked="caller_name", slots=first, name_words=heard)
    assert after["caller_name"] is None


@each("words", ["Dörte Lamprecht, Moment, Opa.", "dörte lamprecht moment opa", "Uwe Baier, gleich, Schatz"])
def test_who_turns_to_somebody_behind_the_name_has_said_it(words: str) -> None:
    _, after = hear(words, intent="moment", asked="caller_name")
    assert after["caller_name"]["spoken"] in ("Dörte Lamprecht", "Uwe Baier")


def test_words_in_english_are_no_name_at_the_opening() -> None:
    words = "Hello, do you speak English, I would like someone to call me back"
    _, after = hear(words, intent="not_german", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@each("words", ["Aissatou Diallo", "Fatoumata Diallo", "Chinedu Okafor", "Wei Zhang", "Siobhan Murphy", "Emeka Obi"])
def test_a_name_from_elsewhere_may_not_sound_german(words: str) -> None:
    _, after = hear(words, intent="not_german", intent_confidence=0.5, asked="caller_name")
    assert after["caller_name"]["spoken"] == words


@each("words", ["excuse me", "one moment please", "ne razumem", "sorry what", "hello"])
def test_words_that_surely_are_in_another_language_are_no_name(words: str) -> None:
    _, after = hear(words, intent="not_german", intent_confidence=0.72, asked="caller_name")
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Schreinerei Holzapfel", "Holzapfel"),
        ("Metzgerei Hofstetter", "Hofstetter"),
        ("Autohaus Brinkmann", "Brinkmann"),
        ("Kanzlei Doktor Vogt", "Dr. Vogt"),
        ("Gärtnerei Immenhof", "Immenhof"),
        ("Malerbetrieb Krusche", "Krusche"),
    ],
)
@pytest.mark.parametrize("intent", ["inform_caller_name", "insult"])
def test_who_gives_the_company_alone_is_asked_for_by_its_name(words: str, name: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="caller_name")
    assert (after["caller_name"]["spoken"], after["concern"]) == (name, words)


@each("words", ["Klinik am Rathsberg Station drei", "Gasthof zur Post", "Apotheke am Markt", "Autohaus Süd Werkstatt"])
def test_a_company_that_tells_a_place_is_the_name_only_where_no_other_is_to_be_had(words: str) -> None:
    _, asked = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": 1})
    changes, again = hear(words, intent="inform_caller_name", asked="caller_name", slots=asked)

    assert asked["caller_name"] is None
    assert again["caller_name"]["spoken"] == again["concern"]
    assert "utter_heard_caller_name" in changes.remarks


def test_a_company_at_the_opening_is_kept_and_the_name_asked_for() -> None:
    _, after = hear("Metzgerei Hofstetter", intent="nlu_fallback", asked="caller_name", slots={"prompting": "first"})
    assert (after["caller_name"], after["concern"]) == (None, "Metzgerei Hofstetter")


@pytest.mark.parametrize(
    ("words", "name", "company"),
    [
        ("Guten Tag, Wojciechowski Trockenbau hier, ich bräuchte einen Rückruf", "Wojciechowski", "Trockenbau"),
        ("Guten Tag, Kowalczyk Bau hier, ich bräuchte einen Rückruf", "Kowalczyk", "Bau"),
        ("Hier ist Lindner Heizungsbau, bitte um Rückruf", "Lindner", "Heizungsbau"),
        ("moin petersen elektrotechnik hier ich bitte um rückruf", "petersen", "elektrotechnik"),
        ("Yilmaz Gebäudereinigung, guten Tag, ich hätte gern einen Rückruf", "Yilmaz", "Gebäudereinigung"),
        ("Mariusz Nowak Trockenbau, ich brauche einen Rückruf", "Nowak", "Trockenbau"),
    ],
)
def test_a_surname_before_its_trade_is_the_name_and_the_company_is_kept(words: str, name: str, company: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert (after["caller_name"]["last"], after["concern"]) == (name.capitalize(), f"{name} {company}")


@each("words", ["ich hätte Fragen zum Trockenbau", "es geht um neue Elektrotechnik", "die Reinigung war nicht da"])
def test_a_trade_alone_is_nobody(words: str) -> None:
    _, after = hear(words, intent="inform_concern", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Guten Tag, hier ist der Giovanni vom Eiscafé Venezia in Mannheim, bitte um Rückruf", "Giovanni"),
        ("Hallo, hier ist die Rosi vom Nagelstudio Beauty, ich bräuchte einen Rückruf", "Rosi"),
        ("hier is der ali vom schnellimbiss am bahnhof ich brauch einen rückruf", "Ali"),
        ("Hallo, hier ist der Luca vom Ristorante Bella Vista, bitte um Rückruf", "Luca"),
        ("Hier ist Karl vom Stein, bitte um Rückruf", "Karl vom Stein"),
        ("Heiko Janssen von der Werft", "Heiko Janssen"),
        ("Petra Lang vom Campingplatz", "Petra Lang"),
        ("Anna von der Weide", "Anna von der Weide"),
    ],
)
def test_where_somebody_works_is_no_part_of_the_name(words: str, name: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert after["caller_name"]["spoken"] == name


@each(
    "words",
    [
        "Guten Tag, hier ist der Giovanni vom Eiscafé Venezia in Mannheim, bitte um Rückruf",
        "Hier spricht die Katja von der Pizzeria Roma, bitte um Rückruf",
        "Servus, hier is der Sepp vom Wirtshaus, die Zapfanlage spinnt.",
        "ja hallo hier is die heidi vom bauhof bei uns geht das tor nicht",
        "Hallo, hier spricht die Monika aus der Bücherei, das Licht flackert.",
    ],
)
def test_nobody_is_asked_for_by_a_first_name_alone_that_was_told_unasked(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@each(("words", "first"), [("der Sepp vom Wirtshaus", "Sepp"), ("die gisela halt", "Gisela")])
def test_who_says_no_more_than_a_first_name_again_is_asked_for_by_that(words: str, first: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"prompting": "example"})
    assert after["caller_name"]["spoken"] == first


@each(
    ("words", "name"),
    [
        ("Guten Tag, mein Name ist Brinkhaus, es geht um die Heizung.", "Brinkhaus"),
        ("Hallo, hier ist Frau Meister, ich hätte gern einen Rückruf.", "Meister"),
        ("Grüß Gott, hier ist Peter Schröder von Sankt Martin, die Glocke geht nicht.", "Peter Schröder"),
        ("Guten Tag, hier ist Peter Schröder, Haus Katharina, wir brauchen einen Elektriker.", "Peter Schröder"),
    ],
)
def test_who_stands_up_beside_a_house_or_with_an_odd_surname_is_heard(words: str, name: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    "words",
    [
        "Rückruf bitte, aus, Bello, aus!",
        "Rückruf bitte, sitz, Rex, sitz!",
        "Bitte um Rückruf. Max, komm her!",
        "Rückruf, Leon, leg das weg",
        "bitte anrufen, pfui, Luna",
    ],
)
def test_a_dog_or_a_child_who_is_called_at_the_opening_is_not_the_caller(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("statt Sabine schreiben Sie meinen Mann rein, Jürgen Müller", "Jürgen Müller"),
        ("tragen Sie lieber meine Tochter ein, Nicole Müller", "Nicole Müller"),
        ("schreiben Sie anstelle von mir den Kollegen auf, Martin Lutz", "Martin Lutz"),
        ("ach, nehmen Sie doch meinen Mann, den Holger", "Holger Müller"),
        ("setzen Sie statt mir die Frau Kramer ein", "Kramer"),
        ("statt Sabine bitte Susanne Müller", "Susanne Müller"),
    ],
)
@pytest.mark.parametrize("intent", ["correct", "inform_caller_name", "nlu_fallback", "request_callback"])
def test_another_is_to_be_asked_for_instead(words: str, name: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled())
    assert (after["caller_name"]["spoken"], after["prompting"]) == (name, "caller_name")


@pytest.mark.parametrize("prompting", ["first", None])
@pytest.mark.parametrize(
    "words",
    [
        "ja hier is Kevin, ich ruf für meine Omma an, die will wissen wann der Monteur kommt, ruft die mal an",
        "Hintermeier, grüß Gott. Mei Frau hat a Frage wegen am Liefertermin, ruafts de bitte o",
        "Weber mein Name, mein Mann hat da noch was zu klären, rufen Sie den bitte mal an",
        "hier ist Sabine Kurz, mein Vater versteht die Rechnung nicht, rufen Sie ihn bitte zurück",
        "Kurz hier, es geht um meine Mutter, rufen Sie sie doch einfach an",
    ],
)
def test_who_is_to_be_rung_is_asked_for_where_only_the_callers_own_name_is_said(
    words: str, prompting: str | None
) -> None:
    slots = {"prompting": prompting}
    changes, after = hear(words, intent="request_callback", asked="caller_name", slots=slots)
    assert (changes.asked, after["question"]) == ("caller_name", "by_function")

    _, after = hear("Hildegard Pawlowski", intent="inform_caller_name", asked="caller_name", slots=after)
    assert after["caller_name"]["spoken"] == "Hildegard Pawlowski"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("hier ist Uwe Kurz, es geht um meine Frau, die Sabine Kurz, rufen Sie sie bitte an", "Sabine Kurz"),
        ("hier ist Sabine Kurz, rufen Sie mich bitte an", "Sabine Kurz"),
        ("Kurz mein Name, mein Mann hat gesagt, rufen Sie da an, also rufen Sie mich zurück", "Kurz"),
    ],
)
def test_who_is_named_is_asked_for_no_more(words: str, name: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    "words",
    ["nehmen Sie lieber den Mittwoch", "rufen Sie meinen Mann auf dem Handy an", "statt Dienstag lieber Mittwoch"],
)
def test_nobody_else_is(words: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled())
    assert (after["caller_name"] or {}).get("last") == "Müller"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nein, um elf, und Müler mit einem l, also Sabine Müler", "Sabine Müler"),
        ("Nein, um elf, und Sabine Miller heiße ich", "Sabine Miller"),
        ("falsch, um elf, Sabine Möller", "Sabine Möller"),
        ("nein, Sabine Mühler, mit h, und um elf", "Sabine Mühler"),
        ("nein, um elf Uhr, Sabine Mueller-Lutz", "Sabine Mueller-Lutz"),
    ],
)
def test_name_and_time_are_put_right_in_one_sentence(words: str, name: str) -> None:
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled())
    assert after["caller_name"]["spoken"] == name
    assert after["callback_time"]["start"] == "2026-03-11T11:00:00"


EMIL = {"first": "Emil", "last": "Obermaier", "title": None}


@pytest.mark.parametrize(
    "words",
    [
        "nein, der name ist Obermaier",
        "nein, nur Obermaier",
        "nein, mein Name ist nur Obermaier",
        "nee, einfach Obermaier, ohne Vornamen",
        "falsch, ich heiße Obermaier",
        "nein, das stimmt nicht, ich heiße Obermaier",
    ],
)
def test_who_says_no_and_the_surname_that_is_known_has_no_such_first_name(words: str) -> None:
    """It was misheard together with a surname that has been put right since."""
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled(caller_name=EMIL))
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (None, "Obermaier")
    assert after["prompting"] == "caller_name"


@pytest.mark.parametrize(
    "words",
    [
        "einfach Obermaier, ohne Vornamen",
        "nur Obermaier",
        "der Name ist Obermaier",
        "Obermaier allein",
        "ich heiße bloß Obermaier",
    ],
)
def test_nor_has_who_says_it_where_asked_what_is_wrong(words: str) -> None:
    slots = filled(caller_name=EMIL, question="what_is_wrong", prompting="what_is_wrong")
    _, after = hear(words, intent="inform_caller_name", asked="confirmed", slots=slots)
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (None, "Obermaier")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nein, Emil Obermaier ist richtig, die Nummer ist falsch", "Emil Obermaier"),
        ("nein, Obermaier stimmt, aber die Zeit ist falsch", "Emil Obermaier"),
        ("nein, ich heiße Emil Obermann", "Emil Obermann"),
        ("nein, der Vorname ist Erik", "Erik Obermaier"),
    ],
)
def test_otherwise_the_first_name_stays(words: str, name: str) -> None:
    _, after = hear(words, intent="deny", asked="confirmed", slots=filled(caller_name=EMIL))
    kept = after["caller_name"] or {"first": None, "last": None}
    assert f"{kept['first']} {kept['last']}" == name


def test_a_surname_that_is_said_where_the_first_name_is_asked_for_stays_alone() -> None:
    disputed = {"first": "Ohc", "last": "Bellucci", "title": None, "part": "Vorname"}
    slots = filled(caller_name=None, disputed={"caller_name": disputed}, question="correction", prompting="correction")
    _, after = hear("Hier ist Bellucci", intent="inform_caller_name", asked="caller_name", slots=slots)
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (None, "Bellucci")


@pytest.mark.parametrize(
    ("words", "name_words", "name"),
    [
        ("die luise obermeier kraus wäre da", "luise obermeier", "Luise Obermeier-Kraus"),
        ("könnte die marie luise obermeier was haben", "luise obermeier", "Marie Luise Obermeier"),
    ],
)
def test_what_is_recognised_as_a_name_has_the_names_beside_it(words: str, name_words: str, name: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="concern", name_words=name_words)
    assert after["caller_name"]["spoken"] == name


@each("words", ["Wurst", "Schnuppe", "Sonde"])
def test_a_lone_word_that_may_be_the_name_leaves_no_time_behind(words: str) -> None:
    _, first = hear(words, intent="inform_callback_time", asked="caller_name")
    _, again = hear(words, intent="inform_callback_time", asked="caller_name", slots=first)
    assert (first["callback_time"], again["callback_time"]) == (None, None)
    assert again["caller_name"]["spoken"] == words


@each("words", ["der steht im Display", "den sehen Sie doch auf dem Display", "mein Name steht im Display"])
def test_a_name_in_the_display_is_no_number(words: str) -> None:
    slots = {"caller_number": "+493023125042"}
    _, after = hear(words, intent="use_caller_number", asked="caller_name", slots=slots, caller="+493023125042")
    assert after["phone_number"] is None


EDELTRAUD = {"first": "Edeltraud", "last": "Pohl", "title": None, "alphabet": None, "spoken": "Edeltraud Pohl"}


@each(
    "words",
    [
        "nein das ist meine, Frau Pohl hat Festnetz",
        "nein, Herrn Pohl erreichen Sie unter einer anderen",
        "nee, Frau Pohl ist am Festnetz zu erreichen",
        "nein, die Frau Pohl hat eine eigene",
        "das ist mein Handy, die Edeltraud hat ein anderes",
    ],
)
def test_who_is_told_of_keeps_their_name_and_the_offer_is_refused(words: str) -> None:
    offered = {"caller_number": "+493023125042", "question": "offer", "prompting": "offer"}
    slots = filled(caller_name=EDELTRAUD, phone_number=None, phone_source=None, **offered)
    _, after = hear(words, intent="deny", asked="phone_number", slots=slots)
    assert (after["caller_name"], after["caller_number"], after["phone_number"]) == (EDELTRAUD, None, None)
    assert asked_next(after) == "phone_number"


@each("words", ["nein, Pohl", "nein, ich heiße nur Pohl", "nein das stimmt nicht, Pohl ist mein Name"])
def test_a_first_name_that_was_misheard_is_left_away(words: str) -> None:
    _, after = hear(
        words, intent="deny", asked="callback_time", slots=filled(caller_name=EDELTRAUD, callback_time=None)
    )
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (None, "Pohl")


@pytest.mark.parametrize(
    ("words", "name_words"),
    [("Wohär händ Sie mini Nummere", "Nummere"), ("wat schall dat Gedööns", "Gedööns"), ("wer bischn du", "bischn")],
)
def test_a_word_of_a_question_in_dialect_is_no_name(words: str, name_words: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": 1}, name_words=name_words)
    assert after["caller_name"] is None


IN_THE_ROOM = [
    ("Lukas, nimm das aus dem Mund", "Lukas"),
    ("Oskar, runter da", "Oskar"),
    ("Lena, warte kurz", "Lena"),
    ("mach das aus, Tim", "Tim"),
    ("psst Jonas", "Jonas"),
    ("Anna, wo ist denn der Zettel", "Anna"),
    ("Sophie, kannst du mal kurz die Tür aufmachen", "Sophie"),
    ("da läuft grad der Tatort mit Axel Prahl", "Axel Prahl"),
    ("und damit zurück nach Köln zu Georg Restle", "Georg Restle"),
    ("zwei zu eins durch Serhou Guirassy", "Serhou Guirassy"),
]


@pytest.mark.parametrize(("words", "name_words"), IN_THE_ROOM)
def test_whoever_is_spoken_to_or_of_in_the_room_is_not_the_caller(words: str, name_words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="caller_name", name_words=name_words)
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    ("words", "name_words"),
    [
        ("ja ich, die Lena", "Lena"),
        ("mein Name wär Lukas", "Lukas"),
        ("Tim", "Tim"),
    ],
)
def test_a_first_name_beside_words_of_oneself_is(words: str, name_words: str) -> None:
    _, after = hear(words, intent="nlu_fallback", asked="caller_name", name_words=name_words)
    assert name_words in (after["caller_name"]["first"], after["caller_name"]["last"])


def test_a_relative_who_is_called_twice_has_no_odd_name() -> None:
    _, after = hear("Papa, Papa, guck mal", intent="inform_caller_name", asked="caller_name")
    assert after["caller_name"] is None


ASKED_FOR_ALL = {
    "disputed": {"caller_name": {"first": None, "last": "Weber", "title": None, "part": "Vorname"}},
    "question": "whole_name",
    "prompting": "whole_name",
}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Paul", "Paul"),
        ("also Sabrina", "Sabrina"),
        ("mein Vorname ist Paul", "Paul"),
        ("Paul Weber", "Paul"),
        ("Weber, Paul", "Paul"),
        # once is enough
        ("Weber", None),
        ("das sag ich nicht", None),
    ],
)
def test_the_first_name_is_said_behind_the_surname(words: str, first: str | None) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=ASKED_FOR_ALL)
    assert (after["caller_name"]["first"], after["caller_name"]["last"]) == (first, "Weber")
    assert asked_next(after) == "phone_number"


@each("words", ["Brand", "Rauch", "ja, Brand", "brand"])
def test_a_surname_that_is_a_danger_is_the_answer_where_the_name_was_asked_for(words: str) -> None:
    changes, after = hear(words, intent="emergency", intent_confidence=0.84, asked="caller_name")

    assert after["caller_name"]["last"] in ("Brand", "Rauch")
    assert not changes.for_rules


@each("words", ["Feuer", "Rauch im Keller", "Qualm", "Hilfe", "Ein Brand", "es brennt, Brand"])
def test_danger_is_no_name(words: str) -> None:
    changes, after = hear(words, intent="emergency", intent_confidence=0.84, asked="caller_name")

    assert after["caller_name"] is None
    assert changes.for_rules


def test_a_danger_at_the_opening_is_no_name() -> None:
    first = {"prompting": "first"}
    changes, after = hear("Brand", intent="emergency", intent_confidence=0.84, asked="caller_name", slots=first)

    assert after["caller_name"] is None
    assert changes.for_rules


def said_in_turn(*replies: tuple[str, str]) -> dict[str, Any]:
    """The slots after replies to the question for the name, each with its intent."""
    slots: dict[str, Any] = {}
    for words, intent in replies:
        _, slots = hear(words, intent=intent, asked="caller_name", slots=slots)
    return slots


FUNCTIONS = [
    ("Mein Chef", "Chef"),
    ("die Buchhaltung", "Buchhaltung"),
    ("fragen Sie nach dem Hausmeister", "Hausmeister"),
    ("meine Kollegin vom Empfang", "Kollegin vom Empfang"),
    ("das Sekretariat der Schule", "Sekretariat der Schule"),
    ("verlangen Sie den Werkstattleiter", "Werkstattleiter"),
]


class TestFunctions:
    @pytest.mark.parametrize("intent", ["inform_caller_name", "request_person", "nlu_fallback"])
    @pytest.mark.parametrize("words", [words for words, _ in FUNCTIONS])
    def test_who_is_named_by_what_they_do_is_asked_for_by_name(self, words: str, intent: str) -> None:
        changes, after = hear(words, intent=intent, asked="caller_name")
        assert (after["caller_name"], changes.asked, after["prompting"]) == (None, "caller_name", "by_function")

    @pytest.mark.parametrize("name", ["Stefan Bauer", "der heißt Stefan Bauer", "Herr Stefan Bauer"])
    @pytest.mark.parametrize("words", [words for words, _ in FUNCTIONS])
    def test_their_name_takes_its_place(self, words: str, name: str) -> None:
        after = said_in_turn((words, "inform_caller_name"), (name, "inform_caller_name"))
        assert after["caller_name"]["spoken"] == "Stefan Bauer"

    @pytest.mark.parametrize("second", ["weiß ich nicht", "der wechselt immer", None])
    @pytest.mark.parametrize(("words", "function"), FUNCTIONS)
    def test_where_no_name_is_said_it_is_noted_as_it_was_said(
        self, words: str, function: str, second: str | None
    ) -> None:
        after = said_in_turn((words, "inform_caller_name"), (second or words, "nlu_fallback"))
        assert after["caller_name"]["spoken"] == function
        assert "by_function" not in after["caller_name"]

    def test_a_silence_is_no_reply_to_it(self) -> None:
        after = said_in_turn(("mein Chef", "inform_caller_name"), ("", "caller_silent"))
        assert after["caller_name"] is None

    @pytest.mark.parametrize("words", ["den Chef bitte", "geben Sie mir die Zentrale", "einen Mitarbeiter"])
    def test_whom_the_caller_wants_to_speak_to_is_no_name(self, words: str) -> None:
        changes, after = hear(words, intent="request_person", asked="caller_name")
        assert (after["caller_name"], changes.for_rules) == (None, True)


class TestOddSurnames:
    @pytest.mark.parametrize("intent", ["insult", "inform_caller_name", "nlu_fallback"])
    @pytest.mark.parametrize(
        "name", ["Zucker", "Sauerbier", "Schimmelpfennig", "Rindfleisch", "Große Beilage", "Weidlich"]
    )
    def test_a_word_said_twice_in_reply_to_the_question_for_the_name_is_a_name(self, name: str, intent: str) -> None:
        after = said_in_turn((name, intent), (name, intent))
        assert after["caller_name"]["spoken"] == name

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("hier ist Zucker", "Zucker"),
            ("Teller am Apparat", "Teller"),
            ("Zucker, wie der Zucker", "Zucker"),
            ("Zucker mit ck", "Zucker"),
            ("Käse mit ä", "Käse"),
            ("ja, Bäcker, mit ä", "Bäcker"),
            ("ach so, Mütze, wie die Mütze off'm Kopp", "Mütze"),
            ("Guten Tag Pfennig hier ich hab eine Rechnung von Ihnen", "Pfennig"),
            ("Teller am Apparat, ich hab eine Rechnung von Ihnen", "Teller"),
            ("Leiter wie die Leiter an der Wand", "Leiter"),
            ("Besen, so wie der Besen zum Kehren", "Besen"),
            ("Fidel, also Fidel Rädler", "Fidel Rädler"),
            ("Rädler Fidel", "Fidel Rädler"),
            ("Fidel Rädler, guten Tag", "Fidel Rädler"),
            ("Beilage, Große Beilage", "Große Beilage"),
            ("Kleine Holthaus", "Kleine Holthaus"),
            ("hier ist Apfel, guten Tag", "Apfel"),
            ("hier spricht nebel", "Nebel"),
        ],
    )
    def test_with_what_introduces_it_or_said_again_at_once_a_word_is_a_name(self, words: str, name: str) -> None:
        changes, after = hear(words, intent="inform_caller_name", asked="caller_name")
        assert after["caller_name"]["spoken"] == name
        assert "utter_heard_caller_name" in changes.remarks

    @pytest.mark.parametrize(
        "words",
        [
            *(
                "hier ist besetzt",
                "hier ist Feuer",
                "hier ist Stromausfall",
                "hier ist Wasser im Keller",
                "neue Heizung",
            ),
            *("die Heizung, wie die letzten Male auch", "Defekter Brenner", "fidele Leute"),
            *("Werkstatt hier, ich brauch Hilfe", "die Heizung ist hier, ich weiß nicht"),
        ],
    )
    def test_what_is_told_of_a_place_or_a_thing_is_none(self, words: str) -> None:
        _, after = hear(words, intent="inform_caller_name", asked="caller_name")
        assert after["caller_name"] is None

    @pytest.mark.parametrize("first", ["Apfel", "ja, Apfel", "Apfel bitte", "Apfel, guten Tag"])
    @pytest.mark.parametrize("intent", ["off_topic", "small_talk", "affirm", "nlu_fallback"])
    def test_whatever_it_was_taken_for_the_first_time_and_beside_politeness(self, first: str, intent: str) -> None:
        assert said_in_turn((first, intent), ("Apfel", intent))["caller_name"]["spoken"] == "Apfel"

    @pytest.mark.parametrize("word", ["Morgen", "Montag", "Abend", "Januar", "März", "Mittag", "Ostern", "Frühling"])
    @pytest.mark.parametrize("intent", ["inform_callback_time", "nlu_fallback", "off_topic"])
    def test_who_is_called_like_a_time_and_says_so_again_and_again_is_no_time(self, word: str, intent: str) -> None:
        once, thrice = (said_in_turn(*[(word, intent)] * times) for times in (1, 3))
        assert (once["caller_name"], once["callback_time"]) == (None, None)
        assert (thrice["caller_name"]["spoken"], thrice["callback_time"], thrice["confirmed"]) == (word, None, None)

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Ach, mein Name. Winter, Gerda Winter.", "Gerda Winter"),
            ("Mein Name? Mittag. Kurt Mittag.", "Kurt Mittag"),
            ("Samstag, Heiko Samstag", "Heiko Samstag"),
            ("Abend. Renate Abend, guten Tag.", "Renate Abend"),
            ("Oh, mein Name. Montag.", "Montag"),
            ("Ach so, mein Name. Mittag.", "Mittag"),
        ],
    )
    def test_nor_who_says_the_surname_before_the_whole_name_or_behind_what_is_asked(
        self, words: str, name: str
    ) -> None:
        _, after = hear(words, intent="inform_caller_name", asked="caller_name")
        assert (after["caller_name"]["spoken"], after["callback_time"]) == (name, None)

    @pytest.mark.parametrize("words", ["Silke Morgen, morgen um neun bitte", "Silke Morgen, um neun morgen früh"])
    def test_a_time_behind_such_a_name_is_one(self, words: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="caller_name")
        assert (after["caller_name"]["spoken"], after["callback_time"]["start"]) == (
            "Silke Morgen",
            "2026-03-11T09:00:00",
        )

    @pytest.mark.parametrize(
        "words",
        [
            "Muss das sein? Na gut. Haferstroh.",
            "Wofür wollen Sie den? Meinetwegen, Haferstroh.",
            "wozu das denn, na schön, Haferstroh",
            "Ist das Pflicht? Von mir aus. Haferstroh",
            "Geht das auch ohne? Also gut, Haferstroh.",
        ],
    )
    @pytest.mark.parametrize("intent", ["ask_obligation", "ask_why_phone_number", "off_topic"])
    def test_a_word_behind_a_question_and_what_gives_in_is_a_name(self, words: str, intent: str) -> None:
        _, after = hear(words, intent=intent, asked="caller_name")
        assert after["caller_name"]["spoken"] == "Haferstroh"

    @pytest.mark.parametrize("words", ["Muss das sein?", "Muss das sein? Na gut. Moment.", "Wozu? Na gut, der Meister"])
    def test_what_is_no_name_there_is_none(self, words: str) -> None:
        _, after = hear(words, intent="ask_obligation", asked="caller_name")
        assert after["caller_name"] is None

    @pytest.mark.parametrize(
        "words",
        [
            "Exküsi, könnten Sie das bitte noch einmal sagen?",
            "Pardung, wie war das, ich hab Sie nicht verstanden",
            "Schuldigom, sagen Sie das noch mal",
        ],
    )
    def test_a_word_that_no_list_knows_beside_the_wish_to_hear_it_again_is_no_name(self, words: str) -> None:
        _, after = hear(words, intent="repeat", asked="caller_name")
        assert after["caller_name"] is None

    @pytest.mark.parametrize(
        "words",
        [
            "Noch mal: Vahldiek",
            "Nochmals, Vahldiek",
            "ich sag's noch mal, Vahldiek",
            "Vahldiek, ich wiederhole es gern",
            "nomol: Vahldiek",
            "Vahldiek, zum dritten Mal",
            "Vahldiek, des han i doch scho gsait",
        ],
    )
    @pytest.mark.parametrize("slots", [{}, {"misses": 1, "prompting": "again"}])
    def test_who_says_the_name_anew_has_no_wish_to_hear_it_again(self, words: str, slots: dict[str, Any]) -> None:
        _, after = hear(words, intent="repeat", asked="caller_name", slots=slots)
        assert after["caller_name"]["last"] == "Vahldiek"

    @pytest.mark.parametrize("words", ["Wasserschaden, hab ich doch schon gesagt", "Heizung, wie gesagt"])
    def test_a_thing_that_was_said_before_is_no_name(self, words: str) -> None:
        _, after = hear(words, intent="correct", asked="caller_name")
        assert after["caller_name"] is None

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Adieu, Marie Adieu", "Marie Adieu"),
            ("ende michael ende", "Michael Ende"),
            ("Schluss, Eva-Maria Schluss", "Eva-Maria Schluss"),
            ("Guten Tag, mein Name ist Ade, Gudrun Ade", "Gudrun Ade"),
        ],
    )
    def test_who_is_called_like_a_farewell_takes_no_leave(self, words: str, name: str) -> None:
        _, after = hear(words, intent="goodbye", intent_confidence=0.95, asked="caller_name")
        assert after["caller_name"]["spoken"] == name

    @pytest.mark.parametrize("words", ["ade Regina", "tschüss Karl, ade", "ich hab keine Zeit mehr, ade", "ade, ade"])
    def test_and_who_does_is_called_nothing(self, words: str) -> None:
        _, after = hear(words, intent="goodbye", intent_confidence=0.95, asked="caller_name")
        assert after["caller_name"] is None

    def test_nor_is_it_an_end(self) -> None:
        said = [("Feierabend", "goodbye")] * 3
        slots: dict[str, Any] = {}
        for words, intent in said:
            _, slots = hear(words, intent=intent, intent_confidence=0.45, asked="caller_name", slots=slots)
        assert slots["caller_name"]["spoken"] == "Feierabend"

    @pytest.mark.parametrize("words", ["Trottel", "Blödmann", "so ein Mist", "Sie Depp"])
    def test_abuse_is_none_however_often_it_is_said(self, words: str) -> None:
        assert said_in_turn((words, "insult"), (words, "insult"))["caller_name"] is None

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("schreims Kneißl", "Kneißl"),
            ("na der Aigner, wissen S doch", "Aigner"),
            ("sag ich doch, Zschoche", "Zschoche"),
            ("tuns halt Obermoser hin", "Obermoser"),
        ],
    )
    def test_among_other_words_it_is_the_one_that_is_none_of_everyday_speech(self, words: str, name: str) -> None:
        after = said_in_turn((words, "nlu_fallback"), (words, "nlu_fallback"))
        assert after["caller_name"]["spoken"] == name

    @pytest.mark.parametrize(
        "words",
        [
            *("die Heizung ist kaputt", "keine Ahnung", "das geht Sie nichts an", "was wollen Sie denn"),
            *("Ich wohne in Konstanz", "mit dem Schorsch hab ich geredet", "der Kundendienst soll kommen"),
        ],
    )
    def test_a_sentence_of_everyday_words_places_and_others_names_nobody(self, words: str) -> None:
        assert said_in_turn((words, "nlu_fallback"), (words, "nlu_fallback"))["caller_name"] is None

    def test_a_word_for_how_somebody_is_may_be_a_first_name(self) -> None:
        after = said_in_turn(("rädler fidel", "nlu_fallback"), ("rädler fidel", "nlu_fallback"))
        assert after["caller_name"]["spoken"] == "Fidel Rädler"

    @pytest.mark.parametrize("words", ["Rechnung", "Rückruf", "morgen", "weiß nicht", "Moment noch", "Wie bitte"])
    def test_words_of_talk_and_matters_are_none_however_often_they_are_said(self, words: str) -> None:
        assert said_in_turn((words, "nlu_fallback"), (words, "nlu_fallback"))["caller_name"] is None

    @pytest.mark.parametrize("words", ["die Sabine Kurz", "Sabine Kurz", "Frau Kurz"])
    def test_a_surname_that_asks_for_a_moment_is_one_behind_a_first_name(self, words: str) -> None:
        _, after = hear(words, intent="moment", asked="caller_name")
        assert after["caller_name"]["last"] == "Kurz"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Metzgerei Döberlein in Ansbach, ich bin der Heinz", "Heinz Döberlein"),
        ("Bäckerei Kneißl, i bin d'Resi", "Resi Kneißl"),
        ("Autohaus Bilgeri, hier ist der Kaspar", "Kaspar Bilgeri"),
        ("Praxis Dr. Sommer, hier ist die Jenny", "Jenny"),
        ("Klinik am Rathsberg, hier ist die Jenny", "Jenny"),
    ],
)
def test_who_says_a_first_name_beside_a_company_has_its_surname(words: str, name: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert after["caller_name"]["spoken"] == name


class TestWhereANameStands:
    SLOTS: ClassVar = {"caller_name": {"first": "Urs", "last": "Zurbriggen", "title": None}}

    @pytest.mark.parametrize(
        "words",
        [
            "am Morge bin ich uf em Grüscht, also am Mittwoch am zwei",
            "hier ist Übergabe um eins, also Mittwoch um zwei",
            "bin Schlosser, Mittwoch um zwei",
            "Mittwoch um zwei bin ich Dihei",
            "am Obig bin i dehei, am Mittwoch am zwei",
        ],
    )
    def test_a_word_that_nothing_says_to_be_one_is_no_other(self, words: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.SLOTS)
        assert (after["caller_name"]["last"], after["caller_name"]["first"]) == ("Zurbriggen", "Urs")

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Mittwoch um zwei, mein Name ist übrigens Zurbrigger", "Urs Zurbrigger"),
            ("Mittwoch um zwei, und ich heiße Zschoche", "Urs Zschoche"),
            ("am Mittwoch um zwei, hier ist jetzt Sabine Weber, seine Frau", "Sabine Weber"),
        ],
    )
    def test_what_is_said_to_be_one_is(self, words: str, name: str) -> None:
        _, after = hear(words, intent="inform_callback_time", asked="callback_time", slots=self.SLOTS)
        assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Zschoche", "Zschoche"),
        ("ähm Dlugosch", "Dlugosch"),
        ("Zschoche, bitte", "Zschoche"),
        ("Das ist Zschoche", "Zschoche"),
        ("auf Zschoche", "Zschoche"),
        ("schreiben Sie Zschoche", "Zschoche"),
        ("Nein", None),
        ("Wat", None),
        ("Reifen", None),
        ("Heizungsausfall", None),
        ("Kostenvoranschlag", None),
    ],
)
def test_a_word_that_nobody_knows_is_the_name_where_nothing_else_is_said(words: str, name: str | None) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert (after["caller_name"] or {"last": None})["last"] == name


def test_a_noun_is_no_name_where_the_wish_for_a_callback_was_all_that_was_said_before() -> None:
    _, slots = hear("Rückruf bitte", intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    _, after = hear("Gutschrift", intent="inform_caller_name", asked="caller_name", slots=slots)
    assert after["caller_name"] is None


def test_who_is_greeted_at_the_opening_is_not_the_caller() -> None:
    words = "Hallo Frau Weber, ich hätte gern einen Rückruf"
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    "words", ["ja, so heiß ich", "genau, so heiße ich", "richtig, so heiße ich, und die Zeit stimmt"]
)
@pytest.mark.parametrize("asked", ["caller_name", "confirmed"])
def test_a_yes_before_it_is_no_name(words: str, asked: str) -> None:
    slots = filled() if asked == "confirmed" else {}
    _, after = hear(words, intent="affirm", asked=asked, slots=slots)
    assert after["caller_name"] == slots.get("caller_name")


def test_behind_the_yes_a_name_may_stand() -> None:
    _, after = hear("ja, Weber, so heiße ich", intent="inform_caller_name", asked="caller_name", slots={})
    assert after["caller_name"]["last"] == "Weber"


@pytest.mark.parametrize("words", ["gar nichts, Hauptsache es meldet sich jemand", "Hauptsache, einer ruft an"])
def test_the_main_thing_is_no_name(words: str) -> None:
    assert hear(words, intent="nlu_fallback", asked="caller_name", slots={})[1]["caller_name"] is None


@pytest.mark.parametrize("name_words", ["Ludwig", "Haft, Evi, Emil"])
def test_what_is_heard_of_letters_is_no_name(name_words: str) -> None:
    words = "Hunde, ich buchstabiere, Audi, Viktor, Ovi, Otto, Geh, Liegust, Haft, Evi, Emil, Elf, Lieh, Ludwig."
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", name_words=name_words)

    assert not after.get("caller_name")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Katja von der Pizzeria Roma", "Katja"),
        ("luigi von der eisdiele venezia", "Luigi"),
        ("Metzgerei Lohmann, ich bin der Heinz", "Heinz Lohmann"),
    ],
)
def test_where_somebody_works_gives_nobody_a_surname(words: str, name: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": 1})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize("words", ["Kirchengemeinde Nagold", "Grundschule Wangen", "stadtwerke aalen"])
def test_the_place_behind_a_parish_or_a_school_is_nobody(words: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert (after["caller_name"], after["concern"]) == (None, words)

    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": 1, "concern": words})
    assert after["caller_name"]["spoken"].lower() == words.lower()


@pytest.mark.parametrize("words", ["von der Krabbelgruppe", "ich bin von der Krabbelgruppe", "vom Sportverein"])
def test_of_a_group_is_no_surname_even_where_one_was_asked_for(words: str) -> None:
    _, after = hear(words, intent="inform_caller_name", asked="caller_name")
    assert after["caller_name"] is None


CALLED = [
    ("die Anlage heißt Winkler", "Winkler"),
    ("das Modell heißt Brandner", "Brandner"),
    ("unser altes Haus heißt Kramerhof", "Kramerhof"),
    ("die Schule heißt Helene Lange", "Helene Lange"),
]
COLLEAGUES = [
    ("der Hausverwalter heißt Lohmeier", "Lohmeier"),
    ("der Installateur hieß Brandner und war am Montag da", "Brandner"),
    ("mein Kollege heißt Brandner und hat den Plan", "Brandner"),
    ("mein Enkel heißt Jonas Brandner", "Jonas Brandner"),
    ("meine Kollegin Jutta Brandner hat schon geschrieben", "Jutta Brandner"),
]


@pytest.mark.parametrize(("words", "name_words"), CALLED)
@pytest.mark.parametrize("prompting", ["first", None])
def test_what_something_is_called_is_no_name_of_the_caller(words: str, name_words: str, prompting: str | None) -> None:
    slots = {"prompting": prompting}
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots=slots, name_words=name_words)
    assert after["caller_name"] is None


@pytest.mark.parametrize(("words", "name_words"), COLLEAGUES)
def test_nor_is_what_others_are_called_where_no_name_is_asked_for(words: str, name_words: str) -> None:
    slots = {"prompting": "first"}
    _, after = hear(words, intent="request_callback", asked="caller_name", slots=slots, name_words=name_words)
    assert after["caller_name"] is None


@pytest.mark.parametrize("words", ["da ist die Katze allein, die heißt Minka", *(words for words, _ in COLLEAGUES)])
def test_nor_does_it_take_the_place_of_one_that_stands(words: str) -> None:
    slots = filled(callback_time=None)
    _, after = hear(f"{words}, morgen um elf", intent="inform_callback_time", asked="callback_time", slots=slots)
    assert after["caller_name"] == slots["caller_name"]


@pytest.mark.parametrize(
    ("first", "last", "words", "name"),
    [
        ("Lena", None, "Lena Möller", "Lena Möller"),
        (None, "Krause", "Sandra Krause", "Sandra Krause"),
        (None, "Vogt", "ja, Bernd Vogt", "Vogt"),
        ("Lena", None, "Lena morgen", "Lena"),
        (None, "Krause", "Sandra Möller", "Krause"),
        ("Lena", "Möller", "Petra Möller", "Lena Möller"),
    ],
)
@pytest.mark.parametrize("asked", ["phone_number", "callback_time"])
def test_half_a_name_that_is_said_in_full_at_the_next_question_is_completed(
    first: str | None, last: str | None, words: str, name: str, asked: str
) -> None:
    slots: dict[str, Any] = {"caller_name": {"first": first, "last": last, "title": None}}
    slots |= {"phone_number": NUMBER} if asked == "callback_time" else {}
    _, after = hear(words, intent="inform_caller_name", asked=asked, slots=slots)
    known = after["caller_name"]
    assert " ".join(filter(None, (known["first"], known["last"]))) == name


@pytest.mark.parametrize(
    "words",
    [
        "Hallo, Ihr Fahrer, der Schuster, hat den Lieferschein vergessen, da soll mal wer anrufen",
        "Moin. Folgendes. Euer Techniker, der Winkler, war gestern bei uns und jetzt tropft es",
        "Guten Tag, euer Meister, Herr Brenner, hat gesagt, ich soll mich melden",
        "Servus, der Doktor Lindner von euch, der hat mir das empfohlen",
        "Ja hallo, Frau Moll von Ihnen, die wollte mir etwas schicken",
    ],
)
@pytest.mark.parametrize("prompting", ["first", None])
def test_people_of_those_who_are_called_are_not_the_caller(words: str, prompting: str | None) -> None:
    _, after = hear(words, intent="request_callback", asked=None, slots={"prompting": prompting})
    assert after["caller_name"] is None


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Winkler, guten Tag, euer Techniker war da und jetzt tropft es", "Winkler"),
        ("Hallo, Brenner hier, Ihr Meister hat gesagt, ich soll mich melden", "Brenner"),
        ("Moin, ich bin der Petersen, euer Fahrer hat den Schein vergessen", "Petersen"),
        ("Guten Tag, Ihre Apotheke, Schulze, es geht um die Lieferung", "Schulze"),
    ],
)
def test_who_tells_of_them_is(words: str, last: str) -> None:
    _, after = hear(words, intent="request_callback", asked=None, slots={"prompting": "first"})
    assert after["caller_name"]["last"] == last
