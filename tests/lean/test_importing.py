"""Rasa is imported without TensorFlow, and says what to install where somebody asks for it."""

import subprocess
import sys
from pathlib import Path

import pytest
import rasa
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource

from rueckruf.lean import importing
from tests.support.neural import without_tensorflow

pytestmark = pytest.mark.process

ON_TENSORFLOW = (
    *("DIETClassifier", "ResponseSelector", "ConveRTFeaturizer", "LanguageModelFeaturizer"),
    *("TEDPolicy", "UnexpecTEDIntentPolicy"),
)


def printed(program: str) -> str:
    """What a Python of its own prints, which begins as each does in this environment."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_each_start_of_python_can_import_rasa() -> None:
    modules = "rasa.core.agent, rasa.core.train, rasa.model_training, rasa.nlu.test, rasa.core.test"
    assert printed(f"import {modules}; print('imported')") == "imported\n"


def test_rasa_imports_no_tensorflow() -> None:
    tensorflow = "[name for name in sys.modules if name.split('.')[0] in ('tensorflow', 'keras')]"
    assert printed(f"import sys, rasa.core.agent, rasa.model_training; print({tensorflow})") == "[]\n"


def test_every_module_of_rasa_that_begins_with_tensorflow_is_stood_in_for() -> None:
    """Those of ``rasa.utils.tensorflow`` that are not stood in for are imported by the others alone."""
    folder = Path(rasa.__file__).parent
    beginning = {
        ".".join(file.relative_to(folder.parent).with_suffix("").parts)
        for file in folder.rglob("*.py")
        if any(line.startswith(("import tensorflow", "from tensorflow")) for line in file.read_text().splitlines())
    }
    assert {name for name in beginning if not name.startswith("rasa.utils.tensorflow.")} == set(importing._COMPONENTS)


@without_tensorflow
@pytest.mark.parametrize("name", ON_TENSORFLOW)
def test_a_component_on_tensorflow_is_known_and_says_what_to_install(name: str) -> None:
    component = DefaultV1Recipe._registered_components[name].clazz
    assert component in DEFAULT_COMPONENTS
    assert component.required_packages()[0] == "tensorflow (make tensorflow installs it)"
    with pytest.raises(ImportError, match=rf"{name} needs tensorflow \(make tensorflow installs it\)"):
        component.create({}, None, Resource("anything"), None)


def test_where_tensorflow_is_installed_rasas_own_components_are_found() -> None:
    finder = importing._Finder(has_tensorflow=True)
    assert finder.find_spec("rasa.core.policies.ted_policy") is None
