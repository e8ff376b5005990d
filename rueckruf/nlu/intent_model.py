"""What the classifier has learnt: which words and letters an utterance of each intent is made of."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from rueckruf.nlu.logistic_regression import Floats, fit, probabilities

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
#: Stands for the column of a piece that has none.
_UNKNOWN = -1
_TABLES, _PIECES = "weights.npz", "pieces.json"

Counts = Mapping[str, int]
"""How often each piece stands in a text."""


@dataclass(frozen=True)
class Reach:
    """How long the pieces are that are counted: up to so many words, and from so many letters to so many."""

    words: int
    least_letters: int
    most_letters: int

    def pieces(self, text: str, letters: Callable[[str], Sequence[str]] | None = None) -> tuple[Counts, Counts]:
        """How often each run of words stands there, and each run of letters within a word and the spaces around it.

        Marks are a recogniser's guess: "Ja, genau." is the same as "ja genau". Which digits a number has says
        nothing. Both ends of the utterance count as a word: "nein" alone or in front is not that within.
        """
        words = _WORD.findall(_FIGURE.sub("0", text.lower()))
        bounded = ["", *words, ""]
        runs = [" ".join(bounded[at : at + n]) for n in range(1, self.words + 1) for at in range(len(bounded) - n + 1)]
        return Counter(filter(None, runs)), Counter(chain.from_iterable(map(letters or self.letters, words)))

    def letters(self, word: str) -> list[str]:
        """The runs of letters of a word: as often as they stand, but the whole word once."""
        bounded = f" {word} "
        most = min(self.most_letters, len(bounded) - 1)
        runs = [bounded[at : at + n] for n in range(self.least_letters, most + 1) for at in range(len(bounded) - n + 1)]
        return runs if most == self.most_letters else [*runs, bounded]


@dataclass(frozen=True)
class IntentModel:
    """Pieces, each with its column, rarity and weight for each intent.

    Words and letters are two tables, weighted by rarity and brought to the same length each on its own (TF-IDF):
    raw counts let the many letters of a long word drown the few words that carry the meaning.
    """

    intents: Sequence[str]
    reach: Reach
    columns: Sequence[Mapping[str, int]]
    rarity: Floats
    coefficients: Floats
    intercept: Floats

    def chances(self, text: str) -> list[float]:
        """How likely each of the intents is, all together 1."""
        columns, values = _weighed(self.reach.pieces(text), self.columns, self.rarity, self._rarest)
        scores = self.intercept + values @ self.coefficients[columns]
        shares: list[float] = probabilities(scores).tolist()
        return shares

    @cached_property
    def _rarest(self) -> float:
        return _rarest(self.rarity)

    @classmethod
    def train(cls, examples: Iterable[tuple[str, str]], reach: Reach, closeness: float) -> "IntentModel":
        """Learn from texts and their intents, in whatever order; raises ValueError if there is none.

        All intents count the same, however many examples each has. ``closeness`` is ``C`` of scikit-learn's.
        """
        examples = sorted(examples)
        if not examples:
            raise ValueError("no example of any intent")
        texts, named = zip(*examples, strict=True)
        intents = sorted(set(named))
        letters = cache(reach.letters)  # a word stands in many texts
        found = [reach.pieces(text, letters) for text in texts]
        columns, rarity = _tables(found)
        rarest = _rarest(rarity)
        rows = [_weighed(pieces, columns, rarity, rarest) for pieces in found]
        matrix = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([places for places, _ in rows]),
                np.cumsum([0, *(len(places) for places, _ in rows)]),
            ),
            (len(rows), len(rarity)),
        )
        often = Counter(named)
        importance = [len(named) / len(intents) / often[intent] for intent in named]
        coefficients, intercept = fit(matrix, [intents.index(intent) for intent in named], importance, closeness)
        return cls(intents, reach, columns, rarity, coefficients, intercept)

    def save(self, folder: Path) -> None:
        """Write it into the folder: numbers as arrays, the rest as JSON."""
        numbers = {"rarity": self.rarity, "coefficients": self.coefficients, "intercept": self.intercept}
        tables: dict[str, Any] = {name: table.astype(np.float32) for name, table in numbers.items()}
        np.savez(folder / _TABLES, **tables)
        names = {"intents": self.intents, "reach": vars(self.reach), "pieces": [list(table) for table in self.columns]}
        (folder / _PIECES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """What :meth:`save` wrote; raises OSError, KeyError or ValueError if it is not there or is something else."""
        names: dict[str, Any] = json.loads((folder / _PIECES).read_text(encoding="utf-8"))
        with np.load(folder / _TABLES, allow_pickle=False) as numbers:
            rarity, coefficients, intercept = (numbers[name] for name in ("rarity", "coefficients", "intercept"))
        columns = _numbered(names["pieces"])
        return cls(names["intents"], Reach(**names["reach"]), columns, rarity, coefficients, intercept)


def _tables(found: Sequence[Sequence[Counts]]) -> tuple[list[dict[str, int]], Floats]:
    """The columns of the pieces that more than one text holds, and how rare each is."""
    occurring = [Counter(chain.from_iterable(blocks)) for blocks in zip(*found, strict=True)]
    columns = _numbered([sorted(piece for piece, count in texts.items() if count > 1) for texts in occurring])
    rarity = [
        1 + _logarithm(len(found) + 1) - _logarithm(texts[piece] + 1)
        for texts, table in zip(occurring, columns, strict=True)
        for piece in table
    ]
    return columns, np.array(rarity)


def _numbered(tables: Iterable[Iterable[str]]) -> list[dict[str, int]]:
    numbers = iter(range(10**9))
    return [dict(zip(table, numbers, strict=False)) for table in tables]


def _rarest(rarity: Floats) -> float:
    return float(rarity.max(initial=1.0))


def _weighed(
    pieces: Iterable[Counts], columns: Iterable[Mapping[str, int]], rarity: Floats, rarest: float
) -> tuple[NDArray[np.int_], Floats]:
    """The columns of the pieces that are known, and their weights in this text.

    One that is not known takes its share of the length, as the rarest: who says little that was taught is not sure.
    """
    places: list[NDArray[np.int_]] = []
    weights: list[Floats] = []
    for counts, table in zip(pieces, columns, strict=True):
        often = np.array([1 + _logarithm(count) for count in counts.values()])
        found = np.array([table.get(piece, _UNKNOWN) for piece in counts], dtype=int)
        known = found.argsort()[np.count_nonzero(found == _UNKNOWN) :]
        values = rarity[found[known]] * often[known]
        strange = sum((often * often)[found == _UNKNOWN].tolist())
        places.append(found[known])
        weights.append(values / np.sqrt((values * values).sum() + rarest * rarest * strange))
    return np.concatenate(places), np.concatenate(weights)


@cache
def _logarithm(number: int) -> float:
    """The natural one, in decimal arithmetic: that of a processor's library may end in another digit."""
    return float(Decimal(number).ln())
