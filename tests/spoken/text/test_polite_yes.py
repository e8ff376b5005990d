"""A yes with thanks or farewell is a yes; everything that says more is not."""

import pytest

from rueckruf.spoken.text.polite_yes import is_polite_yes

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Ja, das stimmt, danke, auf Wiederhören.",
        "genau ja vielen dank",
        "Danke, ja.",
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
    ],
)
def test_agreement_with_courtesies_is_a_yes(text: str) -> None:
    assert is_polite_yes(text)


@pytest.mark.parametrize(
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
    ],
)
def test_everything_else_is_not(text: str) -> None:
    assert not is_polite_yes(text)
