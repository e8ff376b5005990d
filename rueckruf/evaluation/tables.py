"""The outcomes in tables: systems side by side, with the project's targets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table as RichTable

from rueckruf.evaluation.scores import FAILURES, Outcome, by_group, failures, macro, milliseconds, share, undisputed

#: Task -> system -> its outcomes, or None where the system is not installed.
Results = Mapping[str, Mapping[str, list[Outcome] | None]]
NOT_INSTALLED = "not installed"
_RATE = Callable[[list[Outcome]], float]


@dataclass(frozen=True)
class Table:
    """Cells as text; the first column names the row."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def as_markdown(self) -> str:
        lines = [self.header, ["---"] * len(self.header), *self.rows]
        return "\n".join([f"### {self.title}", "", *("| " + " | ".join(line) + " |" for line in lines)])

    def as_rich(self) -> RichTable:
        table = RichTable(title=self.title, title_justify="left")
        for index, column in enumerate(self.header):
            table.add_column(column, justify="right" if index else "left")
        for row in self.rows:
            table.add_row(*row)
        return table


def time_table(results: Results) -> Table:
    """Times: how many starts and ranges are exact, false alarms, and what a phrase costs."""
    rows = [
        *_time_rows(results, "typed"),
        *_time_rows(results, "in words"),
        _alarm_row(results["no time"]),
        _cost_row(results["time in words"], "≤ 2 ms"),
    ]
    return Table("Time", ["", "target", *results["no time"]], rows)


def _time_rows(results: Results, form: str) -> list[list[str]]:
    starts, ranges = results[f"time {form}"], results[f"ranges {form}"]
    return [
        _row(f"{form}: start exact, mean of the sets", "≥ 95 %", starts, macro),
        *_group_rows(starts, "of these {}"),
        _row("mean of the sets without disputed conventions", "≥ 95 %", starts, lambda them: macro(undisputed(them))),
        _row("all cases", "", starts, share),
        _row(f"{form}: ranges, both bounds exact", "≥ 92 %", ranges, share),
        _row("without disputed conventions", "≥ 92 %", ranges, lambda them: share(undisputed(them))),
    ]


def phone_table(results: Results) -> Table:
    """Telephone numbers: how many are exact, by style of dictation, false alarms and cost."""
    dictated = results["phone"]
    rows = [
        _row("exact, all styles", "≥ 98 %", dictated, share),
        *_group_rows(dictated, "{}"),
        _alarm_row(results["no phone"]),
        _cost_row(dictated, "≤ 0.5 ms"),
    ]
    return Table("Telephone number", ["", "target", *dictated], rows)


def own_table(title: str, results: Results, targets: Mapping[str, str]) -> Table:
    """Tasks that only our readers take: how many are right, and how the others fail."""
    rows = [[task, targets[task], *_own_cells(outcomes)] for task in targets for outcomes in results[task].values()]
    header = ["", "target", "cases", "right", *FAILURES, "not right, yet sure", "p50 / p95 ms"]
    return Table(title, header, rows)


def _own_cells(outcomes: list[Outcome] | None) -> list[str]:
    assert outcomes is not None
    failed = failures(outcomes)
    counts = [str(failed[verdict]) for verdict in FAILURES]
    misleading = sum(outcome.misleads for outcome in outcomes)
    return [str(len(outcomes)), percent(share(outcomes)), *counts, str(misleading), _cost(outcomes)]


def percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def _group_rows(systems: Mapping[str, list[Outcome] | None], label: str) -> list[list[str]]:
    cases = next(outcomes for outcomes in systems.values() if outcomes)
    return [
        _row(f"{label.format(group)} ({len(members)})", "", systems, _share_of(group))
        for group, members in by_group(cases).items()
    ]


def _share_of(group: str) -> _RATE:
    return lambda outcomes: share(by_group(outcomes)[group])


def _row(label: str, target: str, systems: Mapping[str, list[Outcome] | None], rate: _RATE) -> list[str]:
    return [label, target, *(percent(rate(them)) if them else NOT_INSTALLED for them in systems.values())]


def _alarm_row(systems: Mapping[str, list[Outcome] | None]) -> list[str]:
    count = len(next(outcomes for outcomes in systems.values() if outcomes))
    alarms = [str(sum(failures(them).values())) if them else NOT_INSTALLED for them in systems.values()]
    return [f"false alarms in {count} sentences", "≤ 1 in 200", *alarms]


def _cost_row(systems: Mapping[str, list[Outcome] | None], target: str) -> list[str]:
    costs = [_cost(them) if them else NOT_INSTALLED for them in systems.values()]
    return ["ms a phrase, p50 / p95", f"p95 {target}", *costs]


def _cost(outcomes: list[Outcome]) -> str:
    return f"{milliseconds(outcomes, 50):.2f} / {milliseconds(outcomes, 95):.2f}"
