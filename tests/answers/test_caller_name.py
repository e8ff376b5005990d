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
