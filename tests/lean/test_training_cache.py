"""What was learned is kept by one process at a time, and found again as Rasa finds it."""

import time
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.caching import Cacheable
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelStorage

from rueckruf.child import FORK
from rueckruf.lean.training_cache import SharedTrainingCache

pytestmark = pytest.mark.process


class Learned(Cacheable):
    """Cannot be kept while another one is."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def to_cache(self, directory: Path, model_storage: ModelStorage) -> None:
        being_kept = Path("being kept")
        being_kept.touch(exist_ok=False)
        time.sleep(0.05)
        (directory / "name").write_text(self.name)
        being_kept.unlink()

    @classmethod
    def from_cache(cls, node_name: str, directory: Path, model_storage: ModelStorage, _: str) -> "Learned":
        return cls((directory / "name").read_text())


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModelStorage:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "model").mkdir()
    return LocalModelStorage(tmp_path / "model")


def found(cache: SharedTrainingCache, name: str, storage: ModelStorage) -> Any:
    """The name of what was kept under a name."""
    fingerprint = cache.get_cached_output_fingerprint(f"key of {name}")
    assert fingerprint is not None
    learned = cache.get_cached_result(fingerprint, "node", storage)
    return learned and getattr(learned, "name", None)


def keep(cache: SharedTrainingCache, names: list[str], storage: ModelStorage) -> None:
    for name in names:
        cache.cache_output(f"key of {name}", Learned(name), f"output of {name}", storage)


def test_several_processes_keep_what_they_have_learned(storage: LocalModelStorage) -> None:
    cache = SharedTrainingCache()
    names = [[f"{part} {number}" for number in range(5)] for part in ("names", "intents", "times")]
    processes = [FORK.Process(target=keep, args=(cache, some, storage)) for some in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert [[found(cache, name, storage) for name in some] for some in names] == names


def test_what_nobody_kept_is_not_there(storage: LocalModelStorage) -> None:
    assert SharedTrainingCache().get_cached_output_fingerprint("key of nothing") is None


def test_a_cache_that_is_switched_off_keeps_nothing(
    storage: LocalModelStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASA_MAX_CACHE_SIZE", "0")
    cache = SharedTrainingCache()
    keep(cache, ["names"], storage)
    assert cache.get_cached_output_fingerprint("key of names") is None
    assert not Path(".rasa").exists()
