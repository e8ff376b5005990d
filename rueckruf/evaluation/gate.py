"""Whether a model may take the place of another: what one does worse on the same cases, and whether that is chance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from rueckruf.evaluation.call_records import Call
from rueckruf.evaluation.intents import Heard, is_expensive, is_right
from rueckruf.evaluation.intervals import CHANCE, Interval, Pairs, chance_of, difference_interval, share_interval

CALLS = "calls"
ALL_UTTERANCES = "all utterances"
_KEY_LENGTH = 12


class Judged(NamedTuple):
    """One case: by what it is known again, whether it came out right, and what became of it if not.

    Neither tells what was said: who reads results has not looked at the cases.
    """

    key: str
    right: bool
    expensive: bool = False
    became: str = ""


#: Name of a set -> its cases, in an order of their own.
Results = Mapping[str, Sequence[Judged]]


def of_utterances(heard: Iterable[Heard]) -> list[Judged]:
    """Utterances, known again by a digest."""
    return [_of_utterance(one) for one in heard]


def of_calls(calls: Iterable[Call]) -> list[Judged]:
    """Calls of one seed: right is a goal that was reached, expensive a wrong value that was stored."""
    return [_of_call(one) for one in calls]


def _of_utterance(heard: Heard) -> Judged:
    key = sha256(heard.text.encode()).hexdigest()[:_KEY_LENGTH]
    if is_right(heard.intent, heard.understood):
        return Judged(key, right=True)
    return Judged(key, False, is_expensive(heard), f"{heard.intent} taken for {heard.understood}")


def _of_call(call: Call) -> Judged:
    key = f"call {call.index}"
    if call.fate == "reached":
        return Judged(key, right=True)
    return Judged(key, False, call.fate == "wrong value", f"{call.fate} at {call.asked or 'the end'}")


@dataclass(frozen=True)
class Comparison:
    """The same cases with one model and with another."""

    name: str
    before: Sequence[Judged]
    after: Sequence[Judged]

    @property
    def cases(self) -> int:
        return len(self.after)

    @property
    def pairs(self) -> Pairs:
        both = [(old.right, new.right) for old, new in zip(self.before, self.after, strict=True)]
        return Pairs(*(both.count(kind) for kind in ((True, True), (False, True), (True, False), (False, False))))

    @property
    def difference(self) -> Interval:
        return difference_interval(self.pairs)

    @property
    def chance(self) -> float:
        return chance_of(self.pairs)

    @property
    def is_loss(self) -> bool:
        """Whether more is lost than chance explains."""
        return self.pairs.lost > self.pairs.gained and self.chance < CHANCE

    @property
    def new_expensive(self) -> list[str]:
        """What is expensive now and was not before, in the same case."""
        return [
            new.became for old, new in zip(self.before, self.after, strict=True) if new.expensive and not old.expensive
        ]


def right(cases: Iterable[Judged]) -> int:
    """How many came out right."""
    return sum(case.right for case in cases)


def expensive(cases: Iterable[Judged]) -> int:
    """How many were expensive."""
    return sum(case.expensive for case in cases)


def interval(cases: Sequence[Judged]) -> Interval:
    """Of the share that came out right."""
    return share_interval(right(cases), len(cases))


def utterances_of(results: Results) -> list[Judged]:
    """The cases of all sets but the calls."""
    return [case for name, cases in results.items() if name != CALLS for case in cases]


def became(results: Results) -> dict[str, Counter[str]]:
    """What the cases of each set became that did not come out right."""
    return {name: Counter(case.became for case in cases if not case.right) for name, cases in results.items()}


def compared(before: Results, after: Results) -> list[Comparison]:
    """Each set, and all utterances together; both must have been measured on the same sets."""
    sets = [Comparison(name, before[name], cases) for name, cases in after.items()]
    together = Comparison(ALL_UTTERANCES, utterances_of(before), utterances_of(after))
    return [*sets, together] if together.cases else sets


def faults(comparisons: Iterable[Comparison]) -> list[str]:
    """Why the second model must not take the place of the first, one reason a line; nothing if it may."""
    found = []
    for one in comparisons:
        if one.is_loss:
            found.append(f"{one.name}: {one.pairs.lost} lost, {one.pairs.gained} gained, p = {one.chance:.2g}")
        if one.name != ALL_UTTERANCES:
            found += [f"{one.name}: expensive: {confusion}" for confusion in one.new_expensive]
    return found
