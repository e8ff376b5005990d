"""Finds callers' names by the words around them, as learnt from the project's utterances and the lists of names."""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rueckruf.nlu.logistic_regression import Floats, fit
from rueckruf.nlu.name_clues import clues_of, often_seen
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import Token

Span = tuple[int, int]
"""The character offsets of a name in a text."""
Utterance = tuple[str, Sequence[Span]]
"""A text and the names in it."""

_WEIGHTS, _CLUES = "weights.npy", "clues.json"

_COPIES = 6
_SHORT_FORMS = 0.3
_REVERSED = 0.08
_TITLED = 0.06

#: As scikit-learn's ``C``: how closely the examples are followed.
_CLOSENESS = 1.0


@dataclass(frozen=True)
class NameRecogniser:
    """Weighs the clues of each token of a text (a word, digits, a mark); a word and all after it above 0 are a name.

    ``clues`` tells the place of each clue in ``weights``, whose last stands for all tokens.
    """

    clues: Mapping[str, int]
    weights: Floats

    def names(self, text: str) -> list[Span]:
        """The spans that look like names, in order."""
        found: list[Span] = []
        inside = False
        for token, weight in self.weigh(text):
            inside, was_inside = weight > 0 and (inside or token.kind == "word"), inside
            if inside:
                start = found.pop()[0] if was_inside else token.start
                found.append((start, token.end))
        return found

    def weigh(self, text: str) -> list[tuple[Token, float]]:
        """Each token of the text and what speaks for its being one of a name: the logarithm of the odds."""
        row = name_tokens(text)
        return [(token, self._weight(clues)) for token, clues in zip(row, clues_of(row), strict=True)]

    def _weight(self, clues: Iterable[str]) -> float:
        places = [self.clues[clue] for clue in clues if clue in self.clues]
        return float(self.weights[places].sum() + self.weights[-1])

    @classmethod
    def train(cls, utterances: Iterable[Utterance], seed: int) -> "NameRecogniser":
        """Learn from utterances, in whatever order; the same ones give the same recogniser.

        Each utterance with a name is repeated with names of the lists in its place, every utterance in the casings and
        punctuations of recognisers; those without a name teach what is none. Without any name, none is ever found.
        """
        texts: list[Sequence[Token]] = []
        named: list[int] = []
        for text, spans in _varied(utterances, seed):
            row = name_tokens(text)
            texts.append(row)
            named += [int(_is_in(token, spans)) for token in row]
        if not any(named):
            return cls({}, np.array([-1.0]))
        clues, matrix = often_seen(texts)
        trained = fit(matrix, named, np.ones(len(named)), _CLOSENESS)
        weights = np.append(trained.coefficients, trained.intercept[np.newaxis], axis=0)
        return cls(clues, weights[:, 1] - weights[:, 0])

    def save(self, folder: Path) -> None:
        """Write it into the folder."""
        np.save(folder / _WEIGHTS, self.weights.astype(np.float32), allow_pickle=False)
        (folder / _CLUES).write_text(json.dumps(list(self.clues), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "NameRecogniser":
        """What :meth:`save` wrote; raises OSError or ValueError if it is not there or is something else."""
        clues = json.loads((folder / _CLUES).read_text(encoding="utf-8"))
        return cls({clue: place for place, clue in enumerate(clues)}, np.load(folder / _WEIGHTS, allow_pickle=False))


def _is_in(token: Token, spans: Iterable[Span]) -> bool:
    return any(start < token.end and token.start < end for start, end in spans)


def _varied(utterances: Iterable[Utterance], seed: int) -> Iterator[Utterance]:
    for text, spans in sorted(utterances):
        yield from _as_heard(text, spans)
        if len(spans) == 1:
            # A chance of its own: what is added or taken away elsewhere changes nothing here.
            chance = random.Random(f"{seed} {text}")  # noqa: S311 - variety, no secret
            start, end = spans[0]
            for _ in range(_COPIES):
                name = _some_name(chance)
                new = text[:start] + name + text[end:]
                yield chance.choice(list(_as_heard(new, [(start, start + len(name))])))


def _as_heard(text: str, spans: Sequence[Span]) -> Iterator[Utterance]:
    """As it stands, in small letters, and without marks at the end."""
    yield text, spans
    if text.lower() != text and len(text.lower()) == len(text):
        yield text.lower(), spans
    bare = text.rstrip(".,!? ")
    if bare and bare != text and all(end <= len(bare) for _, end in spans):
        yield bare, spans


def _some_name(chance: random.Random) -> str:
    """A name of the lists: mostly first name and surname of one origin."""
    origin = chance.choice(list(vocabulary("surnames")))
    first = chance.choice(vocabulary("first_names")[origin])
    last = chance.choice(vocabulary("surnames")[origin])
    dice = chance.random()
    if dice < _SHORT_FORMS:
        return str(last)
    if dice < _SHORT_FORMS + _REVERSED:
        return f"{last} {first}"
    if dice < _SHORT_FORMS + _REVERSED + _TITLED:
        return f"Dr. {first} {last}"
    return f"{first} {last}"
