"""Sentences that begin with a no, or reject everything."""

import pytest

from rueckruf.spoken.text.objection import objects, rejects_everything

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("words", ["Nein, ich heiße Weber", "nee das ist falsch", "... falsch, Weber"])
def test_an_objection(words: str) -> None:
    assert objects(words)


@pytest.mark.parametrize("words", ["ich heiße Weber", "das ist nein", ""])
def test_none(words: str) -> None:
    assert not objects(words)


@pytest.mark.parametrize(
    ("words", "rejected"),
    [
        ("alles falsch", True),
        ("Nein, alles falsch, von vorne bitte.", True),
        ("alles", True),
        ("nein alles", True),
        ("da stimmt gar nichts", True),
        ("nein, alles richtig", False),
        ("nichts, alles richtig", False),
        ("das ist alles", False),
        ("die Nummer ist falsch", False),
    ],
)
def test_everything_is_wrong(words: str, rejected: bool) -> None:
    assert rejects_everything(words) is rejected
