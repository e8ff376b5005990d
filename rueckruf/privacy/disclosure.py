"""All that is kept of a person (Art. 15 GDPR), as JSON for programs and as German text to send."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from rueckruf.answers.gathered import PERSONAL_SLOTS
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, as_data, in_berlin, in_german, moment_in_german
from rueckruf.privacy.cases import KINDS, OUTCOMES
from rueckruf.privacy.export_files import exports_about
from rueckruf.privacy.recipients import others_told
from rueckruf.privacy.values import OF_VALUES
from rueckruf.privacy.wording import STEPS
from rueckruf.settings import Settings
from rueckruf.spoken.aloud.company_facts import say_months
from rueckruf.storage.audit_log import append, entries
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.privacy_cases import Case, cases_of_phone
from rueckruf.storage.requests import opened
from rueckruf.storage.running_calls import RunningCalls
from rueckruf.storage.search_index import found_by, searchable
from rueckruf.storage.spool import open_spool
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import ended_calls, request_events

_PURPOSE = "Wir rufen Sie auf Ihren Wunsch zurück und bearbeiten Ihr Anliegen."
_LEGAL_BASIS = "Art. 6 Abs. 1 Buchst. b DSGVO"
_ORIGIN = "Sie haben die Angaben am Telefon gemacht, oder Ihr Anschluss hat die Nummer übertragen."
_AUTOMATED_DECISIONS = "keine"

# Sealed, and told in what it holds; who of the staff has it; what others of the columns say as well.
_NOT_TOLD = frozenset({"personal", "claimed_by", "due_at", "due_until", "moves_on_at", "version"})

# How it was given away: the log tells the outlet or the kind of file as its reason.
_WAYS: Mapping[str, str] = {
    "webhook": "an das Kundensystem übergeben",
    "tryton": "an das Kundensystem übergeben",
    "caldav": "in Kalender des Vertriebs eingetragen",
    "mail": "per E-Mail übergeben",
}


def disclose(settings: Settings, database: Database, phone: str, now: datetime, actor: str, form: str) -> str:
    """Everything about a number in E.164 that any store holds, restricted requests too, written in one of FORMS.

    Before it is returned, and not before it is written, it is logged who had it disclosed, at the aware time ``now``.
    Whoever of the staff read something stands in the log, not here: they are no recipients.
    """
    # First: what is delivered meanwhile is found in the database.
    waiting = _waiting(settings, phone)
    with database.engine.connect() as connection:
        rows = _rows(connection, database, phone)
        ids = [row.id for row in rows]
        given = _given(connection, ids)
        requests = [_request(connection, settings, database, row, given[row.id]) for row in rows]
        cases = [_case(case) for case in cases_of_phone(connection, database.cipher, phone)]
    for request in waiting:
        if request["id"] not in ids:
            requests.append(request)
            ids.append(request["id"])
    written = _WRITERS[form](
        {
            "phone": phone,
            "as_of": in_berlin(now),
            **_circumstances(settings),
            "requests": requests,
            "running_calls": [vars(call) for call in RunningCalls(settings).about(phone)],
            "cases": cases,
            "export_files": [path.name for path in exports_about(settings, ids, phone)],
        },
        settings,
    )
    with writing_log(database) as connection:  # not before: calls would wait for all that reading
        append(connection, database.cipher, at=now, actor=actor, action="disclose", request_ids=ids)
    return written


def _as_text(disclosed: Mapping[str, Any], settings: Settings) -> str:
    """German Markdown, to be read and sent."""
    template = OF_VALUES.get_template("disclosure.md")
    company = settings.company
    terms = {"titles": PERSONAL_SLOTS, "retention": say_months(company.retention.months), "german": moment_in_german}
    told = [(request, _titled(request, company.titles)) for request in disclosed["requests"]]
    return template.render(**{**disclosed, "requests": told}, **terms, company=company, privacy=company.privacy)


def _titled(request: Mapping[str, Any], recipients: Mapping[str, str]) -> list[tuple[str, str]]:
    """Title and text of each column that is told."""
    words = in_german(request, recipients)
    return [(column.title, words[column.key] or "nicht angegeben") for column in COLUMNS if column.key in words]


def _as_json(disclosed: Mapping[str, Any], _: Settings) -> str:
    return json.dumps(disclosed, ensure_ascii=False, indent=2) + "\n"


_WRITERS: Mapping[str, Callable[[Mapping[str, Any], Settings], str]] = {"text": _as_text, "json": _as_json}
FORMS = tuple(_WRITERS)


def _circumstances(settings: Settings) -> dict[str, Any]:
    """What Art. 15 (1) asks for besides the data itself."""
    company, privacy = settings.company, settings.company.privacy
    processors = [name for name in (privacy.telephony, privacy.hosting) if name]
    return {
        "controller": f"{company.name}, {privacy.address}",
        "purpose": _PURPOSE,
        "legal_basis": _LEGAL_BASIS,
        "recipients": [*company.titles.values(), *processors, *others_told(company)],
        "origin": _ORIGIN,
        "automated_decisions": _AUTOMATED_DECISIONS,
        "rights": ["Art. 16 DSGVO", "Art. 17 DSGVO", "Art. 18 DSGVO", "Art. 20 DSGVO", "Art. 21 DSGVO"],
        "authority": privacy.authority,
    }


def _case(case: Case) -> dict[str, Any]:
    """Without the logins of the staff."""
    told = ("name", "address", "phone", "wish", "identity", "extension", "reason")
    return {
        **{name: getattr(case, name) for name in told},
        "kind": KINDS[case.kind],
        "received_at": in_berlin(case.received_at),
        "outcome": case.outcome and OUTCOMES[case.outcome],
        "steps": [{"at": in_berlin(step.at), "what": step.what} for step in case.steps],
        "delete_after": case.delete_after and in_berlin(case.delete_after),
    }


def _rows(connection: Connection, database: Database, phone: str) -> Sequence[Row]:
    of_phone = select(table).where(found_by(phone, database.cipher))
    rows: Sequence[Row] = connection.execute(of_phone.order_by(table.c.created_at)).all()
    return rows


def _request(
    connection: Connection, settings: Settings, database: Database, row: Row, given: Sequence[dict[str, str]]
) -> dict[str, Any]:
    told = {**row._mapping, **as_data(opened(row, database.cipher))}
    return {
        **{name: _told(value) for name, value in told.items() if name not in _NOT_TOLD},
        "recipient": settings.company.title_of(row.recipient),
        "restriction": row.restriction and database.cipher.open(row.restriction),
        "history": _history(connection, database, row.id),
        "given_to": given,
        "call_log_deletion": _call_log_deletion(connection, row.call_sid),
    }


def _waiting(settings: Settings, phone: str) -> list[dict[str, Any]]:
    """Those that wait in the spool."""
    requests = (accepted.request for accepted in open_spool(settings).waiting())
    return [_unseen(settings, request) for request in requests if phone in searchable(request)]


def _unseen(settings: Settings, request: CallbackRequest) -> dict[str, Any]:
    """One that nobody has seen yet."""
    told = {**vars(request), **as_data(request)}
    return {
        **{name: _told(value) for name, value in told.items() if name not in _NOT_TOLD},
        "recipient": settings.company.title_of(request.recipient),
        "restricted_at": None,
        "restriction": None,
        "history": [],
        "given_to": [],
        "call_log_deletion": None,
    }


def _told(value: Any) -> Any:
    return in_berlin(value) if isinstance(value, datetime) else value


def _history(connection: Connection, database: Database, request_id: str) -> list[dict[str, Any]]:
    of_request = select(request_events).where(request_events.c.request_id == request_id).order_by(request_events.c.id)
    return [
        {"at": in_berlin(event.at), "what": STEPS[event.kind], "before": _before(database.cipher.open(event.detail))}
        for event in connection.execute(of_request)
    ]


def _call_log_deletion(connection: Connection, call_sid: str) -> dict[str, Any] | None:
    """Where the call still waits for the deletion of its entry in Twilio's log."""
    waiting = connection.execute(select(ended_calls).where(ended_calls.c.call_sid == call_sid)).one_or_none()
    if waiting is None:
        return None
    return {"attempts": waiting.attempts, "next_attempt_at": in_berlin(waiting.next_attempt_at)}


def _before(detail: str) -> dict[str, Any]:
    """What a step has changed, without the login of who took it."""
    before: dict[str, Any] = json.loads(detail)["before"]
    return {name: value for name, value in before.items() if name != "claimed_by"}


def _given(connection: Connection, ids: Iterable[str]) -> Mapping[str, list[dict[str, str]]]:
    """How each request was given away, in one pass over the log: an entry of exports names a thousand of them."""
    given: dict[str, list[dict[str, str]]] = {each: [] for each in ids}
    for entry in entries(connection, action="export") if given else ():
        for each in given.keys() & entry.request_ids:
            how = _WAYS.get(entry.reason, f"als Datei ausgegeben ({entry.reason})")
            given[each].append({"at": in_berlin(entry.at), "how": how})
    return given
