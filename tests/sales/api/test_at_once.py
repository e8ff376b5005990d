"""Many systems at once, on either database: nothing is lost, and of two who want the same one wins."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.cipher import new_key
from tests.support.systems import System

pytestmark = pytest.mark.unit

SYSTEMS = 20
DONE = {"result": "erreicht"}


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return load_settings({"RUECKRUF_DATA_DIR": str(tmp_path), "DATABASE_URL": database_url, "RUECKRUF_KEYS": new_key()})


@pytest.mark.thorough
def test_twenty_systems_work_at_once(system: Callable[..., System], wish: Callable[..., CallbackRequest]) -> None:
    contested, own = wish(), [wish() for _ in range(SYSTEMS)]
    systems = [system(f"crm-{number}") for number in range(SYSTEMS)]

    def work(one: System, request: CallbackRequest) -> tuple[int, list[int]]:
        steps: list[Any] = [("PUT", "claim", None), ("PUT", "note", {"note": "x"}), ("POST", "result", DONE)]
        wanted = one.change("PUT", contested.id, "claim").status_code
        return wanted, [
            one.change(method, request.id, part, body, version).status_code
            for version, (method, part, body) in enumerate(steps, start=1)
        ]

    with ThreadPoolExecutor(SYSTEMS) as pool:
        outcomes = list(pool.map(work, systems, own))

    assert [statuses for _, statuses in outcomes] == [[200, 200, 200]] * SYSTEMS
    wanted = Counter(status for status, _ in outcomes)
    assert wanted[200] == 1
    assert wanted.keys() <= {200, 409, 412}
    told = Counter(event["type"] for event in systems[0].read("/events", limit=1000)["events"])
    assert told == {"request.created": SYSTEMS + 1, "request.updated": 3 * SYSTEMS + 1}
    done = systems[0].read("/requests", status="done")["requests"]
    assert sorted(each["id"] for each in done) == sorted(str(request.id) for request in own)
