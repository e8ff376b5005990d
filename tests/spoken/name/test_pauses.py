"""Where the commas are that a recogniser leaves out around names."""

import pytest

from rueckruf.spoken.name.pauses import with_pauses
from rueckruf.spoken.name.words import name_tokens

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "said",
    [
        "anke thiele, thiele ist der nachname",
        "keller, keller monika",
        "also gut, feldmann vorname gisela",
        "ich wiederhole, wessels vorname klaus",
        "na ja wenn's sein muss, aigner",
        "ich rufe für meine mutter an, inge sommer",
        "ali gib mir mal den zettel, sandra wolf",
        "steinmetz ist richtig, agnes",
        "huber der sohn, markus",
        "huber aus rosenheim, sepp",
        "weber von der au, josef",
        "keller, die monika",
        "meyer mit e y, torsten meier",
        "tim t i m, lorenz",
        "hofmann, zwei f",
        "familie keller, am apparat ist die monika",
        "meine nachbarin, die frau peters",
    ],
)
def test_a_pause_is_where_a_name_begins_anew_or_behind_something_else(said: str) -> None:
    heard = with_pauses(name_tokens(said.replace(",", "")))

    assert " ".join(token.raw for token in heard).replace(" ,", ",") == said


@pytest.mark.parametrize(
    "said",
    [
        "mein name ist anke thiele",
        "hier ist die monika keller",
        "otto otto",
        "da silva guten tag",
        "van an nguyen",
        "kennen sie den huber",
        "max und moritz",
        "das auto gehört meinem bruder dem stefan",
        "weber, mach mal leiser lisa",
    ],
)
def test_nothing_is_parted_that_belongs_together_or_where_commas_are_written(said: str) -> None:
    assert with_pauses(name_tokens(said)) == name_tokens(said)
