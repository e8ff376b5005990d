"""Sentences that begin with a yes, find all of it right or leave it as it is."""

import pytest

from rueckruf.spoken.text.approval import adds, agrees, approves_everything, leaves_it

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("Ja, morgen um zehn", True),
        ("genau, und zwar am Freitag", True),
        ("Sie haben ja die Nummer", False),
        ("nein ja doch", False),
        ("", False),
    ],
)
def test_a_yes_at_the_beginning(words: str, agreed: bool) -> None:
    assert agrees(words) is agreed


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Dann bleibt es so.", True),
        ("bleibt dabei", True),
        ("ach lassen Sie es so", True),
        ("das kann so bleiben", True),
        ("können Sie so lassen", True),
        ("das kann nicht so bleiben", False),
        ("das bleibt nicht so", False),
        ("es bleibt dabei, der Name ist falsch", False),
        ("ich bleibe noch dran", False),
    ],
)
def test_it_stays(words: str, left: bool) -> None:
    assert leaves_it(words) is left
