"""Which answer a caller speaks of."""

import pytest

from rueckruf.spoken.text.fields import field_of_key, named_fields, named_part

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("die Nummer ist falsch", ["phone_number"]),
        ("nein die handynummer", ["phone_number"]),
        ("Mein Nachname und die Uhrzeit stimmen nicht.", ["caller_name", "callback_time"]),
        ("die Zeit, nein, der Termin", ["callback_time"]),
        ("das stimmt so nicht", []),
    ],
)
def test_the_named_slots_come_in_the_order_of_their_naming(words: str, fields: list[str]) -> None:
    assert named_fields(words) == fields


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("nein der Vorname ist falsch", "Vorname"),
        ("mein Familienname stimmt nicht", "Nachname"),
        ("Vorname und Nachname sind falsch", None),
        ("der Name ist falsch", None),
    ],
)
def test_a_part_of_the_name_counts_if_it_is_named_alone(words: str, part: str | None) -> None:
    assert named_part(words) == part


@pytest.mark.parametrize(
    ("key", "field"), [("1", "caller_name"), ("2", "phone_number"), ("3", "callback_time"), ("9", None), ("", None)]
)
def test_keys_name_the_slots_as_the_caller_is_told(key: str, field: str | None) -> None:
    assert field_of_key(key) == field
