"""What a telephone line makes of a voice: 300 to 3,400 Hz, 8 kHz, mu-law (ITU-T G.711), and noise."""

from functools import cache
from typing import Any

import numpy as np
from scipy import signal

from rueckruf.simulator.sound.voice import RATE, Samples

TELEPHONE_RATE = 8_000
_LOWEST, _HIGHEST = 300, 3_400
_MU = 255
_STEPS = 127


def over_the_telephone(sound: Samples, snr: float, seed: int) -> Samples:
    """``sound`` (``RATE``) as it arrives (``TELEPHONE_RATE``), ``snr`` dB above white noise, the same for one seed."""
    narrow = signal.sosfiltfilt(_band(), signal.resample_poly(sound, TELEPHONE_RATE, RATE))
    power = np.mean(np.square(narrow)) if len(narrow) else 0.0
    noise = np.random.default_rng(seed).normal(0.0, np.sqrt(power * 10 ** (-snr / 10)), len(narrow))
    return np.asarray(_coded(narrow + noise), np.float32)


@cache
def _band() -> Any:
    return signal.butter(4, (_LOWEST, _HIGHEST), "bandpass", fs=TELEPHONE_RATE, output="sos")


def _coded(sound: Any) -> Any:
    """Coded in eight bits and decoded."""
    loud = np.clip(sound, -1, 1)
    code = np.round(np.sign(loud) * np.log1p(_MU * np.abs(loud)) / np.log1p(_MU) * _STEPS) / _STEPS
    return np.sign(code) * np.expm1(np.abs(code) * np.log1p(_MU)) / _MU
