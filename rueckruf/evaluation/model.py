"""``rueckruf evaluate model``: a candidate and the model in service on the same cases, and whether it may follow it."""

import asyncio
import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rasa.core.agent import Agent
from rich.console import Console
from rich.progress import Progress

from rueckruf import project
from rueckruf.evaluation import accepted, gate, model_chart, model_report
from rueckruf.evaluation.calls import callers_moment, play, with_noise
from rueckruf.evaluation.gate import CALLS, Judged, Results
from rueckruf.evaluation.intents import FALLBACK, MEASURED, hear, utterances
from rueckruf.nlu.quiet import saying_only
from rueckruf.project import newest_model, shown
from rueckruf.server.model import about, check_domain, checked_model
from rueckruf.server.model_card import Card, card_file, digest, write_card
from rueckruf.simulator.callers.strength import Strength
from rueckruf.simulator.server import blank_server_at

#: So many calls belong to a whole measurement, and these.
ALL_CALLS = 100
SEED = 1
_ACCEPTED = "accepted figures"


class Sides(NamedTuple):
    """A model, and the one that it is compared with; None stands for the accepted figures."""

    candidate: Path
    against: Path | None

    @property
    def is_for_service(self) -> bool:
        """Whether it is compared with what is served without it."""
        return _known(self.against) == _known(newest_model())


def sides(candidate: Path | None, against: Path | None) -> Sides:
    """Those two; by default the newest of candidates and served ones, and what is in service beside it.

    Raises ModelError for what is no model of this program, and for a candidate that was trained for another one.
    """
    candidate = checked_model(candidate or newest_model(project.MODELS, project.CANDIDATES)).absolute()
    check_domain(candidate, {intent for path in MEASURED.values() for intent, _ in utterances(path)} - {FALLBACK})
    served = newest_model()
    if against is None and _known(served) != _known(candidate):
        against = served
    return Sides(candidate, checked_model(against).absolute() if against else None)


def _known(model: Path | None) -> str | None:
    return digest(model) if model else None


def accept(console: Console, model: Path) -> None:
    """Keeps what is measured of this model as the accepted figures, and prints them."""
    results = measure(model, ALL_CALLS, console)
    accepted.write(results)
    console.print(model_report.figures_table(model.name, results).as_rich())
    console.print(f"Written to {shown(accepted.ACCEPTED)}")


def evaluate(console: Console, folder: Path, them: Sides, calls: int, now: datetime) -> list[str]:
    """Measures both, prints and writes tables, a chart and the card to ``folder``; returns why the gate is not passed.

    After a whole measurement the card is laid beside a candidate for the service, too. Raises AcceptedError where there
    are no accepted figures of these cases.
    """
    after = measure(them.candidate, calls, console)
    before = measure(them.against, calls, console) if them.against else accepted.read(after)
    comparisons = gate.compared(before, after)
    before_it = them.against.name if them.against else _ACCEPTED
    report = model_report.Report(them.candidate.name, before_it, comparisons, after, about(them.candidate))
    for table in report.tables:
        console.print(table.as_rich())
    card = _card(them, after, not report.faults, now)
    write_card(folder / "card.md", card, report.as_markdown())
    model_chart.draw(report.before, report.after, comparisons, folder / "model.png")
    console.print(f"Written to {shown(folder)}/: card.md, model.png")
    if them.is_for_service and calls >= ALL_CALLS:
        write_card(card_file(them.candidate), card, report.as_markdown())
    return report.faults


def measure(model: Path, calls: int, console: Console) -> dict[str, list[Judged]]:
    """What becomes of all utterances, and of so many calls, with this model."""
    with saying_only(logging.ERROR):
        results = hear_all(Agent.load(str(model)), model.name, console)
    if calls:
        with blank_server_at(callers_moment(), "--model", str(model)) as server:
            results[CALLS] = gate.of_calls(play(server, calls, SEED, with_noise(Strength.NONE), console))
    return results


def hear_all(agent: Agent, name: str, console: Console) -> dict[str, list[Judged]]:
    """What becomes of the utterances of each set."""
    results = {}
    with Progress(console=console, transient=True) as progress:
        for label, path in MEASURED.items():
            bar = progress.add_task(f"{name}: {label}", total=len(utterances(path)))
            results[label] = gate.of_utterances(asyncio.run(hear(agent, path, partial(progress.advance, bar))))
    return results


def _card(them: Sides, results: Results, passed: bool, now: datetime) -> Card:
    heard, calls = gate.utterances_of(results), results.get(CALLS, [])
    return Card(
        model=digest(them.candidate),
        against=_known(them.against),
        trained_at=about(them.candidate).trained_at,
        measured_at=now.isoformat(timespec="seconds"),
        passed=passed,
        utterances=len(heard),
        right=gate.right(heard),
        calls=len(calls),
        reached=gate.right(calls),
        expensive=gate.expensive([*heard, *calls]),
    )
