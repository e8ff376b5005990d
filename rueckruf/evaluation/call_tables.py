"""What became of simulated calls, in figures and tables."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import Any

from rueckruf.evaluation.call_records import FATES, Call, of
from rueckruf.evaluation.tables import Table, percent


def reached(calls: Sequence[Call]) -> float:
    """The share of calls whose goal is reached, 0 to 1."""
    return len(of(calls, "reached")) / len(calls)


def exact(calls: Sequence[Call]) -> float:
    """The share of calls whose goal is reached with the name letter by letter, 0 to 1."""
    return sum(call.exact for call in calls) / len(calls)


def turns(calls: Sequence[Call], at_once: bool) -> float:
    """The median of the caller's turns where the goal is reached."""
    return median([len(call.turns) for call in calls if call.at_once == at_once and call.fate == "reached"] or [0])


def figures(calls: Sequence[Call]) -> dict[str, Any]:
    """All that is measured of a run."""
    failed = [call for call in calls if call.fate != "reached"]
    return {
        "calls": len(calls),
        "reached": reached(calls),
        "exact": exact(calls),
        "turns_step_by_step": turns(calls, at_once=False),
        "turns_at_once": turns(calls, at_once=True),
        "repairs_a_call": fmean(call.repairs for call in calls),
        "fates": {fate: len(of(calls, fate)) for fate in FATES},
        "loops": sum(call.loops for call in calls),
        "fails_at": dict(Counter(call.asked for call in failed)),
        "stored_otherwise": dict(Counter(slot for call in failed for slot in call.differences)),
    }


_ROWS: tuple[tuple[str, str, Callable[[Sequence[Call]], str]], ...] = (
    ("goal reached", "≥ 97 % without noise", lambda calls: percent(reached(calls))),
    ("reached, and the name letter by letter", "", lambda calls: percent(exact(calls))),
    ("caller turns step by step, median", "≤ 6 without noise", lambda calls: f"{turns(calls, at_once=False):g}"),
    ("caller turns all at once, median", "≤ 2 without noise", lambda calls: f"{turns(calls, at_once=True):g}"),
    ("wrong value stored as confirmed", "0", lambda calls: str(len(of(calls, "wrong value")))),
    ("hung up on a line that was misheard", "0", lambda calls: str(len(of(calls, "hung up")))),
    ("dead ends", "0 without noise", lambda calls: str(len(of(calls, "dead end")))),
    ("loops", "0 without noise", lambda calls: str(sum(call.loops for call in calls))),
    ("assistant gave up", "", lambda calls: str(len(of(calls, "gave up")))),
    ("repairs a call, mean", "", lambda calls: f"{fmean(call.repairs for call in calls):.2f}"),
)


def measures_table(runs: Mapping[str, Sequence[Call]]) -> Table:
    """All measures of each run next to their targets."""
    rows = [[label, target, *(show(calls) for calls in runs.values())] for label, target, show in _ROWS]
    return Table("Simulated calls", ["", "target", *runs], rows)


def persona_table(name: str, calls: Sequence[Call]) -> Table:
    """The calls of each persona."""
    by_persona: dict[str, list[Call]] = {}
    for call in calls:
        by_persona.setdefault(call.persona, []).append(call)
    header = ["", "calls", "reached", "turns, median", "repairs, mean", *(fate for fate in FATES if fate != "reached")]
    return Table(f"Personas, {name}", header, [_persona_row(who, theirs) for who, theirs in by_persona.items()])


def _persona_row(name: str, calls: Sequence[Call]) -> list[str]:
    return [
        name,
        str(len(calls)),
        percent(reached(calls)),
        f"{median(len(call.turns) for call in calls):g}",
        f"{fmean(call.repairs for call in calls):.2f}",
        *(str(len(of(calls, fate))) for fate in FATES if fate != "reached"),
    ]
