"""Which model is served, on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rueckruf.server.model_card import Card

commands = typer.Typer()
model = typer.Typer(
    help="Which model is served: promote one that has passed the gate, go back, list.", no_args_is_help=True
)
commands.add_typer(model, name="model")

_NEXT = "A server with --watch takes it now, others take it at their next start."


@model.command("promote")
def promote(
    candidate: Path = typer.Argument(
        None, help="The model. [default: the newest under models/candidates/]", show_default=False
    ),
    keep: int = typer.Option(5, min=2, help="So many promoted models stay, this one among them."),
) -> None:
    """Let a candidate be served that has passed `rueckruf evaluate model`, compared with what is served; else exit 1.

    Its card goes with it. Whatever interrupts it, a whole model is served: the old one or the new one.

    \b
    rueckruf train --candidate
    rueckruf evaluate model
    rueckruf model promote
    """
    from rueckruf.project import shown
    from rueckruf.server.model import ModelError
    from rueckruf.server.model_card import CardError
    from rueckruf.server.promotion import PromotionError, candidate_of
    from rueckruf.server.promotion import promote as put_in_service

    try:
        place = put_in_service(candidate_of(candidate), keep)
    except (CardError, ModelError, PromotionError) as error:
        _fail(error)
    typer.echo(f"in service: {shown(place)}. {_NEXT}")


@model.command("rollback")
def rollback() -> None:
    """Serve the model from before again. The one in service becomes a candidate; once more goes back one further."""
    from rueckruf.project import shown
    from rueckruf.server.model import ModelError
    from rueckruf.server.promotion import PromotionError
    from rueckruf.server.promotion import rollback as go_back

    try:
        before, aside = go_back()
    except (ModelError, PromotionError) as error:
        _fail(error)
    typer.echo(f"in service: {shown(before)}; now a candidate: {shown(aside)}. {_NEXT}")


@model.command("list")
def list_models() -> None:
    """The model in service, those from before and the candidates, with what was measured of them."""
    from rueckruf.server.model_card import CardError
    from rueckruf.server.promotion import listed

    try:
        for one in listed():
            typer.echo(f"{one.model.name.removesuffix('.tar.gz')}: {one.state}; {_measured(one.card)}")
    except CardError as error:
        _fail(error)


def _measured(card: "Card | None") -> str:
    if card is None:
        return "not measured"
    return (
        f"trained {card.trained_at[: len('2026-11-26T07:42')].replace('T', ' ')}; "
        f"{card.right} of {card.utterances} utterances understood, {card.reached} of {card.calls} calls reached, "
        f"{card.expensive} expensive; {'passed' if card.passed else 'not passed'}"
    )


def _fail(error: Exception) -> NoReturn:
    typer.echo(f"rueckruf: {error}", err=True)
    raise SystemExit(1)
