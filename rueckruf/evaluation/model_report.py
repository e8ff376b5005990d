"""What is told of a model beside another: tables, and the text of its card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rueckruf.evaluation import gate
from rueckruf.evaluation.gate import Comparison, Judged, Results
from rueckruf.evaluation.tables import Table, percent
from rueckruf.server.model import MadeOf

_LISTED = 5
_OF_EVERY_MODEL = "rasa.graph_components."
_USE = """It tells what callers mean of a German telephone assistant that takes callback wishes, and what follows.
Times and numbers are read by rules of the program, which are no part of it. It knows no other language and no other
task. What callers say is read back to them: the model alone decides nothing that is stored."""
_HOW = """Behind a share stands its 95 % interval (Wilson), behind a difference that of the same cases (Newcombe).
p is that of McNemar's exact test: below 0.05 with more lost than gained it is a loss. Expensive is a false yes, a yes
taken for a no, a missed emergency, and a call that would end without a question against the caller's will; of calls, a
wrong value that is stored. The sets are small and were written by few people: others will be understood less well."""


@dataclass(frozen=True)
class Report:
    """A model named ``after`` beside one named ``before``; ``results`` and ``made_of`` are of the first."""

    after: str
    before: str
    comparisons: Sequence[Comparison]
    results: Results
    made_of: MadeOf

    @property
    def faults(self) -> list[str]:
        """Why the gate is not passed."""
        return gate.faults(self.comparisons)

    @property
    def tables(self) -> list[Table]:
        """Each set with both, and what became of what is not right."""
        header = ["", "cases", "before", "now", "difference", "lost / gained", "p", "expensive", "new"]
        return [
            Table(f"{self.after} beside {self.before}", header, [_row(one) for one in self.comparisons]),
            Table("Not right", ["", "cases", "most often"], [*_confusions(self.results)]),
        ]

    def as_markdown(self) -> str:
        """The card below its facts."""
        verdict = "\n".join(["Not passed:\n" if self.faults else "Passed.", *(f"- {one}" for one in self.faults)])
        tables = [table.as_markdown() for table in self.tables]
        parts = [f"# {self.after}", _USE, self._origin, "## Gate", verdict, *tables, "## How to read this", _HOW]
        return "\n\n".join(parts)

    @property
    def _origin(self) -> str:
        made_of = self.made_of
        names = (name for name in made_of.classes if not name.startswith(_OF_EVERY_MODEL))
        parts = ", ".join(dict.fromkeys(name.rpartition(".")[2] for name in names))
        return (
            f"Trained {made_of.trained_at} by Rasa {made_of.rasa} from the utterances, rules and stories of `data/`. "
            f"It tells {len(made_of.intents)} intents apart. Its parts: {parts}."
        )


def figures_table(name: str, results: Results) -> Table:
    """What was measured of one model."""
    rows = [[each, str(len(them)), _share(them), str(gate.expensive(them))] for each, them in results.items()]
    return Table(name, ["", "cases", "right", "expensive"], rows)


def _row(one: Comparison) -> list[str]:
    change = (gate.right(one.after) - gate.right(one.before)) / one.cases
    low, high = one.difference
    return [
        one.name,
        str(one.cases),
        _share(one.before),
        _share(one.after),
        f"{change * 100:+.1f} ({low * 100:+.1f}, {high * 100:+.1f})",
        f"{one.pairs.lost} / {one.pairs.gained}",
        f"{one.chance:.2g}",
        f"{gate.expensive(one.before)}, {gate.expensive(one.after)}",
        str(len(one.new_expensive)),
    ]


def _share(cases: Sequence[Judged]) -> str:
    low, high = gate.interval(cases)
    return f"{percent(gate.right(cases) / len(cases))} ({low * 100:.0f}–{high * 100:.0f})"


def _confusions(results: Results) -> list[list[str]]:
    return [[name, str(found.total()), _listed(found)] for name, found in gate.became(results).items()]


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{what} ({count})" for what, count in found.most_common(_LISTED)) or "–"
