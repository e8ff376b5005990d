"""Processes are killed one after the other while callers ring: who is thanked is stored, once, and all are answered."""

from pathlib import Path

import pytest

from benchmarks.load.kills import stored
from benchmarks.load.site import CHILD, CONNECTION, REDIS, running_site
from benchmarks.load.storm import storm
from tests.support.nginx import NEEDS_NGINX

pytestmark = [pytest.mark.call, NEEDS_NGINX]

CALLERS = 8
VICTIMS = (CHILD, CONNECTION, REDIS, CHILD, CONNECTION, CHILD)


def test_no_confirmed_request_is_lost_and_nobody_is_thanked_falsely(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        weather = storm(site.url, CALLERS, VICTIMS, site.kill, pause=(0.2, 0.6), between=1.5)
        lost, twice = weather.wrong(stored(site))

    assert len(weather.kills) == len(VICTIMS)
    assert len(weather.met.thanked) >= CALLERS
    assert (lost, twice) == ([], [])
    assert weather.met.unanswered == {}
    assert weather.met.not_thanked == {}
