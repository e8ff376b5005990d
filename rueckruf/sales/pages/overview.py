"""The overview, for leads."""

from flask import Blueprint, render_template

from rueckruf import clock
from rueckruf.sales.overview import DAYS, first_day, overview
from rueckruf.sales.services import services
from rueckruf.storage.figures import figures_since

pages = Blueprint("overview", __name__)


@pages.get("/uebersicht")
def show() -> str:
    today = clock.berlin_now().date()
    with services().database.engine.connect() as connection:
        seen = overview(figures_since(connection, first_day(today)), today)
    return render_template("overview.html", overview=seen, days=DAYS, today=today)
