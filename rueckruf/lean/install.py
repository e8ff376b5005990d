"""Puts all that adapts Rasa into force, each part at its moment; nothing else in the program does.

A part may patch what Rasa calls its own and promises nobody. So there is one Rasa that it is written for and held to by
tests, and every other is refused as soon as it is imported. ``importing`` alone is in force from the start of Python:
`make setup` sees to that.

The functions import what they install: the first is called before Rasa is there.
"""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from rueckruf import garbage

RASA = "3.6.21"


class AnotherRasaError(ImportError):
    """Another Rasa than ours is installed."""


def refuse_another_rasa() -> None:
    """Raises AnotherRasaError unless the Rasa that would be imported is ours."""
    installed = version("rasa")
    if installed != RASA:
        raise AnotherRasaError(
            f"Rasa {installed} is installed, and rueckruf/lean/ adapts {RASA} only: run `make setup`"
        )


def before_a_command() -> None:
    """For every command of ours, before Typer is imported."""
    from rueckruf.lean import at_first_use

    at_first_use.install(at_first_use.DEFERRED_BY_COMMANDS)


def before_rasa_is_imported() -> None:
    """For servers and trainings: what they do not use is not imported."""
    from rueckruf.lean import at_first_use

    at_first_use.install()


def before_a_command_of_rasa(arguments: Sequence[str]) -> None:
    """For ``rasa`` with these arguments, before the rest of it is imported: it has what our commands have."""
    garbage.look_seldom()
    before_rasa_is_imported()
    match arguments:
        case ["train", *_] | ["data", "validate", *_]:
            before_training()
        case ["test", *_]:
            before_training()
            with_each_agent()
        case ["run" | "shell", *more] if more[:1] != ["actions"]:
            with_each_agent()


def before_training() -> None:
    """What is the same throughout a training is worked out once, and what is learned apart at the same time."""
    from rueckruf.lean import once_a_training, side_by_side, training_cache

    once_a_training.install()
    side_by_side.install()
    training_cache.install()


def with_each_command() -> None:
    """Actions run in the process of any command of Rasa; repeated calls change nothing."""
    from rueckruf.lean import in_process_actions

    in_process_actions.install()


def before_a_model_is_loaded() -> None:
    """What training has made sure of is not looked into again."""
    from rueckruf.lean import trained_domain

    trained_domain.install()


def with_each_agent() -> None:
    """Whatever Rasa loads for a command of its own is loaded, and then answers, as quickly as what we load."""
    from rueckruf.lean import each_agent

    before_a_model_is_loaded()
    each_agent.install()


def for_calls(agent: Any) -> None:
    """What makes a turn of a loaded agent quick."""
    from rueckruf.lean import every_turn, rule_lookup, rules_first
    from rueckruf.lean.graph_runner import in_order

    agent.processor.graph_runner = in_order(agent.processor.graph_runner)
    rule_lookup.install()
    rules_first.install()
    every_turn.install(agent.processor)
