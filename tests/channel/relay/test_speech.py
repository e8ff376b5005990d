"""How much of what is said was heard, and how it goes on from there."""

import pytest

from rueckruf.channel.relay.speech import Speech, seconds_to_say

pytestmark = pytest.mark.unit

READ_BACK = Speech(
    ["Gut.", "Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"],
)


@pytest.mark.parametrize(
    ("heard", "to_its_end"),
    [
        ("", False),
        ("Gut. Also: Sabine Müller, morgen", False),
        ("Gut. Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins.", False),
        # Recognisers of what was played are a word behind.
        ("Gut. Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt", True),
        ("Gut Also Sabine Müller morgen um zehn Uhr null drei null zwei drei eins Stimmt das", True),
        # Only what was said last, or what nobody said.
        ("zwei drei eins. Stimmt das?", True),
        ("null drei null, zwei drei", False),
        ("something else", False),
    ],
)
def test_whether_it_was_heard_to_its_end(heard: str, to_its_end: bool) -> None:
    assert READ_BACK.heard_to_its_end(heard) is to_its_end


@pytest.mark.parametrize(
    ("heard", "left"),
    [
        ("", ["Gut.", "Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"]),
        ("Gut.", ["Also: Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"]),
        ("Gut. Also: Sabine", ["Sabine Müller, morgen um zehn Uhr, null drei null, zwei drei eins. Stimmt das?"]),
        ("Gut. Also: Sabine Müller, morgen um zehn Uhr, null drei", ["null drei null, zwei drei eins. Stimmt das?"]),
        ("um zehn Uhr, null drei null, zwei drei eins.", ["Stimmt das?"]),
    ],
)
def test_it_goes_on_with_the_piece_that_was_cut_off(heard: str, left: list[str]) -> None:
    assert READ_BACK.after(heard).texts == left


def test_what_is_longer_takes_longer() -> None:
    assert seconds_to_say("") == 0
    assert 1 < seconds_to_say("Guten Tag.") < seconds_to_say(READ_BACK.text) < 10
