"""``data/vocabulary/*.yml`` and ``tests/corpus/*.yml``: meaning first, the words after."""

from collections.abc import Iterator

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.yaml_lines import Part
from rueckruf.spoken.text.words import fold

#: Where a meaning is a table of its own, these of its keys hold the words.
_WORD_KEYS = ("words", "heard")
#: Files that are one table of meanings. The keys of the others are roles, which a word may share with another:
#: a first name is at home in two countries, "ab" begins a time and a range.
WHOLE_TABLES = ("fields",)
_TRAPS = {"truth": "yes or no", "nothing": "nothing"}


def check_vocabulary(file: Part, faults: Faults) -> None:
    """Faults of one word table."""
    check_corpus(file, faults)
    name = file.path.rsplit("/", 1)[-1].removesuffix(".yml")
    for part in file.walk():
        if part.kind == "list":
            _check_words(part, faults)
        if part is not file or name in WHOLE_TABLES:
            _check_shared(list(_meanings(part)), faults)
        _check_shared(list(_records(part)), faults)


def check_corpus(file: Part, faults: Faults) -> None:
    """Faults of shape: empty lists, and words that YAML takes for something else."""
    if file.kind not in ("table", "list"):
        faults.add(file, "must consist of keys and values")
    elif not (file.entries or file.items):
        faults.add(file, "has no words")
    for part in file.walk():
        for key, value in part.entries:
            _check_scalar(key, faults)
            _check_filled(key, value, faults)
        for item in part.items:
            _check_scalar(item, faults)


def _check_filled(key: Part, value: Part, faults: Faults) -> None:
    if value.kind in ("list", "table") and not (value.items or value.entries):
        faults.add(value, f"'{key.text}' has no words")
    elif value.kind == "nothing":
        faults.add(value, f"'{key.text}' is empty; the word null needs quotes")


def _check_scalar(part: Part, faults: Faults) -> None:
    if part.kind in _TRAPS:
        shown = f"'{part.text}'" if part.text else "an empty item"
        faults.add(part, f"{shown} is read as {_TRAPS[part.kind]}; put words in quotes")


def _check_words(part: Part, faults: Faults) -> None:
    seen: dict[str, Part] = {}
    for item in part.items:
        if item.kind in ("number", "date"):
            faults.add(item, f"'{item.text}' is read as a {item.kind}; put words in quotes")
        if item.kind == "text":
            # Not folded: Weiß and Weiss are two names.
            before = seen.setdefault(item.text.lower(), item)
            if before is not item:
                faults.add(item, f"'{item.text}' stands twice in one list, first in line {before.line}")


def _meanings(part: Part) -> Iterator[tuple[str, Part]]:
    """Each meaning and its words, if ``part`` is a table of nothing else."""
    if part.entries and all(value.kind == "list" for _, value in part.entries):
        yield from ((key.text, value) for key, value in part.entries)


def _records(part: Part) -> Iterator[tuple[str, Part]]:
    """The same where each meaning is a table or list item of its own with the words among other things."""
    records = [*(value for _, value in part.entries), *part.items]
    if all(record.kind == "table" for record in records):
        for number, record in enumerate(records):
            yield from ((str(number), words) for words in map(record.get, _WORD_KEYS) if words)


def _check_shared(meanings: list[tuple[str, Part]], faults: Faults) -> None:
    first: dict[str, tuple[str, Part]] = {}
    for meaning, words in meanings:
        for word in (item for item in words.items if item.kind == "text"):
            other, before = first.setdefault(fold(word.text), (meaning, word))
            if other != meaning:
                faults.add(word, f"'{word.text}' has another meaning in line {before.line}")
