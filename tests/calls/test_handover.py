"""Hand-over beside calls: whatever the receiver does, the call goes on, and what it stored arrives in the end."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rueckruf.project import COMPANY, ROOT
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import running_server
from tests.support.patience import PATIENCE
from tests.support.receiver import Receiver, running_receiver

pytestmark = pytest.mark.call

ENVIRONMENT = {"RUECKRUF_WEBHOOK_SECRET": f"whsec_{base64.b64encode(bytes(24)).decode()}"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture
def checkout(tmp_path: Path, receiver: Receiver) -> Path:
    """The project, with a company that hands over to the receiver."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for path in ROOT.iterdir():
        if path not in (COMPANY, ROOT / "rueckruf", ROOT / ".git"):
            (folder / path.name).symlink_to(path)
    shutil.copytree(ROOT / "rueckruf", folder / "rueckruf")
    text = COMPANY.read_text(encoding="utf-8").replace('webhook_url: ""', f"webhook_url: {receiver.url}")
    (folder / "company.yml").write_text(text, encoding="utf-8")
    return folder


def take_a_call(url: str) -> str:
    call = Phone(url, caller="anonymous").start()
    call.say("Paul Weber, null drei null zwei drei eins zwei fünf null sieben sieben, so bald wie möglich")
    return str(call.say("ja"))


def test_no_call_waits_for_a_receiver_that_hangs_and_nothing_is_lost(
    tmp_path: Path, checkout: Path, receiver: Receiver, trained_model: Path
) -> None:
    receiver.answers = ["hang"]
    with running_server(tmp_path / "var", ENVIRONMENT, checkout=checkout) as server:
        assert "Vielen Dank" in take_a_call(server.url)
        assert receiver.arrived.acquire(timeout=PATIENCE)
        assert "Vielen Dank" in take_a_call(server.url)
        assert len(receiver.came) == 1

        receiver.let_go.set()
        for _ in range(2):
            assert receiver.arrived.acquire(timeout=PATIENCE)

    assert receiver.types == ["request.created"] * 3
    assert len(set(receiver.ids)) == 2
    assert receiver.ids.count(receiver.ids[0]) == 2
