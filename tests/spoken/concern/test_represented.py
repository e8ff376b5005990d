"""Whom a caller speaks for, a company or somebody close."""

import pytest

from rueckruf.spoken.concern.represented import named_company, named_relative

pytestmark = pytest.mark.unit


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Firma Schulze Bau, Meier am Apparat", "Firma Schulze Bau"),
        ("Autohaus Keller, Weber am Apparat", "Autohaus Keller"),
        ("Meier von der Firma Schulze Bau", "Firma Schulze Bau"),
        ("guten Tag, Bäckerei Huber, mein Name ist Lorenz", "Bäckerei Huber"),
        ("Hier ist Meier, Firma Elektro Blank, ich hätte gern einen Rückruf", "Firma Elektro Blank"),
        ("firma schulze hier", "firma schulze"),
        ("bin ich da bei der Firma Musterwerk", None),
        ("sind Sie die Firma Musterwerk", None),
        ("ich habe eine Firma", None),
        ("meine Firma zieht um", None),
        ("ich bin in der Werkstatt erreichbar", None),
        ("im Hotel bin ich nicht", None),
    ],
)
def test_a_company(said: str, company: str | None) -> None:
    assert words(said, named_company(said)) == company


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("ich rufe für meine Mutter an, Gertrud Albrecht", "für meine Mutter"),
        ("ich rufe im Auftrag meines Vaters an", "im Auftrag meines Vaters"),
        ("den Rückruf bitte für meine Schwester, Lena Ott", "für meine Schwester"),
        ("ich ruf für den Chef an, Herrn Vogt", "für den Chef"),
        ("das ist für unsere Nachbarin", "für unsere Nachbarin"),
        ("meine Mutter hört schlecht", None),
        ("für morgen", None),
        ("für die Rechnung", None),
    ],
)
def test_somebody_close(said: str, whom: str | None) -> None:
    assert words(said, named_relative(said)) == whom
