"""What the classifier has learnt: which words and letters an utterance of each intent is made of."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from rueckruf.nlu.logistic_regression import Floats, fit, probabilities

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_TABLES, _PIECES = "weights.npz", "pieces.json"


@dataclass(frozen=True)
class Reach:
    """How long the pieces are that are counted: up to so many words, and from so many letters to so many."""

    words: int
    least_letters: int
    most_letters: int

    def pieces(self, text: str) -> tuple[list[str], list[str]]:
        """All runs of words, and all runs of letters within a word and the spaces around it, as often as they stand.

        Marks are a recogniser's guess: "Ja, genau." is the same as "ja genau". Which digits a number has says
        nothing. Both ends of the utterance count as a word: "nein" alone or in front is not that within.
        """
        words = _WORD.findall(_FIGURE.sub("0", text.lower()))
        bounded = ["", *words, ""]
        runs = [" ".join(bounded[at : at + n]) for n in range(1, self.words + 1) for at in range(len(bounded) - n + 1)]
        return [run for run in runs if run], [piece for word in words for piece in self._letters(f" {word} ")]

    def _letters(self, word: str) -> Iterable[str]:
        for n in range(self.least_letters, self.most_letters + 1):
            if n >= len(word):
                yield word  # as long as it gets, once
                return
            yield from (word[at : at + n] for at in range(len(word) - n + 1))


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
        found = [reach.pieces(text) for text in texts]
        columns, rarity = _tables(found)
        rarest = _rarest(rarity)
        rows = [_weighed(pieces, columns, rarity, rarest) for pieces in found]
        matrix = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([np.array(places, dtype=int) for places, _ in rows]),
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


def _tables(found: Sequence[tuple[list[str], list[str]]]) -> tuple[list[dict[str, int]], Floats]:
    """The columns of the pieces that more than one text holds, and how rare each is."""
    occurring = [Counter(piece for pieces in found for piece in set(pieces[block])) for block in (0, 1)]
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
    pieces: Iterable[Iterable[str]], columns: Iterable[Mapping[str, int]], rarity: Floats, rarest: float
) -> tuple[list[int], Floats]:
    """The columns of the pieces that are known, and their weights in this text.

    One that is not known takes its share of the length, as the rarest: who says little that was taught is not sure.
    """
    places: list[int] = []
    weights: list[Floats] = []
    for block, table in zip(pieces, columns, strict=True):
        counts = [(table.get(piece), 1 + _logarithm(count)) for piece, count in Counter(block).items()]
        known = sorted((place, often) for place, often in counts if place is not None)
        at = [place for place, _ in known]
        values = rarity[at] * [often for _, often in known]
        strange = sum(often * often for place, often in counts if place is None)
        places += at
        weights.append(values / np.sqrt((values * values).sum() + rarest * rarest * strange))
    return places, np.concatenate(weights)


@cache
def _logarithm(number: int) -> float:
    """The natural one, in decimal arithmetic: that of a processor's library may end in another digit."""
    return float(Decimal(number).ln())
