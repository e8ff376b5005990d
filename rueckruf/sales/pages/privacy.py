"""What the privacy officer does for a person: disclose, rectify, restrict, release, erase.

Thin over ``rueckruf/privacy/``. What is kept of a person is shown before anything is done with it; where more than one
may be meant, no more is shown than ids to choose from. Where it is done for a case, it must be certain who asks, and
the case tells of it.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request

from rueckruf import clock
from rueckruf.callbacks.request import one_line
from rueckruf.callbacks.schema import TITLES
from rueckruf.privacy import disclosure, erasure, rectification, restriction
from rueckruf.privacy.cases import case_of, may_act, note_step
from rueckruf.privacy.errors import PrivacyError, SeveralPeopleError
from rueckruf.privacy.held import HeldRequest, Person, held_of
from rueckruf.privacy.phone import e164
from rueckruf.privacy.wording import of_a_person
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.privacy_cases import Case

pages = Blueprint("privacy", __name__, url_prefix="/datenschutz")

_LONGEST, _LONGEST_REASON = 100, 500  # characters
_MOST_SHOWN = 50  # requests
_KINDS = {"text": ("text/markdown; charset=utf-8", "md"), "json": ("application/json", "json")}


@pages.get("")
def ask() -> str:
    return _page()


@pages.post("")
def find() -> Any:
    """By number, name or id what there is of a person."""
    return _after(lambda person: "")


@pages.post("/auskunft")
def disclose() -> Any:
    form = "json" if request.form.get("format") == "json" else "text"
    now = clock.now()
    try:
        person = _person()
        case = _case()
        text = disclosure.disclose(services().settings, services().database, person, now, _actor(), form)
    except PrivacyError as error:
        return with_problem(str(error)), 400
    _note(case, "Auskunft als Datei ausgegeben.")
    kind, ending = _KINDS[form]
    name = f"auskunft-{clock.wall_clock(now).date().isoformat()}.{ending}"
    return Response(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.post("/berichtigen")
def rectify() -> Any:
    def step(_: Person) -> str:
        right = {name: request.form[name] for name in rectification.RECTIFIABLE if name in request.form}
        if "phone" in right:
            right["phone"] = e164(right["phone"])
        known = services()
        changed = rectification.rectify(known.settings, known.database, _request_id(), right, clock.now(), _actor())
        return f"Berichtigt: {', '.join(TITLES[name] for name in changed)}."

    return _after(step)


@pages.post("/sperren")
def restrict() -> Any:
    reason = one_line(request.form.get("reason", ""), _LONGEST_REASON)

    def step(_: Person) -> str:
        if not reason:
            raise PrivacyError("Bitte geben Sie einen Grund an.")
        restriction.restrict(services().settings, services().database, _request_id(), reason, clock.now(), _actor())
        return "Der Rückrufwunsch ist gesperrt."

    return _after(step)


@pages.post("/freigeben")
def release() -> Any:
    def step(_: Person) -> str:
        deleted = restriction.release(services().database, _request_id(), clock.now(), _actor())
        return (
            f"Der Rückrufwunsch ist freigegeben{' und gelöscht, denn seine Frist ist abgelaufen' if deleted else ''}."
        )

    return _after(step)


@pages.post("/loeschen")
def erase() -> Any:
    def step(person: Person) -> str:
        if "sure" not in request.form:
            raise PrivacyError("Bitte bestätigen Sie, dass unwiderruflich gelöscht werden soll.")
        erased = erasure.erase(services().settings, services().database, person, clock.now(), _actor())
        told = f"Gelöscht: {of_a_person(erased.requests, erased.calls, erased.exports)}."
        given = f" Davor weitergegeben: {'; '.join(erased.given_away)}." if erased.given_away else ""
        return f"{told}{given} Letzte Spuren in den Dateien überschreibt der Server innerhalb einer Stunde."

    return _after(step)


def with_problem(problem: str) -> str:
    """The form that was sent, as it was, for who may see what there is of that person."""
    try:
        person = _person()
    except PrivacyError:
        return _page(problem=problem)
    return _page(person=person, problem=problem)


def _after(step: Callable[[Person], str]) -> Any:
    """Take a step for the person the form names, and show what there is of that person then."""
    try:
        person = _person()
    except PrivacyError as error:
        return _page(problem=str(error)), 400
    told, problem = "", ""
    try:
        case = _case()
        told = step(person)
        _note(case, told)
    except PrivacyError as error:
        problem = str(error)
    return _page(person=person, told=told, problem=problem), 400 if problem else 200


def _person() -> Person:
    """Whom the form names, by number or by the id of a request, by name, or by both; raises PrivacyError."""
    text, called = (request.form.get(field, "").strip()[:_LONGEST] for field in ("person", "called"))
    request_id = _id(text)
    phone = e164(text) if request_id is None and (text or not called) else None
    return Person(phone, called or None, request_id)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _case() -> Case | None:
    """The case that it is done for; raises PrivacyError where nothing may be done for it yet."""
    case_id = _id(request.form.get("case", ""))
    case = case_of(services().database, case_id) if case_id else None
    if case:
        may_act(case)
    return case


def _note(case: Case | None, told: str) -> None:
    """Let the case tell what was done; to look alone is nothing that it tells."""
    if case and told:
        note_step(services().database, case.id, told, clock.now(), _actor())


def _request_id() -> UUID:
    return _id(request.form.get("request_id", "")) or abort(400)


def _actor() -> str:
    return signed_in().user.login


def _read(held: Sequence[HeldRequest]) -> Sequence[HeldRequest]:
    """What is about to be shown, once it is logged who sees it."""
    me = signed_in()
    services().read_log.log(me.get_id(), me.user.login, (each.request.id for each in held), clock.now())
    return held


def _page(*, person: Person | None = None, told: str = "", problem: str = "") -> str:
    found, choice = None, None
    try:
        found = person and held_of(services().settings, services().database, person)
    except SeveralPeopleError as error:
        choice = error.requests[:_MOST_SHOWN]
    return render_template(
        "privacy.html",
        found=found,
        held=_read(found.requests[:_MOST_SHOWN]) if found else (),
        choice=choice,
        most_shown=_MOST_SHOWN,
        told=told,
        problem=problem,
        sent={field: request.form.get(field, "") for field in ("person", "called")},
        case_id=_id(request.form.get("case", "")),
        entered=request.form,
        longest_reason=_LONGEST_REASON,
        now=clock.now(),
    )
