"""A synthetic German voice: SVOX Pico as py-nanotts packs it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Sound, one channel, -1 to 1."""

RATE = 16_000
#: The voice's pitch as it is, and another one; a caller keeps theirs.
PITCHES = (1.0, 0.75)
_FULL_SCALE = 32_768
#: As loud as its peaks are not cut, and as slow as people speak to a machine.
_VOLUME, _SPEED = 0.3, 0.9
#: Samples below this are silence.
_AUDIBLE = 0.002
_SILENCE = np.zeros(int(0.4 * RATE), np.float32)


def speak(words: str, pitch: float = 1.0) -> Samples:
    """``words`` as a caller says them, ``RATE`` samples a second, with some silence before and after."""
    return np.concatenate([_SILENCE, read_out(words, pitch, _SPEED), _SILENCE])


def read_out(words: str, pitch: float = 1.0, speed: float = 1.0) -> Samples:
    """``words`` at the voice's usual speed, ``RATE`` samples a second."""
    from py_nanotts import NanoTTS

    spoken: Any = NanoTTS().speak(words, voice="de-DE", pitch=pitch, speed=speed, volume=_VOLUME)
    sound: Samples = np.frombuffer(spoken, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    return sound


def seconds_heard(sound: Samples) -> float:
    """From the first to the last sound that is heard, in seconds."""
    loud = np.flatnonzero(np.abs(sound) > _AUDIBLE)
    return float(loud[-1] - loud[0]) / RATE if len(loud) else 0.0
