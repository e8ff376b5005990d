"""Models to test with: made up ones, and one that has learnt little."""

import io
import json
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from rueckruf.evaluation.intents import FALLBACK, TUNING, utterances
from rueckruf.nlu.intent_model import IntentModel, Reach
from rueckruf.server.model_card import Card, digest

_RULES = "rasa.core.policies.rule_policy.RulePolicy"
_INTENTS = "components/train_rueckruf.nlu.intent_classifier.TfidfIntentClassifier1"


def model_of(path: Path, *classes: str, asks: str = "caller_name", intents: tuple[str, ...] = ("affirm",)) -> Path:
    """A model whose parts are ``classes``, without anything that was learnt."""
    schema = {"nodes": {str(number): {"uses": name} for number, name in enumerate(classes or (_RULES,))}}
    domain = {"forms": {"callback_form": {"required_slots": [asks]}}, "intents": intents}
    metadata = {"domain": domain, "train_schema": {"nodes": {}}, "predict_schema": schema, "trained_at": "2026-03-09"}
    metadata["rasa_open_source_version"] = "3.6.21"
    content = json.dumps(metadata).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


def card_for(model: Path, against: Path | None = None, passed: bool = True) -> Card:
    """A card as it is after a measurement."""
    return Card(
        model=digest(model),
        against=digest(against) if against else None,
        trained_at="2026-03-09T07:12:33.5",
        measured_at="2026-03-09T08:00:00+00:00",
        passed=passed,
        utterances=726,
        right=674,
        calls=100,
        reached=99,
        expensive=3,
    )


def worse_than(model: Path, path: Path) -> Path:
    """That model, but of intents it has learnt a few hundred utterances only."""
    few = [(text, intent) for intent, text in utterances(TUNING) if intent != FALLBACK][::2]
    with TemporaryDirectory() as folder:
        with tarfile.open(model) as archive:
            archive.extractall(folder, filter="data")
        IntentModel.train(few, Reach(words=2, least_letters=1, most_letters=4), 10.0).save(Path(folder, _INTENTS))
        path.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(path, "w:gz", compresslevel=1) as archive:
            archive.add(folder, "")
    return path
