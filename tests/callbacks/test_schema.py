"""The table of all that leaves: the agreed keys, a title for people, and what a request becomes by it."""

import json
import re
from dataclasses import fields, replace
from typing import get_args

import pytest

from rueckruf.callbacks.request import CallbackRequest, PhoneSource, Status
from rueckruf.callbacks.schema import COLUMNS, KEYS, PHONE_SOURCES, STATUSES, as_data, in_german
from rueckruf.project import ROOT
from tests.support.exports import AS_EXPORTED, FIRST, RECIPIENTS
from tests.support.requests import request_of

pytestmark = pytest.mark.unit


def test_the_keys_and_their_order_are_agreed() -> None:
    assert (
        *("id", "created_at", "name", "phone", "callback_start", "callback_end", "callback_text", "recipient"),
        *("status", "phone_source", "delete_after", "concern", "other_phones", "other_windows", "note"),
        *("claimed_by", "attempts", "result"),
    ) == KEYS


def test_every_column_is_a_field_of_the_request_with_a_title_of_its_own() -> None:
    assert set(KEYS) <= {field.name for field in fields(CallbackRequest)}
    assert len({column.title for column in COLUMNS}) == len(KEYS) == len(set(KEYS))


def test_what_is_personal_is_not_shown_by_a_request() -> None:
    hidden = {field.name for field in fields(CallbackRequest) if not field.repr}
    assert hidden == {column.key for column in COLUMNS if column.personal}


def test_programs_get_what_json_can_hold() -> None:
    assert as_data(FIRST) == AS_EXPORTED == json.loads(json.dumps(as_data(FIRST)))


def test_people_get_german() -> None:
    words = in_german(as_data(replace(FIRST, status="unreachable", phone_source="caller_id")), RECIPIENTS)

    assert words == {
        **AS_EXPORTED,
        "created_at": "10.03.2026, 10:00 Uhr",
        "callback_start": "30.03.2026, 14:00 Uhr",
        "callback_end": "30.03.2026, 15:00 Uhr",
        "recipient": "Vertrieb der Musterwerk GmbH",
        "status": "nicht erreicht",
        "phone_source": "Anrufernummer",
        "delete_after": "10.06.2026, 10:00 Uhr",
        "other_phones": "+491713920011; +43123456789",
        "other_windows": "01.04.2026, 09:00 bis 12:00 Uhr; 27.03.2026, 09:00 Uhr bis 30.03.2026, 12:00 Uhr",
        "attempts": "2",
    }


def test_a_number_that_is_not_there_was_not_given() -> None:
    assert in_german(as_data(request_of("CA1", status="incomplete", phone="")), {})["phone_source"] == ""


def test_every_status_and_source_has_its_word() -> None:
    assert tuple(STATUSES) == get_args(Status)
    assert tuple(PHONE_SOURCES) == get_args(PhoneSource)
    assert len(set(STATUSES.values())) == len(STATUSES)


def test_the_documentation_names_every_column_in_its_order() -> None:
    section = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("\n## Exports\n")[2]
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|", section.partition("\n## ")[0], re.MULTILINE)
    named = [pair for keys, titles in rows for pair in zip(keys.split(", "), titles.split(", "), strict=True)]

    assert named == [(f"`{column.key}`", column.title) for column in COLUMNS]
