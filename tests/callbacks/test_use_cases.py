"""Taking a callback request: checked, built and stored once a call."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.opening_hours import OpeningHours, Span
from rueckruf.callbacks.repository import ALL, Selection, StaleError
from rueckruf.callbacks.request import CallbackRequest, RequestError, Status
from rueckruf.callbacks.use_cases import WISHED, confirmed_request, keep_incomplete_request, take_callback_request

pytestmark = pytest.mark.unit


#: Wednesday, 10 June 2026, eleven o'clock in Berlin.
ELEVEN = datetime(2026, 6, 10, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 10, 9, 1, tzinfo=UTC)
JULY = CallbackWindow(datetime(2026, 7, 1, 14), datetime(2026, 7, 1, 15))
NAMED = {"name": "Jürgen Müller", "phone": "+493023125042"}


class RequestsInMemory:
    """The repository of a test."""

    def __init__(self) -> None:
        self.by_call: dict[str, CallbackRequest] = {}

    def add(self, request: CallbackRequest) -> CallbackRequest:
        return self.by_call.setdefault(request.call_sid, request)

    def get(self, request_id: UUID) -> CallbackRequest | None:
        return next((request for request in self.list() if request.id == request_id), None)

    def list(self, selection: Selection = ALL) -> Iterator[CallbackRequest]:
        return iter(self.by_call.values())

    def count(self, selection: Selection = ALL) -> int:
        return len(self.by_call)

    def save(self, request: CallbackRequest) -> CallbackRequest:
        self.by_call[request.call_sid] = request
        return request


@pytest.fixture
def requests() -> RequestsInMemory:
    return RequestsInMemory()


def take(requests: RequestsInMemory, **changes: Any) -> CallbackRequest:
    wish = {**NAMED, "phone_source": "keys", "callback_text": "am ersten Juli um zwei", **wished(JULY)}
    wish |= {name: changes.pop(name) for name in set(WISHED) & set(changes) - {"recipient"}}
    values: dict[str, Any] = {"call_sid": "CA1", "recipient": "company", "keep_months": 3, "now": ELEVEN}
    return take_callback_request(requests, confirmed_request(wish, **{**values, **changes}))


def wished(window: CallbackWindow) -> dict[str, Any]:
    start, end = window.moments()
    return {"callback_start": start, "callback_end": end}


def test_a_new_request_is_built_and_stored(requests: RequestsInMemory) -> None:
    request = take(requests)

    assert requests.by_call == {"CA1": request}
    assert (request.name, request.phone, request.phone_source) == ("Jürgen Müller", "+493023125042", "keys")
    assert (request.recipient, request.status) == ("company", "new")
    assert request.callback_start.isoformat() == "2026-07-01T14:00:00+02:00"
    assert request.callback_end.isoformat() == "2026-07-01T15:00:00+02:00"
    assert request.created_at == datetime(2026, 6, 10, 9, tzinfo=UTC)
    assert request.delete_after == datetime(2026, 9, 10, 9, tzinfo=UTC)


def test_taken_twice_it_stays_the_first(requests: RequestsInMemory) -> None:
    first = take(requests)

    assert take(requests, now=LATER) == first
    assert requests.by_call == {"CA1": first}


def test_a_wish_that_has_changed_within_its_call_takes_the_place_of_the_first(requests: RequestsInMemory) -> None:
    first = take(requests)
    window = CallbackWindow(datetime(2026, 7, 1, 11), datetime(2026, 7, 1, 12))
    changed = take(requests, **wished(window), callback_text="um elf", now=LATER)

    assert requests.by_call == {"CA1": changed}
    assert (changed.id, changed.created_at) == (first.id, first.created_at)
    assert changed.callback_start.isoformat() == "2026-07-01T11:00:00+02:00"
    assert changed.callback_text == "um elf"


def test_confirmed_after_it_broke_off_it_is_complete(requests: RequestsInMemory) -> None:
    broken_off = take(requests)
    requests.by_call["CA1"] = replace(broken_off, status="incomplete")

    assert take(requests).status == "new"


@pytest.mark.parametrize("status", ["claimed", "done", "unreachable"])
def test_a_wish_that_sales_has_begun_with_is_not_changed_behind_their_back(
    requests: RequestsInMemory, status: Status
) -> None:
    begun = replace(take(requests), status=status)
    requests.by_call["CA1"] = begun

    assert take(requests, now=LATER) == begun
    with pytest.raises(StaleError):
        take(requests, name="Jürgen Möller")
    assert requests.by_call == {"CA1": begun}


def test_every_request_has_an_id_of_its_own(requests: RequestsInMemory) -> None:
    assert take(requests).id != take(requests, call_sid="CA2").id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\x00\n"),
        ("callback_text", "  "),
        ("phone", ""),
        ("phone", "110"),
        ("phone", "+99912345678"),
        ("phone", "+49302312504212345"),
        ("call_sid", ""),
        ("recipient", ""),
    ],
)
def test_nothing_incomplete_or_impossible_is_stored(requests: RequestsInMemory, field: str, value: str) -> None:
    with pytest.raises(RequestError) as error:
        take(requests, **{field: value})

    assert error.value.field == field
    assert requests.count() == 0


def test_the_callers_words_are_cut_and_cleaned(requests: RequestsInMemory) -> None:
    request = take(requests, callback_text="bitte\r\n" + "sehr " * 2000)

    assert request.callback_text.startswith("bitte sehr sehr")
    assert len(request.callback_text) <= 500


DAY = (Span(time(8), time(12)), Span(time(13), time(17)))
HOURS = OpeningHours((DAY, DAY, DAY, DAY, DAY, (), ()), "BY")


def keep(requests: RequestsInMemory, wish: dict[str, Any], now: datetime = ELEVEN) -> CallbackRequest:
    return keep_incomplete_request(
        requests, wish, call_sid="CA1", hours=HOURS, recipient="company", keep_hours=24, now=now
    )


class TestACallThatBrokeOff:
    def test_is_kept_for_hours(self, requests: RequestsInMemory) -> None:
        request = keep(requests, {**NAMED, "callback_text": "am ersten Juli", **wished(JULY)})

        assert requests.by_call == {"CA1": request}
        assert (request.status, request.delete_after) == ("incomplete", ELEVEN + timedelta(hours=24))
        assert request.callback_start.isoformat() == "2026-07-01T14:00:00+02:00"

    @pytest.mark.parametrize(
        ("now", "start", "end"),
        [
            (ELEVEN, "2026-06-10T11:00", "2026-06-10T12:00"),
            (ELEVEN + timedelta(hours=1), "2026-06-10T13:00", "2026-06-10T17:00"),
            (ELEVEN + timedelta(days=3), "2026-06-15T08:00", "2026-06-15T12:00"),
        ],
    )
    def test_without_a_time_is_due_in_the_next_opening(
        self, requests: RequestsInMemory, now: datetime, start: str, end: str
    ) -> None:
        request = keep(requests, NAMED, now)

        assert request.callback_start.isoformat()[:16] == start
        assert request.callback_end.isoformat()[:16] == end

    def test_what_was_not_said_stays_empty(self, requests: RequestsInMemory) -> None:
        assert keep(requests, {"name": "Jürgen Müller", "callback_text": "um zwei", **wished(JULY)}).phone == ""

    def test_leaves_a_confirmed_request_as_it_is(self, requests: RequestsInMemory) -> None:
        confirmed = take(requests)

        assert keep(requests, {"name": "Jemand Anderes", "phone": "+493023125043"}) == confirmed


FRIDAY = CallbackWindow(datetime(2026, 7, 3, 9), datetime(2026, 7, 3, 12))
THURSDAY = CallbackWindow(datetime(2026, 7, 2, 9), datetime(2026, 7, 2, 12))


class TestWhatIsSaidBeside:
    def test_is_stored_with_the_wish(self, requests: RequestsInMemory) -> None:
        request = take(
            requests,
            concern="das Angebot",
            other_phones=["+493023125043"],
            other_windows=(FRIDAY.moments(), THURSDAY.moments()),
        )

        assert (request.concern, request.other_phones) == ("das Angebot", ("+493023125043",))
        assert request.other_windows == (FRIDAY.moments(), THURSDAY.moments())

    def test_is_kept_of_a_call_that_broke_off(self, requests: RequestsInMemory) -> None:
        beside = {"concern": "das Angebot", "other_phones": ("+493023125043",), "other_windows": (FRIDAY.moments(),)}
        request = keep(requests, {**NAMED, **beside})

        assert (request.concern, request.other_phones) == ("das Angebot", ("+493023125043",))
        assert request.other_windows == (FRIDAY.moments(),)

    def test_no_number_stands_there_twice(self, requests: RequestsInMemory) -> None:
        others = ["+493023125044", "+493023125042", "+493023125043", "+493023125044"]

        assert take(requests, other_phones=others).other_phones == ("+493023125044", "+493023125043")

    def test_a_long_concern_is_cut_and_cleaned(self, requests: RequestsInMemory) -> None:
        concern = take(requests, concern="die\nRechnung " + "und noch etwas " * 50).concern

        assert concern.startswith("die Rechnung und noch")
        assert 290 < len(concern) <= 300

    @pytest.mark.parametrize(
        "beside",
        [{"concern": "die Rechnung"}, {"other_phones": ["+493023125043"]}, {"other_windows": (FRIDAY.moments(),)}],
    )
    def test_changes_the_wish_of_its_call(self, requests: RequestsInMemory, beside: dict[str, Any]) -> None:
        first = take(requests)
        changed = take(requests, **beside)

        assert changed != first
        assert requests.by_call == {"CA1": changed}


def test_the_note_of_sales_outlives_a_repeated_storing(requests: RequestsInMemory) -> None:
    requests.by_call["CA1"] = replace(take(requests), note="Rief schon zweimal an")

    assert take(requests, now=LATER).note == "Rief schon zweimal an"
