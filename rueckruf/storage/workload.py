"""What each person of sales does, read from the history of the requests that are kept. Nothing is stored of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from rueckruf.storage import due
from rueckruf.storage.requests import UNRESTRICTED
from rueckruf.storage.tables import callback_requests, request_events

_ATTEMPTS = ("done", "unreachable")
_NO_PERSON = ":"  # no login of a person holds a colon, the names of systems do


@dataclass(frozen=True)
class Workload:
    """Somebody has ``holding`` open requests, and made ``attempts`` since some time, of them ``done`` the last ones."""

    login: str
    holding: int
    attempts: int
    done: int


def workloads(connection: Connection, recipient: str | None, since: datetime, now: datetime) -> Sequence[Workload]:
    """Of everybody who has or did something for a recipient, or for any, since an aware time; by login."""
    steps = _steps(connection, recipient, since)
    holding: Counter[str] = Counter()
    for share in due.shares(connection, recipient, now):
        holding[share.holder] += share.count
    people = {login for login, _ in steps} | (holding.keys() - {""})
    return [
        Workload(login, holding[login], sum(steps[login, step] for step in _ATTEMPTS), steps[login, "done"])
        for login in sorted(people)
        if _NO_PERSON not in login
    ]


def _steps(connection: Connection, recipient: str | None, since: datetime) -> Counter[tuple[str, str]]:
    """How often who has taken which step, without those that were undone: as the very next step with their request."""
    following = func.lead(request_events.c.kind).over(
        partition_by=request_events.c.request_id, order_by=request_events.c.id
    )
    of_team = [] if recipient is None else [callback_requests.c.recipient == recipient]
    lines = (
        select(request_events.c.actor, request_events.c.kind, following.label("following"))
        .join(callback_requests, callback_requests.c.id == request_events.c.request_id)
        .where(request_events.c.at >= since, UNRESTRICTED, *of_team)
        .subquery()
    )
    stands = (lines.c.kind.in_(_ATTEMPTS), func.coalesce(lines.c.following, "") != "undone")
    counted = select(lines.c.actor, lines.c.kind, func.count()).where(*stands).group_by(lines.c.actor, lines.c.kind)
    return Counter({(actor, kind): count for actor, kind, count in connection.execute(counted)})
