"""Requests as a file for other systems: what leads get from the page."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from rueckruf.callbacks.schema import as_data
from rueckruf.sales.export import FORMATS, MEDIA_TYPES
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from tests.support.systems import System, told

pytestmark = pytest.mark.unit

Systems = Callable[..., System]


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_a_file_and_stands_in_the_access_log(
    system: Systems, wish: Any, database: Database, format: str
) -> None:
    request = wish()
    answer = system("bi", "lead").ask(f"/export?format={format}")

    assert (answer.status_code, answer.content_type) == (200, MEDIA_TYPES[format])
    assert answer.data
    with database.engine.connect() as connection:
        (entry,) = entries(connection, action="export")
    assert (entry.actor, entry.reason, entry.request_ids) == ("api:bi", format, (str(request.id),))


def test_requests_are_chosen(system: Systems, wish: Any) -> None:
    wish()
    other = wish(recipient="parent")
    answer = system("bi", "lead").ask("/export?recipient=parent")

    assert json.loads(answer.data) == [as_data(other)]


def test_a_system_of_one_recipient_gets_none(system: Systems) -> None:
    assert told(system().ask("/export")) == (403, "Dieser Zugang darf das nicht.")


@pytest.mark.parametrize("query", ["format=pdf", "limit=5", "first_day=gestern"])
def test_what_makes_no_sense_is_refused(system: Systems, query: str) -> None:
    assert told(system("bi", "lead").ask(f"/export?{query}"))[0] == 422
