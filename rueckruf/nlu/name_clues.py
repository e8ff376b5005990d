"""What tells whether a word of a text belongs to a name: the words around it, and how they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from rueckruf.spoken.text.words import Token

_Numbers = NDArray[np.int_]

#: A clue that occurs only once would be memorised, not understood.
_LEAST_SEEN = 2
_ENDINGS = (2, 3, 4, 5)
_BEGINNING = 3
#: What stands before and after a text.
_NOTHING = Token("", "", 0, 0, "mark")
#: The token two before, the one before, itself, the next and the one after that.
_PLACES = "abcde"
#: Where a word is a clue, and where two words together are one.
_WORDS = (*_PLACES, "ab", "bc", "bd", "cd", "de")
#: Where it is a clue how a token is written.
_LOOKS = "bcd"


def clues_of(row: Sequence[Token]) -> list[list[str]]:
    """For each token, what may tell whether it belongs to a name: itself, its neighbours, how they are written."""
    padded = [_NOTHING, _NOTHING, *row, _NOTHING, _NOTHING]
    looks = [_looks(token) for token in padded]
    clues = []
    for at in range(len(row)):
        near = dict(zip(_PLACES, range(at, at + len(_PLACES)), strict=True))
        of_words = [_of_words(places, (padded[near[place]].folded for place in places)) for places in _WORDS]
        clues.append(of_words + [_of_look(place, look) for place in _LOOKS for look in looks[near[place]]])
    return clues


def often_seen(texts: Sequence[Sequence[Token]]) -> tuple[dict[str, int], csr_matrix]:
    """The column of each clue that is seen often enough; and a row for each token, with 1 in the columns of its clues.

    The rows are those of ``clues_of``, worked out for all tokens at once: there are millions of clues.
    """
    often: list[str] = []
    tables = []
    for clues, table in _all_clues(texts):
        kept = np.flatnonzero(np.bincount(table[table >= 0]) >= _LEAST_SEEN)
        place_of = np.full(len(clues) + 1, -1)  # the last is that of no clue
        place_of[kept] = range(len(often), len(often) + len(kept))
        often += [clues[number] for number in kept]
        tables.append(place_of[table])
    order = sorted(range(len(often)), key=often.__getitem__)
    column_of = np.full(len(often) + 1, -1)
    column_of[order] = range(len(often))
    columns = column_of[np.column_stack(tables)]
    known = columns >= 0
    ends = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    matrix = csr_matrix((np.ones(ends[-1]), columns[known], ends), (len(columns), len(often)))
    return {often[place]: column for column, place in enumerate(order)}, matrix


def _all_clues(texts: Sequence[Sequence[Token]]) -> Iterator[tuple[list[str], _Numbers]]:
    """Clues of each kind; and for each token the number of its one, or the numbers of all of its, -1 for none."""
    # Tokens that are written alike have the same clues.
    tokens = {token.raw: token for token in (_NOTHING, *chain.from_iterable(texts))}
    near = _neighbours(texts, {raw: number for number, raw in enumerate(tokens)})
    yield from _all_of_words(list(tokens.values()), near)
    yield from _all_of_looks(list(tokens.values()), near)


def _all_of_words(tokens: Sequence[Token], near: Mapping[str, _Numbers]) -> Iterator[tuple[list[str], _Numbers]]:
    words, word_of = np.unique([token.folded for token in tokens], return_inverse=True)
    for places in _WORDS:
        codes = sum(word_of[near[place]] * len(words) ** at for at, place in enumerate(places))
        found, table = np.unique(codes, return_inverse=True)
        said = [words[found // len(words) ** at % len(words)].tolist() for at in range(len(places))]
        yield [_of_words(places, each) for each in zip(*said, strict=True)], table


def _all_of_looks(tokens: Sequence[Token], near: Mapping[str, _Numbers]) -> Iterator[tuple[list[str], _Numbers]]:
    looks, look_of = np.unique([_looks(token) for token in tokens if token is not _NOTHING], return_inverse=True)
    look_of = np.concatenate([np.full_like(look_of[:1], -1), look_of])
    for place in _LOOKS:
        yield [_of_look(place, look) for look in looks.tolist()], look_of[near[place]]


def _neighbours(texts: Iterable[Sequence[Token]], number: Mapping[str, int]) -> dict[str, _Numbers]:
    """For each place the numbers of the tokens that stand there as seen from each token; 0 is that of nothing."""
    padded = np.array([at for row in texts for at in (0, 0, *(number[token.raw] for token in row), 0, 0)])
    around = padded[np.flatnonzero(padded)[:, np.newaxis] + np.arange(-2, 3)]
    return dict(zip(_PLACES, around.T, strict=True))


def _of_words(places: str, words: Iterable[str]) -> str:
    return " ".join((places, *words))


def _of_look(place: str, look: str) -> str:
    return place + look


def _looks(token: Token) -> list[str]:
    """How a token is written: its endings and beginning, and whether it is digits, a mark, or in capitals."""
    if token is _NOTHING:
        return []
    form: str = token.kind
    if token.kind == "word":
        form = ("A" if token.raw[:1].isupper() else "a") + ("A" if token.raw[1:].isupper() else "a")
    return [*(f"-{token.folded[-length:]}" for length in _ENDINGS), f"{token.folded[:_BEGINNING]}-", f"={form}"]
