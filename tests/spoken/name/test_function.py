"""Who is named by what they do: "die Buchhaltung", "fragen Sie nach dem Hausmeister"."""

import pytest

from rueckruf.spoken.name.function import is_for_others, named_function

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "function"),
    [
        ("Mein Chef", "Chef"),
        ("die Buchhaltung bitte", "Buchhaltung"),
        ("meine Kollegin vom Empfang", "Kollegin vom Empfang"),
        ("fragen Sie einfach nach dem Hausmeister", "Hausmeister"),
        ("den Namen weiß ich nicht, der Werkstattleiter", "Werkstattleiter"),
        ("das Sekretariat der Schule", "Sekretariat der Schule"),
        ("unser Meister", "Meister"),
        ("für meine Tochter", "Tochter"),
        ("Personalabteilung", "Personalabteilung"),
    ],
)
def test_a_function_alone_is_one(said: str, function: str) -> None:
    found = named_function(said)
    assert found is not None
    assert said[slice(*found)] == function


@pytest.mark.parametrize(
    "said",
    [
        "meine Chefin, die Frau Lohse",
        "Meister",
        "der Verwalter Hansen",
        "die Buchhaltung hat mir eine Rechnung geschickt",
        "geben Sie mir den Chef",
        "ich möchte den Chef sprechen",
        "Sabine Hofmann",
        "weiß ich nicht",
    ],
)
def test_beside_a_name_or_a_matter_it_is_none(said: str) -> None:
    assert named_function(said) is None


@pytest.mark.parametrize("said", ["der Küster von der Martinskirche", "ich bin der Verwalter vom Schlosspark"])
def test_one_that_is_a_surname_too_is_none_where_it_is_told_of_what_place(said: str) -> None:
    assert named_function(said) is not None


@pytest.mark.parametrize(
    ("said", "is_theirs"),
    [
        ("Mein Chef", True),
        ("unsere Zentrale", True),
        ("das Sekretariat", True),
        ("den Chef bitte", False),
        ("die Zentrale", False),
        ("Verkauf", False),
    ],
)
def test_whom_the_caller_wants_on_the_line_is_nobody_to_be_rung(said: str, is_theirs: bool) -> None:
    assert is_for_others(said) is is_theirs
