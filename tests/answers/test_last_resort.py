"""The name that is taken before a call is given up: nobody says it three times for nothing."""

import pytest

from rueckruf.answers.last_resort import likeliest_name
from rueckruf.dialogue.wording import LADDER
from tests.dialogue.hearing import hear

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("was soll das denn petra hartmann hab ich doch grad gesagt mensch", "Petra Hartmann"),
        ("na dann halt nochmal weil sie mich ja nicht hören wollen alois kroll aus kempten", "Alois Kroll"),
        ("Steht doch oben auf dem Schreiben, gell, Obermeier, und sonst weiß ich auch nix", "Obermeier"),
        ("Na wie immer halt, beim letzten Mal hat's auch gestimmt, Kroll, Stefan, das wissen Sie ja", "Stefan Kroll"),
        ("i hoas wia mei vater ghoaßn hot, der alte lechner", "Lechner"),
        ("Jetzt zum dritten Mal: Dorfner, D wie Dora, Dorfner halt", "Dorfner"),
    ],
)
def test_it_is_a_whole_name_of_the_lists_or_a_surname_that_stands_apart(words: str, name: str) -> None:
    found = likeliest_name(words)

    assert found
    assert found.full == name
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    "words",
    [
        "Das sag ich Ihnen nicht",
        "Keine Ahnung, was Sie da wollen",
        "Mein Nachbar, der Herr Busch, hat Sie empfohlen",
        "Lisa Lehmann hat gesagt ich soll hier anrufen",
        "Ihre Kollegin, Frau Winter, war gestern da, die kennt mich",
        "danke Frau Klein",
        "nein danke, kein Interesse, Petra, komm",
        "das war mit dem Lechner so ausgemacht",
    ],
)
def test_it_is_nobody_else(words: str) -> None:
    assert likeliest_name(words) is None


@pytest.mark.parametrize("misses", [len(LADDER), len(LADDER) + 1])
def test_it_is_taken_and_read_back_where_the_call_would_be_given_up(misses: int) -> None:
    words = "i hoas wia mei vater ghoaßn hot, der alte lechner"
    heard, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": misses})

    assert after["caller_name"]["spoken"] == "Lechner"
    assert heard.remarks == ["utter_heard_caller_name"]
    assert after["confirmed"] is None


def test_it_is_not_before_that() -> None:
    words = "i hoas wia mei vater ghoaßn hot, der alte lechner"
    _, after = hear(words, intent="inform_caller_name", asked="caller_name", slots={"misses": 1})

    assert after["caller_name"] is None
