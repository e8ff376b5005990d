"""``config.yml``: how an utterance is understood and how the next step is chosen."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from rueckruf.data_check import shape
from rueckruf.data_check.components import Component, ComponentError, find_component
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


class Range(NamedTuple):
    """Numbers from ``low`` to ``high`` (None: without end); ``whole`` ones only; ``low`` itself if ``closed``."""

    low: float
    high: float | None = None
    whole: bool = False
    closed: bool = True

    def holds(self, number: float) -> bool:
        if self.whole and number != int(number):
            return False
        above = number >= self.low if self.closed else number > self.low
        return above and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.high is not None:
            return f"{kind} from {self.low:g} to {self.high:g}"
        return f"{kind} from {self.low:g} on" if self.closed else f"{kind} above {self.low:g}"


_SHARE, _COUNT, _ABOVE_ZERO = Range(0, 1), Range(1, whole=True), Range(0, closed=False)
_RANGES = {
    **dict.fromkeys(
        ("threshold", "ambiguity_threshold", "core_fallback_threshold", "e2e_confidence_threshold"), _SHARE
    ),
    **dict.fromkeys(("connection_density", "tolerance", "drop_rate", "drop_rate_attention"), _SHARE),
    **dict.fromkeys(("epochs", "max_history", "priority", "min_ngram", "max_ngram", "max_features"), _COUNT),
    **dict.fromkeys(("max_iter", "max_iterations", "num_threads", "embedding_dimension"), _COUNT),
    **dict.fromkeys(("random_seed", "random_state", "ranking_length"), Range(0, whole=True)),
    **dict.fromkeys(("C", "tol", "learning_rate", "timeout"), _ABOVE_ZERO),
}
_CHOICES = {
    "analyzer": ("word", "char", "char_wb"),
    "strip_accents": ("ascii", "unicode"),
    "pooling": ("mean", "max"),
    "solver": ("lbfgs", "liblinear", "newton-cg", "newton-cholesky", "sag", "saga"),
    "similarity_type": ("auto", "cosine", "inner"),
    "loss_type": ("cross_entropy", "margin"),
    "batch_strategy": ("balanced", "sequence"),
}
_KINDS: dict[type, tuple[str, str]] = {
    bool: ("truth", "true or false"),
    int: ("number", "a number"),
    float: ("number", "a number"),
    str: ("text", "text"),
    list: ("list", "a list"),
    dict: ("table", "keys and values"),
}
#: Rasa's networks take one number for all of these as well.
_ONE_FOR_ALL = ("batch_size", "transformer_size", "number_of_transformer_layers")


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
    _check_keys(file, values, faults)
    pipeline, policies = (
        list(_entries(values[name], name, root, faults)) if name in values else [] for name in ("pipeline", "policies")
    )
    for entry in (*pipeline, *policies):
        _check_installed(entry, faults)
        _check_values(entry, faults)
    for entry in (entry for entry in pipeline if entry.of("Policy")):
        faults.add(entry, f"{entry.name} is a policy: it belongs under 'policies'")
    for entry in (entry for entry in policies if not entry.of("Policy") and entry.component.defaults is not None):
        faults.add(entry, f"{entry.name} is no policy: it belongs into the pipeline")
    if pipeline:
        _check_order(pipeline, faults)
        _check_featurizers(pipeline, faults)
    _check_priorities(policies, faults)
    return pipeline, policies


def _check_keys(file: Part, values: dict[str, Part], faults: Faults) -> None:
    missing = [key for key in _NEEDED if key not in values]
    for key, value in file.entries:
        if key.text not in _KEYS:
            meant = nearest(key.text, missing)
            faults.add(
                key, f"'{key.text}' is no key of {CONFIG}: " + (f"is '{meant}' meant?" if meant else _use(_KEYS))
            )
            missing = [name for name in missing if name != meant]
        elif key.text in _ONLY and value.text != _ONLY[key.text]:
            faults.add(value, f"{key.text} must be {_ONLY[key.text]}")
        elif key.text == "assistant_id" and shape.text(value, "assistant_id", faults) == _NO_ASSISTANT:
            faults.add(value, "assistant_id must be a name of its own")
    for name in missing if file.kind == "table" else ():
        faults.add(file, f"the key '{name}' is missing")


def _use(names: Sequence[str]) -> str:
    return "use " + ", ".join(names)


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


def _check_values(entry: Entry, faults: Faults) -> None:
    component = entry.component
    if component.defaults is None:
        return
    known = (*component.defaults, *component.also)
    for key in (key for key, _ in entry.part.entries if key.text != "name"):
        value = entry.values[key.text]
        if key.text not in known:
            meant = nearest(key.text, known)
            proposal = f"is '{meant}' meant?" if meant else _use(known) if known else "it has none"
            faults.add(key, f"'{key.text}' is no key of {entry.name}: {proposal}")
        elif wanted := _wanted(key.text, value, component.default(key.text)):
            faults.add(value, f"{key.text} must be {wanted}")
    _check_ngrams(entry, faults)


def _wanted(key: str, value: Part, default: Any) -> str | None:
    """What ``value`` should be instead, None where it is right."""
    if value.kind == "nothing":
        return None if default is None else _KINDS[type(default)][1]
    number = _number(value)
    if isinstance(default, tuple(_KINDS)):
        kind, wanted = _KINDS[type(default)]
        is_right = number is not None if kind == "number" else value.kind == kind
        if not is_right and not (key in _ONE_FOR_ALL and number is not None):
            return wanted
    if key in _RANGES and (number is None or not _RANGES[key].holds(number)) and value.kind not in ("list", "table"):
        return str(_RANGES[key])
    if key in _CHOICES and value.text not in _CHOICES[key]:
        return "one of " + ", ".join(_CHOICES[key])
    return "a regular expression" if key.endswith("_pattern") and not _is_pattern(value.text) else None


def _number(value: Part) -> float | None:
    # YAML takes "1e-3" for text, Rasa for a number.
    try:
        return float(value.text) if value.kind in ("number", "text") else None
    except ValueError:
        return None


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _check_ngrams(entry: Entry, faults: Faults) -> None:
    low, high = (
        _number(entry.values[key]) if key in entry.values else entry.component.default(key)
        for key in ("min_ngram", "max_ngram")
    )
    if low is not None and high is not None and low > high:
        faults.add(entry, f"min_ngram is {low:g} and max_ngram {high:g}: nothing is as short as that")


def _check_order(pipeline: Sequence[Entry], faults: Faults) -> None:
    """What Rasa refuses: a component without what it needs before it, and a second tokenizer."""
    before: set[str] = set()
    tokenizer: Entry | None = None
    for entry in pipeline:
        for kind in entry.component.needs:
            if kind not in before:
                article = "an" if kind[0] in "AEIOU" else "a"
                faults.add(entry, f"{entry.name} needs {article} {kind} before it", PIPELINE)
        if entry.of("Tokenizer"):
            if tokenizer:
                faults.add(entry, f"{entry.name} is a second tokenizer, the first stands in line {tokenizer.line}")
            tokenizer = tokenizer or entry
        before |= entry.component.kinds
    if "IntentClassifier" not in before and all(entry.component.defaults is not None for entry in pipeline):
        faults.add(pipeline[-1], "nothing in the pipeline finds out the intent: a classifier is missing", PIPELINE)


def _check_featurizers(pipeline: Sequence[Entry], faults: Faults) -> None:
    aliases = Counter(entry.values["alias"].text for entry in pipeline if "alias" in entry.values)
    for entry in pipeline:
        if "alias" in entry.values and aliases[entry.values["alias"].text] > 1:
            faults.add(entry.values["alias"], f"the alias '{entry.values['alias'].text}' stands twice")


def _check_priorities(policies: Sequence[Entry], faults: Faults) -> None:
    first: dict[Any, Entry] = {}
    for entry in policies:
        value = entry.values.get("priority")
        priority = _number(value) if value else entry.component.default("priority")
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
        steps = _number(value) if value else entry.component.default("max_history")
        if not steps:
            return None
        longest = max(longest, int(steps))
    return longest or None
