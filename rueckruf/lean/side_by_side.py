"""What a training learns apart from each other, it learns at the same time.

Rasa trains one component after the other in one process, also where none needs what another has learned: callers'
names and intents take seconds each, and keep one core. Here each of ours is trained in a process of its own, begun by
fork, in which everything that was read is there already; it leaves what it has learned in the folder of the model, as
it would anyway. Rasa's own components stay in this process: TensorFlow keeps threads, which no fork carries over.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from graphlib import TopologicalSorter
from multiprocessing.connection import Connection, wait
from typing import Any

import rasa.model_training
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

from rueckruf.child import Child, end_all

_SECONDS_TO_END = 5


def install() -> None:
    """In force for the rest of this process, which trains and does not serve."""
    rasa.model_training.DaskGraphRunner = SideBySideRunner


class SideBySideRunner(DaskGraphRunner):
    """Runs each node that a target needs once, after those it needs itself."""

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of the targets by their names; a node's own exception goes through as it is.

        Raises GraphRunError as Rasa's runner does, and where a process ends before its node is done.
        """
        wanted = targets or self._graph_schema.target_names
        graph = self._build_dask_graph(self._graph_schema.minimal_graph_schema(wanted))
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            self._work_out(graph, outputs)
        except RuntimeError as error:
            raise GraphRunError("Error running the graph.") from error
        return {name: outputs[name][1] for name in wanted}

    def _work_out(self, graph: dict[str, Any], outputs: dict[str, Any]) -> None:
        """Adds the outputs of all nodes of the graph."""
        order = TopologicalSorter({name: graph.keys() & needs for name, (_, *needs) in graph.items()})
        order.prepare()
        with closing(_Apart()) as apart:
            while order.is_active():
                ready = order.get_ready()
                here = list(self._begin(ready, graph, outputs, apart))
                for name, output in [*here, *apart.done(wait_for_one=not ready)]:
                    outputs[name] = output
                    order.done(name)

    def _begin(
        self, ready: Iterable[str], graph: dict[str, Any], outputs: dict[str, Any], apart: "_Apart"
    ) -> Iterator[tuple[str, Any]]:
        """Names and outputs of those that are worked out here, after the others have begun."""
        for name in sorted(ready, key=self._learns_apart, reverse=True):
            node, *needs = graph[name]
            work = partial(node, *(outputs.get(need, need) for need in needs))
            if self._learns_apart(name):
                apart.begin(name, work)
            else:
                yield name, work()

    def _learns_apart(self, name: str) -> bool:
        """Not what was learned before, or is only asked whether it was: their nodes are of other classes."""
        node = self._graph_schema.nodes[name]
        return bool(node.fn == "train" and node.uses.__module__.startswith("rueckruf."))


class _Apart:
    """Nodes at work in processes of their own."""

    def __init__(self) -> None:
        self._at_work: dict[Connection, tuple[str, Child]] = {}

    def begin(self, name: str, work: Callable[[], Any]) -> None:
        child = Child(_send_output, work)
        self._at_work[child.connection] = name, child

    def done(self, wait_for_one: bool) -> list[tuple[str, Any]]:
        """Names and outputs of those that are; raises what one of them raised."""
        ready = wait(self._at_work, None if wait_for_one else 0)
        return [self._output(connection) for connection in ready if isinstance(connection, Connection)]

    def close(self) -> None:
        """None goes on."""
        end_all([child for _, child in self._at_work.values()], _SECONDS_TO_END)

    def _output(self, connection: Connection) -> tuple[str, Any]:
        name, child = self._at_work[connection]
        try:
            output = connection.recv()
        except EOFError:
            raise GraphRunError(f"{name}: the process that learns it has ended") from None
        del self._at_work[connection]
        child.kill_after(_SECONDS_TO_END)
        if isinstance(output, BaseException):
            raise output
        return name, output


def _send_output(connection: Connection, work: Callable[[], Any]) -> None:
    try:
        output = work()
    except BaseException as error:  # whatever it is, it is raised over there
        output = error if _can_be_sent(error) else RuntimeError(f"{type(error).__name__}: {error}")
    connection.send(output)


def _can_be_sent(error: BaseException) -> bool:
    try:
        return isinstance(pickle.loads(pickle.dumps(error)), type(error))  # noqa: S301 - our own
    except Exception:
        return False
