"""What is done with changed files before calls meet them, in child processes of low priority: check and train."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import GraphModelConfiguration
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain

from rueckruf.data_check.check import check_data
from rueckruf.lean import install
from rueckruf.nlu.training import train
from rueckruf.project import DATA, DOMAIN, MODELS, ROOT, TRAINED, newest_model

_MODEL = "watched.tar.gz"  # written again each time: somebody who edits all day would fill the disk
_NICENESS = 10


@dataclass(frozen=True)
class Renewed:
    """A new model; ``learned``: from all files as they are, and not only its sentences."""

    model: Path
    learned: bool


def put_in_place(renewed: Renewed) -> None:
    """Make it the newest one."""
    renewed.model.replace(MODELS / _MODEL)
    if renewed.learned:
        TRAINED.touch()


def trains(path: str) -> bool:
    """Whether a model is made of this file."""
    return path.startswith("data/") or path in ("domain.yml", "config.yml")


def check(connection: Connection) -> None:
    """Sends the faults of the files, as ``check-data`` tells them; those of tests keep nothing from callers."""
    os.nice(_NICENESS)
    connection.send([str(fault) for fault in check_data(ROOT) if not fault.path.startswith("tests/")])


def renew_model(connection: Connection, changed: Sequence[str], folder: Path) -> None:
    """Makes a model of the files as they are now in the folder; sends Renewed, or the problems."""
    os.nice(_NICENESS)
    os.chdir(ROOT)  # where Rasa keeps what it need not train again
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that folders which last for a while are removed
    _be_silent()
    install.before_training()
    try:
        retold = _with_new_sentences(folder, changed)
        renewed = Renewed(retold or train(folder, _MODEL), learned=retold is None)
    except Exception as error:  # whatever it is, the model in force stays
        connection.send([f"training failed: {' '.join(str(error).split()) or type(error).__name__}"])
    else:
        connection.send(renewed)


def _with_new_sentences(folder: Path, changed: Sequence[str]) -> Path | None:
    """The newest model with the sentences of today; None where there is more to it.

    Sentences stand in the model's domain, and nothing is learned from them but the names of their responses.
    """
    model = newest_model()
    if model is None or not all(path == DOMAIN.name or path.startswith("data/responses/") for path in changed):
        return None
    domain = Domain.load([DOMAIN, DATA / "responses"])
    with TemporaryDirectory() as unpacked:
        storage, metadata = LocalModelStorage.from_model_archive(Path(unpacked), model)
        if _without_sentences(domain) != _without_sentences(metadata.domain):
            return None
        with storage.write_to(Resource("domain_provider")) as component:
            domain.persist(component / "domain.yml")
        storage.create_model_package(folder / _MODEL, _configuration(metadata), domain)
    return folder / _MODEL


def _without_sentences(domain: Domain) -> dict[str, Any]:
    return {**domain.as_dict(), "responses": sorted(domain.responses)}


def _configuration(metadata: ModelMetadata) -> GraphModelConfiguration:
    return GraphModelConfiguration(
        train_schema=metadata.train_schema,
        predict_schema=metadata.predict_schema,
        training_type=metadata.training_type,
        assistant_id=metadata.assistant_id,
        language=metadata.language,
        core_target=metadata.core_target,
        nlu_target=metadata.nlu_target,
        spaces=metadata.spaces,
    )


def _be_silent() -> None:
    """What Rasa prints is lost from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
