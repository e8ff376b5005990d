"""The table of Rasa's components says what Rasa says, and those of the project are read as Python reads them."""

import ast
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa
import yaml
from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.utils.common import class_from_module_path

from rueckruf.data_check.components import Component, ComponentError, find_component, rasa_components
from rueckruf.lean.importing import _COMPONENTS
from rueckruf.project import ROOT

pytestmark = pytest.mark.unit

#: Where Rasa reads the keys that no default names.
READ_THERE = {"featurizer": '.get("featurizer")', "max_history": ".get(POLICY_MAX_HISTORY", "model": '.get("model")'}
#: What a component can be needed as.
KINDS = ("Tokenizer", "Featurizer", "DenseFeaturizer", "SparseFeaturizer", "IntentClassifier", "EntityExtractorMixin")
CONFIG: Mapping[str, Any] = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
OWN = sorted({entry["name"] for entry in (*CONFIG["pipeline"], *CONFIG["policies"]) if "." in entry["name"]})


def source(component: type) -> Path:
    return Path(rasa.__file__).parent.parent.joinpath(*component.__module__.split(".")).with_suffix(".py")


def in_source(component: type, method: str) -> Any:
    """What a method without arguments says in Rasa's file: without TensorFlow the class itself is stood in for."""
    tree = ast.parse(source(component).read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign):
            try:
                exec(compile(ast.Module([node], []), "rasa", "exec"), names)  # noqa: S102 - Rasa's own lines
            except (ImportError, NameError, AttributeError):
                continue
    [definition] = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == component.__name__]
    methods = {node.name: node for node in definition.body if isinstance(node, ast.FunctionDef)}
    if method not in methods:
        return getattr(GraphComponent, method)()
    function = methods[method]
    function.decorator_list, function.returns = [], None
    if component.__name__ == "ResponseSelector":  # its defaults are those of another with changes
        [diet] = [one for one in DEFAULT_COMPONENTS if one.__name__ == "DIETClassifier"]
        names["DIETClassifier"] = SimpleNamespace(get_default_config=lambda: in_source(diet, method))
    exec(compile(ast.Module([function], []), "rasa", "exec"), names)  # noqa: S102
    return names[method](*([component] if function.args.args else []))


def told(component: type, method: str) -> Any:
    return in_source(component, method) if component.__module__ in _COMPONENTS else getattr(component, method)()


def test_the_table_has_all_of_rasas_components() -> None:
    assert rasa_components().keys() == {component.__name__ for component in DEFAULT_COMPONENTS}


@pytest.mark.parametrize("component", DEFAULT_COMPONENTS, ids=lambda component: str(component.__name__))
def test_a_line_of_the_table_is_what_rasa_says(component: type) -> None:
    line = rasa_components()[component.__name__]
    on_tensorflow = ["tensorflow"] if component.__module__ in _COMPONENTS else []

    defaults = told(component, "get_default_config")
    assert line.defaults == {key: str(value) if isinstance(value, Path) else value for key, value in defaults.items()}
    assert list(line.needs) == [kind.__name__ for kind in told(component, "required_components")]
    assert list(line.packages) == [*on_tensorflow, *told(component, "required_packages")]
    assert list(line.languages) == (told(component, "supported_languages") or [])
    assert "de" not in (told(component, "not_supported_languages") or [])


@pytest.mark.parametrize("component", DEFAULT_COMPONENTS, ids=lambda component: str(component.__name__))
def test_the_kinds_of_a_component_are_what_it_inherits_from(component: type) -> None:
    inherited = {parent.__name__ for parent in component.__mro__}
    kinds = {kind for kind in (*KINDS, "Policy", "MemoizationPolicy", "RulePolicy") if kind in inherited}
    if component.__name__ == "DIETClassifier":  # whose stand-in is an intent classifier alone
        kinds.add("EntityExtractorMixin")

    assert rasa_components()[component.__name__].kinds == {component.__name__, *kinds}
    assert ("Policy" in kinds) == any(
        kind.name.startswith("POLICY") for kind in DefaultV1Recipe._registered_components[component.__name__].types
    )


@pytest.mark.parametrize("component", DEFAULT_COMPONENTS, ids=lambda component: str(component.__name__))
def test_further_keys_are_read_by_rasa(component: type) -> None:
    files = {source(parent) for parent in component.__mro__ if parent.__module__.startswith("rasa.")}
    files |= {source(one) for one in DEFAULT_COMPONENTS if one.__name__ == "TEDPolicy"}  # what the other inherits from
    lines = "".join(file.read_text(encoding="utf-8") for file in files)

    assert [key for key in rasa_components()[component.__name__].also if READ_THERE[key] not in lines] == []


@pytest.mark.parametrize("name", OWN)
def test_a_component_of_the_project_is_read_as_python_reads_it(name: str) -> None:
    read, component = find_component(name, ROOT), class_from_module_path(name)

    assert read.defaults == component.get_default_config()
    assert list(read.needs) == [kind.__name__ for kind in component.required_components()]
    assert list(read.packages) == component.required_packages()
    assert {*KINDS, "Policy", "RulePolicy"} & read.kinds == {
        parent.__name__ for parent in component.__mro__ if parent.__name__ in (*KINDS, "Policy", "RulePolicy")
    }


SOURCE = '''
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier

class Base(FallbackClassifier):
    @staticmethod
    def get_default_config():
        """Defaults."""
        return {**FallbackClassifier.get_default_config(), "threshold": 0.5, "rate": RATE}

@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Own(Base):
    @classmethod
    def required_packages(cls):
        return ["one", "two"]

@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Computed(Base):
    @staticmethod
    def get_default_config():
        return dict(a=1)
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "parts.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "own" / "broken.py").write_text("def", encoding="utf-8")
    return tmp_path


def test_what_a_class_inherits_counts(root: Path) -> None:
    assert find_component("own.parts.Own", root) == Component(
        "Own",
        kinds=frozenset({"Own", "Base", "FallbackClassifier", "IntentClassifier"}),
        needs=("IntentClassifier",),
        packages=("one", "two"),
        defaults={"threshold": 0.5, "ambiguity_threshold": 0.1, "rate": None},
    )


def test_defaults_that_are_computed_are_not_known(root: Path) -> None:
    assert find_component("own.parts.Computed", root).defaults is None


def test_a_component_of_another_package_is_not_looked_into(root: Path) -> None:
    assert find_component("yaml.nodes.Node", root) == Component("Node", defaults=None)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("RegexFeaturiser", "there is no component 'RegexFeaturiser'; is 'RegexFeaturizer' meant?"),
        ("Parrot", "there is no component 'Parrot'"),
        ("rasa.core.policies.ted_policy.TED", "there is no component 'rasa.core.policies.ted_policy.TED'"),
        ("own.parts.Comuted", "there is no class Comuted in own/parts.py; is 'Computed' meant?"),
        ("own.part.Own", "there is no component 'own.part.Own': no file own/part.py"),
        ("nowhere.parts.Own", "there is no component 'nowhere.parts.Own': no file nowhere/parts.py"),
        ("own.parts.Base", "Base in own/parts.py is not registered with @DefaultV1Recipe.register"),
        ("own.broken.Own", "own/broken.py:1 is no Python"),
    ],
)
def test_a_component_that_does_not_exist(root: Path, name: str, problem: str) -> None:
    with pytest.raises(ComponentError) as error:
        find_component(name, root)

    assert str(error.value) == problem


def test_a_full_path_of_one_of_rasas_own_is_its_name() -> None:
    name = "rasa.nlu.classifiers.fallback_classifier.FallbackClassifier"

    assert find_component(name, ROOT) is rasa_components()["FallbackClassifier"]
