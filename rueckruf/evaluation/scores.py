"""How right an answer is, in one word and in figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from rueckruf.evaluation.cases import Case, Value

Verdict = Literal["right", "empty", "partial", "ambiguous", "wrong"]
FAILURES: dict[Verdict, str] = {
    "wrong": "something else was found, or something where nothing is",
    "ambiguous": "the right value was found, but only as a second choice",
    "partial": "a piece is right (one bound, one of first and last name, some of the digits), the rest is not",
    "empty": "nothing was found",
}
#: From this confidence on the dialogue trusts a reading; below it asks again.
SURE = 0.5
_SHORTEST_PIECE = 3


@dataclass(frozen=True)
class Answer:
    """What a system found. ``others``: what it holds possible as well. ``same``: other notations of ``value``."""

    value: Value
    others: tuple[Value, ...] = ()
    same: tuple[Value, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True)
class Outcome:
    """One case read by one system, and how long that took."""

    case: Case
    answer: Answer | None
    seconds: float

    @property
    def verdict(self) -> Verdict:
        return judge(self.case.want, self.answer)

    @property
    def is_right(self) -> bool:
        return self.verdict == "right"

    @property
    def misleads(self) -> bool:
        """Whether a value that is not the right one was found with confidence."""
        return self.verdict in ("wrong", "partial") and self.answer is not None and self.answer.confidence >= SURE


def judge(want: Value | None, answer: Answer | None) -> Verdict:
    """What became of ``want``. Only as many pieces as ``want`` has are compared: a start is right with any end."""
    if answer is None:
        return "right" if want is None else "empty"
    if want is None:
        return "wrong"
    if any(_matches(want, value) for value in (answer.value, *answer.same)):
        return "right"
    if any(_matches(want, value) for value in answer.others):
        return "ambiguous"
    if any(_is_part(found, wanted) for found, wanted in zip(answer.value, want, strict=False)):
        return "partial"
    return "wrong"


def share(outcomes: Iterable[Outcome]) -> float:
    """The share that is right, 0 to 1."""
    return fmean(outcome.is_right for outcome in outcomes)


def by_group(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each group, in the order of the groups' first cases."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.group, []).append(outcome)
    return groups


def macro(outcomes: Iterable[Outcome]) -> float:
    """The mean over groups of the share that is right: a large set does not hide a small one."""
    return fmean(share(group) for group in by_group(outcomes).values())


def undisputed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those whose right answer does not rest on a convention on which sources disagree."""
    return [outcome for outcome in outcomes if not outcome.case.disputed]


def failures(outcomes: Iterable[Outcome]) -> Counter[Verdict]:
    """How many failed in which way."""
    return Counter(outcome.verdict for outcome in outcomes if not outcome.is_right)


def milliseconds(outcomes: Sequence[Outcome], percent: int) -> float:
    """The time a phrase takes that ``percent`` of the phrases stay within (nearest rank)."""
    ranked = sorted(outcome.seconds for outcome in outcomes)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)] * 1000


def _matches(want: Value, value: Value) -> bool:
    return value[: len(want)] == want


def _is_part(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return False
    if not isinstance(found, str):
        return bool(found == wanted)
    piece = found.lstrip("+0")
    return len(piece) >= _SHORTEST_PIECE and piece in wanted
