"""Names that callers have often: first name and surname are told apart though nothing else is said."""

import pytest

from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.words import is_last
from tests.support.cases import each

pytestmark = pytest.mark.unit

# No list here had these; they are common in Germany, Austria or Switzerland.
PEOPLE = (
    *("Kirsten Möbius", "Maike Tönnies", "Ellen Meier", "Ina Schubert", "Maik Krause", "Jörn Weber", "Alma Huber"),
    *("Konstanze Vogt", "Elias Keller", "Anette Fuchs", "Annett Lehmann", "Ariane Roth", "Jenny Pohl", "Mandy Haas"),
)


@each("name", PEOPLE)
def test_such_a_name_is_read_whole(name: str) -> None:
    reading = read_caller_name(name, expected=True)
    assert reading is not None
    assert (reading.first, reading.last) == tuple(name.split())


def test_what_stands_before_the_ending_of_a_surname_can_be_spoken() -> None:
    assert is_last("Wiesmann")
    assert not is_last("Hrmann")


@each("surname", ["Wilbrecht", "Terbrüggen", "Oberschwend", "Zilch", "Kächele", "Dürrschmidt"])
def test_a_rare_surname_alone_is_heard_at_once(surname: str) -> None:
    reading = read_caller_name(f"{surname}.", expected=True)
    assert reading is not None
    assert reading.last == surname
