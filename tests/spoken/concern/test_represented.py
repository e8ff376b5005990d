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
        ("Kunz und Söhne, Meier am Apparat", "Kunz und Söhne"),
        ("Brandt und Partner, Sie sprechen mit Herrn Lohse", "Brandt und Partner"),
        ("guten Tag, Möller und Hansen GmbH, mein Name ist Thomas Reimers", "Möller und Hansen GmbH"),
        ("krause und co, petra sommer", "krause und co"),
        ("Krause & Co. KG, Petra Sommer", "Krause & Co. KG"),
        ("hier ist Beate Wolf von Lindner und Kollegen", "Lindner und Kollegen"),
        ("Beate Wolf von der Firma Lindner und Kollegen", "Firma Lindner und Kollegen"),
        ("Zimmerei Ott und Söhne, Ott", "Zimmerei Ott und Söhne"),
        ("Möller GmbH und Co KG, Reimers", "Möller GmbH und Co KG"),
        ("Gebrüder Huber, Anna Lechner hier", "Gebrüder Huber"),
        ("Schmidt Bau GmbH, guten Tag, Hannes Vogel", "Schmidt Bau GmbH"),
        ("Grüß Gott, hier ist die Elektro Wagner AG, Schmitz am Apparat", "Elektro Wagner AG"),
        ("Sanitär Bader und Sohn, Bader senior", "Sanitär Bader und Sohn"),
        ("Weber und Weber Rechtsanwälte, Frau Dittrich am Apparat", "Weber und Weber Rechtsanwälte"),
        ("Grabowski und Töchter, Nadja Grabowski", "Grabowski und Töchter"),
        ("Stadtwerke Neustadt, Zentrale, Lohmann", "Stadtwerke Neustadt"),
        ("Pflegeheim Sankt Martin, Schwester Gerlinde", "Pflegeheim Sankt Martin"),
        ("Seniorenheim am Stadtpark, hier spricht Frau Köhler", "Seniorenheim am Stadtpark"),
        ("mein Mann und meine Söhne sind unterwegs", None),
        ("mein Sohn und Partner rufen Sie an", None),
        ("meine Frau und Töchter", None),
        ("Anna und Peter Schulze", None),
        ("ich hätte gern ein Angebot und Prospekte", None),
        ("bin ich da bei Kunz und Söhne", None),
        ("sind Sie die Musterwerk GmbH", None),
        ("bei der Musterwerk GmbH ist immer besetzt", None),
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
        ("Rufen Sie lieber meine Frau an, Sybille Ahlers", "Rufen Sie lieber meine Frau an"),
        ("Sprechen Sie am besten mit meinem Mann, Jürgen Thiele", "Sprechen Sie am besten mit meinem Mann"),
        ("rufen Sie bitte meinen Vater zurück, Karl Bergmann", "rufen Sie bitte meinen Vater zurück"),
        ("Sie erreichen dort meine Schwester, Katrin Lorenz", "Sie erreichen dort meine Schwester"),
        ("reden Sie lieber mit meinem Sohn, der kennt sich aus", "reden Sie lieber mit meinem Sohn"),
        ("rufen Sie bitte meine Bürokraft an, die Frau Hillmers", "rufen Sie bitte meine Bürokraft an"),
        ("rufen Sie bitte die Frau Moser an", None),
        ("rufen Sie morgen meine Nummer an", None),
        ("meine Mutter hört schlecht", None),
        ("für morgen", None),
        ("für die Rechnung", None),
    ],
)
def test_somebody_close(said: str, whom: str | None) -> None:
    assert words(said, named_relative(said)) == whom
