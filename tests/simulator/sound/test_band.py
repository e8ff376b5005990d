"""What a telephone line lets through."""

import numpy as np
import pytest

from rueckruf.simulator.sound.band import TELEPHONE_RATE, over_the_telephone
from rueckruf.simulator.sound.voice import RATE, Samples

pytestmark = pytest.mark.unit

NO_NOISE = 200


def tone(hertz: float, seconds: float = 1.0) -> Samples:
    return np.asarray(0.3 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE), np.float32)


def power(sound: Samples) -> float:
    return float(np.mean(np.square(sound)))


def test_a_second_stays_a_second() -> None:
    assert len(over_the_telephone(tone(1_000), NO_NOISE, 1)) == TELEPHONE_RATE


@pytest.mark.parametrize("hertz", [500, 1_000, 3_000])
def test_a_voice_passes(hertz: int) -> None:
    assert power(over_the_telephone(tone(hertz), NO_NOISE, 1)) == pytest.approx(power(tone(hertz)), rel=0.1)


@pytest.mark.parametrize("hertz", [50, 120, 3_900])
def test_what_is_lower_or_higher_does_not(hertz: int) -> None:
    assert power(over_the_telephone(tone(hertz), NO_NOISE, 1)) < 0.05 * power(tone(hertz))


@pytest.mark.parametrize("snr", [5, 15, 30])
def test_noise_is_as_strong_as_told_and_the_same_for_one_seed(snr: int) -> None:
    clear, noisy = (over_the_telephone(tone(1_000), ratio, 1) for ratio in (NO_NOISE, snr))
    assert 10 * np.log10(power(clear) / power(noisy - clear)) == pytest.approx(
        snr, abs=1.5
    )  # the code in eight bits adds its own
    assert np.array_equal(noisy, over_the_telephone(tone(1_000), snr, 1))
    assert not np.array_equal(noisy, over_the_telephone(tone(1_000), snr, 2))


def test_silence_stays_silence() -> None:
    assert not over_the_telephone(np.zeros(RATE, np.float32), 15, 1).any()
