"""Which answer callers would rather have otherwise, where they do not say how."""

import pytest

from rueckruf.spoken.text.rather import rather_another

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Ach, lieber auf dem Festnetz.", ["phone_number"]),
        ("moment nehmen sie doch besser mein handy", ["phone_number"]),
        ("wart amol nemmet se doch liaber s handy", ["phone_number"]),
        ("Warten Sie, rufen Sie besser bei meiner Tochter an.", ["phone_number"]),
        ("Rufen Sie doch meinen Mann an, nicht mich.", ["phone_number"]),
        ("hm eigentlich wär mir das festnetz lieber", ["phone_number"]),
        ("Ja, aber lieber aufs Handy.", ["phone_number"]),
        ("Moment, schreiben Sie lieber einen anderen Namen auf.", ["caller_name"]),
        ("Halt, doch lieber eine andere Uhrzeit.", ["callback_time"]),
        ("Ja, passt, das Handy ist mir eh lieber.", []),
        ("ja besser geht's nicht", []),
        ("das ist doch mein Handy", []),
        ("ach besser doch am Nachmittag", []),
    ],
)
def test_an_answer_that_shall_be_another(text: str, slots: list[str]) -> None:
    assert rather_another(text) == slots
