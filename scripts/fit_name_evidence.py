"""Fits the weights of ``data/vocabulary/name_evidence.yml`` to sentences whose names are known, and writes them.

The sentences are those of ``tests/corpus/caller_name*.yml`` and ``data/nlu/``. Only whole numbers are counted, so that
the weights come out the same on every machine. Run it after a change of what the evidence is:
``.venv/bin/python -m scripts.fit_name_evidence`` fits what the table does not name and leaves its weights as they are;
after a change of many sentences ``... --anew`` fits all of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain, cycle
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import typer
import yaml

from rueckruf.nlu.name_recogniser import NameRecogniser, Span
from rueckruf.project import DATA, ROOT
from rueckruf.spoken.name import bare, before_carrier, finder
from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.evidence import Evidence, evidence
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import alike
from rueckruf.spoken.name.taking_back import after_taking_back
from rueckruf.spoken.name.words import key_of, name_tokens
from rueckruf.spoken.text.vocabulary import vocabulary

Row = tuple[frozenset[Evidence], bool]
"""What was seen of some words, and whether they are a name."""


class Named(NamedTuple):
    """A sentence and the folded words of the name in it, none where it has no name.

    ``again``: they are one only where the name was asked for before.
    """

    text: str
    name: frozenset[str]
    again: bool = False

    @property
    def spans(self) -> list[Span]:
        """Where the name stands."""
        them = [token for token in name_tokens(self.text) if token.folded in self.name]
        return [(them[0].start, them[-1].end)] if them else []


TABLE = DATA / "vocabulary" / "name_evidence.yml"
HEAD = """\
# What speaks for a name (above 0) or against it (below 0), and how much: words are a name if the sum is above 0. The
# questions and answers are those of rueckruf/spoken/name/evidence.py; scripts/fit_name_evidence.py finds the weights.
"""
_MARKED = re.compile(r"\[([^]]*)\]\((\w+)\)")
#: Words as alike as this (0 to 100) to a name are the name as it was misheard, or before a remark on its writing.
_MUCH_THE_SAME = 60
_MOST_WORDS = 3
#: How a name is said beside something else.
_FRAMES = (
    "{name}, {other}",
    "{name} {other}",
    "mein Name ist {name} und {other}",
    "{other}, {name}",
    "hier ist {name}, {other}",
    "{name} hier, {other}",
    "ich bin {name}. {other}",
)
_UNLISTED = ("Ramona Hufschlag", "Wachtveitl", "Leonhard Botzenhardt", "Ginka Borislavec")
#: Of so many nouns of the dictionary one is fitted to.
_EACH = 40
#: How much a sentence counts: of the corpus, of the utterances, and of both together.
_OWN, _HEARD, _TOGETHER = 20, 4, 1
#: So far above 0, or below, the sum is to be.
_MARGIN = 12
#: How much large weights cost, beside what the sentences lack of the margin.
_SHRINKING = 1


def corpus() -> Iterator[Named]:
    """The sentences of ``tests/corpus/caller_name*.yml``."""
    for file in sorted((ROOT / "tests" / "corpus").glob("caller_name*.yml")):
        content = _load(file)
        if isinstance(content, list):
            yield from (one for entry in content for one in _said(entry))
        else:
            yield from (Named(text, frozenset()) for text in chain(*content.values()))


def _said(entry: dict[str, Any]) -> Iterator[Named]:
    for name in entry.get("names") or [entry["name"]]:
        written = " ".join(filter(None, map(name.get, ("title", "first", "last"))))
        for said in entry["said"]:
            yield Named(said.format(name=written), _words(written), entry.get("asked") == "again")


def utterances() -> Iterator[Named]:
    """The utterances of ``data/nlu/``."""
    for file in sorted((DATA / "nlu").rglob("*.yml")):
        for line in chain(*(part.get("examples", "").splitlines() for part in _load(file)["nlu"])):
            name = " ".join(words for words, entity in _MARKED.findall(line) if entity == "caller_name")
            yield Named(_MARKED.sub(r"\1", line.removeprefix("- ")), _words(name))


def nouns() -> Iterator[Named]:
    """Some of the dictionary's nouns, said alone: somebody's name only where that was asked for before."""
    for noun in vocabulary("dictionary_nouns")["nouns"][::_EACH]:
        yield Named(noun.capitalize(), frozenset({key_of(noun)}), again=True)


def together(sentences: Iterable[Named]) -> Iterator[Named]:
    """Names alone, each beside something else that callers say."""
    them = sorted(set(sentences))
    alone = (one for one in them if not one.again and len(one.text.split()) == len(one.name) <= _MOST_WORDS)
    others = (one.text.rstrip(".!") for one in them if not one.name)
    for other, named, frame in zip(others, cycle(list(alone)), cycle(_FRAMES), strict=False):
        yield named._replace(text=frame.format(name=named.text, other=other))


def strangers(sentences: Iterable[Named]) -> Iterator[Named]:
    """The sentences with names that no list holds in the place of theirs."""
    for one in sentences:
        for start, end in one.spans:
            for name in _UNLISTED:
                yield Named(one.text[:start] + name + one.text[end:], _words(name))


def _load(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in re.findall(r"[^\s.-]+", name))


def rows(sentences: Iterable[Named], importance: int) -> Counter[Row]:
    """What is seen of all words that may be a name, as the sentences stand and as recognisers write them."""
    seen: Counter[Row] = Counter()
    for one in sentences:
        for text in sorted({one.text, one.text.lower(), one.text.rstrip(".!,")}):
            for asked, again in ((False, False), (True, False), (True, True)):
                name = one.name if again or not one.again else frozenset()
                with _judging(_Known(name, importance, seen)):
                    read_caller_name(text, expected=asked, again=again)
    return seen


def recognised(sentences: Iterable[Named], importance: int) -> Counter[Row]:
    """What is seen of the words that a recogniser takes for names, taught with the other half of the sentences."""
    seen: Counter[Row] = Counter()
    them = sorted(set(sentences))
    for taught, asked in ((them[::2], them[1::2]), (them[1::2], them[::2])):
        recogniser = NameRecogniser.train([(one.text, one.spans) for one in taught], seed=42)
        for one in chain(asked, strangers(asked)):
            for start, end in recogniser.names(one.text):
                with _judging(_Known(one.name, importance, seen)):
                    read_caller_name(one.text[start:end], recognised=True)
    return seen


def proposed(sentences: Iterable[Named], importance: int) -> Counter[Row]:
    """What is seen of sentences that a recogniser takes for names as they stand, and that are none."""
    seen: Counter[Row] = Counter()
    for one in sentences:
        with _judging(_Known(frozenset(), importance, seen)):
            read_caller_name(one.text, recognised=True)
    return seen


@contextmanager
def _judging(judge: "_Known") -> Iterator[None]:
    """Who judges by the name that is known, in the place of the evidence."""
    with ExitStack() as stack:
        for module in (finder, before_carrier, bare):
            stack.enter_context(patch.object(module, "is_name", judge))
        yield


class _Known:
    """Judges by the name that is known, and notes what there was to be seen."""

    def __init__(self, name: frozenset[str], importance: int, seen: Counter[Row]) -> None:
        self._name = name
        self._importance = importance
        self._seen = seen

    def __call__(self, sentence: Sentence, run: Run, carrier: str) -> bool:
        words = _words(" ".join(run.words))
        taken_back = bool(self._name) and after_taking_back(sentence.said, run.end) is not None
        right = taken_back or words <= self._name
        if right or not any(alike(word, name) >= _MUCH_THE_SAME for word in words for name in self._name):
            self._seen[frozenset(evidence(sentence, run, carrier)), right] += self._importance
        return right


def fitted(seen: Counter[Row], standing: Mapping[Evidence, int] | None = None) -> dict[Evidence, int]:
    """The weights that lack least of the margin, in squares: one weight after the other is moved while that helps.

    Those that are ``standing`` are not moved.
    """
    fit = _Fit(seen, standing or {})
    while sum(map(fit.move, fit.free)):
        pass
    return fit.weights


def standing() -> dict[Evidence, int]:
    """The weights of the table as it is."""
    table = _load(TABLE)
    return {
        (question, answer, sort): weight
        for question, answers in table.items()
        for answer, sorts in answers.items()
        for sort, weight in sorts.items()
    }


class _Fit:
    """Weights on their way to the least cost, and the sum of each row with them."""

    def __init__(self, seen: Counter[Row], standing: Mapping[Evidence, int]) -> None:
        self._rows = sorted((sorted(found), 1 if right else -1, count) for (found, right), count in seen.items())
        self._places: dict[Evidence, list[int]] = {}
        for place, (found, _, _) in enumerate(self._rows):
            for one in found:
                self._places.setdefault(one, []).append(place)
        self.weights = {one: standing.get(one, 0) for one in sorted({*self._places, *standing})}
        self.free = [one for one in self.weights if one not in standing]
        self._sums = [sum(map(self.weights.__getitem__, found)) for found, _, _ in self._rows]

    def move(self, one: Evidence) -> bool:
        """Whether a step of one weight was worth it; the best is taken."""
        costs = {step: self._cost(one, step) for step in (0, -1, 1, -3, 3)}
        step = min(costs, key=costs.__getitem__)
        if step:
            self.weights[one] += step
            for at in self._places[one]:
                self._sums[at] += step
        return step != 0

    def _cost(self, one: Evidence, step: int) -> int:
        lacking = (self._lacking(at, step) for at in self._places[one])
        return sum(lacking) + _SHRINKING * (self.weights[one] + step) ** 2

    def _lacking(self, at: int, step: int) -> int:
        _, sign, count = self._rows[at]
        lack = max(0, _MARGIN - sign * (self._sums[at] + step))
        return count * lack * lack


def write(weights: dict[Evidence, int]) -> None:
    """Writes the table: question, answer, sort of the words."""
    table: dict[str, dict[str, dict[str, int]]] = {}
    for (question, answer, sort), weight in weights.items():
        table.setdefault(question, {}).setdefault(answer, {})[sort] = weight
    lines = [HEAD.rstrip()]
    for question, answers in table.items():
        lines.append(f"{question}:")
        for answer, sorts in answers.items():
            lines.append(f"  {answer}: {{{', '.join(f'{sort}: {weight}' for sort, weight in sorts.items())}}}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(
    anew: bool = typer.Option(False, "--anew", help="Fit all weights, also those that stand in the table."),
) -> None:
    """Fit the weights of data/vocabulary/name_evidence.yml to sentences whose names are known, and write them."""
    own, heard = list(corpus()), list(utterances())
    both = rows(together([*own, *heard]), _TOGETHER)
    alone = rows(nouns(), _TOGETHER) + proposed(nouns(), _HEARD)
    seen_of_all = rows(own, _OWN) + rows(heard, _HEARD) + alone + both + recognised(heard, _HEARD)
    write(fitted(seen_of_all, {} if anew else standing()))


if __name__ == "__main__":
    typer.run(main)
