"""Hunts for slow and failing input by processor time: ``python -m tests.fuzz.hunt --seconds 600 --seed 7``.

First each phrase of the word tables over and over, then mixes of them and variations of the slowest so far. What was
found lies in ``results/fuzz/found.yml`` afterwards, written like ``tests/corpus/slow.yml``, and is counted by the exit
status: what is mended belongs there.
"""

import argparse
import resource
import signal
import sys
from bisect import insort
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from random import Random
from time import monotonic, process_time
from types import FrameType
from typing import NamedTuple, NoReturn

import yaml
from rich.console import Console
from rich.progress import Progress

from rueckruf.channel.speech import MAX_CHARACTERS
from rueckruf.project import ROOT
from tests.fuzz.readers import READERS, Reader, forget
from tests.fuzz.speech import Said, mixed, said_again, varied

FOUND = ROOT / "results" / "fuzz" / "found.yml"

#: Reading what is heard at once takes so long at most.
_CHARACTERS, _MOST_SECONDS = MAX_CHARACTERS, 0.05
#: A text four times as long takes four times as long; a machine with other work may make eight of it.
_LONGER, _MOST_GROWTH = 4, 8.0
#: Below this a clock tells nothing, and beyond that nobody waits.
_LEAST_SECONDS, _GIVEN_UP = 0.002, 5.0
_MEMORY = 2 * 1024**3
_KEPT = 20


class Finding(NamedTuple):
    """What a reader made of a text: the seconds that it took, and what is wrong with it, empty if nothing is."""

    seconds: float
    problem: str


def judged(reader: Reader, said: Said) -> Finding:
    """Whether a reader fails at a text or takes too long for it, on its own or for its length."""
    try:
        seconds = _seconds(reader, said.of_length(_CHARACTERS))
        if seconds > _MOST_SECONDS:
            return Finding(seconds, f"{seconds * 1000:.0f} ms")
        longer = _seconds(reader, said.of_length(_CHARACTERS * _LONGER))
    except Exception as error:
        return Finding(_GIVEN_UP, type(error).__name__)
    growth = longer / max(seconds, _LEAST_SECONDS)
    return Finding(seconds, f"{growth:.0f} times as long for {_LONGER} times the text" if growth > _MOST_GROWTH else "")


def hunt(readers: Sequence[str], seconds: float, seed: int, console: Console) -> list[dict[str, str]]:
    """What was found in so many seconds; each text with the reader and what is wrong."""
    chance, found = Random(seed), []  # noqa: S311 - nothing is kept secret
    slowest: dict[str, list[tuple[float, Said]]] = {name: [] for name in readers}
    until = monotonic() + seconds
    with Progress(console=console) as progress:
        bar = progress.add_task("hunting", total=seconds)
        for said in chain(said_again(), _mixes(chance, slowest)):
            for name in readers:
                finding = judged(READERS[name], said)
                insort(slowest[name], (finding.seconds, said), key=itemgetter(0))
                del slowest[name][:-_KEPT]
                if finding.problem:
                    found.append({"once": said.once, "again": said.again, "reader": name, "problem": finding.problem})
            progress.update(bar, completed=seconds - (until - monotonic()), description=f"found {len(found)}")
            if monotonic() > until:
                return found
    return found


def _mixes(chance: Random, slowest: dict[str, list[tuple[float, Said]]]) -> Iterator[Said]:
    while True:
        yield mixed(chance)
        _, said = chance.choice(slowest[chance.choice(list(slowest))])
        yield varied(said, chance)


def _seconds(reader: Reader, text: str) -> float:
    """The processor time of one reading: the least of three where the first seems long."""
    least = _once(reader, text)
    for _ in range(2 if least > _LEAST_SECONDS * 5 else 0):
        least = min(least, _once(reader, text))
    return least


def _once(reader: Reader, text: str) -> float:
    forget()
    signal.setitimer(signal.ITIMER_PROF, _GIVEN_UP)
    start = process_time()
    try:
        reader(text)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return process_time() - start


def _give_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def main() -> int:
    """Hunt as the command line says; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--found", type=Path, default=FOUND)
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _give_up)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    console = Console(stderr=True)
    found = hunt(asked.readers, asked.seconds, asked.seed, console)
    asked.found.parent.mkdir(parents=True, exist_ok=True)
    asked.found.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
    console.print(f"{len(found)} found, written to {asked.found}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
