"""What all exports have in common, whatever their format."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.export import FORMATS, MEDIA_TYPES, write_requests
from tests.support.exports import (
    FIRST,
    FORMULAS,
    NOW,
    RECIPIENTS,
    cells_of_xlsx,
    events_of_ics,
    exported_as,
    rows_of_csv,
)
from tests.support.requests import request_of

pytestmark = pytest.mark.unit


def requests_of_ics(content: bytes) -> list[Any]:
    """The event of the first window of each."""
    return [event for event in events_of_ics(content) if "." not in event["uid"]]


READERS: dict[str, Any] = {
    "json": json.loads,
    "csv": rows_of_csv,
    "xlsx": cells_of_xlsx,
    "ics": requests_of_ics,
}


def test_every_format_is_offered_with_its_media_type() -> None:
    assert FORMATS == ("json", "csv", "xlsx", "ics") == tuple(MEDIA_TYPES)


@pytest.mark.parametrize("format", FORMATS)
def test_requests_stay_in_their_order(format: str) -> None:
    requests = [replace(FIRST, id=UUID(int=number)) for number in range(3)]

    ids = [str(entry.get("id") or entry["uid"])[:36] for entry in READERS[format](exported_as(format, *requests))]
    assert ids == [str(request.id) for request in requests]


@pytest.mark.parametrize("format", FORMATS)
def test_no_requests_are_an_empty_file_of_the_kind(format: str) -> None:
    assert READERS[format](exported_as(format)) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_call_that_broke_off_with_nothing_said_can_be_exported(format: str) -> None:
    nothing = request_of("CA1", status="incomplete", name="", phone="", callback_text="")

    assert len(READERS[format](exported_as(format, nothing, FIRST))) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_the_target_stays_open(format: str) -> None:
    target = io.BytesIO()
    write_requests([FIRST], format, target, RECIPIENTS, NOW)

    assert not target.closed


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_requests_are_the_same_file(format: str) -> None:
    assert exported_as(format, FIRST) == exported_as(format, FIRST)


@pytest.mark.thorough
@pytest.mark.parametrize("format", FORMATS)
def test_requests_are_written_while_they_are_read(format: str) -> None:
    target = io.BytesIO()
    sizes = []

    def read() -> Iterator[CallbackRequest]:
        for number in range(3000):
            if number % 1000 == 0:
                sizes.append(target.tell())
            yield replace(FIRST, id=UUID(int=number))

    write_requests(read(), format, target, RECIPIENTS, NOW)

    assert sizes[0] < sizes[1] < sizes[2] < target.tell()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_run_as_a_formula(text: str) -> None:
    request = replace(FIRST, name=text, callback_text=text)
    (row,) = rows_of_csv(exported_as("csv", request))
    (cells,) = cells_of_xlsx(exported_as("xlsx", request))

    assert (row["name"], row["callback_text"]) == (f"'{text}", f"'{text}")
    assert row["phone"] == FIRST.phone
    assert (cells["name"].data_type, cells["callback_text"].data_type) == ("s", "s")
    assert json.loads(exported_as("json", request))[0]["name"] == text


def test_a_text_cannot_break_out_of_its_place() -> None:
    request = replace(FIRST, name='Müller";\r\n"=1', callback_text="DTSTART:1\r\nEND:VEVENT</t></is></c>&amp;")

    assert len(rows_of_csv(exported_as("csv", request))) == 1
    assert len(events_of_ics(exported_as("ics", request))) == len(FIRST.windows)
    (cells,) = cells_of_xlsx(exported_as("xlsx", request))
    assert cells["callback_text"].value.endswith("</t></is></c>&amp;")


@pytest.mark.parametrize("format", ["json", "csv"])
def test_programs_get_recipients_as_keys(format: str) -> None:
    (row,) = READERS[format](exported_as(format, FIRST))

    assert row["recipient"] == "company"


def test_people_get_german_words() -> None:
    unreachable = replace(FIRST, status="unreachable", phone_source="caller_id")
    (cells,) = cells_of_xlsx(exported_as("xlsx", unreachable))
    event, *_ = events_of_ics(exported_as("ics", unreachable))

    assert (cells["status"].value, cells["phone_source"].value) == ("nicht erreicht", "Anrufernummer")
    assert "Stand: nicht erreicht" in event["description"]


def test_people_get_recipients_as_the_company_names_them() -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", FIRST))
    event, *_ = events_of_ics(exported_as("ics", FIRST))

    assert cells["recipient"].value == RECIPIENTS["company"]
    assert f"Empfänger: {RECIPIENTS['company']}" in event["description"]
