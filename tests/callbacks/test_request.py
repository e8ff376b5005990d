"""What a callback request may hold, and how long it is kept."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from rueckruf.callbacks.request import CallbackRequest, RequestError, deletion_time, is_possible_phone, one_line
from rueckruf.clock import BERLIN

pytestmark = pytest.mark.unit

REQUEST = CallbackRequest(
    id=UUID(int=1),
    call_sid="CA1",
    created_at=datetime(2026, 3, 10, 9, tzinfo=UTC),
    name="Jürgen Müller",
    phone="+493023125042",
    callback_start=datetime(2026, 3, 11, 14, tzinfo=BERLIN),
    callback_end=datetime(2026, 3, 11, 15, tzinfo=BERLIN),
    callback_text="morgen um zwei",
    recipient="company",
    status="new",
    phone_source="spoken",
    delete_after=datetime(2026, 6, 10, 9, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("name", " ", "must not be empty"),
        ("callback_text", "", "must not be empty"),
        ("call_sid", "", "must not be empty"),
        ("recipient", "", "must not be empty"),
        ("phone", "030 23125042", "must be E.164"),
        ("phone", "+0302312504", "must be E.164"),
        ("phone", "+49302312504２", "must be E.164"),
        ("status", "lost", "is unknown"),
        ("phone_source", "letter", "is unknown"),
        ("created_at", datetime(2026, 3, 10, 9), "must be an aware time"),
        ("callback_start", datetime(2026, 3, 11, 14), "must be an aware time"),
        ("callback_end", REQUEST.callback_start, "must lie after callback_start"),
        ("delete_after", REQUEST.created_at, "must lie after created_at"),
        ("concern", "x" * 301, "must have at most 300 characters"),
        ("other_phones", ("+493023125043", "030 23125042"), "must be E.164"),
        ("other_windows", ((REQUEST.callback_start, datetime(2026, 3, 11, 15)),), "must be aware times"),
        ("other_windows", ((REQUEST.callback_end, REQUEST.callback_start),), "must end after they start"),
    ],
)
def test_a_broken_rule_is_named_without_the_value(field: str, value: Any, rule: str) -> None:
    with pytest.raises(RequestError) as error:
        replace(REQUEST, **{field: value})

    assert str(error.value) == f"{field}: {rule}"
    assert error.value.field == field


def test_a_request_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        REQUEST.status = "done"  # type: ignore[misc]


def test_its_repr_shows_nothing_personal() -> None:
    beside = {"concern": "das Angebot", "other_phones": ("+493023125043",), "note": "eilig", "result": "bestellt"}
    shown = repr(replace(REQUEST, **beside))  # type: ignore[arg-type]

    for personal in (REQUEST.name, REQUEST.phone, REQUEST.callback_text, *beside.values()):
        assert str(personal) not in shown
    assert "+493023125043" not in shown


@pytest.mark.parametrize(
    ("created", "gone"),
    [
        ("2026-03-10T09:00:00+00:00", "2026-06-10T08:00:00+00:00"),  # the same time by the Berlin clock
        ("2026-11-30T12:00:00+00:00", "2027-02-28T12:00:00+00:00"),  # February ends earlier
        ("2027-11-30T12:00:00+00:00", "2028-02-29T12:00:00+00:00"),  # in a leap year a day later
        ("2026-11-30T23:30:00+00:00", "2027-02-28T23:30:00+00:00"),  # in Berlin it was December already
    ],
)
def test_it_is_kept_for_three_calendar_months(created: str, gone: str) -> None:
    assert deletion_time(datetime.fromisoformat(created), 3) == datetime.fromisoformat(gone)


@pytest.mark.parametrize("phone", ["+493023125042", "+4917612345678", "+43112345", "+41446681800"])
def test_a_number_that_could_exist_is_possible(phone: str) -> None:
    assert is_possible_phone(phone)


@pytest.mark.parametrize("phone", ["", "030 23125042", "+49", "+99912345678", "+4930231250421234567", "+49 30 1234567"])
def test_a_number_that_could_not_exist_is_not(phone: str) -> None:
    assert not is_possible_phone(phone)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Jürgen \t Müller\r\n", "Jürgen Müller"),
        ("Jürgen\x00Müller\x1b[31m", "Jürgen Müller [31m"),
        ("Müller\u202e\u200b\ud800", "Müller"),
        ("Nguyễn Thị 👋", "Nguyễn Thị 👋"),
        ("x" * 300, "x" * 200),
        ("\x00\n", ""),
    ],
)
def test_text_becomes_one_clean_line(text: str, line: str) -> None:
    assert one_line(text, 200) == line
