"""Reads the domain that a model carries once, and does not search it for faults.

Whoever trained it has held it to Rasa's schema. When Rasa loads a model it does so again, by a parser that knows the
line of each word, and reads the file three times besides: that is a third of what a model takes to load.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml_file

_FILE = "domain.yml"


def install() -> None:
    """In force for the rest of this process; repeated calls change nothing."""
    DomainProvider.load = classmethod(_load)


# Rasa reads the types of the parameters before it trains, and refuses others than its own.
def _load(
    cls: Any,
    /,
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **_: Any,
) -> DomainProvider:
    with model_storage.read_from(resource) as folder:
        return cls(model_storage, resource, Domain.from_dict(read_yaml_file(folder / _FILE)))
