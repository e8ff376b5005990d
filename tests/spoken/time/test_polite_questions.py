"""A "nicht" that asks and refuses nothing: "geht das nicht sofort"."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import read_callback_time
from rueckruf.spoken.time.polite_questions import without_asking_not

pytestmark = pytest.mark.unit

TUESDAY_TEN = datetime(2026, 3, 10, 10, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Könnte man das nicht am Donnerstag um elf machen?",
        "Können Sie nicht schon am Donnerstag um elf anrufen?",
        "ginge nicht auch Donnerstag um elf",
        "Haben Sie nicht am Donnerstag um elf noch was frei?",
        "Donnerstag um elf geht nicht?",
        "ach, kann der nicht Donnerstag um elf anrufen",
        "Geht's denn nicht am Donnerstag um elf?",
    ],
)
def test_what_it_asks_for_is_wished(text: str) -> None:
    reading = read_callback_time(text, TUESDAY_TEN, asked=True)
    assert reading is not None
    assert (reading.start, reading.only_refuses) == (datetime(2026, 3, 12, 11, 0), False)


@pytest.mark.parametrize(
    "text",
    [
        "Donnerstag um elf geht nicht",
        "das geht am Donnerstag nicht",
        "da kann ich nicht",
        "ich kann nicht am Donnerstag",
        "können Sie nicht",
        "nicht am Donnerstag, geht das?",
    ],
)
def test_a_refusal_is_left_as_it_is(text: str) -> None:
    assert without_asking_not(text) == text
