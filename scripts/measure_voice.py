"""Speaks each wording of ``data/responses/`` and measures it in seconds, for ``rueckruf/spoken/aloud/speed.py``.

``.venv/bin/python -m scripts.measure_voice`` prints the figures that fit best and how far they are off, and writes each
wording with its seconds to ``results/voice.md``, the longest first. `make sound` installs the voice.
"""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

import numpy as np
import typer
import yaml

from rueckruf.data_check.voice import in_full
from rueckruf.project import DATA, RESULTS, shown
from rueckruf.simulator.sound.parts import require
from rueckruf.simulator.sound.voice import read_out, seconds_heard
from rueckruf.spoken.aloud.speed import pauses, seconds_aloud


class Spoken(NamedTuple):
    """A wording, and how long it takes in seconds."""

    text: str
    seconds: float


def wordings() -> list[str]:
    """Everything the assistant says, with variables as long as they usually are."""
    files = sorted((DATA / "responses").glob("*.yml"))
    responses = [
        one for file in files for one in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"].values()
    ]
    texts = {variation["text"] for response in responses for variation in response if variation.get("text")}
    return sorted({in_full(text) for text in texts})


def measured(texts: Sequence[str]) -> list[Spoken]:
    """Each text with its length; raises NoSoundError where the voice is not installed."""
    require()
    return [Spoken(text, seconds_heard(read_out(text))) for text in texts]


def fitted(spoken: Sequence[Spoken]) -> list[float]:
    """Seconds for each character, each comma and each full stop within, by least squares."""
    known = np.array([(len(one.text), *pauses(one.text)) for one in spoken])
    figures, *_ = np.linalg.lstsq(known, np.array([one.seconds for one in spoken]), rcond=None)
    return [round(float(one), 3) for one in figures]


def off(spoken: Sequence[Spoken]) -> list[float]:
    """By how many seconds the figures of the program are too long, for each."""
    return [seconds_aloud(one.text) - one.seconds for one in spoken]


def main() -> None:
    """Speak all wordings, print the figures that fit best, and write each with its seconds to results/voice.md."""
    spoken = sorted(measured(wordings()), key=lambda one: -one.seconds)
    lines = [f"| {one.seconds:.1f} | {seconds_aloud(one.text):.1f} | {one.text} |" for one in spoken]
    file = RESULTS / "voice.md"
    file.parent.mkdir(exist_ok=True)
    table = "\n".join(["| seconds | as reckoned | |", "| --- | --- | --- |", *lines])
    file.write_text(table + "\n", encoding="utf-8")
    wrong = off(spoken)
    print(f"{len(spoken)} wordings; seconds for a character, a comma, a full stop within: {fitted(spoken)}")
    print(f"speed.py is off by {fmean(map(abs, wrong)):.2f} s in the mean, {min(wrong):.2f} to {max(wrong):.2f} s")
    print(f"Written to {shown(file)}")


if __name__ == "__main__":
    typer.run(main)
