"""What a server holds: libraries, the model and all that its readers know of German."""

from pathlib import Path

import pytest

from benchmarks.measured import resident_mb
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import rueckruf_at, running_server
from tests.support.calls import AUTH_TOKEN, MORNING

pytestmark = pytest.mark.call

MOST_MEGABYTES = 350
SAID = (
    "ich brauche einen Rückruf wegen der Heizung",
    "Sabine Müller, mit zwei l",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "am Mittwoch, dem achtzehnten März, zwischen zehn und zwölf, aber nicht um elf",
    "ja, passt schon",
)


def test_a_server_that_has_read_answers_of_each_kind_holds_no_more_than_was_promised(tmp_path: Path) -> None:
    """One of its own: what other tests have sent to the one that they share, long bodies among it, stays there."""
    with running_server(tmp_path, {"TWILIO_AUTH_TOKEN": AUTH_TOKEN}, rueckruf_at(MORNING)) as server:
        call = Phone(server.url, auth_token=AUTH_TOKEN)
        call.start()
        for words in SAID:
            call.say(words)
        assert call.ended

        assert resident_mb(server.pid) <= MOST_MEGABYTES
