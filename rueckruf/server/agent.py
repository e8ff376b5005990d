"""The agent that answers calls: Rasa's own, made lean, and never one that works in memory alone."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.utils import AvailableEndpoints

from rueckruf.channel.conversations import conversation_store
from rueckruf.channel.turn_log import PartName, timed
from rueckruf.lean import install


class AgentError(RuntimeError):
    """Why there is no agent, in one sentence for the operator."""


async def agent_of(model: Path, endpoints: AvailableEndpoints) -> Any:
    """The agent with this model, ready to answer. Raises AgentError."""
    install.before_a_model_is_loaded()
    agent = await load_agent(model_path=str(model), endpoints=endpoints, loop=asyncio.get_running_loop())
    if not agent.is_ready():
        raise AgentError(f"the model {model.name} can't be loaded: run `make train`")
    install.for_calls(agent)
    # Rasa's wrapper would go on in memory when our store fails, and lose the call with the process.
    try:
        agent.tracker_store = agent.processor.tracker_store = conversation_store(agent.tracker_store)
    except RuntimeError as error:
        raise AgentError(str(error)) from error
    _time_parts(agent)
    return agent


def _time_parts(agent: Any) -> None:
    """What the log of turns is told of the time that understanding and the store of conversations take."""
    agent.processor.parse_message = _timed("understanding", agent.processor.parse_message)
    store = agent.tracker_store
    store.retrieve, store.save = _timed("conversation", store.retrieve), _timed("conversation", store.save)


def _timed(part: PartName, work: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def timed_work(*args: Any, **kwargs: Any) -> Any:
        with timed(part):
            return await work(*args, **kwargs)

    return timed_work


async def close(agent: Any) -> None:
    """Give back what the agent holds."""
    broker = agent.tracker_store.event_broker
    if broker:
        await broker.close()
