"""What is said instead of an answer: to nobody, to somebody else, out of ignorance, or as a refusal."""

import pytest

from rueckruf.spoken.text.beside import asks_whether_heard, does_not_know, talks_to_others, will_not_tell

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Hallo? Hören Sie mich überhaupt?",
        "sind sie noch in der leitung",
        "hallo ist da noch wer",
        "Sind Sie noch am Apparat? Ich hör nix mehr.",
        "hallo hallo sind sie weg",
        "san sie no do",
        "Hallo, bist du noch da?",
        "Sind wir noch verbunden?",
    ],
)
def test_whether_anybody_is_there(text: str) -> None:
    assert asks_whether_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "sind Sie samstags noch da",
        "ist da jemand aus der Buchhaltung",
        "ist noch jemand da, der mir das erklären kann",
        "sind Sie um sechs noch da",
        "ich bin noch da",
        "hallo",
    ],
)
def test_who_asks_for_somebody_else(text: str) -> None:
    assert not asks_whether_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "psst, Oma telefoniert gerade",
        "geh mal runter vom Sofa, Bello",
        "Kinder, jetzt seid doch mal leise!",
        "mach mal das Radio aus",
        "Machst du mal bitte das Fenster zu?",
        "Mama, ich telefoniere gerade!",
        "nein, Schatz, jetzt nicht",
        "lass das liegen, Max",
        "ich telefonier doch gerade",
        "Papa, wo ist denn die Fernbedienung",
        "Oma, hast du meine Brille gesehen",
        "Hast du das Licht ausgemacht?",
        "Mutti, wann kommst du heim",
    ],
)
def test_somebody_else_is_spoken_to(text: str) -> None:
    assert talks_to_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "bist du ein Roboter",
        "kannst du mir sagen, was das kostet",
        "das Fenster geht nicht zu",
        "meine Mama heißt Erika",
        "machen Sie das Radio auch",
        "kommen Sie auch ins Haus",
        "ich rufe für meine Oma an",
        "das geht doch in Ordnung",
        "ich geh jetzt raus",
        "das Wasser kommt jetzt rein",
    ],
)
def test_who_speaks_to_us(text: str) -> None:
    assert not talks_to_others(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Die hab ich nicht im Kopf.", "phone_number"),
        ("meine eigene nummer kenn ich gar nicht", "phone_number"),
        ("des woaß i ned auswendig", "phone_number"),
        ("Keine Ahnung, wie meine Nummer ist.", "phone_number"),
        ("da bin ich überfragt", "phone_number"),
        ("keine ahnung wann ich da zeit hab", "callback_time"),
        ("weiß ich noch nicht", "callback_time"),
        ("schwer zu sagen ich hab wechselnde schichten", "callback_time"),
        ("Da kann ich mich noch nicht festlegen.", "callback_time"),
        ("das kann ich Ihnen jetzt noch gar nicht sagen", "callback_time"),
    ],
)
def test_what_is_asked_is_not_known(text: str, asked: str) -> None:
    assert does_not_know(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ich weiß nicht, was Sie mit meiner Nummer machen", "phone_number"),
        ("ich weiß nicht, ob Sie so was überhaupt machen", "callback_time"),
        ("ich weiß nicht, was ich jetzt sagen soll", "callback_time"),
        ("die weiß ich auswendig", "phone_number"),
        ("da kennen Sie meinen Mann nicht", "callback_time"),
    ],
)
def test_something_else_is_not_known(text: str, asked: str) -> None:
    assert not does_not_know(text, asked)


@pytest.mark.parametrize(
    "text",
    [
        "den sag ich Ihnen nicht",
        "Ich gebe meinen Namen am Telefon nicht preis.",
        "meinen Namen verrat ich doch keiner Maschine",
        "Das geht Sie überhaupt nichts an, wie ich heiße.",
        "Nein, den Namen behalte ich lieber für mich.",
        "i sog mein Nama ned",
        "Wann ich zu Hause bin, muss keiner wissen.",
        "dazu mach ich keine Angaben",
        "das möchte ich lieber nicht angeben",
        "die kriegen Sie von mir nicht",
    ],
)
def test_it_is_refused(text: str) -> None:
    assert will_not_tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "rufen Sie mich bitte nicht vor neun an",
        "das kann ich noch nicht sagen",
        "ich möchte nicht so lang warten",
        "das hab ich nicht gesagt",
        "sagen Sie das meinem Mann nicht",
        "ich geb Ihnen die Nummer von meinem Mann",
    ],
)
def test_nothing_is_refused(text: str) -> None:
    assert not will_not_tell(text)
