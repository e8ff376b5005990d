"""What people ask of whoever answers for their data: received, checked, done, answered within a month."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from dateutil.relativedelta import relativedelta
from sqlalchemy.engine import Connection

from rueckruf.callbacks.repository import StaleError
from rueckruf.callbacks.request import deletion_time, one_line, several_lines
from rueckruf.callbacks.schema import day_in_german
from rueckruf.clock import wall_clock
from rueckruf.privacy.errors import PrivacyError
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.privacy_cases import (
    Case,
    CaseKind,
    CaseStep,
    Outcome,
    add_case,
    delete_due_cases,
    find_case,
    save_case,
)

KINDS: Mapping[CaseKind, str] = {
    "access": "Auskunft (Art. 15 DSGVO)",
    "rectification": "Berichtigung (Art. 16 DSGVO)",
    "erasure": "Löschung (Art. 17 DSGVO)",
    "restriction": "Einschränkung der Verarbeitung (Art. 18 DSGVO)",
    "objection": "Widerspruch (Art. 21 DSGVO)",
}
OUTCOMES: Mapping[Outcome, str] = {
    "granted": "wie verlangt erledigt",
    "nothing_stored": "nichts gespeichert",
    "refused": "abgelehnt",
}
LONGEST_LINE, LONGEST_TEXT = 200, 2000
"""In characters: a name; an address, a wish, a reason."""

_TERM, _EXTENSION = 1, 2  # months: Art. 12 (3) GDPR
KEPT_MONTHS = 36
"""Months that a case is kept once it is closed: so long a breach of the GDPR can be fined (section 31 OWiG)."""


def receive(
    database: Database, kind: CaseKind, said: Mapping[str, str], received_at: datetime, now: datetime, actor: str
) -> Case:
    """A new case; ``said`` are name, address, phone (E.164 or empty) and wish.

    The month for the answer begins at the aware time ``received_at``, which may lie before ``now``. Raises PrivacyError
    without a name or an address.
    """
    if received_at > now:
        raise PrivacyError("Der Eingang kann nicht in der Zukunft liegen.")
    due_at = deletion_time(received_at, _TERM)
    step = CaseStep(now, actor, f"Eingang vom {day_in_german(wall_clock(received_at).date())} erfasst")
    case = Case(uuid4(), kind, received_at, due_at, **_cleaned(said), steps=(step,))
    with writing_log(database) as connection:
        add_case(connection, database.cipher, case)
        _log(database, connection, case, now, actor, "received")
    return case


def correct(database: Database, case: Case, said: Mapping[str, str], now: datetime, actor: str) -> Case:
    """Name, address, phone or wish were taken down wrong. Raises as ``receive`` and ``check_identity`` do."""
    return _take(database, replace(case, **_cleaned(said)), now, actor, "Angaben zum Fall geändert", "corrected")


def check_identity(database: Database, case: Case, how: str, now: datetime, actor: str) -> Case:
    """It is certain who asks, by ``how`` that was checked.

    Raises PrivacyError without, if somebody else was faster, or if the case is closed.
    """
    how = _needed(how, "Bitte geben Sie an, wie Sie die Identität geprüft haben.")
    return _take(database, replace(case, identity=how), now, actor, f"Identität geprüft: {how}", "identity checked")


def extend(database: Database, case: Case, why: str, now: datetime, actor: str) -> Case:
    """Two months more, once, which the person must be told within the first one. Raises as ``check_identity`` does."""
    why = _needed(why, "Bitte geben Sie an, warum es länger dauert.")
    if case.extension:
        raise PrivacyError("Die Frist ist schon verlängert; das geht nur einmal.")
    if now > case.due_at:
        raise PrivacyError("Die Frist ist abgelaufen und lässt sich nicht mehr verlängern.")
    due_at = deletion_time(case.received_at, _TERM + _EXTENSION)
    told = f"Frist verlängert bis {day_in_german(wall_clock(due_at).date())}: {why}"
    return _take(database, replace(case, extension=why, due_at=due_at), now, actor, told, "extended")


def note_step(database: Database, case_id: UUID, what: str, now: datetime, actor: str) -> None:
    """Note in German what was done, whatever somebody has changed meanwhile. Raises PrivacyError if it is closed."""
    with writing_log(database) as connection:
        case = find_case(connection, database.cipher, case_id, to_change=True)
        if case is None or case.closed_at is not None:
            raise PrivacyError("Der Fall ist inzwischen abgeschlossen; was getan wurde, steht nur im Protokoll.")
        _write(database, connection, case, now, actor, what, "step")


def may_act(case: Case) -> None:
    """Raises PrivacyError unless something may be done for the person: it must be certain who asks."""
    _must_be_open(case)
    if not case.identity:
        raise PrivacyError("Prüfen Sie zuerst im Fall die Identität; es wurde nichts getan.")


def close(database: Database, case: Case, outcome: Outcome, reason: str, now: datetime, actor: str) -> Case:
    """Settle the answer. Raises PrivacyError where a reason or the check of who asks lacks, and as that does."""
    reason = several_lines(reason)[:LONGEST_TEXT]
    if outcome == "refused":
        reason = _needed(reason, "Eine Ablehnung braucht eine Begründung (Art. 12 Abs. 4 DSGVO).")
    else:
        may_act(case)
    due = now + relativedelta(months=KEPT_MONTHS)
    closed = replace(case, outcome=outcome, reason=reason, closed_at=now, delete_after=due)
    return _take(database, closed, now, actor, f"Abgeschlossen: {OUTCOMES[outcome]}", f"closed {outcome}", case)


def note_letter(database: Database, case: Case, letter: str, now: datetime, actor: str) -> None:
    """Log that a letter of the case was handed out."""
    with writing_log(database) as connection:
        _log(database, connection, case, now, actor, f"letter {letter}")


def case_of(database: Database, case_id: UUID) -> Case | None:
    """The case of that id; None if there is none, or no longer."""
    with database.engine.connect() as connection:
        return find_case(connection, database.cipher, case_id)


def purge_cases(database: Database, now: datetime, actor: str) -> int:
    """Delete closed cases whose term is over, and log it; how many."""
    with writing_log(database) as connection:
        ids = delete_due_cases(connection, now)
        for case_id in ids:
            append(connection, database.cipher, at=now, actor=actor, action="case_deleted", reason=case_id)
    return len(ids)


def _take(
    database: Database, case: Case, now: datetime, actor: str, what: str, logged: str, before: Case | None = None
) -> Case:
    _must_be_open(before or case)
    try:
        with writing_log(database) as connection:
            return _write(database, connection, case, now, actor, what, logged)
    except StaleError:
        raise PrivacyError("Jemand hat den Fall inzwischen geändert; bitte sehen Sie ihn noch einmal an.") from None


def _write(
    database: Database, connection: Connection, case: Case, now: datetime, actor: str, what: str, logged: str
) -> Case:
    saved = save_case(connection, database.cipher, replace(case, steps=(*case.steps, CaseStep(now, actor, what))))
    _log(database, connection, case, now, actor, logged)
    return saved


def _log(database: Database, connection: Connection, case: Case, now: datetime, actor: str, step: str) -> None:
    reason = f"{case.id} {case.kind}: {step}"
    append(connection, database.cipher, at=now, actor=actor, action="case", reason=reason)


def _must_be_open(case: Case) -> None:
    if case.closed_at is not None:
        raise PrivacyError("Der Fall ist abgeschlossen.")


def _cleaned(said: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": _needed(one_line(said["name"], LONGEST_LINE), "Bitte geben Sie den Namen an."),
        "address": _needed(said["address"], "Bitte geben Sie an, wohin die Antwort geht."),
        "phone": said["phone"],
        "wish": several_lines(said["wish"])[:LONGEST_TEXT],
    }


def _needed(text: str, problem: str) -> str:
    """The text with clean lines; raises PrivacyError if nothing is in it."""
    cleaned = several_lines(text)[:LONGEST_TEXT]
    if not cleaned:
        raise PrivacyError(problem)
    return cleaned
