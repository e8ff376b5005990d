"""What every template has at hand."""

from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from rueckruf.callbacks.handling import LONGEST_NOTE
from rueckruf.callbacks.reminder import is_endangered
from rueckruf.callbacks.schema import COLUMNS
from rueckruf.callbacks.sla import is_late
from rueckruf.sales.browser_rules import HTMX_CONFIG
from rueckruf.sales.roles import may_open
from rueckruf.sales.services import services
from rueckruf.sales.sessions import POLL
from rueckruf.sales.users import LONGEST_PASSWORD, SHORTEST_PASSWORD

_MENU = {
    "day_list.show": "Rückrufe",
    "search.ask": "Suche",
    "calendar.show": "Kalender",
    "overview.show": "Übersicht",
    "privacy.ask": "Datenschutz",
    "cases.overview": "Fälle",
    "papers.overview": "Unterlagen",
    "audit.show": "Protokoll",
    "people.show": "Konten",
    "tokens.show": "Systeme",
}

_PLACE = ("seite", "empfaenger", "bei", "suche")

# Columns without a place of their own on the page: what the caller said or sales wrote, and what else is known.
_IN_PLACE = frozenset(
    {
        *("id", "name", "phone", "phone_source", "callback_start", "callback_end", "callback_text"),
        *("status", "claimed_by", "attempts", "delete_after", "other_phones", "other_windows"),
    }
)
_SAID_BESIDE = tuple(column for column in COLUMNS if column.personal and column.key not in _IN_PLACE)
_KNOWN_BESIDE = tuple(column for column in COLUMNS if not column.personal and column.key not in _IN_PLACE)


def common() -> dict[str, Any]:
    """Names for every template."""
    return {
        "company": services().company,
        "recipients": services().recipients,
        "company_login": services().settings.company_login,
        "menu": [(endpoint, title) for endpoint, title in _MENU.items() if _may_open(endpoint)],
        "request_endpoint": request.endpoint,
        "request_part": request.blueprint,
        "is_poll": POLL in request.headers,
        "whence": whence(),
        "here": request.full_path.rstrip("?") if request.method == "GET" else url_for("home"),
        "htmx_config": HTMX_CONFIG,
        "is_endangered": is_endangered,
        "is_late": is_late,
        "reminder_margin": timedelta(minutes=services().company.handover.reminder_minutes),
        "longest_note": LONGEST_NOTE,
        "shortest_password": SHORTEST_PASSWORD,
        "longest_password": LONGEST_PASSWORD,
        "said_beside": _SAID_BESIDE,
        "known_beside": _KNOWN_BESIDE,
    }


def whence() -> dict[str, Any]:
    """Which page of which list or search somebody is at, or came from; all are there, None where it is not said."""
    try:
        said = request.values
    except RequestEntityTooLarge:  # told by a page, which asks for this, too
        said = CombinedMultiDict([request.args])
    return {name: said.get(name) or None for name in _PLACE}


def _may_open(endpoint: str) -> bool:
    return current_user.is_authenticated and may_open(current_user.user.role, endpoint)
