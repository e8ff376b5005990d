"""The components that ``config.yml`` can name: what each is, needs and takes.

Rasa's own stand in a table next to this module, those of the project are read from their source: importing either
takes seconds.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from rueckruf.checked_yaml import LOADER
from rueckruf.data_check.names import proposal

_TABLE = Path(__file__).with_name("rasa_components.yml")


class ComponentError(ValueError):
    """A name that no component has; the text says what is wrong with it."""


@dataclass(frozen=True)
class Component:
    """What a component is and takes.

    ``kinds`` are its own name and those of the kinds it belongs to, ``needs`` the kinds that must stand before it in
    the pipeline, ``packages`` what must be installed, ``languages`` the only ones it knows. ``defaults`` are its
    keys with their usual values, None where these are unknown; ``also`` are further keys.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    defaults: Mapping[str, Any] | None = field(default_factory=dict)
    also: tuple[str, ...] = ()

    def default(self, key: str) -> Any:
        """What ``key`` is where it is not configured."""
        return (self.defaults or {}).get(key)


@cache
def rasa_components() -> dict[str, Component]:
    """Rasa's own by name."""
    table: dict[str, dict[str, Any]] = yaml.load(_TABLE.read_bytes(), LOADER)  # noqa: S506 - a safe one
    return {
        name: Component(
            name,
            kinds=frozenset({name, *about.get("is", ())}),
            needs=tuple(about.get("needs", ())),
            packages=tuple(about.get("packages", ())),
            languages=tuple(about.get("languages", ())),
            defaults=about.get("keys", {}),
            also=tuple(about.get("also", ())),
        )
        for name, about in table.items()
    }


def find_component(name: str, root: Path) -> Component:
    """The component that ``config.yml`` calls ``name``, for a project at ``root``; raises ComponentError."""
    module, _, short = name.rpartition(".")
    own = rasa_components()
    if not module or module.split(".")[0] == "rasa":
        if short not in own:
            raise ComponentError(f"there is no component '{name}'{proposal(short, own)}")
        return own[short]
    file = _file(root, module)
    if file.is_file():
        return _Source(root, file).registered(short)
    if (root / module.split(".")[0]).is_dir() or find_spec(module.split(".")[0]) is None:
        raise ComponentError(f"there is no component '{name}': no file {file.relative_to(root).as_posix()}")
    return Component(short, defaults=None)


def _file(root: Path, module: str) -> Path:
    return root.joinpath(*module.split(".")).with_suffix(".py")


class _Source:
    """The components in one file of the project."""

    def __init__(self, root: Path, file: Path) -> None:
        self.root = root
        self.path = file.relative_to(root).as_posix()
        try:
            body = ast.parse(file.read_bytes()).body
        except SyntaxError as error:
            raise ComponentError(f"{self.path}:{error.lineno} is no Python") from None
        self.classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
        self.imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def registered(self, name: str) -> Component:
        """The class ``name`` as Rasa finds it; raises ComponentError."""
        component = self.component(name)
        if not any(map(_registers, self._definition(name).decorator_list)):
            raise ComponentError(f"{name} in {self.path} is not registered with @DefaultV1Recipe.register")
        return component

    def component(self, name: str) -> Component:
        """The class ``name``, with what it inherits; raises ComponentError."""
        definition = self._definition(name)
        bases = [self._named(base) for base in definition.bases]
        methods = {node.name: node for node in definition.body if isinstance(node, ast.FunctionDef)}
        return Component(
            name,
            kinds=frozenset({name}).union(*(base.kinds for base in bases)),
            needs=_names(methods.get("required_components"), [base.needs for base in bases]),
            packages=_names(methods.get("required_packages"), [base.packages for base in bases]),
            languages=_names(methods.get("supported_languages"), [base.languages for base in bases]),
            defaults=self._defaults(methods.get("get_default_config"), bases),
            also=tuple(key for base in bases for key in base.also),
        )

    def _definition(self, name: str) -> ast.ClassDef:
        if name not in self.classes:
            raise ComponentError(f"there is no class {name} in {self.path}{proposal(name, self.classes)}")
        return self.classes[name]

    def _named(self, base: ast.expr) -> Component:
        """What a class inherits from; of what is no component only the name counts ("Tokenizer")."""
        name = ast.unparse(base)
        if name in self.classes:
            return self.component(name)
        module, _, short = self.imported.get(name, name).rpartition(".")
        file = _file(self.root, module)
        if file.is_file():
            return _Source(self.root, file).component(short)
        return rasa_components().get(short) or Component(short, kinds=frozenset({short}))

    def _defaults(self, method: ast.FunctionDef | None, bases: list[Component]) -> Mapping[str, Any] | None:
        if method is None:
            return next((base.defaults for base in bases if base.defaults != {}), {})
        returned = _returned(method)
        if not isinstance(returned, ast.Dict):
            return None
        defaults: dict[str, Any] = {}
        for key, value in zip(returned.keys, returned.values, strict=True):
            if isinstance(key, ast.Constant):
                defaults[str(key.value)] = _literal(value)
            elif key is None and (inherited := self._inherited(value)) is not None:
                defaults |= inherited
            else:
                return None
        return defaults

    def _inherited(self, value: ast.expr) -> Mapping[str, Any] | None:
        """The defaults in ``**Base.get_default_config()``."""
        call = value.func if isinstance(value, ast.Call) else None
        if isinstance(call, ast.Attribute) and call.attr == "get_default_config" and isinstance(call.value, ast.Name):
            return self._named(call.value).defaults
        return None


def _registers(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith(".register")


def _names(method: ast.FunctionDef | None, inherited: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The list that a method returns, else the first that is inherited."""
    returned = _returned(method) if method else None
    if isinstance(returned, ast.List):
        return tuple(str(_literal(item) or ast.unparse(item)) for item in returned.elts)
    return next(filter(None, inherited), ())


def _returned(method: ast.FunctionDef) -> ast.expr | None:
    returned: Iterator[ast.Return] = (node for node in method.body if isinstance(node, ast.Return))
    return next((node.value for node in returned), None)


def _literal(value: ast.expr) -> Any:
    """A value that can be read as it stands; None for any other."""
    try:
        return ast.literal_eval(value)
    except ValueError:
        return None
