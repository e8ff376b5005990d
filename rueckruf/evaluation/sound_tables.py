"""What became of calls by sound, in figures."""

import re
from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from rueckruf.evaluation.call_records import Call, of
from rueckruf.evaluation.call_tables import exact, reached
from rueckruf.evaluation.tables import Table, percent
from rueckruf.simulator.callers.dictation import NUMBERS


class Utterance(NamedTuple):
    """A sentence, what was recognised of it, and how surely (0 to 1); ``snr`` is in dB."""

    said: str
    recognised: str
    confidence: float
    snr: int
    hints: bool

    def as_pair(self) -> dict[str, Any]:
        """A line of a file of pairs."""
        keys = ("ref", "hyp", "conf", "snr", "hints")
        return dict(zip(keys, self, strict=True))


def word_errors(utterances: Sequence[Utterance]) -> float:
    """Words added, left out or wrong by words said; figures count as the digits that were said."""
    pairs = [(_words(one.said), _words(one.recognised)) for one in utterances]
    errors = sum(Levenshtein.distance(said, heard) for said, heard in pairs)
    return errors / max(sum(len(said) for said, _ in pairs), 1)


def sound_table(runs: Mapping[str, Sequence[Call]], utterances: Mapping[str, Sequence[Utterance]]) -> Table:
    """A row a run."""
    header = [
        *("", "calls", "word errors", "reached", "exact", "wrong value", "hung up", "gave up", "dead end"),
        *("turns, median", "repairs, mean"),
    ]
    return Table("Calls by sound", header, [_row(name, calls, utterances[name]) for name, calls in runs.items()])


def _row(name: str, calls: Sequence[Call], utterances: Sequence[Utterance]) -> list[str]:
    return [
        name,
        str(len(calls)),
        percent(word_errors(utterances)),
        percent(reached(calls)),
        percent(exact(calls)),
        str(len(of(calls, "wrong value"))),
        str(len(of(calls, "hung up"))),
        str(len(of(calls, "gave up"))),
        str(len(of(calls, "dead end"))),
        f"{median(len(call.turns) for call in calls):g}",
        f"{fmean(call.repairs for call in calls):.2f}",
    ]


def _words(text: str) -> list[str]:
    words = [NUMBERS.get(word, word) for word in re.findall(r"[^\W\d_]+|\d+", text.lower())]
    return [part for word in words for part in (word if word.isdigit() else (word,))]
