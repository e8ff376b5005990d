"""Keeps what was trained from one training to the next.

Rasa caches as well, but takes all training data for one: after a changed response, rule or synonym it trains each
component of the pipeline again. Here a part is known by what it is made from, and kept in Rasa's own cache.
"""

import inspect
import logging
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import scipy
from rasa.engine.caching import LocalTrainingCache
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.utils.io import deep_container_fingerprint

logger = logging.getLogger(__name__)


def fingerprint(*made_by: ModuleType | dict[str, Any]) -> str:
    """Of the modules that train a part, of tables that they read, and of the libraries that do the sums."""
    sources = [inspect.getsource(one) if isinstance(one, ModuleType) else one for one in made_by]
    digest: str = deep_container_fingerprint([*sources, numpy.__version__, scipy.__version__])
    return digest


def trained_once(
    what: str, made_from: list[Any], resource: Resource, model_storage: ModelStorage, train: Callable[[Path], None]
) -> Resource:
    """Puts into the model what ``train`` writes into a folder, or what it once wrote when all was the same.

    ``what`` is learnt there, for people who wait for it.
    """
    cache = LocalTrainingCache()
    key = deep_container_fingerprint(made_from)
    kept = cache.get_cached_output_fingerprint(key)
    if kept and cache.get_cached_result(kept, resource.name, model_storage):
        return Resource(resource.name, output_fingerprint=kept)
    logger.info("learning %s", what)
    with model_storage.write_to(resource) as folder:
        train(folder)
    cache.cache_output(key, resource, resource.fingerprint(), model_storage)
    return resource
