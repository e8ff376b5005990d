"""The utterances to measure on in Rasa's own format, for ``rasa test nlu``:

    python -m tests.nlu.as_rasa FOLDER

Talk that fits no intent is left out: Rasa knows no utterance without one.
"""

from collections.abc import Sequence
from pathlib import Path

import typer
import yaml

from rueckruf.evaluation.intents import FALLBACK, TUNING, UNSEEN, utterances


def write(folder: Path, paths: Sequence[Path] = (TUNING, UNSEEN)) -> None:
    """Write each file of utterances into ``folder`` under its own name."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        texts: dict[str, list[str]] = {}
        for intent, text in utterances(path):
            if intent != FALLBACK:
                texts.setdefault(intent, []).append(f"- {text}\n")
        items = [{"intent": intent, "examples": "".join(lines)} for intent, lines in texts.items()]
        nlu = yaml.safe_dump({"version": "3.1", "nlu": items}, allow_unicode=True, sort_keys=False)
        (folder / path.name).write_text(nlu, encoding="utf-8")


def main(folder: Path) -> None:
    """Write the utterances to measure on into FOLDER, in Rasa's own format, for `rasa test nlu`."""
    write(folder)


if __name__ == "__main__":
    typer.run(main)
