"""Trains the model as ``rasa train`` does, without checking the data a second time, and without its own words."""

import logging
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from rasa.model_training import train as train_by_rasa
from rasa.shared.exceptions import RasaException

from rueckruf.lean import install
from rueckruf.nlu.quiet import saying_only
from rueckruf.project import CONFIG, DATA, DOMAIN


class TrainingError(Exception):
    """Why no model could be made of the files."""


def train(models: Path, name: str | None = None) -> Path:
    """The new model in the folder ``models``, by default under a name of Rasa's; raises TrainingError.

    Rasa keeps what it need not train again in the working directory.
    """
    install.before_training()
    said = StringIO()
    try:
        with saying_only(logging.WARNING), redirect_stdout(said):
            trained = train_by_rasa(str(DOMAIN), str(CONFIG), [str(DATA)], str(models), fixed_model_name=name)
    except RasaException as error:
        raise TrainingError(str(error)) from error
    except SystemExit:  # this is how Rasa ends on some faults
        raise TrainingError(said.getvalue()) from None
    if trained.model is None:
        raise TrainingError(said.getvalue())
    return Path(trained.model)


def tell_of_progress() -> None:
    """Says on standard output what is being learnt."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("train: %(message)s"))
    logger = logging.getLogger("rueckruf.nlu")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
