"""The name to ask for beside whom the caller speaks for, which is kept with the concern."""

import pytest

from tests.dialogue.hearing import hear

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
