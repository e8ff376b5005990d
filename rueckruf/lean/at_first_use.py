"""Imports what Rasa needs in other set-ups at its first use: a server that answers calls never comes to it.

Rasa and spaCy import at the top of their modules whatever some configuration or command might ask for: databases to
keep conversations in, libraries to train, test and plot with, the channels of a dozen services. Typer does so with what
help and mistakes are dressed up with, which takes as long as all else of a short command. In their place come modules
whose names stand for the real ones. Once a name is used (called, asked for an attribute, inherited from) the real
module is imported, and all is as ever.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: Packages and modules that are imported and then not used while calls are answered.
DEFERRED = ("boto3", "dask", "numpy.f2py", "pymongo", "rasa.core.test", "rasa.nlu.test", "sklearn", "spacy.cli")
#: The same of a command that does what it was told to.
DEFERRED_BY_COMMANDS = ("rich.traceback", "typer.rich_utils")
#: Packages that import all of their modules, with the one that is used.
LARGE_PACKAGES = {"holidays.countries": "germany", "rasa.core.channels": "channel"}


def install(deferred: Iterable[str] = DEFERRED) -> None:
    """From now on what is still to be imported of these comes like that; repeated calls change nothing."""
    met = [finder for finder in sys.meta_path if isinstance(finder, _Finder)]
    waiting = {name for name in deferred if name not in sys.modules and not any(each.defers(name) for each in met)}
    if waiting:
        sys.meta_path.insert(0, _Finder(waiting))


class _Finder:
    """Asked before Python's own finders; ``waiting`` is what has not been used yet."""

    def __init__(self, waiting: set[str]) -> None:
        self._waiting = waiting

    def find_spec(self, name: str, path: Any = None, target: object = None) -> ModuleSpec | None:
        if self._deferred(name):
            return ModuleSpec(name, _StandInLoader(self), is_package=True)
        spec = PathFinder.find_spec(name, path) if name in LARGE_PACKAGES else None
        if spec and spec.loader:
            spec.loader = _PackageLoader(spec.loader)
        return spec

    def defers(self, name: str) -> bool:
        return self._deferred(name) is not None

    def real(self, name: str) -> ModuleType:
        """The module itself, which is there from now on with all that was deferred with it."""
        if deferred := self._deferred(name):
            self._waiting.remove(deferred)
            for stand_in in [module for module in sys.modules if _belongs(module, deferred)]:
                del sys.modules[stand_in]
        return import_module(name)

    def _deferred(self, name: str) -> str | None:
        return next((deferred for deferred in self._waiting if _belongs(name, deferred)), None)


def _belongs(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


class _StandInLoader(Loader):
    def __init__(self, finder: _Finder) -> None:
        self._finder = finder

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name, self._finder)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


class _StandIn(ModuleType):
    """A module from which every name can be imported."""

    def __init__(self, name: str, finder: _Finder) -> None:
        super().__init__(name)
        self._finder = finder

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(self.__name__, name, self._finder)


class _Name:
    """A name of a module that is still to be imported."""

    def __init__(self, module: str, name: str, finder: _Finder) -> None:
        self._module, self._name, self._finder = module, name, finder

    def _real(self) -> Any:
        return getattr(self._finder.real(self._module), self._name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._real()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def __mro_entries__(self, _: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self._real(),)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._real())


class _PackageLoader(Loader):
    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LargePackage(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["_own_loader"] = self._own


class _LargePackage(ModuleType):
    """A package of which only one module is imported, until a name is asked for that this does not have."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        used = import_module(f"{self.__name__}.{LARGE_PACKAGES[self.__name__]}")
        if not hasattr(used, name):
            self.__class__ = ModuleType  # type: ignore[assignment]
            self.__dict__.pop("_own_loader").exec_module(self)
            return getattr(self, name)
        return getattr(used, name)
