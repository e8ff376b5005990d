"""Cases of the privacy desk: what people ask for, who did what about it, letters. Thin over ``privacy/cases.py``."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast, get_args
from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from rueckruf import clock
from rueckruf.clock import berlin
from rueckruf.privacy import cases as desk
from rueckruf.privacy import disclosure
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.held import Person
from rueckruf.privacy.letters import LETTERS, Letter, letters_of, needs_disclosure, write_letter
from rueckruf.privacy.paper import KINDS, WRITERS, PaperFormat
from rueckruf.privacy.phone import e164
from rueckruf.sales.entered_time import entered_day
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.storage.privacy_cases import Case, CaseKind, Outcome, closed_cases, open_cases

pages = Blueprint("cases", __name__, url_prefix="/faelle")

_MOST_CLOSED = 50
_FIELDS = ("name", "address", "phone", "wish")
_FILES: dict[Letter, str] = {"receipt": "eingang", "extension": "frist", "answer": "antwort"}


@pages.get("")
def overview() -> Any:
    return _overview()


@pages.post("")
def receive() -> Any:
    kind = request.form.get("kind", "")
    if kind not in desk.KINDS:
        abort(400)
    try:
        case = desk.receive(
            services().database, cast(CaseKind, kind), _said(), _received_at(), clock.now(), signed_in().user.login
        )
    except PrivacyError as error:
        return _overview(str(error)), 400
    return redirect(url_for("cases.show", case_id=case.id), 303)


@pages.get("/<uuid:case_id>")
def show(case_id: UUID) -> Any:
    return _page(_case(case_id))


@pages.post("/<uuid:case_id>/angaben")
def correct(case_id: UUID) -> Any:
    return _take(case_id, lambda case, now, actor: desk.correct(services().database, case, _said(), now, actor))


@pages.post("/<uuid:case_id>/identitaet")
def check_identity(case_id: UUID) -> Any:
    return _take(
        case_id,
        lambda case, now, actor: desk.check_identity(services().database, case, _typed("identity"), now, actor),
    )


@pages.post("/<uuid:case_id>/frist")
def extend(case_id: UUID) -> Any:
    return _take(
        case_id, lambda case, now, actor: desk.extend(services().database, case, _typed("extension"), now, actor)
    )


@pages.post("/<uuid:case_id>/abschluss")
def close(case_id: UUID) -> Any:
    outcome = request.form.get("outcome", "")
    if outcome not in desk.OUTCOMES:
        abort(400)
    chosen = cast(Outcome, outcome)
    return _take(
        case_id, lambda case, now, actor: desk.close(services().database, case, chosen, _typed("reason"), now, actor)
    )


@pages.post("/<uuid:case_id>/brief")
def letter(case_id: UUID) -> Any:
    """The letter as a file; what is disclosed with it is logged as every disclosure is."""
    which, format = request.form.get("letter", ""), request.form.get("format", "")
    if which not in LETTERS or format not in get_args(PaperFormat):
        abort(400)
    case, now = _case(case_id), clock.now()
    try:
        written = _letter(case, cast(Letter, which), now)
    except PrivacyError as error:
        return _page(case, str(error)), 400
    desk.note_letter(services().database, case, which, now, signed_in().user.login)
    chosen = cast(PaperFormat, format)
    name = f"{_FILES[cast(Letter, which)]}-{case.id}.{format}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(WRITERS[chosen](written, now), content_type=KINDS[chosen], headers=disposition)


def with_problem(problem: str) -> str:
    """The form of a new case that was sent, as it was."""
    return _overview(problem)


def _letter(case: Case, which: Letter, now: datetime) -> str:
    settings, database = services().settings, services().database
    disclosed = ""
    if needs_disclosure(case, which):
        if not case.phone:
            raise PrivacyError("Auskunft gibt es zu einer Telefonnummer; in diesem Fall steht keine.")
        person = Person(case.phone, case.name)
        disclosed = disclosure.disclose(settings, database, person, now, signed_in().user.login, "text")
    return write_letter(which, case, settings.company, now, disclosed)


def _take(case_id: UUID, step: Callable[[Case, datetime, str], Case]) -> Any:
    """Take a step with the case as its page showed it: somebody else may have been faster."""
    case = _case(case_id)
    try:
        step(replace(case, version=request.form.get("version", 0, type=int)), clock.now(), signed_in().user.login)
    except PrivacyError as error:
        return _page(_case(case_id), str(error)), 400
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _case(case_id: UUID) -> Case:
    return desk.case_of(services().database, case_id) or abort(404)


def _typed(name: str) -> str:
    return request.form.get(name, "")


def _said() -> dict[str, str]:
    """What the form says of who asks; raises PrivacyError for what is no number."""
    said = {name: _typed(name) for name in _FIELDS}
    return {**said, "phone": e164(said["phone"]) if said["phone"].strip() else ""}


def _received_at() -> datetime:
    """The Berlin midnight on which the day begins that the form names. Raises PrivacyError."""
    day = entered_day(_typed("received"), clock.berlin_now().date())
    if day is None:
        raise PrivacyError("Bitte geben Sie den Tag des Eingangs an.")
    return berlin(datetime(day.year, day.month, day.day))


def _overview(problem: str = "") -> str:
    database, now = services().database, clock.now()
    with database.engine.connect() as connection:
        waiting = open_cases(connection, database.cipher)
        closed = closed_cases(connection, database.cipher, _MOST_CLOSED)
    _note_reading(*waiting, *closed)
    return render_template(
        "cases.html",
        waiting=waiting,
        closed=closed,
        desk=desk,
        now=now,
        today=f"{clock.wall_clock(now):%d.%m.%Y}",
        entered=request.form,
        problem=problem,
    )


def _page(case: Case, problem: str = "") -> str:
    _note_reading(case)
    return render_template(
        "case.html",
        case=case,
        desk=desk,
        letters=letters_of(case),
        letter_titles=LETTERS,
        now=clock.now(),
        entered=request.form,
        problem=problem,
    )


def _note_reading(*cases: Case) -> None:
    me = signed_in()
    services().read_log.log(me.get_id(), me.user.login, (case.id for case in cases), clock.now())
