"""What a server holds: libraries, the model and all that its readers know of German."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.measured import resident_mb
from rueckruf.simulator.server import Server

pytestmark = pytest.mark.call

MOST_MEGABYTES = 350
SAID = (
    "ich brauche einen Rückruf wegen der Heizung",
    "Sabine Müller, mit zwei l",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "am Mittwoch, dem achtzehnten März, zwischen zehn und zwölf, aber nicht um elf",
    "ja, passt schon",
)


def test_a_server_that_has_read_answers_of_each_kind_holds_no_more_than_was_promised(
    server: Server, ring: Callable[..., Any]
) -> None:
    call = ring()
    for words in SAID:
        call.say(words)
    assert call.ended

    assert resident_mb(server.pid) <= MOST_MEGABYTES
