"""What the privacy officer does for a person: disclose, restrict, release, erase. Thin over ``rueckruf/privacy/``."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request

from rueckruf import clock
from rueckruf.callbacks.request import one_line
from rueckruf.privacy import disclosure, erasure, restriction
from rueckruf.privacy.erasure import Person
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.phone import e164
from rueckruf.privacy.wording import of_a_person
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in

pages = Blueprint("privacy", __name__, url_prefix="/datenschutz")

_LONGEST_REASON = 500  # characters
_KINDS = {"text": ("text/markdown; charset=utf-8", "md"), "json": ("application/json", "json")}


@pages.get("")
def ask() -> str:
    return _page()


@pages.post("")
def find() -> Any:
    return _after(lambda person: "")


@pages.post("/auskunft")
def disclose() -> Any:
    try:
        person = _person()
        if person.phone is None:
            raise PrivacyError("Auskunft gibt es zu einer Telefonnummer.")
    except PrivacyError as error:
        return _page(problem=str(error)), 400
    form = "json" if request.form.get("format") == "json" else "text"
    now = clock.now()
    text = disclosure.disclose(services().settings, services().database, person.phone, now, _actor(), form)
    kind, ending = _KINDS[form]
    name = f"auskunft-{clock.wall_clock(now).date().isoformat()}.{ending}"
    return Response(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


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
        return f"{told} Letzte Spuren in den Dateien überschreibt der Server innerhalb einer Stunde."

    return _after(step)


def with_problem(problem: str) -> str:
    """The form that was sent, as it was, for who may see what there is of that person."""
    try:
        person = _person()
    except PrivacyError:
        return _page(problem=problem)
    return _page(person=person, found=erasure.find(services().settings, services().database, person), problem=problem)


def _after(step: Callable[[Person], str]) -> Any:
    """Take a step for the person the form names, and show what there is of that person then."""
    try:
        person = _person()
    except PrivacyError as error:
        return _page(problem=str(error)), 400
    told, problem = "", ""
    try:
        told = step(person)
    except PrivacyError as error:
        problem = str(error)
    found = erasure.find(services().settings, services().database, person)
    return _page(person=person, found=found, told=told, problem=problem), 400 if problem else 200


def _person() -> Person:
    """Whom the form names, by number or by the id of a request; raises PrivacyError."""
    text = request.form.get("person", "").strip()[:100]
    try:
        return Person(request_id=UUID(text))
    except ValueError:
        return Person(phone=e164(text))


def _request_id() -> UUID:
    try:
        return UUID(request.form.get("request_id", ""))
    except ValueError:
        abort(400)


def _actor() -> str:
    return signed_in().user.login


def _page(
    *, person: Person | None = None, found: erasure.Found | None = None, told: str = "", problem: str = ""
) -> str:
    return render_template(
        "privacy.html",
        person=person,
        found=found,
        told=told,
        problem=problem,
        sent=request.form.get("person", ""),
        reason=request.form.get("reason", "")[:_LONGEST_REASON],
        reason_for=request.form.get("request_id", ""),
        longest_reason=_LONGEST_REASON,
    )
