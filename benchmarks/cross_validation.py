"""How well the intents of the training data are told from each other: each part of it understood after the rest.

``python -m benchmarks.cross_validation`` (``make cross-validation``) trains the classifier of ``config.yml`` once for
each part, prints a table and writes it to ``results/cross_validation.md``. Figures are below those of callers: what
is hard stands in the training data once, and is missing while it is asked for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import typer
import yaml
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.loading import load_data
from rich.progress import track

from rueckruf.nlu.german_tokenizer import GermanTokenizer
from rueckruf.nlu.intent_classifier import TfidfIntentClassifier, words
from rueckruf.nlu.intent_model import IntentModel, Reach
from rueckruf.project import CONFIG, DATA, RESULTS

PARTS = 5
_LISTED = 3


class Guess(NamedTuple):
    """An utterance, its intent, and the intent it was taken for by who had not learnt it."""

    text: str
    intent: str
    understood: str


def examples() -> list[tuple[str, str]]:
    """The words and the intent of each utterance of ``data/nlu``."""
    data = load_data(str(DATA / "nlu"), "de")
    GermanTokenizer(GermanTokenizer.get_default_config()).process_training_data(data)
    return [(words(message), message.get(INTENT)) for message in data.intent_examples]


def part_of(text: str) -> int:
    """The part that an utterance belongs to, the same in each run and for "ja" and "Ja"."""
    return int(sha256(text.lower().encode()).hexdigest(), 16) % PARTS


def guesses(taught: Sequence[tuple[str, str]], asked: Iterable[tuple[str, str]]) -> list[Guess]:
    """What ``asked`` is taken for by a model that learnt what is ``taught``."""
    settings = _settings()
    reach = Reach(*(settings[key] for key in ("words", "least_letters", "most_letters")))
    model = IntentModel.train(taught, reach, settings["C"])
    found = []
    for text, intent in asked:
        chances = model.chances(text)
        found.append(Guess(text, intent, model.intents[chances.index(max(chances))]))
    return found


def table(found: Sequence[Guess]) -> str:
    """The intents as Markdown, those that are missed most first; ``found`` is how often it was right to name one."""
    lines = ["| intent | utterances | understood | named rightly | taken for |", "| --- | --- | --- | --- | --- |"]
    named = Counter(one.understood for one in found)
    right = Counter(one.intent for one in found if one.intent == one.understood)
    often = Counter(one.intent for one in found)
    for intent in sorted(often, key=lambda intent: right[intent] / often[intent]):
        missed = Counter(one.understood for one in found if one.intent == intent != one.understood)
        others = ", ".join(f"{other} {count}" for other, count in missed.most_common(_LISTED))
        precision = right[intent] / max(named[intent], 1)
        lines.append(
            f"| {intent} | {often[intent]} | {right[intent] / often[intent]:.1%} | {precision:.1%} | {others} |"
        )
    lines.append(f"| all | {len(found)} | {right.total() / len(found):.1%} | | |")
    return "\n".join(lines)


def _settings() -> dict[str, Any]:
    pipeline: list[dict[str, Any]] = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    name = f"{TfidfIntentClassifier.__module__}.{TfidfIntentClassifier.__name__}"
    (given,) = (one for one in pipeline if one["name"] == name)
    return {**TfidfIntentClassifier.get_default_config(), **given}


def main() -> None:
    """Ask for each part of the training data after learning the others; writes results/cross_validation.md."""
    utterances = examples()
    found: list[Guess] = []
    for part in track(range(PARTS), "learning the rest of each part"):
        asked = [one for one in utterances if part_of(one[0]) == part]
        found += guesses([one for one in utterances if part_of(one[0]) != part], asked)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "cross_validation.md").write_text(table(found) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    typer.run(main)
