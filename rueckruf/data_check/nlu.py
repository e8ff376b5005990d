"""``data/nlu/<group>/<intent>.yml``: what callers say, one intent a file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rueckruf.data_check import shape
from rueckruf.data_check.domain import EVENTS, Domain
from rueckruf.data_check.fault import Faults, Located, Place, at
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import Part
from rueckruf.spoken.text.words import fold

FOLDER = "data/nlu"
#: What callers talk of; then, for each intent again, how they put it.
GROUPS = ("call", "callback", "outside", "more_ways", "at_length")
FEWEST_EXAMPLES = 5

# [words](entity), [words](entity:value), [words]{"entity": "name", ...}: as Rasa reads them
_ANNOTATION = re.compile(r"\[([^\]\[]+)\](?:\(([^()]+)\)|\{([^{}]+)\})")
_ENTITY_KEY = re.compile(r"""["']?entity["']?\s*:\s*["']([^"']+)["']""")
_BRACKETS = re.compile(r"[\[\](){}]")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Example:
    """One way to say an intent; ``plain`` without annotations, ``folded`` as the telephone transmits it."""

    intent: str
    plain: str
    folded: str
    path: str
    line: int


def plain(words: str) -> str:
    """Words without annotations."""
    return _ANNOTATION.sub(r"\1", words)


def folded(words: str) -> str:
    """Words without what a telephone does not transmit: annotations, capitals and punctuation."""
    return _NO_WORD.sub(" ", fold(plain(words))).strip()


def read_examples(files: Sequence[Part], uses: Uses, faults: Faults) -> list[Example]:
    """All examples below ``data/nlu``; the intents and entities in them go into ``uses``."""
    examples: list[Example] = []
    for file in files:
        found = list(_read(file, uses, faults))
        examples += found
        if len(found) < FEWEST_EXAMPLES:
            faults.add(file, f"{len(found)} examples are too few: at least {FEWEST_EXAMPLES}", file.path)
    return examples


def check_examples(examples: Sequence[Example], domain: Domain, faults: Faults) -> None:
    """Examples that stand twice, and intents without any."""
    _check_twice(examples, faults)
    _check_shared(examples, faults)
    taught = {example.intent for example in examples}
    for intent, part in domain.intents.items():
        if intent not in taught and intent not in EVENTS:
            problem = f"intent '{intent}' has no examples: add {FOLDER}/<group>/{intent}.yml"
            faults.add(part, problem, at(part), *(f"{FOLDER}/{group}/{intent}.yml" for group in GROUPS))


def _stem(file: Part) -> str:
    return file.path.rsplit("/", 1)[-1].removesuffix(".yml")


def _read(file: Part, uses: Uses, faults: Faults) -> Iterator[Example]:
    place = Place(file.path, 1)
    if tuple(file.path.split("/")[2:-1]) not in {(group,) for group in GROUPS}:
        faults.add(place, f"must lie in {FOLDER}/<group>/, where the group is {', '.join(GROUPS)}")
    uses.add("intent", _stem(file), place)
    part = shape.section(file, "nlu", faults)
    for item in shape.items(part, "nlu", faults) if part else ():
        group = shape.table(item, "an item of nlu", faults, known=("intent", "examples"))
        if "intent" not in group or "examples" not in group:
            if group:
                shape.broken(item, "an item of nlu needs 'intent' and 'examples'", faults)
            continue
        intent = shape.text(group["intent"], "intent", faults)
        if intent and intent != _stem(file):
            problem = f"intent '{intent}' in the file of '{_stem(file)}': one intent a file"
            shape.broken(group["intent"], problem, faults)
        yield from _examples(group["examples"], intent, uses, faults)


def _examples(part: Part, intent: str, uses: Uses, faults: Faults) -> Iterator[Example]:
    if part.kind != "text" or not part.block:
        shape.broken(part, "examples must follow 'examples: |', one '- ...' a line", faults)
        return
    for number, line in enumerate(part.text.split("\n"), start=part.line + 1):
        place, words = Place(part.path, number), line.strip()
        if words.startswith("#"):
            faults.add(place, "a comment among examples: put it above an '- intent:' item of its own")
        elif words and not words.startswith("-"):
            faults.add(place, f"an example begins with '- ': {words}")
        elif words.strip("- "):
            words = words.removeprefix("-").strip()
            check_annotations(words, uses, place, faults)
            yield Example(intent, plain(words), folded(words), *place)
        elif words:
            faults.add(place, "the example is empty")


def check_annotations(words: str, uses: Uses, place: Located, faults: Faults) -> None:
    """Annotations that are broken or name no entity; the entities go into ``uses``."""
    for _, entity, settings in _ANNOTATION.findall(words):
        named = _ENTITY_KEY.search(settings) if settings else None
        name = named.group(1) if named else entity.partition(":")[0].strip()
        if not name:
            faults.add(place, f'the annotation names no entity: {{{settings}}}, use {{"entity": "..."}}')
        uses.add("entity", name, place)
    if _BRACKETS.search(_ANNOTATION.sub("", words)):
        faults.add(place, f"broken annotation, write [words](entity): {words}")


def _check_twice(examples: Sequence[Example], faults: Faults) -> None:
    # Within an intent "ja" and "Ja." are two examples: recognisers write both.
    first: dict[tuple[str, str], Example] = {}
    for example in examples:
        before = first.setdefault((example.intent, example.plain), example)
        if before is not example:
            faults.add(example, f"'{example.plain}' stands twice, first in line {before.line}")


def _check_shared(examples: Sequence[Example], faults: Faults) -> None:
    for _, same in groupby(sorted(examples, key=lambda one: one.folded), key=lambda one: one.folded):
        by_intent = {example.intent: example for example in same}
        for example in by_intent.values() if len(by_intent) > 1 else ():
            other = next(one for one in by_intent.values() if one.intent != example.intent)
            faults.add(
                example,
                f"'{example.plain}' is an example of '{other.intent}' too ({Place(other.path, other.line)})",
            )
