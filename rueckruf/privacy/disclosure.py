"""All that is kept of a person (Art. 15 GDPR), as JSON for programs and as German text to send."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from rueckruf.answers.gathered import PERSONAL_SLOTS
from rueckruf.callbacks.schema import COLUMNS, as_data, in_berlin, in_german, moment_in_german
from rueckruf.privacy.cases import KINDS, OUTCOMES
from rueckruf.privacy.given_away import Given, given_away
from rueckruf.privacy.held import HeldRequest, Person, held_of
from rueckruf.privacy.recipients import others_told
from rueckruf.privacy.values import OF_VALUES
from rueckruf.privacy.wording import STEPS
from rueckruf.settings import Settings
from rueckruf.spoken.aloud.company_facts import say_months
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.privacy_cases import Case
from rueckruf.storage.running_calls import RunningCall
from rueckruf.storage.tables import ended_calls, request_events

_PURPOSE = "Wir rufen Sie auf Ihren Wunsch zurück und bearbeiten Ihr Anliegen."
_LEGAL_BASIS = "Art. 6 Abs. 1 Buchst. b DSGVO"
_ORIGIN = "Sie haben die Angaben am Telefon gemacht, oder Ihr Anschluss hat die Nummer übertragen."
_AUTOMATED_DECISIONS = "keine"

# Sealed, and told in what it holds; who of the staff has it; what others of the columns say as well.
_NOT_TOLD = frozenset({"personal", "claimed_by", "due_at", "due_until", "moves_on_at", "version"})


def disclose(settings: Settings, database: Database, person: Person, now: datetime, actor: str, form: str) -> str:
    """Everything about a person that any store holds, restricted requests too, written in one of FORMS.

    Before it is returned, and not before it is written, it is logged who had what disclosed, at the aware time ``now``.
    Whoever of the staff read something stands in the log, not here: they are no recipients. Raises what ``held_of``
    does.
    """
    held = held_of(settings, database, person)
    ids = [str(each.request.id) for each in held.requests]
    with database.engine.connect() as connection:
        given = given_away(connection, settings.company, ids)
        requests = [
            _request(connection, settings, database, each, given[str(each.request.id)]) for each in held.requests
        ]
    written = _WRITERS[form](
        {
            "phone": person.phone,
            "name": person.name,
            "request_id": person.request_id and str(person.request_id),
            "as_of": in_berlin(now),
            **_circumstances(settings),
            "requests": requests,
            "running_calls": [_call(call) for call in held.calls],
            "cases": [_case(case) for case in held.cases],
            "export_files": held.export_files,
            "left_out": held.left_out,
        },
        settings,
    )
    with writing_log(database) as connection:  # not before: calls would wait for all that reading
        told = [*ids, *(str(case.id) for case in held.cases)]
        append(connection, database.cipher, at=now, actor=actor, action="disclose", request_ids=told)
    return written


def _as_text(disclosed: Mapping[str, Any], settings: Settings) -> str:
    """German Markdown, to be read and sent."""
    template = OF_VALUES.get_template("disclosure.md")
    company = settings.company
    terms = {"titles": PERSONAL_SLOTS, "retention": say_months(company.retention.months), "german": moment_in_german}
    told = [(request, _titled(request, company.titles)) for request in disclosed["requests"]]
    facts = {**disclosed, "requests": told, "sought": list(_sought(disclosed))}
    return template.render(**facts, **terms, company=company, privacy=company.privacy)


def _sought(disclosed: Mapping[str, Any]) -> Iterator[str]:
    """What was searched for, in German."""
    for key, title in (("phone", "der Telefonnummer"), ("name", "dem Namen"), ("request_id", "der Kennung")):
        if disclosed[key]:
            yield f"{title} {disclosed[key]}"


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


def _call(call: RunningCall) -> dict[str, Any]:
    return {"call_sid": call.call_sid, "said": call.said, "understood": call.understood}


def _request(
    connection: Connection, settings: Settings, database: Database, held: HeldRequest, given: Sequence[Given]
) -> dict[str, Any]:
    """One that waits in the spool nobody has seen yet."""
    request = held.request
    told = {**vars(request), **(held.row._mapping if held.row else {"restricted_at": None}), **as_data(request)}
    return {
        **{name: _told(value) for name, value in told.items() if name not in _NOT_TOLD},
        "recipient": settings.company.title_of(request.recipient),
        "restriction": held.restriction,
        "history": _history(connection, database, str(request.id)),
        "given_to": given,
        "call_log_deletion": _call_log_deletion(connection, request.call_sid),
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
