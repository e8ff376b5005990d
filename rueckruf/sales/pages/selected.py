"""One step with several requests of the list. Each is taken by itself: what is refused is told, the rest is done."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from rueckruf import clock
from rueckruf.callbacks import handling
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales import steps
from rueckruf.sales.context import whence
from rueckruf.sales.entered_time import entered_time
from rueckruf.sales.pages import day_list
from rueckruf.sales.services import services
from rueckruf.sales.steps import RefusedError, Step
from rueckruf.sales.words import moment_words
from rueckruf.storage.errors import StoreError

logger = logging.getLogger(__name__)

pages = Blueprint("selected", __name__, url_prefix="/auswahl")

_StepFor = Callable[[CallbackRequest], Step]

_NOTHING = "Bitte wählen Sie erst Wünsche aus."
_TOO_MANY = f"Mehr als {day_list.ON_A_PAGE} Wünsche gehen nicht auf einmal. Es wurde nichts geändert."
_FAILED = "Die Datenbank antwortet nicht. Bitte versuchen Sie es mit diesen gleich noch einmal."
_NO_TIME = "Bitte geben Sie eine Zeit an, zu der jemand da ist, zum Beispiel „morgen 9:30“. Es wurde nichts geändert."


@pages.post("/alle-zuweisen")
def assign() -> Any:
    to = request.form.get("to", "")
    return _take(lambda each: steps.assigning(each, to), f"{to} zugewiesen")


@pages.post("/alle-erledigt")
def finish() -> Any:
    return _take(lambda _: steps.finishing(), "erledigt")


@pages.post("/alle-verschieben")
def postpone() -> Any:
    now = clock.now()
    moment = entered_time(request.form.get("next_at", ""), services().hours, now)
    if moment is None:
        return _refused(_NO_TIME)

    def put_off(_: CallbackRequest) -> Step:
        return lambda requests, each, actor, now: handling.postpone(requests, each, actor, now, moment)

    return _take(put_off, f"auf {moment_words(moment, now)} gelegt")


@pages.post("/alle-rueckgaengig")
def undo() -> Any:
    return _take(lambda _: steps.undoing(), "zurückgenommen", can_be_undone=False)


def _take(step_for: _StepFor, told: str, *, can_be_undone: bool = True) -> Any:
    chosen = _chosen()
    if not chosen:
        return _refused(_NOTHING)
    if len(chosen) > day_list.ON_A_PAGE:
        return _refused(_TOO_MANY)
    done, problems = _each(step_for, chosen)
    if done:
        flash(f"{_wishes(len(done))} {told}.", "done")
    if done and can_be_undone:
        flash(" ".join(f"{each.id}:{each.version}" for each in done), "undo")
    for problem, count in problems.items():
        flash(f"{_wishes(count)} nicht geändert: {problem}", "problem")
    return redirect(url_for("day_list.show", **whence()), 303)


def _each(step_for: _StepFor, chosen: Mapping[UUID, int]) -> tuple[list[CallbackRequest], Counter[str]]:
    """The requests after their step, and how often which problem kept others from it."""
    done: list[CallbackRequest] = []
    problems: Counter[str] = Counter()
    for request_id, version in chosen.items():
        try:
            done.append(_taken(step_for, request_id, version))
        except RefusedError as error:
            problems[error.problem] += 1
        except (SQLAlchemyError, StoreError) as error:
            if not done:
                raise
            logger.error("the database failed amid several requests", exc_info=error)
            problems[_FAILED] += 1
    return done, problems


def _taken(step_for: _StepFor, request_id: UUID, version: int) -> CallbackRequest:
    now = steps.visible(request_id)
    if now is None:
        raise RefusedError(steps.GONE)
    return steps.take(step_for(now), steps.as_meant(now, version))


def _chosen() -> dict[UUID, int]:
    """The ids that were ticked, each with the version that was seen; what is none of ours is left out."""
    chosen = {}
    for ticked in request.form.getlist("wish"):
        try:
            request_id, _, version = ticked.partition(":")
            chosen[UUID(request_id)] = int(version)
        except ValueError:
            continue
    return chosen


def _wishes(count: int) -> str:
    return "Ein Wunsch:" if count == 1 else f"{count} Wünsche:"


def _refused(problem: str) -> Any:
    """The list with what was chosen and entered."""
    chosen = frozenset(str(request_id) for request_id in _chosen())
    return day_list.page(problem, chosen, request.form), 409
