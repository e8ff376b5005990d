"""Which model is served: the newest of ``models/``. Others come there by promotion and leave it by a rollback.

Candidates wait in ``models/candidates/``. What changes the service is one renaming: whatever interrupts it, a whole
model is served, the one from before or the one from after.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rueckruf import project
from rueckruf.project import models_in, newest_model, shown
from rueckruf.server.model import checked_model
from rueckruf.server.model_card import Card, card_file, digest, read_card

_HALF = ".half"


class PromotionError(RuntimeError):
    """Why another model can't be served, in one sentence for the operator."""


class Listed(NamedTuple):
    """A model, where it is, and its card if it was measured."""

    model: Path
    state: str
    card: Card | None


def candidate_of(model: Path | None) -> Path:
    """That one, by default the newest candidate; raises PromotionError."""
    model = model or newest_model(project.CANDIDATES)
    if model is None:
        raise PromotionError("no model under models/candidates/: `rueckruf train --candidate` makes one")
    return model


def promote(candidate: Path, keep: int) -> Path:
    """Let a candidate be served that has passed the gate; returns where it lies now.

    Of the models with a card the ``keep`` newest stay, this one among them. Those without one were not put there by a
    promotion, and stay as well. Raises PromotionError, and ModelError and CardError for a file that is no model or has
    no proper card.
    """
    checked_model(candidate)
    served = newest_model(project.MODELS)
    _check_passed(candidate, digest(served) if served else None)
    place = project.MODELS / candidate.name
    if place.exists():
        raise PromotionError(f"{shown(place)}: is there already: give the candidate another name")
    half = place.with_suffix(_HALF)
    shutil.copyfile(candidate, half)
    shutil.copyfile(card_file(candidate), card_file(place))
    _make_newest(half, served)
    half.replace(place)
    if project.CANDIDATES.is_dir() and candidate.parent.samefile(project.CANDIDATES):
        _remove(candidate)
    for model in [model for model in models_in(project.MODELS) if card_file(model).exists()][keep:]:
        _remove(model)
    return place


def rollback() -> tuple[Path, Path]:
    """Serve the model from before again; the one that is served becomes a candidate. Returns both, in this order.

    Raises PromotionError where there is no other, and ModelError where that can't be served any more.
    """
    models = models_in(project.MODELS)
    if len(models) < 2:
        raise PromotionError("no other model under models/ to go back to")
    served, before = models[0], checked_model(models[1])
    project.CANDIDATES.mkdir(exist_ok=True)
    aside = project.CANDIDATES / served.name
    if card_file(served).exists():
        shutil.copyfile(card_file(served), card_file(aside))
    served.replace(aside)
    card_file(served).unlink(missing_ok=True)
    return before, aside


def listed() -> Iterator[Listed]:
    """All models, the one in service first, then those before it, then candidates; raises CardError."""
    for place, model in enumerate(models_in(project.MODELS)):
        yield Listed(model, "before" if place else "in service", read_card(model))
    for model in models_in(project.CANDIDATES):
        yield Listed(model, "candidate", read_card(model))


def _check_passed(candidate: Path, served: str | None) -> None:
    card = read_card(candidate)
    name = shown(candidate)
    if card is None:
        raise PromotionError(f"{name}: was not measured: `rueckruf evaluate model {name}` does")
    if card.model == served:
        raise PromotionError(f"{name}: is in service already")
    if not card.passed:
        raise PromotionError(f"{name}: has not passed the gate, see {shown(card_file(candidate))}")
    if card.against != served:
        raise PromotionError(f"{name}: was compared with another model than the one in service: measure it once more")


def _make_newest(model: Path, served: Path | None) -> None:
    """By the times of files the newest is known; a clock that was set back must not keep it from service."""
    with model.open("rb") as file:
        os.fsync(file.fileno())  # a power cut must not leave an empty file under its name
    now = model.stat().st_mtime_ns
    later = max(now, served.stat().st_mtime_ns + 1) if served else now
    os.utime(model, ns=(later, later))


def _remove(model: Path) -> None:
    model.unlink()
    card_file(model).unlink(missing_ok=True)
