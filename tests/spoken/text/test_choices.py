"""One of two, by its place."""

import pytest

from rueckruf.spoken.text.choices import named_choice

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("das erste", 1),
        ("Der zweite Vorschlag, bitte.", 2),
        ("lieber letzteres", 2),
        ("das erste oder das zweite", None),
        ("am zweiten April", None),
        ("ja", None),
    ],
)
def test_places(words: str, place: int | None) -> None:
    assert named_choice(words) == place
