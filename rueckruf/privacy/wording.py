"""The log, reasons and counts in German, for whoever answers for the data."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from rueckruf.clock import BERLIN
from rueckruf.storage.audit_log import Entry, Problem, Verdict
from rueckruf.storage.deletion import Reason

REASONS: Mapping[str, str] = {
    "purpose": "Zweck erfüllt",
    "term": "Frist abgelaufen",
    "incomplete": "abgebrochener Anruf",
    "request": "auf Verlangen",
    "withdrawn": "im Gespräch zurückgenommen",
    "page": "auf der Seite",
    "api": "über die Schnittstelle",
    "calendar": "im Kalender",
}

ACTIONS: Mapping[str, str] = {
    "delete": "gelöscht",
    "export": "exportiert",
    "read": "gelesen",
    "disclose": "Auskunft erteilt",
    "rectify": "berichtigt",
    "restrict": "gesperrt",
    "release": "freigegeben",
    "case": "Fall des Datenschutzes bearbeitet",
    "case_deleted": "Fall des Datenschutzes gelöscht",
    "rotate": "Schlüssel gewechselt",
    "exports_removed": "Exporte im Datenordner entfernt",
    "backup": "Sicherung geschrieben",
    "restore": "Sicherung eingespielt",
    "log_exported": "Protokoll ausgegeben",
    "login": "angemeldet",
    "login_failed": "Anmeldung misslungen",
    "login_locked": "Anmeldung gesperrt",
    "logout": "abgemeldet",
    "user_added": "Konto angelegt",
    "user_changed": "Rolle geändert",
    "user_disabled": "Konto gesperrt",
    "token_added": "Zugang für ein System angelegt",
    "token_revoked": "Zugang für ein System widerrufen",
    "calendar_added": "Kalenderadresse angelegt",
    "calendar_revoked": "Kalenderadresse widerrufen",
    "user_reset": "Zugang erneuert",
    "password_set": "Passwort über Link gesetzt",
    "password_changed": "eigenes Passwort geändert",
    "second_factor_set": "zweiten Faktor eingerichtet",
    "second_factor_removed": "zweiten Faktor entfernt",
    "recovery_code_used": "Notfallcode benutzt",
    "passkey_added": "Passkey hinzugefügt",
    "passkey_removed": "Passkey entfernt",
    "passkey_copied": "Passkey abgewiesen, der kopiert wurde",
    "sessions_ended": "Sitzungen beendet",
}


STEPS: Mapping[str, str] = {
    "claimed": "vom Vertrieb übernommen",
    "assigned": "im Vertrieb zugewiesen",
    "handed_back": "vom Vertrieb zurückgegeben",
    "done": "Rückruf erledigt",
    "unreachable": "Rückruf versucht, nicht erreicht",
    "postponed": "nächster Versuch festgelegt",
    "noted": "Notiz geändert",
    "undone": "letzter Schritt zurückgenommen",
    "changed": "in einem Anruf geändert",
}

PROBLEMS: Mapping[Problem, str] = {
    "changed": "Eintrag {number} wurde verändert. In Ordnung davor: {count}.",
    "missing": "Eintrag {number} fehlt. In Ordnung davor: {count}.",
    "out of order": "Eintrag {number} steht nicht an seiner Stelle. In Ordnung davor: {count}.",
    "head not found": "Der angegebene Prüfwert fehlt unter {count} Einträgen: "
    "Das Ende wurde entfernt oder das Protokoll neu berechnet.",
    "key lost": "Der Schlüssel des Protokolls fehlt in der Datenbank: Kein Eintrag lässt sich prüfen.",
    "copy differs": "Eintrag {number} steht in der Kopie anders. In Ordnung davor: {count}.",
    "cut off": "Die Kopie hat mehr als die {count} Einträge des Protokolls: Sein Ende wurde entfernt.",
}


def compared_in_words(verdict: Verdict, copy: Path | None) -> str:
    """How far the log was compared with its copy, or what it means that there is none."""
    if copy is None:
        return (
            "Eine Kopie an einem anderen Ort gibt es nicht (RUECKRUF_LOG_COPY): "
            "Ein entferntes Ende fällt nur gegen einen notierten Prüfwert auf."
        )
    return f"Mit der Kopie verglichen: {verdict.compared} von {verdict.count} Einträgen ({copy})."


def counted(count: int, one: str, many: str) -> str:
    """``1 Tag``, ``7 Tage``."""
    return f"{count} {one if count == 1 else many}"


def of_a_person(requests: int, calls: int, exports: int) -> str:
    """What was found or erased: ``1 Rückrufwunsch, 1 laufendes Gespräch und 2 Exporte im Datenordner``."""
    parts = [counted(requests, "Rückrufwunsch", "Rückrufwünsche")] if requests or not (calls or exports) else []
    parts += [counted(calls, "laufendes Gespräch", "laufende Gespräche")] if calls else []
    parts += [f"{counted(exports, 'Export', 'Exporte')} im Datenordner"] if exports else []
    return " und ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def requests_by_reason(counts: Mapping[Reason, int]) -> str:
    """``3 Rückrufwünsche (1 Zweck erfüllt, 2 Frist abgelaufen)``."""
    total = counted(sum(counts.values()), "Rückrufwunsch", "Rückrufwünsche")
    parts = ", ".join(f"{counts[reason]} {REASONS[reason]}" for reason in get_args(Reason) if counts.get(reason))
    return f"{total} ({parts})" if parts else total


def entry_in_words(entry: Entry) -> str:
    """An entry of the log on one line: number, Berlin time, who, what, why, which requests."""
    what = ACTIONS[entry.action] + (f" ({REASONS.get(entry.reason, entry.reason)})" if entry.reason else "")
    moment = entry.at.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M:%S")
    return " ".join((f"{entry.number}. {moment} {entry.actor}: {what}", *entry.request_ids))
