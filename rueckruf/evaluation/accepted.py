"""The figures in the repository that a model must not fall behind: ``tests/nlu/accepted.json``.

They name cases by digests only, so that nobody looks at what was said by looking at them. To renew them:
``rueckruf evaluate model --accept``.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from rueckruf.evaluation.gate import Judged, Results, expensive, right
from rueckruf.project import ROOT, shown

ACCEPTED = ROOT / "tests" / "nlu" / "accepted.json"
_RENEW = "`rueckruf evaluate model --accept` renews them"


class AcceptedError(Exception):
    """Why there is nothing to compare with, in one sentence."""


def write(results: Results, file: Path | None = None) -> None:
    """Keep these results; every set must have been measured."""
    figures = {
        name: {
            "cases": len(cases),
            "right": right(cases),
            "expensive": expensive(cases),
            "of": _digest(cases),
            "not_right": [case.key for case in cases if not case.right],
            "were_expensive": [case.key for case in cases if case.expensive],
        }
        for name, cases in results.items()
    }
    (file or ACCEPTED).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def read(measured: Results, file: Path | None = None) -> dict[str, list[Judged]]:
    """What was accepted of the cases that were ``measured`` now; raises AcceptedError if those are others."""
    file = file or ACCEPTED
    try:
        figures = json.loads(file.read_text(encoding="utf-8"))
        return {name: _judged(name, figures[name], cases, file) for name, cases in measured.items()}
    except (OSError, ValueError, KeyError, TypeError):
        raise AcceptedError(f"{shown(file)}: holds no accepted figures of all sets: {_RENEW}") from None


def _judged(name: str, figures: Any, cases: Sequence[Judged], file: Path) -> list[Judged]:
    if figures["of"] != _digest(cases):
        raise AcceptedError(f"{shown(file)}: the set '{name}' has changed since these figures: {_RENEW}")
    missed, costly = set(figures["not_right"]), set(figures["were_expensive"])
    return [Judged(case.key, case.key not in missed, case.key in costly) for case in cases]


def _digest(cases: Sequence[Judged]) -> str:
    return sha256("\n".join(sorted(case.key for case in cases)).encode()).hexdigest()[:12]
