"""How long sentences take: as measured, where the voice is installed."""

from statistics import fmean

import phonenumbers
import pytest
from rapidfuzz.distance import Levenshtein

from rueckruf.simulator.sound import parts
from rueckruf.simulator.sound.band import over_the_telephone
from rueckruf.simulator.sound.recogniser import recognise
from rueckruf.simulator.sound.voice import Samples, read_out
from rueckruf.spoken.aloud.read_back import say_phone_number
from rueckruf.spoken.aloud.speed import CHARACTER, COMMA, STOP, seconds_aloud
from scripts.measure_voice import measured, off, wordings

installed = pytest.mark.skipif(not parts.are_installed(), reason=parts.MISSING)


@pytest.mark.unit
def test_pauses_are_at_commas_and_between_sentences() -> None:
    letters = CHARACTER * len("Ja gut")
    assert seconds_aloud("Ja gut") == pytest.approx(letters)
    assert seconds_aloud("Ja, gut") == pytest.approx(letters + CHARACTER + COMMA)
    assert seconds_aloud("Ja. gut.") == pytest.approx(letters + 2 * CHARACTER + STOP)


@pytest.mark.call
@installed
def test_the_figures_are_those_of_the_voice() -> None:
    wrong = off(measured(wordings()))
    assert abs(fmean(wrong)) < 0.2, "`python -m scripts.measure_voice` tells the figures"
    assert fmean(map(abs, wrong)) < 0.4
    assert min(wrong) > -1.5, "a goodbye would be cut off"


@pytest.mark.call
@installed
def test_the_digits_that_are_read_back_are_heard() -> None:
    """The recogniser is a small one: of 45 digits it adds, drops or changes five."""
    numbers = ["+493023125042", "+4915123456789", "+494066969974", "+492214710343"]
    said = [phonenumbers.national_significant_number(phonenumbers.parse(number)) for number in numbers]
    heard = [figures(read_out(f"Ihre Nummer ist {say_phone_number(number)}.")) for number in numbers]
    errors = sum(Levenshtein.distance(f"0{one}", other) for one, other in zip(said, heard, strict=True))
    assert errors <= 9, heard


def figures(sound: Samples) -> str:
    """The digits that are recognised over a telephone line."""
    words, _ = recognise(over_the_telephone(sound, snr=30, seed=1))
    return "".join(filter(str.isdecimal, words))
