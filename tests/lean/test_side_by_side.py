"""A graph run side by side gives what Rasa's own runner gives, and what is ours learns at the same time."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from rueckruf.lean.side_by_side import SideBySideRunner
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.process


class Part(GraphComponent):
    """Learns by leaving a file in the model: which process it was learned in, and what it was learned from."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Part":
        return cls(model_storage, resource)

    def read(self, text: str) -> str:
        return f"{text} read by {os.getpid()}"

    def train(self, data: str) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            (folder / "learned").write_text(f"{data}, learned by {os.getpid()}")
        return self._resource


def of_the_project(part: type[Part]) -> type[Part]:
    """As if its file lay there."""
    part.__module__ = "rueckruf.nlu.part"
    return part


@of_the_project
class Ours(Part):
    pass


@of_the_project
class Waiting(Part):
    """Ends once the other has begun, which it never does after this one."""

    def train(self, data: str) -> Resource:
        begun = Path(data)
        (begun / self._resource.name).touch()
        assert eventually(lambda: len(list(begun.iterdir())) == 2)
        return super().train(data)


@of_the_project
class Failing(Part):
    def train(self, data: str) -> Resource:
        raise ValueError("nothing to learn from")


@of_the_project
class Killed(Part):
    def train(self, data: str) -> Resource:
        os.kill(os.getpid(), signal.SIGKILL)
        return self._resource


@of_the_project
class Endless(Part):
    def train(self, data: str) -> Resource:
        Path(data).write_text(str(os.getpid()))
        time.sleep(PATIENCE)
        return self._resource


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    folder = tmp_path / "model"
    folder.mkdir()
    return LocalModelStorage(folder)


def runner(storage: ModelStorage, kind: type[GraphRunner] = SideBySideRunner, **parts: type[Part]) -> GraphRunner:
    """One reads the input, and parts learn from that."""

    def node(uses: type[Part], fn: str, needs: dict[str, str], is_target: bool) -> SchemaNode:
        return SchemaNode(needs=needs, uses=uses, constructor_name="create", fn=fn, config={}, is_target=is_target)

    nodes = {"reader": node(Part, "read", {"text": "input"}, is_target=False)}
    nodes |= {name: node(part, "train", {"data": "reader"}, is_target=True) for name, part in parts.items()}
    return kind.create(GraphSchema(nodes), storage, ExecutionContext(GraphSchema(nodes)))


def learned(storage: ModelStorage, name: str) -> str:
    with storage.read_from(Resource(name)) as folder:
        return str((folder / "learned").read_text())


def test_it_gives_what_rasas_runner_gives(storage: LocalModelStorage) -> None:
    given = [
        runner(storage, kind, one=Ours, other=Ours).run(inputs={"input": "a text"})
        for kind in (DaskGraphRunner, SideBySideRunner)
    ]
    assert given[0] == given[1] == {"one": Resource("one"), "other": Resource("other")}


def test_ours_learn_in_processes_of_their_own_from_what_was_read_here(storage: LocalModelStorage) -> None:
    runner(storage, one=Ours, other=Ours).run(inputs={"input": "a text"})
    one, other = (learned(storage, name) for name in ("one", "other"))
    assert one.startswith(f"a text read by {os.getpid()}, learned by ")
    assert len({one, other, f"a text read by {os.getpid()}, learned by {os.getpid()}"}) == 3


def test_rasas_own_learn_here(storage: LocalModelStorage) -> None:
    runner(storage, one=Part).run(inputs={"input": "a text"})
    assert learned(storage, "one") == f"a text read by {os.getpid()}, learned by {os.getpid()}"


def test_they_learn_at_the_same_time(
    storage: LocalModelStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Part, "read", lambda self, text: text)
    begun = tmp_path / "begun"
    begun.mkdir()
    runner(storage, one=Waiting, other=Waiting).run(inputs={"input": str(begun)})
    assert sorted(file.name for file in begun.iterdir()) == ["one", "other"]


def test_what_one_raises_goes_through(storage: LocalModelStorage) -> None:
    with pytest.raises(GraphComponentException, match="one"):
        runner(storage, one=Failing, other=Ours).run(inputs={"input": "a text"})


def test_one_whose_process_is_killed_is_named(storage: LocalModelStorage) -> None:
    with pytest.raises(GraphRunError, match="one: the process that learns it has ended"):
        runner(storage, one=Killed).run(inputs={"input": "a text"})


def test_where_one_fails_none_goes_on(
    storage: LocalModelStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Part, "read", lambda self, text: text)
    process = tmp_path / "process"

    @of_the_project
    class FailingLater(Part):
        def train(self, data: str) -> Resource:
            assert eventually(lambda: process.exists() and process.read_text())
            raise ValueError("nothing to learn from")

    with pytest.raises(GraphComponentException):
        runner(storage, one=Endless, other=FailingLater).run(inputs={"input": str(process)})
    assert not Path(f"/proc/{process.read_text()}").exists()


def test_a_missing_input_is_an_error_and_no_guess(storage: LocalModelStorage) -> None:
    with pytest.raises(GraphRunError):
        runner(storage, one=Ours).run()
