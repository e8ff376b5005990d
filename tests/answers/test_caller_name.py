"""The name to ask for beside whom the caller speaks for, which is kept with the concern."""

import pytest

from tests.dialogue.hearing import filled, hear

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "name", "concern"),
    [
        ("Firma Schulze Bau, Meier am Apparat", "Meier", "Firma Schulze Bau"),
        ("Autohaus Keller, Weber am Apparat", "Weber", "Autohaus Keller"),
        ("Bäckerei Huber, mein Name ist Lorenz", "Lorenz", "Bäckerei Huber"),
        ("Meier von der Firma Schulze Bau", "Meier", "Firma Schulze Bau"),
        ("Praxis Doktor Sommer, Krüger am Apparat", "Krüger", "Praxis Doktor Sommer"),
        ("ich rufe für meine Mutter an, Gertrud Albrecht", "Gertrud Albrecht", "für meine Mutter"),
        ("den Rückruf bitte für meine Schwester, Lena Ott", "Lena Ott", "für meine Schwester"),
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


OPENINGS = [
    ("Weber, guten Tag, ich hätte gern einen Rückruf", "Weber"),
    ("Ja grüß Gott, Huber aus Rosenheim, ich bräucht an Rückruf", "Huber"),
    ("Tach, Sabine Krämer, es geht um das Angebot von letzter Woche", "Sabine Krämer"),
    ("guten tag weber hier es geht um die heizung können sie mich zurückrufen", "Weber"),
    ("Peter Lange", "Peter Lange"),
]
MATTERS = [
    "Servas, i hob im Summa wos bestellt und jetzt kummt nix, bitte ruaft's mi z'ruck",
    "das geht jetzt schon wochenlang so, ich will einen Rückruf, und zwar wirklich",
    "Unser Nachbar Krüger hat auch so eine Anlage, ich möchte dazu einen Rückruf",
    "Mir fehlen noch drei Kartons aus der Lieferung, da soll sich mal einer melden",
    "am liebsten wär mir das telefonisch, können Sie zurückrufen",
]


@pytest.mark.parametrize(("words", "name"), OPENINGS)
def test_who_says_their_name_at_the_opening(words: str, name: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"]["spoken"] == name


@pytest.mark.parametrize("words", MATTERS)
def test_words_of_a_matter_are_no_name_where_none_was_asked_for(words: str) -> None:
    _, after = hear(words, intent="request_callback", asked="caller_name", slots={"prompting": "first"})
    assert after["caller_name"] is None


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
