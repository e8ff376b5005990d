"""Intent classifiers side by side on utterances that the training data does not hold.

``python -m benchmarks.intent_classifiers [NAME ...]`` trains each candidate (or the named ones) in a temporary
folder, prints a table and writes it to ``results/intent_classifiers.md``. The extractors are left out.
"""

import asyncio
import logging
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import structlog
import typer
import yaml

from rueckruf.evaluation.intents import FALLBACK, HARMLESS, TUNING, UNSEEN, Heard, accuracy, hear, is_expensive
from rueckruf.project import DATA, DOMAIN, RESULTS

_WORDS: dict[str, Any] = {"name": "CountVectorsFeaturizer", "token_pattern": r"(?u)\b\w+\b"}
_PAIRS: dict[str, Any] = {**_WORDS, "max_ngram": 2}
_PLAIN = "LogisticRegressionClassifier"
_TFIDF: dict[str, Any] = {"name": "rueckruf.nlu.intent_classifier.TfidfIntentClassifier"}
_DIET: dict[str, Any] = {"name": "DIETClassifier", "entity_recognition": False, "epochs": 40}


def _letters(most: int, least: int = 1) -> dict[str, Any]:
    return {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": least, "max_ngram": most}


CANDIDATES: dict[str, list[dict[str, Any]]] = {
    "plain, words": [_WORDS, {"name": _PLAIN}],
    "plain, words + letters 1-4": [_WORDS, _letters(4), {"name": _PLAIN}],
    "plain, pairs + letters 1-4": [_PAIRS, _letters(4), {"name": _PLAIN}],
    "plain, pairs + letters 2-5": [_PAIRS, _letters(5, 2), {"name": _PLAIN}],
    "tfidf, words + letters 1-4, C 10": [{**_TFIDF, "words": 1}],
    "tfidf, pairs + letters 1-4, C 1": [{**_TFIDF, "C": 1.0}],
    "tfidf, pairs + letters 1-4, C 10": [_TFIDF],
    "tfidf, pairs + letters 1-4, C 30": [{**_TFIDF, "C": 30.0}],
    "tfidf, pairs + letters 2-5, C 10": [{**_TFIDF, "least_letters": 2, "most_letters": 5}],
    "DIET": [_WORDS, _letters(4), _DIET],
    "DIET without transformer": [_WORDS, _letters(4), {**_DIET, "number_of_transformer_layers": 0}],
}


def with_fallback(heard: list[Heard], threshold: float, ambiguity: float) -> list[Heard]:
    """What FallbackClassifier would make of it with these thresholds."""
    return [
        one._replace(understood=FALLBACK) if one.confidence < threshold or one.margin < ambiguity else one
        for one in heard
    ]


def macro_f1(heard: list[Heard]) -> float:
    """Mean F1 over the intents; talk that fits no intent is left out."""
    from sklearn.metrics import f1_score

    meant = [one for one in heard if one.intent != FALLBACK]
    intents = sorted({one.intent for one in meant})
    truth, guess = [one.intent for one in meant], [one.understood for one in meant]
    return float(f1_score(truth, guess, labels=intents, average="macro", zero_division=0))


class Result(NamedTuple):
    """The measures of one candidate."""

    name: str
    tuning: list[Heard]
    unseen: list[Heard]
    milliseconds: float
    megabytes: float
    seconds: float


def measure(name: str, folder: Path) -> Result:
    """Train a candidate in ``folder`` and let it hear both files."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    config = folder / "config.yml"
    pipeline = [{"name": "WhitespaceTokenizer"}, *CANDIDATES[name]]
    settings = {"recipe": "default.v1", "assistant_id": "measured", "language": "de", "pipeline": pipeline}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    started = time.perf_counter()
    model = train_nlu(str(config), str(DATA / "nlu"), str(folder), domain=str(DOMAIN))
    seconds = time.perf_counter() - started
    agent = Agent.load(str(model))

    async def both() -> tuple[list[Heard], list[Heard], float]:
        tuning = await hear(agent, TUNING)
        begun = time.perf_counter()
        unseen = await hear(agent, UNSEEN)
        return tuning, unseen, (time.perf_counter() - begun) / len(unseen) * 1000

    tuning, unseen, milliseconds = asyncio.run(both())
    return Result(name, tuning, unseen, milliseconds, Path(str(model)).stat().st_size / 1e6, seconds)


def table(results: list[Result]) -> str:
    """The candidates as Markdown, each judged without a fallback."""
    lines = [
        "| classifier and features | tuning, % | unseen, % | macro F1 unseen | expensive | ms | MB | training s |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in results:
        expensive = sum(map(is_expensive, one.unseen))
        lines.append(
            f"| {one.name} | {accuracy(one.tuning):.1%} | {accuracy(one.unseen):.1%} | {macro_f1(one.unseen):.3f} "
            f"| {expensive} | {one.milliseconds:.1f} | {one.megabytes:.2f} | {one.seconds:.0f} |"
        )
    return "\n".join(lines)


def thresholds(heard: list[Heard]) -> str:
    """What each fallback threshold costs and saves, as Markdown."""
    lines = [
        "| threshold | ambiguity | right, % | sent to fallback, % | expensive | nonsense taken for something |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for threshold, ambiguity in _grid():
        judged = with_fallback(heard, threshold, ambiguity)
        meant = [one for one in judged if one.intent != FALLBACK]
        nonsense = [one for one in judged if one.intent == FALLBACK]
        asked_again = sum(one.understood == FALLBACK for one in meant) / len(meant)
        expensive = sum(map(is_expensive, judged))
        taken = sum(one.understood not in HARMLESS for one in nonsense)
        lines.append(
            f"| {threshold} | {ambiguity} | {accuracy(judged):.1%} | {asked_again:.1%} | {expensive} "
            f"| {taken} of {len(nonsense)} |"
        )
    return "\n".join(lines)


def _grid() -> Iterator[tuple[float, float]]:
    for threshold in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        for ambiguity in (0.0, 0.05, 0.1):
            yield threshold, ambiguity


def report(results: list[Result]) -> str:
    """All tables; thresholds are judged on the tuning utterances, or the unseen ones would not be unseen."""
    parts = [table(results), *(f"Fallback of: {one.name}\n\n{thresholds(one.tuning)}" for one in results)]
    return "\n\n".join(parts) + "\n"


def main(
    names: list[str] = typer.Argument(None, metavar="[NAME]...", help="Those to measure; all if none is named."),  # noqa: B008
) -> None:
    """Train intent classifiers, let them hear what they have not learnt, and write results/intent_classifiers.md."""
    if unknown := set(names or ()) - set(CANDIDATES):
        raise typer.BadParameter(f"{min(unknown)}: choose from {'; '.join(CANDIDATES)}")
    from rich.progress import Progress

    warnings.filterwarnings("ignore")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    names = names or list(CANDIDATES)
    results: list[Result] = []
    RESULTS.mkdir(exist_ok=True)
    with Progress() as progress, TemporaryDirectory() as folder:
        task = progress.add_task("training", total=len(names))
        for number, name in enumerate(names):
            progress.update(task, description=name)
            home = Path(folder) / str(number)
            home.mkdir()
            results.append(measure(name, home))
            # After each one, so that a run that is broken off has not been for nothing.
            (RESULTS / "intent_classifiers.md").write_text(report(results), encoding="utf-8")
            progress.advance(task)
    print(report(results))


if __name__ == "__main__":
    typer.run(main)
