"""The values that a component in ``config.yml`` can have for its keys."""

import re
from typing import Any, NamedTuple

from rueckruf.data_check.yaml_lines import Part


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


def wanted(key: str, value: Part, default: Any) -> str | None:
    """What ``value`` should be instead, None where it is right."""
    if isinstance(default, tuple(_KINDS)) and not _is_like(default, key, value):
        return _KINDS[type(default)][1]
    if value.kind == "nothing":
        return None
    if key in _RANGES and not _is_in_range(value, _RANGES[key]):
        return str(_RANGES[key])
    if key in _CHOICES and value.text not in _CHOICES[key]:
        return "one of " + ", ".join(_CHOICES[key])
    return "a regular expression" if key.endswith("_pattern") and not _is_pattern(value.text) else None


def as_number(value: Part) -> float | None:
    """A value as a number, None if it is none: YAML takes "1e-3" for text, Rasa for a number."""
    try:
        return float(value.text) if value.kind in ("number", "text") else None
    except ValueError:
        return None


def _is_like(default: Any, key: str, value: Part) -> bool:
    kind, _ = _KINDS[type(default)]
    is_number = as_number(value) is not None
    return is_number if kind == "number" else value.kind == kind or (key in _ONE_FOR_ALL and is_number)


def _is_in_range(value: Part, allowed: Range) -> bool:
    """Whether a number is one of those allowed; a list or table has one for each of several things."""
    found = as_number(value)
    return value.kind in ("list", "table") or (found is not None and allowed.holds(found))


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
