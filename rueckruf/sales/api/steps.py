"""What systems do with a request: the steps of the page, each with the version that was read."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask import Response

from rueckruf import clock
from rueckruf.callbacks import handling
from rueckruf.callbacks.handling import ClosedError, HandledRequests, TakenError
from rueckruf.callbacks.repository import StaleError
from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.sales.api.access import caller, log_read
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.api.models import Assignee, IfMatch, Note, OfRequest, Outcome, Request
from rueckruf.sales.api.problems import described, problem, refuse
from rueckruf.sales.api.requests import answer
from rueckruf.sales.services import services
from rueckruf.sales.steps import NO_COLLEAGUE, who_may_call
from rueckruf.sales.visible import visible

_Step = Callable[[HandledRequests, CallbackRequest, str, datetime], CallbackRequest]

_RESPONSES = {200: Request, **described(404, 409, 412, 413, 428)}
_ONE = "/requests/<uuid:request_id>"


@api.put(f"{_ONE}/claim", summary="Übernehmen: dieses System ruft zurück", responses=_RESPONSES)
def claim(path: OfRequest, header: IfMatch) -> Any:
    return _taken(path, header, handling.claim)


@api.delete(f"{_ONE}/claim", summary="Zurückgeben, was dieses System übernommen hat", responses=_RESPONSES)
def hand_back(path: OfRequest, header: IfMatch) -> Any:
    return _taken(path, header, handling.hand_back)


@api.put(f"{_ONE}/assign", summary="Einem Menschen zuweisen: dieser ruft zurück", responses=_RESPONSES)
def assign(path: OfRequest, header: IfMatch, body: Assignee) -> Any:
    return _taken(path, header, partial(_assign, to=body.login))


@api.put(f"{_ONE}/note", summary="Die Notiz ersetzen", responses=_RESPONSES)
def note(path: OfRequest, header: IfMatch, body: Note) -> Any:
    return _taken(path, header, partial(handling.note, text=body.note))


@api.post(f"{_ONE}/result", summary="Sagen, was aus dem Rückruf wurde", responses=_RESPONSES)
def settle(path: OfRequest, header: IfMatch, body: Outcome) -> Any:
    company = services().company
    means = next((result.means for result in company.results if result.name == body.result), None)
    if means is None or (means == "again") != (body.next_attempt_at is not None):
        refuse(422, "Bitte nennen Sie ein Ergebnis aus company.yml, und next_attempt_at nur, wenn es das verlangt.")
    outcome = handling.Outcome(body.result, body.note, company.unreached)
    moment = body.next_attempt_at
    if moment is None:
        return _taken(path, header, partial(handling.finish, terms=company.retention, outcome=outcome))
    if not services().hours.is_open(clock.wall_clock(moment)):
        refuse(422, "Zu dieser Zeit (next_attempt_at) ist niemand da. Es wurde nichts geändert.")
    return _taken(path, header, partial(handling.miss, next_attempt_at=moment, outcome=outcome))


def _assign(requests: HandledRequests, seen: CallbackRequest, actor: str, now: datetime, to: str) -> CallbackRequest:
    if to not in {user.login for user in who_may_call(seen.recipient)}:
        refuse(422, f"{NO_COLLEAGUE} Es wurde nichts geändert.")
    return handling.assign(requests, seen, actor, now, to, of_others=caller().role == "lead")


def _taken(path: OfRequest, header: IfMatch, step: _Step) -> Response:
    """The request after the step."""
    seen, token = visible(path.request_id, caller().recipient), caller()
    if header.if_match != f'"{seen.version}"':
        refuse(412)
    log_read([seen])  # before the step: an answer that says that nothing was changed must be true
    return answer(step(services().handled, seen, token.actor, clock.now()))


@api.errorhandler(TakenError)
def _is_taken(error: TakenError) -> Response:
    return problem(409, f"{error.by} hat diesen Rückrufwunsch schon übernommen. Es wurde nichts geändert.")


@api.errorhandler(ClosedError)
def _is_closed(_: ClosedError) -> Response:
    return problem(409, "Dieser Rückrufwunsch ist schon erledigt. Es wurde nichts geändert.")


@api.errorhandler(StaleError)
def _is_stale(_: StaleError) -> Response:
    return problem(412)


@api.errorhandler(RequestError)
def _breaks_a_rule(error: RequestError) -> Response:
    return problem(422, f"Diese Angabe passt nicht: {error.field}. Es wurde nichts geändert.")
