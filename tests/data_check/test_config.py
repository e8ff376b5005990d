"""config.yml: every component, key and value, and the order that Rasa wants."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rasa.engine.exceptions import GraphSchemaValidationException
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.validation import validate
from rasa.graph_components.validators.default_recipe_validator import DefaultV1RecipeValidator
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException

from rueckruf.data_check import config
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import read_yaml
from rueckruf.project import ROOT
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CONFIG = "config.yml"
ON_TENSORFLOW = {
    "pipeline": ("DIETClassifier", "ResponseSelector", "ConveRTFeaturizer", "LanguageModelFeaturizer"),
    "policies": ("TEDPolicy", "UnexpecTEDIntentPolicy"),
}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("recipe: default.v1\n", "", ":1: the key 'recipe' is missing"),
        ("language: de\n", "", ":1: the key 'language' is missing"),
        ("assistant_id: small\n", "", ":1: the key 'assistant_id' is missing"),
        ("pipeline:", "pipline:", ":4: 'pipline' is no key of config.yml: is 'pipeline' meant?"),
        (
            "pipeline:",
            "speed: 9\npipeline:",
            ":4: 'speed' is no key of config.yml: use recipe, assistant_id, language, pipeline, policies, importers",
        ),
        ("default.v1", "graph.v1", ":1: recipe must be default.v1"),
        ("language: de", "language: en", ":3: language must be de"),
        ("assistant_id: small", "assistant_id: placeholder_default", ":2: assistant_id must be a name of its own"),
        ("assistant_id: small", "assistant_id: 7", ":2: assistant_id: '7' is read as a number; put text in quotes"),
    ],
)
def test_the_keys_at_the_top(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CONFIG, old, new)

    assert project.faults() == [CONFIG + fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "- name: LogisticRegressionClassifier",
            "- name: LogisticRegresionClassifier",
            ":8: there is no component 'LogisticRegresionClassifier'; is 'LogisticRegressionClassifier' meant?",
        ),
        (
            "word_counts.WordCounts",
            "word_counts.WordCount",
            ":6: there is no class WordCount in rueckruf/nlu/word_counts.py; is 'WordCounts' meant?",
        ),
        (
            "word_counts.WordCounts",
            "word_count.WordCounts",
            ":6: there is no component 'rueckruf.nlu.word_count.WordCounts': no file rueckruf/nlu/word_count.py",
        ),
        ("- name: RulePolicy", "- nam: RulePolicy", ":14: an item of policies needs 'name'"),
        ("- name: RulePolicy", "- RulePolicy", ":14: an item of policies must consist of keys and values, but is text"),
        ("threshold: 0.3", "treshold: 0.3", ":10: 'treshold' is no key of FallbackClassifier: is 'threshold' meant?"),
        (
            "threshold: 0.3",
            "speed: 0.3",
            ":10: 'speed' is no key of FallbackClassifier: use threshold, ambiguity_threshold",
        ),
        ("max_ngram: 2", "max_grams: 2", ":7: 'max_grams' is no key of WordCounts: is 'max_ngram' meant?"),
    ],
)
def test_a_component_or_key_that_does_not_exist(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CONFIG, old, new)

    assert CONFIG + fault in project.faults()
    assert len(project.faults()) == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("threshold: 0.3", "threshold: 1.3", ":10: threshold must be a number from 0 to 1"),
        ("threshold: 0.3", "threshold: -0.1", ":10: threshold must be a number from 0 to 1"),
        ("threshold: 0.3", "threshold: high", ":10: threshold must be a number"),
        ("threshold: 0.3", "threshold:", ":10: threshold must be a number"),
        ("threshold: 0.3", "threshold: [0.3]", ":10: threshold must be a number"),
        ("max_history: 4", "max_history: 0", ":13: max_history must be a whole number from 1 on"),
        ("max_history: 4", "max_history: 2.5", ":13: max_history must be a whole number from 1 on"),
        ("max_history: 4", "max_history: all", ":13: max_history must be a whole number from 1 on"),
        ("max_ngram: 2", "max_ngram: 2\n    analyzer: letters", ":8: analyzer must be one of word, char, char_wb"),
        ("max_ngram: 2", "max_ngram: 2\n    lowercase: 1", ":8: lowercase must be true or false"),
        ("max_ngram: 2", "max_ngram: 2\n    OOV_words: x", ":8: OOV_words must be a list"),
        (
            "max_ngram: 2",
            "max_ngram: 2\n    min_ngram: 3",
            ":6: min_ngram is 3 and max_ngram 2: nothing is as short as that",
        ),
        (
            "- name: WhitespaceTokenizer",
            "- name: WhitespaceTokenizer\n    token_pattern: (",
            ":6: token_pattern must be a regular expression",
        ),
        (
            "- name: LogisticRegressionClassifier",
            "- name: LogisticRegressionClassifier\n    tol: 0",
            ":9: tol must be a number above 0",
        ),
    ],
)
def test_a_value_of_another_kind_or_out_of_range(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CONFIG, old, new)

    assert project.faults() == [CONFIG + fault]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("threshold: 0.3", "threshold: 1"),
        ("threshold: 0.3", "threshold: 3e-1"),
        ("max_history: 4", "max_history:"),
        ("max_history: 4", "max_history: 4\n    featurizer: []"),
        ("- name: WhitespaceTokenizer", "- name: WhitespaceTokenizer\n    token_pattern: '[a-z]+'"),
    ],
)
def test_values_as_rasa_takes_them(project: Project, old: str, new: str) -> None:
    project.replace(CONFIG, old, new)

    assert project.faults() == []


def test_a_fallback_action_that_does_not_exist(project: Project) -> None:
    project.replace(CONFIG, "RulePolicy\n", "RulePolicy\n    core_fallback_action_name: action_stor\n")

    assert project.faults() == [f"{CONFIG}:15: action 'action_stor' is not in domain.yml; is 'action_store' meant?"]


@pytest.mark.parametrize(
    ("section", "name"), [(section, name) for section, names in ON_TENSORFLOW.items() for name in names]
)
@pytest.mark.parametrize("installed", [False, True])
def test_who_names_a_component_on_tensorflow(
    monkeypatch: pytest.MonkeyPatch, project: Project, section: str, name: str, installed: bool
) -> None:
    monkeypatch.setattr(config, "find_spec", lambda package: SimpleNamespace() if installed else None)
    project.replace(CONFIG, f"{section}:\n", f"{section}:\n  - name: {name}\n")

    line = 5 if section == "pipeline" else 12
    needs = f"{CONFIG}:{line}: {name} needs TensorFlow: `make tensorflow` installs what it needs"
    assert (needs in project.faults()) != installed


def test_who_names_another_package_that_is_missing(project: Project) -> None:
    project.replace(CONFIG, "pipeline:\n", "pipeline:\n  - name: MitieNLP\n")

    assert project.faults() == [f"{CONFIG}:5: MitieNLP needs what is not installed: mitie"]


def test_a_component_that_knows_no_german(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr(config, "find_spec", lambda package: SimpleNamespace())
    project.replace(CONFIG, "WhitespaceTokenizer", "JiebaTokenizer")

    assert project.faults() == [f"{CONFIG}:5: JiebaTokenizer knows no German, only zh"]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "  - name: RulePolicy\n",
            "",
            [":12: RulePolicy is missing: nothing follows the rules and asks the questions"],
        ),
        (
            "  - name: AugmentedMemoizationPolicy\n    max_history: 4\n",
            "",
            [":12: no policy learns the stories: add one besides RulePolicy"],
        ),
        (
            "  - name: RulePolicy\n",
            "  - name: RulePolicy\n  - name: MemoizationPolicy\n",
            [":15: MemoizationPolicy has the same priority as AugmentedMemoizationPolicy in line 12: 3"],
        ),
        (
            "  - name: RulePolicy\n",
            "  - name: RulePolicy\n    priority: 3\n",
            [":14: RulePolicy has the same priority as AugmentedMemoizationPolicy in line 12: 3"],
        ),
        (
            "  - name: RulePolicy\n",
            "  - name: RulePolicy\n  - name: KeywordIntentClassifier\n",
            [":15: KeywordIntentClassifier is no policy: it belongs in the pipeline"],
        ),
        (
            "  - name: FallbackClassifier\n",
            "  - name: RulePolicy\n  - name: FallbackClassifier\n",
            [":9: RulePolicy is a policy: it belongs under 'policies'"],
        ),
    ],
)
def test_policies(project: Project, old: str, new: str, faults: list[str]) -> None:
    project.replace(CONFIG, old, new)

    assert project.faults() == [CONFIG + fault for fault in faults]


def test_a_pipeline_that_finds_no_intent(project: Project) -> None:
    content = (project.root / CONFIG).read_text(encoding="utf-8")
    begin, end = content.index("  - name: LogisticRegressionClassifier"), content.index("policies:")
    project.write(CONFIG, content[:begin] + content[end:])

    assert project.faults() == [f"{CONFIG}:6: nothing in the pipeline finds out the intent: a classifier is missing"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "- name: WhitespaceTokenizer\n",
            "- name: WhitespaceTokenizer\n  - name: WhitespaceTokenizer\n",
            ":6: WhitespaceTokenizer is a second tokenizer, the first stands in line 5",
        ),
        ("  - name: WhitespaceTokenizer\n", "", ":5: WordCounts needs a Tokenizer before it"),
        # Of this one Rasa hears at the first message.
        (
            "  - name: LogisticRegressionClassifier\n",
            "  - name: FallbackClassifier\n  - name: LogisticRegressionClassifier\n",
            ":8: FallbackClassifier needs an IntentClassifier before it",
        ),
        ("max_ngram: 2", "alias: a\n  - name: RegexFeaturizer\n    alias: a", ":7: the alias 'a' stands twice"),
    ],
)
def test_the_order(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CONFIG, old, new)

    assert CONFIG + fault in project.faults()


TOKENIZER, COUNTS, CLASSIFIER = "WhitespaceTokenizer", "CountVectorsFeaturizer", "LogisticRegressionClassifier"
OWN = ("rueckruf.nlu.german_tokenizer.GermanTokenizer",)


@pytest.mark.parametrize(
    "pipeline",
    [
        (TOKENIZER, COUNTS, CLASSIFIER),
        (*OWN, "rueckruf.nlu.intent_classifier.TfidfIntentClassifier"),
        (TOKENIZER, COUNTS, CLASSIFIER, "FallbackClassifier", "EntitySynonymMapper"),
        (TOKENIZER, CLASSIFIER, COUNTS),
        (COUNTS, TOKENIZER, CLASSIFIER),
        (COUNTS, CLASSIFIER),
        (TOKENIZER, CLASSIFIER),
        (TOKENIZER, COUNTS, "SklearnIntentClassifier"),
        (TOKENIZER, TOKENIZER, COUNTS, CLASSIFIER),
        (*OWN, TOKENIZER, CLASSIFIER),
        ("SpacyTokenizer", COUNTS, CLASSIFIER),
        (TOKENIZER, "RulePolicy", COUNTS, CLASSIFIER),
        (TOKENIZER, {"name": COUNTS, "alias": "a"}, {"name": COUNTS, "alias": "a"}, CLASSIFIER),
        (TOKENIZER, {"name": COUNTS, "alias": "a"}, {"name": COUNTS, "alias": "b"}, CLASSIFIER),
        ("RegexEntityExtractor", "KeywordIntentClassifier"),
        (TOKENIZER, COUNTS, "TfidfIntentClassifer"),
    ],
)
@pytest.mark.parametrize("policies", [("RulePolicy",), ("MemoizationPolicy", "RulePolicy"), ("MemoizationPolicy",)])
def test_the_verdict_is_rasas(project: Project, pipeline: Sequence[Any], policies: Sequence[str]) -> None:
    parts = [{"name": part} if isinstance(part, str) else part for part in pipeline]
    content = {
        "recipe": "default.v1",
        "assistant_id": "small",
        "language": "de",
        "pipeline": parts,
        "policies": [{"name": policy} for policy in policies],
    }
    project.write(CONFIG, yaml.safe_dump(content, sort_keys=False))

    refusal = _refusal_of_rasa(content)
    assert bool(_faults(project)) == (refusal is not None), refusal


def _faults(project: Project) -> list[str]:
    faults = Faults()
    file = read_yaml(project.root / CONFIG, CONFIG, faults)
    assert file is not None
    _, policies = config.check_config(file, ROOT, faults)
    config.check_policies(policies, False, Uses(), faults)
    return [str(fault) for fault in faults.sorted()]


def _refusal_of_rasa(content: dict[str, Any]) -> str | None:
    try:
        configuration = DefaultV1Recipe().graph_config_for_recipe(content, {})
        validate(configuration)
        validator = DefaultV1RecipeValidator(configuration.train_schema)
        validator._raise_if_more_than_one_tokenizer()
        validator._raise_if_featurizers_are_not_compatible()
        validator._raise_if_domain_contains_form_names_but_no_rule_policy_given(
            Domain.from_dict({"forms": {"form": {"required_slots": []}}})
        )
    except (RasaException, GraphSchemaValidationException) as refusal:
        return repr(refusal)
    return None
