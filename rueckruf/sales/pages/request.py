"""One request: what is known, what has happened, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from rueckruf import clock
from rueckruf.callbacks import handling
from rueckruf.callbacks.handling import Entry, Outcome
from rueckruf.callbacks.next_attempt import is_wished, next_attempts, proposed
from rueckruf.callbacks.request import CallbackRequest, several_lines
from rueckruf.sales import steps
from rueckruf.sales.context import whence
from rueckruf.sales.entered_form import EnteredForm, entered_form
from rueckruf.sales.entered_time import entered_time
from rueckruf.sales.export import as_vcard
from rueckruf.sales.pages.day_list import chosen_scope
from rueckruf.sales.services import services
from rueckruf.sales.sessions import POLL, signed_in
from rueckruf.sales.steps import RefusedError, Step
from rueckruf.sales.visible import visible
from rueckruf.sales.words import moment_words, topic_words
from rueckruf.storage import due
from rueckruf.storage.audit_log import append
from rueckruf.storage.log_copy import writing_log

pages = Blueprint("request", __name__, url_prefix="/wunsch/<uuid:request_id>")


@pages.get("")
def show(request_id: UUID) -> Any:
    shown = _visible(request_id)
    history = services().handled.history(request_id)
    if POLL in request.headers and request.if_none_match.contains(_tag(shown, history)):
        return "", 304
    return _page(shown, history)


@pages.get("/kontakt.vcf")
def card(request_id: UUID) -> Any:
    """As an entry of an address book; it leaves the page, so it counts as an export."""
    shown, database = _visible(request_id), services().database
    entry: dict[str, Any] = {"action": "export", "reason": "vcf", "request_ids": [shown.id]}
    with writing_log(database) as connection:
        append(connection, database.cipher, at=clock.now(), actor=signed_in().user.login, **entry)
    content = as_vcard.card(shown, url_for("request.show", request_id=shown.id, _external=True))
    return Response(content, content_type=as_vcard.MEDIA_TYPE, headers={"Content-Disposition": "attachment"})


@pages.post("/uebernehmen")
def claim(request_id: UUID) -> Any:
    return _take(_as_meant(request_id), handling.claim, "Sie haben den Wunsch übernommen.")


@pages.post("/zurueckgeben")
def hand_back(request_id: UUID) -> Any:
    step = partial(handling.hand_back, of_others=signed_in().user.role == "lead")
    return _take(_as_meant(request_id), step, "Der Wunsch ist wieder frei.")


@pages.post("/zuweisen")
def assign(request_id: UUID) -> Any:
    to = request.form.get("to", "")
    try:
        step = steps.assigning(_visible(request_id), to)
    except RefusedError as error:
        return _refused(request_id, error.problem)
    return _take(_as_meant(request_id), step, f"Der Wunsch ist {to} zugewiesen.")


@pages.post("/erledigt")
def finish(request_id: UUID) -> Any:
    return _take(_as_meant(request_id), steps.finishing(), "Der Rückruf ist erledigt.")


@pages.post("/ergebnis")
def settle(request_id: UUID) -> Any:
    """What came of a callback, with the note and, unless that is the end of it, the next try."""
    company, now = services().company, _visible(request_id)
    results = {result.name: result.means for result in company.results}
    name = request.form.get("result", "")
    if name not in results:
        abort(400)
    typed = request.form.get("note", now.note)
    changed = _mark(several_lines(typed)) != request.form.get("started_from")
    if changed and _was_noted_since(now):
        return _refused(request_id, _NOTED_SINCE)
    outcome = Outcome(name, typed if changed else None, company.unreached)
    if results[name] != "again":
        step: Step = partial(handling.finish, terms=company.retention, outcome=outcome)
        return _take(_as_meant(request_id), step, f"Erledigt: {name}.", goes_on=True)
    moment = _next_attempt()
    if moment is None:
        return _refused(request_id, _NO_NEXT_ATTEMPT)
    step = partial(handling.miss, next_attempt_at=moment, outcome=outcome)
    told = f"{name[0].upper()}{name[1:]}. Wieder versuchen: {moment_words(moment, clock.now())}."
    return _take(_as_meant(request_id), step, told, goes_on=True)


@pages.post("/notiz")
def note(request_id: UUID) -> Any:
    now = _visible(request_id)
    if _was_noted_since(now):
        return _refused(request_id, _NOTED_SINCE)
    step = partial(handling.note, text=request.form.get("note", ""))
    return _take(now, step, "Die Notiz ist gespeichert.")


@pages.post("/rueckgaengig")
def undo(request_id: UUID) -> Any:
    seen = replace(_visible(request_id), version=_version())
    return _take(seen, steps.undoing(), "Der letzte Schritt ist zurückgenommen.")


def with_entered(entered: EnteredForm, problem: str) -> Any:
    """The page of the request that a form was for, with what was entered in its fields, not yet stored."""
    assert entered.request_id is not None
    shown = _visible(entered.request_id)
    return _page(shown, services().handled.history(shown.id), problem=problem, entered=entered)


def _visible(request_id: UUID) -> CallbackRequest:
    """The request, if it is this person's business; else the page is not found."""
    return visible(request_id, signed_in().recipient)


def _as_meant(request_id: UUID) -> CallbackRequest:
    return steps.as_meant(_visible(request_id), _version())


def _version() -> int:
    version = request.form.get("version", type=int)
    if version is None:
        abort(400)
    return version


def _take(seen: CallbackRequest, step: Step, told: str, *, goes_on: bool = False) -> Any:
    """Take a step and tell what came of it; ``goes_on`` to whoever is to be called next."""
    try:
        after = steps.take(step, seen)
    except RefusedError as error:
        return _refused(seen.id, error.problem)
    flash(told, "done")
    if handling.undoable(services().handled.history(after.id), after, signed_in().user.login, clock.now()):
        flash(f"{after.id}:{after.version}", "undo")
    return (goes_on and _to_the_next()) or _return(after.id)


_NOTED_SINCE = "Die Notiz wurde inzwischen geändert. Ihre ist noch nicht gespeichert."
_NO_NEXT_ATTEMPT = "Bitte wählen Sie, wann es wieder versucht werden soll: eine Zeit, zu der jemand da ist."


def _refused(request_id: UUID, problem: str) -> Any:
    """Tell why not, with the request as it is now and what was typed."""
    entered = entered_form()
    if entered is not None:
        return with_entered(entered, problem), 409
    flash(problem, "problem")
    return _return(request_id)


def _to_the_next() -> Response | None:
    """To the request that is first on the list and nobody else has; None from a search, or if none is due."""
    place = whence()
    if place["suche"]:
        return None
    now = clock.now()
    due.move_on(services().database, now)
    with services().database.engine.connect() as connection:
        following = due.next_for(connection, chosen_scope(), signed_in().user.login, now)
    return redirect(url_for("request.show", request_id=following, **place), 303) if following else None


def _return(request_id: UUID) -> Response:
    """Back to the page that the step was taken from."""
    if request.form.get("from") == "list":
        return redirect(url_for("day_list.show", **whence()), 303)
    return redirect(url_for("request.show", request_id=request_id, **whence()), 303)


def _tag(shown: CallbackRequest, history: Sequence[Entry]) -> str:
    """Differs with what can be read and done, and every five minutes, for the page tells times."""
    now = clock.now()
    undoable = handling.undoable(history, shown, signed_in().user.login, now) is not None
    return f"{shown.version}-{undoable:d}-{int(now.timestamp()) // 300}"


def _mark(note: str) -> str:
    """Differs with the note, to tell whether another has changed it since."""
    return sha256(note.encode()).hexdigest()[:16]


def _was_noted_since(now: CallbackRequest) -> bool:
    return request.form.get("started_from") != _mark(now.note)


def _next_attempt() -> datetime | None:
    """The time that was entered, if somebody is there then; without one the chosen one."""
    entered = request.form.get("next_at", "")
    if entered.strip():
        return entered_time(entered, services().hours, clock.now())
    try:
        moment = datetime.fromisoformat(request.form.get("next_attempt", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _topic(shown: CallbackRequest) -> str:
    """Why the request went where it went, if that hung on its concern."""
    routing = services().company.routing
    return topic_words(routing.route(shown.concern)) if routing.topics and shown.concern else ""


def _page(
    shown: CallbackRequest, history: Sequence[Entry], *, problem: str = "", entered: EnteredForm | None = None
) -> str:
    now, me = clock.now(), signed_in()
    fields = entered.fields if entered else {}
    attempts = next_attempts(shown, services().hours, now)
    first = proposed(shown, attempts)
    services().read_log.log(me.get_id(), me.user.login, [shown.id], now)
    return render_template(
        "request.html",
        wish=shown,
        tag=_tag(shown, history),
        note_mark=_mark(shown.note),
        history=history,
        colleagues=steps.who_may_call(shown.recipient),
        undoable=handling.undoable(history, shown, me.user.login, now),
        attempts=attempts,
        is_wished=partial(is_wished, shown),
        problem=problem,
        note=fields.get("note", shown.note),
        is_typed="note" in fields,
        chosen=fields.get("next_attempt") or str(first and first.isoformat()),
        entered_time=fields.get("next_at", ""),
        topic=_topic(shown),
        now=now,
    )
