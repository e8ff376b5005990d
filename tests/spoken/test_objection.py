"""Sentences that begin with a no."""

import pytest

from rueckruf.spoken.objection import objects

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("words", ["Nein, ich heiße Weber", "nee das ist falsch", "... falsch, Weber"])
def test_an_objection(words: str) -> None:
    assert objects(words)


@pytest.mark.parametrize("words", ["ich heiße Weber", "das ist nein", ""])
def test_none(words: str) -> None:
    assert not objects(words)
