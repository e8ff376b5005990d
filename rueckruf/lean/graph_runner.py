"""Rasa's graph, run node after node.

Rasa hands its graph to dask, which plans it again at every run, three times a turn: a millisecond, for nodes that
can only follow each other anyway. Rasa has an interface for other runners but no setting that names one; so a
loaded model's runner is replaced (:func:`in_order`).
"""

from __future__ import annotations

from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


def in_order(runner: DaskGraphRunner) -> OrderedGraphRunner:
    """The same loaded nodes, run without dask."""
    return OrderedGraphRunner(runner._graph_schema, runner._instantiated_nodes)


class OrderedGraphRunner(GraphRunner):
    """Runs each node that a target needs once, after those it needs itself."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._order = cache(self._planned)

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedGraphRunner:
        """A runner whose nodes are loaded from the storage."""
        return in_order(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The outputs of the targets by their names; a node's own exception goes through as it is.

        Raises GraphRunError if an input has the name of a node, or a node lacks an input.
        """
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        if clash := results.keys() & self._nodes.keys():
            raise GraphRunError(f"Inputs with names of nodes: {', '.join(sorted(clash))}")
        wanted = tuple(targets or self._schema.target_names)
        try:
            for name, needs in self._order(wanted):
                results[name] = self._nodes[name](*(results.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running the graph.") from error
        return {target: results[target][1] for target in wanted}

    def _planned(self, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The nodes that the targets need, each with the names of what it needs, in the order to run them."""
        needs = {
            name: tuple(node.needs.values())
            for name, node in self._schema.minimal_graph_schema(list(targets)).nodes.items()
        }
        return [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in needs]
