"""All measures on the command line."""

from pathlib import Path

import typer

from rueckruf.simulator.callers.strength import Strength

commands = typer.Typer()
measures = typer.Typer(help="Measure, with tables and plots into results/.", no_args_is_help=True)
commands.add_typer(measures, name="evaluate")


@measures.command("understanding")
def evaluate_understanding() -> None:
    """Times, numbers and names read by us and by other systems: tables, a chart and the worst cases."""
    from rich.console import Console

    from rueckruf import clock
    from rueckruf.evaluation.understanding import evaluate
    from rueckruf.project import RESULTS

    evaluate(Console(), RESULTS / "understanding", clock.now())


@measures.command("calls")
def evaluate_calls(
    count: int = typer.Option(500, min=1, help="So many calls."),
    seed: int = typer.Option(1, help="The same seed plays the same calls."),
    noise: list[Strength] = typer.Option(list(Strength), help="How much the line garbles; may be given several times."),
    written: list[Path] = typer.Option(
        [], help="Play the calls written in this file instead, each once.", show_default=False
    ),
) -> None:
    """Simulated callers ring a server of their own: goals reached, turns, repairs, where and how calls fail."""
    from rich.console import Console

    from rueckruf import clock
    from rueckruf.checked_yaml import FileError
    from rueckruf.evaluation import written_calls
    from rueckruf.evaluation.calls import evaluate
    from rueckruf.project import RESULTS

    if written:
        try:
            written_calls.evaluate(Console(), RESULTS / "calls", written)
        except FileError as error:
            raise typer.BadParameter(str(error)) from None
        return
    evaluate(Console(), RESULTS / "calls", count, seed, noise, clock.now())


@measures.command("sound")
def evaluate_sound(
    count: int = typer.Option(10, min=1, help="So many calls of careful callers, and of careless ones, each time."),
    seed: int = typer.Option(1, help="The same seed plays the same callers."),
    snr: list[int] = typer.Option([30, 15], help="The voice above the noise, in dB; may be given several times."),
    hints: bool = typer.Option(
        None, "--hints/--no-hints", help="Whether the recogniser gets them. [default: both]", show_default=False
    ),
) -> None:
    """Simulated callers speak over a telephone line, and a recogniser listens; `make sound` installs both."""
    from rich.console import Console

    from rueckruf import clock
    from rueckruf.evaluation.sound import evaluate
    from rueckruf.project import RESULTS
    from rueckruf.simulator.sound.parts import NoSoundError

    both = [True, False] if hints is None else [hints]
    try:
        evaluate(Console(), RESULTS / "sound", count, seed, snr, both, clock.now())
    except NoSoundError as error:
        typer.echo(f"rueckruf: nothing is spoken: {error}", err=True)
        raise typer.Exit(1) from None


@measures.command("model")
def evaluate_model(
    candidate: Path = typer.Argument(
        None,
        help="The model. [default: the newest in models/ and models/candidates/]",
        show_default=False,
    ),
    against: Path = typer.Option(
        None,
        help="Compare with this model. [default: the one in service; for that one, tests/nlu/accepted.json]",
        show_default=False,
    ),
    calls: int = typer.Option(100, min=0, help="So many calls; a card for `rueckruf model promote` needs 100."),
    accept: bool = typer.Option(
        False, "--accept", help="Compare with nothing: write tests/nlu/accepted.json, with which CI compares."
    ),
) -> None:
    """Gate: may this model take the place of the one in service? Exit 1 if not, with a reason a line.

    Both hear the utterances of tests/nlu that are only counted (plain, long, dialect, noise) and answer the same calls.
    What fails: a loss that chance does not explain, in one set or all together, and each expensive confusion that is
    new. What was said is not shown. A table and a chart go to results/model/, a card there and beside the candidate.

    \b
    rueckruf train --candidate
    rueckruf evaluate model
    rueckruf evaluate model models/candidates/20261126-074120-grey-heron.tar.gz --calls 0
    """
    from rueckruf.lean import install

    install.before_rasa_is_imported()
    from rich.console import Console

    from rueckruf import clock
    from rueckruf.evaluation import model
    from rueckruf.evaluation.accepted import AcceptedError
    from rueckruf.project import RESULTS
    from rueckruf.server.model import ModelError

    try:
        them = model.sides(candidate, against)
        if accept:
            model.accept(Console(), them.candidate)
            return
        reasons = model.evaluate(Console(), RESULTS / "model", them, calls, clock.now())
    except (AcceptedError, ModelError) as error:
        reasons = [str(error)]
    for reason in reasons:
        typer.echo(f"rueckruf: {reason}", err=True)
    if reasons:
        raise SystemExit(1)
    typer.echo("evaluate model: passed.")


@measures.command("turns")
def evaluate_turns(
    seed: list[int] = typer.Option(
        [1, 2, 3, 4, 5], help="The same seed draws the same answers and pauses; may be given several times."
    ),
) -> None:
    """Answers with pauses: whom our ends of turns and fixed silences cut off, and how long the others wait."""
    from rich.console import Console

    from rueckruf import clock
    from rueckruf.evaluation.turns import COUNTS, evaluate
    from rueckruf.project import RESULTS

    evaluate(Console(), RESULTS / "turns", COUNTS, seed, clock.now())
