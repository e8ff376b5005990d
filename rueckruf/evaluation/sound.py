"""``rueckruf evaluate sound``: simulated callers speak, and a recogniser writes what arrives over a telephone line.

A stress test and no forecast: the recogniser is a small one, and the voice a robot's.
"""

import json
import wave
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from rich.console import Console

from rueckruf.evaluation.call_records import Call
from rueckruf.evaluation.calls import Conditions, callers_moment, play, write
from rueckruf.evaluation.sound_tables import Utterance, sound_table
from rueckruf.simulator.callers.goals import Goal
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import blank_server_at
from rueckruf.simulator.sound import parts
from rueckruf.simulator.sound.band import TELEPHONE_RATE, over_the_telephone
from rueckruf.simulator.sound.recogniser import recognise
from rueckruf.simulator.sound.voice import PITCHES, Samples, speak


class Line(NamedTuple):
    """How far the voice is above the noise (dB), whether the recogniser gets the hints that the channel sends, and
    whether callers mind what is read back.
    """

    snr: int
    hints: bool
    careful: bool

    @property
    def label(self) -> str:
        hints = "hints" if self.hints else "no hints"
        return f"{self.snr} dB, {hints}, {'careful' if self.careful else 'careless'}"


class Ear:
    """Hears one caller; ``sounds`` is what arrived of each sentence, ``utterances`` what was made of it."""

    def __init__(self, line: Line, index: int) -> None:
        self._line, self._index = line, index
        self.sounds: list[Samples] = []
        self.utterances: list[Utterance] = []

    def __call__(self, words: str, _: Goal, phone: Phone, random: Random) -> tuple[str, float]:
        line = self._line
        spoken = speak(words, PITCHES[self._index % len(PITCHES)])
        sound = over_the_telephone(spoken, line.snr, seed=random.randrange(2**32))
        hints = phone.gather.hints if phone.gather and line.hints else ()
        text, confidence = recognise(sound, hints)
        self.sounds.append(sound)
        self.utterances.append(Utterance(words, text, confidence, line.snr, line.hints))
        return text, confidence


def evaluate(
    console: Console,
    folder: Path,
    count: int,
    seed: int,
    ratios: Sequence[int],
    hints: Sequence[bool],
    today: datetime,
) -> None:
    """Plays ``count`` calls of careful and of careless callers for each of ``ratios`` (dB) and ``hints``.

    The tables are printed and written to ``folder`` with the transcript and the sound of every call that failed.
    Raises NoSoundError where the voice or the recogniser is not installed.
    """
    parts.require()
    runs: dict[str, list[Call]] = {}
    ears: dict[str, dict[int, Ear]] = {}
    for line in (Line(*of) for of in product(ratios, hints, (True, False))):
        runs[line.label], ears[line.label] = play_by_sound(line, count, seed, console)
    utterances = {name: [one for ear in heard.values() for one in ear.utterances] for name, heard in ears.items()}
    table = sound_table(runs, utterances)
    console.print(table.as_rich())
    write(runs, [table], folder, f"Run of {today:%Y-%m-%d}: {count} calls each, seed {seed}.")
    _write_pairs(utterances, folder / "pairs.jsonl")
    _write_sounds(runs, ears, folder)
    console.print(f"Written to {folder}/: table.md, results.json, calls.png, failures.md, pairs.jsonl, *.wav")


def play_by_sound(
    line: Line, count: int, seed: int, console: Console | None = None
) -> tuple[list[Call], dict[int, Ear]]:
    """So many calls over ``line`` to a server of their own, and who heard each."""
    ears = {index: Ear(line, index) for index in range(count)}
    with blank_server_at(callers_moment()) as server:
        conditions = Conditions(line.label, ears.__getitem__, line.careful, "spoken_names")
        return play(server, count, seed, conditions, console), ears


def _write_pairs(utterances: Mapping[str, Sequence[Utterance]], file: Path) -> None:
    """What was said and recognised, as ``scripts/count_misheard.py`` reads it."""
    rows = [one.as_pair() for heard in utterances.values() for one in heard]
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _write_sounds(runs: Mapping[str, Sequence[Call]], ears: Mapping[str, Mapping[int, Ear]], folder: Path) -> None:
    for old in folder.glob("*.wav"):
        old.unlink()
    for name, calls in runs.items():
        for call in (call for call in calls if call.fate != "reached"):
            file = folder / f"{name.replace(', ', '-').replace(' ', '_')}-{call.index}.wav"
            write_wav(ears[name][call.index].sounds, file)


def write_wav(sounds: Sequence[Samples], file: Path) -> None:
    """The sentences of a caller one after the other."""
    samples = np.concatenate([*sounds, np.zeros(1, np.float32)])
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(TELEPHONE_RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
