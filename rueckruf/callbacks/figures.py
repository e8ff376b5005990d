"""What is counted of the requests, so that it outlives them: a day, a kind and a value, and nobody's data."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter
from typing import Literal

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN

CountKind = Literal["request", "window", "reached", "first_attempt", "result", "broke_off", "gave_up", "ended"]


@dataclass(frozen=True)
class Figure:
    """Something that happened ``count`` times on a Berlin day.

    ``window`` counts the requests whose window ends on the day, or the last of several, ``reached`` those of them whose
    caller was reached in one: the ones in which nobody called are in the first alone. ``recipient`` is empty where
    there is none.

    ``value`` is for a ``request`` the Berlin hour of the call, for a ``window`` and one ``reached`` that in which it
    begins, empty where it was counted before hours were; for a ``first_attempt`` the whole minutes after the window
    that counted had begun, for a ``result`` its name in ``company.yml``; of calls without a request the question that
    was open where the caller ``broke_off`` or the assistant ``gave_up``, and for those that ``ended`` otherwise how:
    the caller's intent, or ``transfer``.
    """

    day: date
    kind: CountKind
    recipient: str
    value: str = ""
    count: int = 1


def of_new(request: CallbackRequest) -> list[Figure]:
    """What is counted when a request has been taken: whole ones."""
    if request.status == "incomplete":
        return []
    return [
        Figure(_day(request.created_at), "request", request.recipient, _hour(request.created_at)),
        _of_window("window", request),
    ]


def of_step(
    before: CallbackRequest, after: CallbackRequest, at: datetime, unreached: Collection[str] = ()
) -> list[Figure]:
    """What is counted when sales has taken a request from one state to the next at the aware time ``at``.

    ``unreached`` are the results after which nobody was reached.
    """
    figures = []
    if before.attempts < after.attempts and after.result:
        figures.append(Figure(_day(at), "result", before.recipient, after.result))
    if before.attempts == 0 < after.attempts:
        start, _ = before.window_at(at)
        late = max(int((at - start).total_seconds() // 60), 0)
        figures.append(Figure(_day(at), "first_attempt", before.recipient, str(late)))
    reached = after.status == "done" and after.result not in unreached
    whole = before.status not in ("incomplete", "done")
    if whole and reached and any(start <= at < end for start, end in before.windows):
        figures.append(_of_window("reached", before))
    return figures


def moved(before: CallbackRequest, after: CallbackRequest, at: datetime) -> list[Figure]:
    """What is counted when a caller has moved a window at the aware time ``at``: one that has passed stays counted."""
    old, new = (_of_window("window", one) for one in (before, after))
    if _last(before) == _last(after):
        return []
    return [new] if _last(before)[1] <= at else [*taken_back([old]), new]


def taken_back(figures: list[Figure]) -> list[Figure]:
    """The same, no longer counted."""
    return [replace(figure, count=-figure.count) for figure in figures]


def _last(request: CallbackRequest) -> tuple[datetime, datetime]:
    """The window that ends last."""
    return max(request.windows, key=itemgetter(1))


def _of_window(kind: CountKind, request: CallbackRequest) -> Figure:
    start, end = _last(request)
    return Figure(_day(end), kind, request.recipient, _hour(start))


def _hour(moment: datetime) -> str:
    return str(moment.astimezone(BERLIN).hour)


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()
