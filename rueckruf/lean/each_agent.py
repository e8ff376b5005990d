"""Each agent that a command of Rasa loads has what makes turns quick.

``rueckruf run`` loads its agent itself and hands it over before the first call. ``rasa test``, ``rasa shell`` and
``rasa run`` load theirs where we have no hand in it, the last one anew whenever it is told to; so all of them are met
where Rasa gives an agent its model.
"""

from typing import Any

from rasa.core.agent import Agent

_loaded_by_rasa = Agent.load_model


def install() -> None:
    """In force for the rest of this process; repeated calls change nothing."""
    Agent.load_model = _load_model


def _load_model(self: Agent, *arguments: Any, **options: Any) -> None:
    from rueckruf.lean.install import for_calls

    _loaded_by_rasa(self, *arguments, **options)
    for_calls(self)
