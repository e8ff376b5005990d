"""What our readers got wrong, the most misleading first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rueckruf.evaluation.cases import Value
from rueckruf.evaluation.scores import FAILURES, Outcome
from rueckruf.evaluation.systems import OURS
from rueckruf.evaluation.tables import Results


def worst_cases(results: Results) -> str:
    """A Markdown page: each failure under its task, with its name, what was wanted and what was found."""
    names = "\n".join(f"- **{verdict}**: {meaning}" for verdict, meaning in FAILURES.items())
    sections = (_section(task, systems.get(OURS) or []) for task, systems in results.items())
    return "\n\n".join(["# Worst cases", names, *filter(None, sections)]) + "\n"


def shown(value: Value | None) -> str:
    """A value as people read it: "Tue 2026-03-10 15:00 - …"; nothing is a dash."""
    return "–" if value is None else " · ".join(_shown_piece(piece) for piece in value)


def _section(task: str, outcomes: Iterable[Outcome]) -> str:
    failed = sorted((outcome for outcome in outcomes if not outcome.is_right), key=_harm)
    if not failed:
        return ""
    rows = [
        f"| {outcome.verdict} | {_cell(outcome.case.text)} | {shown(outcome.case.want)} "
        f"| {shown(outcome.answer.value) if outcome.answer else '–'} | {_confidence(outcome)} "
        f"| {', '.join(outcome.case.disputed)} |"
        for outcome in failed
    ]
    head = ["| failure | said | meant | read | confidence | disputed |", "| --- | --- | --- | --- | --- | --- |"]
    return "\n".join([f"## {task} ({len(failed)})", "", *head, *rows])


def _harm(outcome: Outcome) -> tuple[bool, int, float]:
    confidence = outcome.answer.confidence if outcome.answer else 0.0
    return bool(outcome.case.disputed), list(FAILURES).index(outcome.verdict), -confidence


def _confidence(outcome: Outcome) -> str:
    return f"{outcome.answer.confidence:.2f}" if outcome.answer else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _shown_piece(piece: Any) -> str:
    if isinstance(piece, datetime):
        return piece.strftime("%a %Y-%m-%d %H:%M:%S").removesuffix(":00")
    return "…" if piece is None else str(piece)
