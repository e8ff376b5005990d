"""The utterances to measure on, as Rasa reads them."""

from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data

from rueckruf.evaluation.intents import FALLBACK, TUNING, UNSEEN, utterances
from tests.nlu.as_rasa import write

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("path", [TUNING, UNSEEN], ids=lambda path: path.stem)
def test_rasa_reads_each_utterance_with_its_intent(path: Path, tmp_path: Path) -> None:
    write(tmp_path)

    read = load_data(str(tmp_path / path.name)).intent_examples
    assert sorted((one.get(INTENT), one.get(TEXT)) for one in read) == sorted(
        (intent, text) for intent, text in utterances(path) if intent != FALLBACK
    )
