"""``config.yml``: how an utterance is understood and how the next step is chosen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rueckruf.data_check import shape
from rueckruf.data_check.components import Component, ComponentError, find_component
from rueckruf.data_check.config_values import as_number, wanted
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import Uses, nearest
from rueckruf.data_check.yaml_lines import Part

CONFIG = "config.yml"
PIPELINE, POLICIES = (f"{CONFIG}/{section}" for section in ("pipeline", "policies"))

_NEEDED = ("recipe", "assistant_id", "language", "pipeline", "policies")
_KEYS = (*_NEEDED, "importers")
_ONLY = {"recipe": "default.v1", "language": "de"}
#: Rasa's own placeholder, of which it warns.
_NO_ASSISTANT = "placeholder_default"


@dataclass(frozen=True)
class Entry:
    """One component as it is configured."""

    part: Part
    component: Component
    values: dict[str, Part]

    @property
    def path(self) -> str:
        return self.part.path

    @property
    def line(self) -> int:
        return self.part.line

    @property
    def name(self) -> str:
        return self.component.name

    def of(self, kind: str) -> bool:
        return kind in self.component.kinds


def check_config(file: Part, root: Path, faults: Faults) -> tuple[list[Entry], list[Entry]]:
    """Faults of keys, components and their values; the pipeline and the policies as they are configured."""
    values = shape.table(file, CONFIG, faults)
    shape.check_top_keys(file, _NEEDED, _KEYS, {}, faults)
    _check_basics(values, faults)
    pipeline, policies = (
        list(_entries(values[name], name, root, faults)) if name in values else [] for name in ("pipeline", "policies")
    )
    for entry in (*pipeline, *policies):
        _check_installed(entry, faults)
        _check_values(entry, faults)
    _check_sections(pipeline, policies, faults)
    if pipeline:
        _check_order(pipeline, faults)
        _check_tokenizers(pipeline, faults)
        _check_featurizers(pipeline, faults)
    _check_priorities(policies, faults)
    return pipeline, policies


def _check_basics(values: Mapping[str, Part], faults: Faults) -> None:
    for key, only in _ONLY.items():
        if key in values and values[key].text != only:
            faults.add(values[key], f"{key} must be {only}")
    assistant = values.get("assistant_id")
    if assistant and shape.text(assistant, "assistant_id", faults) == _NO_ASSISTANT:
        faults.add(assistant, "assistant_id must be a name of its own")


def _entries(section: Part, what: str, root: Path, faults: Faults) -> Iterator[Entry]:
    for item in shape.items(section, what, faults):
        values = shape.table(item, f"an item of {what}", faults)
        name = values.pop("name", None)
        if name is None:
            if item.kind == "table":
                shape.broken(item, f"an item of {what} needs 'name'", faults)
        elif named := shape.text(name, "name", faults):
            try:
                yield Entry(item, find_component(named, root), values)
            except ComponentError as error:
                shape.broken(name, str(error), faults)


def _check_installed(entry: Entry, faults: Faults) -> None:
    missing = [package for package in entry.component.packages if find_spec(package) is None]
    if "tensorflow" in missing:
        faults.add(entry, f"{entry.name} needs TensorFlow: `make tensorflow` installs what it needs")
    elif missing:
        faults.add(entry, f"{entry.name} needs what is not installed: {', '.join(missing)}")
    languages = entry.component.languages
    if languages and _ONLY["language"] not in languages:
        faults.add(entry, f"{entry.name} knows no German, only {', '.join(languages)}")


def _check_sections(pipeline: Sequence[Entry], policies: Sequence[Entry], faults: Faults) -> None:
    """Policies in the pipeline, and the reverse."""
    for entry in pipeline:
        if entry.of("Policy"):
            faults.add(entry, f"{entry.name} is a policy: it belongs under 'policies'")
    for entry in policies:
        if not entry.of("Policy") and entry.component.defaults is not None:
            faults.add(entry, f"{entry.name} is no policy: it belongs in the pipeline")


def _check_values(entry: Entry, faults: Faults) -> None:
    component = entry.component
    if component.defaults is None:
        return
    known = (*component.defaults, *component.also)
    for key in (key for key, _ in entry.part.entries if key.text != "name"):
        value = entry.values[key.text]
        if key.text not in known:
            meant = nearest(key.text, known)
            use = f"use {', '.join(known)}" if known else "it has none"
            proposal = f"is '{meant}' meant?" if meant else use
            faults.add(key, f"'{key.text}' is no key of {entry.name}: {proposal}")
        elif should_be := wanted(key.text, value, component.default(key.text)):
            faults.add(value, f"{key.text} must be {should_be}")
    _check_ngrams(entry, faults)


def _check_ngrams(entry: Entry, faults: Faults) -> None:
    low, high = (
        as_number(entry.values[key]) if key in entry.values else entry.component.default(key)
        for key in ("min_ngram", "max_ngram")
    )
    if low is not None and high is not None and low > high:
        faults.add(entry, f"min_ngram is {low:g} and max_ngram {high:g}: nothing is as short as that")


def _check_order(pipeline: Sequence[Entry], faults: Faults) -> None:
    """What Rasa refuses, a component without what it needs before it; and a pipeline that finds no intent."""
    before: set[str] = set()
    for entry in pipeline:
        for kind in entry.component.needs:
            if kind not in before:
                article = "an" if kind[0] in "AEIOU" else "a"
                faults.add(entry, f"{entry.name} needs {article} {kind} before it", PIPELINE)
        before |= entry.component.kinds
    if "IntentClassifier" not in before and all(entry.component.defaults is not None for entry in pipeline):
        faults.add(pipeline[-1], "nothing in the pipeline finds out the intent: a classifier is missing", PIPELINE)


def _check_tokenizers(pipeline: Sequence[Entry], faults: Faults) -> None:
    tokenizers = [entry for entry in pipeline if entry.of("Tokenizer")]
    for entry in tokenizers[1:]:
        faults.add(entry, f"{entry.name} is a second tokenizer, the first stands in line {tokenizers[0].line}")


def _check_featurizers(pipeline: Sequence[Entry], faults: Faults) -> None:
    aliases = Counter(entry.values["alias"].text for entry in pipeline if "alias" in entry.values)
    for entry in pipeline:
        if "alias" in entry.values and aliases[entry.values["alias"].text] > 1:
            faults.add(entry.values["alias"], f"the alias '{entry.values['alias'].text}' stands twice")


def _check_priorities(policies: Sequence[Entry], faults: Faults) -> None:
    first: dict[Any, Entry] = {}
    for entry in policies:
        value = entry.values.get("priority")
        priority = as_number(value) if value else entry.component.default("priority")
        before = first.setdefault(priority, entry)
        if priority is not None and before is not entry:
            faults.add(
                entry, f"{entry.name} has the same priority as {before.name} in line {before.line}: {priority:g}"
            )


def check_policies(policies: Sequence[Entry], has_stories: bool, uses: Uses, faults: Faults) -> None:
    """Whether something follows the rules, asks the form's questions and learns the stories, if there are any."""
    if not policies:
        return
    if not any(entry.of("RulePolicy") or entry.component.defaults is None for entry in policies):
        faults.add(policies[0], "RulePolicy is missing: nothing follows the rules and asks the questions", POLICIES)
    if has_stories and not story_policies(policies):
        faults.add(policies[0], "no policy learns the stories: add one besides RulePolicy", POLICIES)
    for entry in policies:
        if fallback := entry.values.get("core_fallback_action_name"):
            uses.add("action", fallback.text, fallback)


def story_policies(policies: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in policies if not entry.of("RulePolicy")]


def max_history(policies: Sequence[Entry]) -> int | None:
    """How many steps back the policy for stories looks that looks farthest; None: to the beginning."""
    longest = 0
    for entry in story_policies(policies):
        value = entry.values.get("max_history")
        steps = as_number(value) if value else entry.component.default("max_history")
        if not steps:
            return None
        longest = max(longest, int(steps))
    return longest or None
