"""The log, reasons and counts in German, for whoever answers for the data."""

from collections.abc import Mapping

from rueckruf.storage.audit_log import Action
from rueckruf.storage.deletion import Reason

REASONS: Mapping[Reason, str] = {
    "purpose": "Zweck erfüllt",
    "term": "Frist abgelaufen",
    "incomplete": "abgebrochener Anruf",
    "request": "auf Verlangen",
    "withdrawn": "im Gespräch zurückgenommen",
}

ACTIONS: Mapping[Action, str] = {
    "delete": "gelöscht",
    "export": "exportiert",
    "read": "gelesen",
    "disclose": "Auskunft erteilt",
    "restrict": "gesperrt",
    "release": "freigegeben",
    "rotate": "Schlüssel gewechselt",
    "login": "angemeldet",
    "login_failed": "Anmeldung misslungen",
    "login_locked": "Anmeldung gesperrt",
    "logout": "abgemeldet",
    "user_added": "Konto angelegt",
    "user_disabled": "Konto gesperrt",
    "user_reset": "Kennwort zurückgesetzt",
}


def counted(count: int, one: str, many: str) -> str:
    """``1 Tag``, ``7 Tage``."""
    return f"{count} {one if count == 1 else many}"


def requests_by_reason(counts: Mapping[Reason, int]) -> str:
    """``3 Rückrufwünsche (1 Zweck erfüllt, 2 Frist abgelaufen)``."""
    total = counted(sum(counts.values()), "Rückrufwunsch", "Rückrufwünsche")
    parts = ", ".join(f"{counts[reason]} {words}" for reason, words in REASONS.items() if counts.get(reason))
    return f"{total} ({parts})" if parts else total
