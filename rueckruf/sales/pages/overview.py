"""The overview, for leads: how it goes, in some days, in all or for one team."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from flask import Blueprint, render_template, request
from sqlalchemy.engine import Connection

from rueckruf import clock
from rueckruf.sales.overview import PERIODS, USUAL, first_day, overview
from rueckruf.sales.pages.day_list import chosen_recipient
from rueckruf.sales.services import services
from rueckruf.storage.figures import figures_since
from rueckruf.storage.requests import count_untried
from rueckruf.storage.workload import Workload, workloads

pages = Blueprint("overview", __name__)


@pages.get("/uebersicht")
def show() -> str:
    now, today = clock.now(), clock.berlin_now().date()
    recipient, asked = chosen_recipient(request.args.get("empfaenger", "")), request.args.get("tage", USUAL, type=int)
    days = asked if asked in PERIODS else USUAL
    begin = first_day(today, days)
    with services().database.engine.connect() as connection:
        seen = overview(figures_since(connection, begin, recipient), today, days)
        late = _late(connection, now)
        work = _workloads(connection, recipient, begin, now)
    return render_template(
        "overview.html",
        overview=seen,
        recipient=recipient,
        days=days,
        periods=PERIODS,
        late=late,
        workloads=work,
        today=today,
        now=now,
    )


def _late(connection: Connection, now: datetime) -> Mapping[str, int]:
    """How many requests are beyond the SLA of each team that has one."""
    promised = services().company.sla
    return {team: count_untried(connection, team, now - within) for team, within in promised.items()}


def _workloads(connection: Connection, recipient: str | None, begin: date, now: datetime) -> Sequence[Workload] | None:
    """None where the company does not want it known: then nothing is read for it either."""
    if not services().company.workload_per_person:
        return None
    return workloads(connection, recipient, clock.berlin(datetime.combine(begin, time())), now)
