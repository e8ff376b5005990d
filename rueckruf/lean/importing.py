"""Lets Rasa be imported: on numpy 2, and where TensorFlow is not installed.

Rasa imports all of its components to know their names, and six of them import TensorFlow: seconds and hundreds of
megabytes for something that ``config.yml`` does not use. In their place come components of the same names that say
what to install; where TensorFlow is installed (``make tensorflow``), Rasa's own are imported, and a model without them
is served without it all the same. And Rasa names a warning of numpy where numpy 2 no longer has it.

`make setup` links this file into ``.venv`` as the module ``rasa_importing`` and lets each start of Python there import
it, so that ``rasa train`` has it as well. So it imports next to nothing until Rasa is imported.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: Modules whose warnings ``rueckruf.lean.expected_warnings`` sorts out.
_SPEAKING = ("sanic.app", "pkg_resources", "rasa.core.tracker_store", "rasa.utils.common")
#: What ``required_packages`` names: Rasa tells of it where such a component is to be trained or loaded.
MISSING = "tensorflow (make tensorflow installs it)"

_Fill = Callable[[ModuleType], None]


class TensorflowMissingError(ImportError):
    """Something of Rasa that runs on TensorFlow was used."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} needs {MISSING}")


def install() -> None:
    """From now on Rasa can be imported; repeated calls change nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(PathFinder.find_spec("tensorflow") is not None))


def misses_tensorflow(component: str) -> bool:
    """Whether a component of a model, by module path, would be replaced by one that refuses to be loaded."""
    return component.rpartition(".")[0] in _COMPONENTS and PathFinder.find_spec("tensorflow") is None


class _Finder:
    """Asked before Python's own finders; answers for modules that are stood in for."""

    def __init__(self, has_tensorflow: bool) -> None:
        self._has_tensorflow = has_tensorflow

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        _before(name)
        if name in _SPEAKING:
            from rueckruf.lean.expected_warnings import quiet

            return quiet(name, path)
        if name == "tensorflow" and self._has_tensorflow:
            _prepare_for_tensorflow()
        missed = name in _COMPONENTS and not self._has_tensorflow
        if missed or (name in _HELPERS and "tensorflow" not in sys.modules):
            return ModuleSpec(name, self)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> None:
        """Python's own kind of module."""

    def exec_module(self, module: ModuleType) -> None:
        {**_COMPONENTS, **_HELPERS}[module.__name__](module)


def _before(name: str) -> None:
    """What is to be done before a module is looked for."""
    if name == "rasa":
        from rueckruf.lean.install import refuse_another_rasa

        refuse_another_rasa()
    if name == "rasa.__main__":
        from rueckruf.lean.install import before_a_command_of_rasa

        before_a_command_of_rasa(sys.argv[1:])
    if name == "rasa.utils.common":
        _name_the_warning()


def _name_the_warning() -> None:
    import numpy
    import numpy.exceptions

    numpy.VisibleDeprecationWarning = numpy.exceptions.VisibleDeprecationWarning  # type: ignore[attr-defined]


def _prepare_for_tensorflow() -> None:
    from rueckruf.lean import on_tensorflow

    on_tensorflow.install()
    for name in _HELPERS:
        sys.modules.pop(name, None)


def _component(name: str, types: tuple[str, ...], base: str, trainable: bool, *needs: str) -> _Fill:
    def fill(module: ModuleType) -> None:
        from rasa.engine.graph import GraphComponent
        from rasa.engine.recipes.default_recipe import DefaultV1Recipe
        from rasa.shared.utils.common import class_from_module_path

        def required_packages() -> list[str]:
            return [MISSING, *needs]

        def refuse(cls: type, *_: Any, **__: Any) -> Any:
            raise TensorflowMissingError(name)

        members = {
            "__module__": module.__name__,
            "required_packages": staticmethod(required_packages),
            **dict.fromkeys(("create", "load", "process"), classmethod(refuse)),
        }
        parent = class_from_module_path(base)
        parents = (parent,) if issubclass(parent, GraphComponent) else (GraphComponent, parent)
        kinds = [DefaultV1Recipe.ComponentType[kind] for kind in types]
        setattr(module, name, DefaultV1Recipe.register(kinds, is_trainable=trainable)(type(name, parents, members)))

    return fill


def _helpers(*names: str) -> _Fill:
    def fill(module: ModuleType) -> None:
        for name in names:

            def make(cls: type, *arguments: Any, _name: str = name, **options: Any) -> Any:
                try:
                    import_module("tensorflow")
                except ModuleNotFoundError:
                    raise TensorflowMissingError(_name) from None
                return getattr(import_module(module.__name__), _name)(*arguments, **options)

            setattr(module, name, type(name, (), {"__module__": module.__name__, "__new__": make}))

    return fill


_CLASSIFIER = "rasa.nlu.classifiers.classifier.IntentClassifier"
_FEATURIZER = "rasa.nlu.featurizers.dense_featurizer.dense_featurizer.DenseFeaturizer"
_POLICY = "rasa.core.policies.policy.Policy"
_DECIDES = ("POLICY_WITH_END_TO_END_SUPPORT",)
_COMPONENTS = {
    "rasa.nlu.classifiers.diet_classifier": _component(
        "DIETClassifier", ("INTENT_CLASSIFIER", "ENTITY_EXTRACTOR"), _CLASSIFIER, True
    ),
    "rasa.nlu.selectors.response_selector": _component("ResponseSelector", ("INTENT_CLASSIFIER",), _CLASSIFIER, True),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": _component(
        "ConveRTFeaturizer", ("MESSAGE_FEATURIZER",), _FEATURIZER, False, "tensorflow_text", "tensorflow_hub"
    ),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": _component(
        "LanguageModelFeaturizer", ("MESSAGE_FEATURIZER",), _FEATURIZER, False, "transformers"
    ),
    "rasa.core.policies.ted_policy": _component("TEDPolicy", _DECIDES, _POLICY, True),
    "rasa.core.policies.unexpected_intent_policy": _component("UnexpecTEDIntentPolicy", _DECIDES, _POLICY, True),
}
#: Imported with all of Rasa, used by neural components alone: TensorFlow is imported at the first use.
_HELPERS = {
    "rasa.utils.tensorflow.callback": _helpers("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": _helpers("RasaBatchDataGenerator"),
}

install()
