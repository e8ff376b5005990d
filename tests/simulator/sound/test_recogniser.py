"""A voice is understood over a telephone line, where both are installed."""

import pytest

from rueckruf.simulator.sound import parts
from rueckruf.simulator.sound.band import over_the_telephone
from rueckruf.simulator.sound.recogniser import prompt, recognise
from rueckruf.simulator.sound.voice import PITCHES, RATE, speak

pytestmark = pytest.mark.unit

by_sound = pytest.mark.skipif(not parts.are_installed(), reason=parts.MISSING)


def test_a_prompt_has_the_hints_but_no_classes_and_is_short() -> None:
    assert prompt(["mein Name ist", "$FULLPHONENUM", "ich heiße"]) == "mein Name ist, ich heiße"
    assert prompt([]) == ""
    assert len(prompt(["Rückruf"] * 500)) <= 400


def test_who_lacks_the_parts_is_told_where_they_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda _: None)
    with pytest.raises(parts.NoSoundError, match="make sound"):
        parts.require()


@by_sound
@pytest.mark.parametrize("pitch", PITCHES)
def test_a_clear_voice_is_understood(pitch: float) -> None:
    text, confidence = recognise(over_the_telephone(speak("Ja, das stimmt.", pitch), 30, 1))
    assert text.lower().rstrip(".") in ("ja, das stimmt", "na, das stimmt")
    assert 0.5 < confidence < 1


@by_sound
def test_longer_words_take_longer() -> None:
    short, long = (len(speak(words)) / RATE for words in ("Ja.", "Ja, das haben Sie ganz richtig verstanden."))
    assert 0.8 < short < long < 6
