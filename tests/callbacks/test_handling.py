"""What sales does with a request, and what each step leaves behind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from rueckruf.callbacks.figures import Figure
from rueckruf.callbacks.handling import (
    LONGEST_NOTE,
    ClosedError,
    Entry,
    Outcome,
    TakenError,
    TooLateError,
    after_each,
    assign,
    claim,
    finish,
    hand_back,
    miss,
    note,
    postpone,
    undo,
)
from rueckruf.callbacks.repository import StaleError
from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.clock import BERLIN
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

#: Twenty past two, inside the window of ``request_of``.
NOW = datetime(2026, 3, 11, 14, 20, tzinfo=BERLIN)
LATER = NOW + timedelta(minutes=30)


class Terms:
    months = 3
    done_grace_days = 7
    incomplete_hours = 24


@dataclass
class HandledInMemory:
    """One stored request with its history and figures."""

    request: CallbackRequest
    entries: list[Entry] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def change(self, request: CallbackRequest, entry: Entry, figures: Sequence[Figure] = ()) -> CallbackRequest:
        if request.version != self.request.version:
            raise StaleError
        self.request = replace(request, version=request.version + 1)
        self.entries.append(entry)
        self.figures += figures
        return self.request

    def history(self, request_id: UUID) -> Sequence[Entry]:
        return self.entries

    def counted(self) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = {}
        for figure in self.figures:
            key = (figure.kind, figure.value)
            counts[key] = counts.get(key, 0) + figure.count
        return {key: count for key, count in counts.items() if count}


def stored(**changes: Any) -> HandledInMemory:
    return HandledInMemory(request_of("CA1", **changes))


def test_who_claims_has_it() -> None:
    requests = stored()

    after = claim(requests, requests.request, "anna", NOW)

    assert (after.status, after.claimed_by) == ("claimed", "anna")
    (entry,) = requests.entries
    assert (entry.actor, entry.step, entry.at, entry.version) == ("anna", "claimed", NOW, after.version)
    assert entry.before == {"status": "new", "claimed_by": None}


def test_what_another_has_cannot_be_claimed_finished_or_missed() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    steps: list[Callable[[], CallbackRequest]] = [
        lambda: claim(requests, requests.request, "berta", NOW),
        lambda: finish(requests, requests.request, "berta", NOW, Terms()),
        lambda: miss(requests, requests.request, "berta", NOW, LATER),
        lambda: hand_back(requests, requests.request, "berta", NOW),
    ]
    for step in steps:
        with pytest.raises(TakenError) as error:
            step()
        assert error.value.by == "anna"
    assert requests.entries == []


def test_who_it_is_assigned_to_has_it_and_the_assigner_can_take_that_back() -> None:
    requests = stored()

    after = assign(requests, requests.request, "anna", NOW, "berta")

    assert (after.status, after.claimed_by) == ("claimed", "berta")
    assert [(entry.actor, entry.step) for entry in requests.entries] == [("anna", "assigned")]
    assert after_each(requests.entries, after, "claimed_by") == ["berta"]
    assert undo(requests, after, "anna", NOW).claimed_by is None


def test_only_a_lead_assigns_what_another_has_and_nobody_what_is_done() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    with pytest.raises(TakenError):
        assign(requests, requests.request, "berta", NOW, "berta")
    assert assign(requests, requests.request, "leo", NOW, "berta", of_others=True).claimed_by == "berta"
    done = stored(status="done", claimed_by="anna")
    with pytest.raises(ClosedError):
        assign(done, done.request, "leo", NOW, "berta", of_others=True)


def test_assigned_to_who_has_it_already_nothing_changes() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    assert assign(requests, requests.request, "anna", NOW, "anna") == requests.request
    assert requests.entries == []


def test_what_is_put_off_comes_later_without_counting_as_an_attempt() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    after = postpone(requests, requests.request, "anna", NOW, LATER)

    assert (after.status, after.claimed_by, after.attempts, after.next_attempt_at) == ("claimed", "anna", 0, LATER)
    assert (requests.entries[0].step, requests.counted()) == ("postponed", {})


def test_of_two_at_once_the_second_is_refused() -> None:
    requests = stored()
    seen_by_both = requests.request
    claim(requests, seen_by_both, "anna", NOW)

    with pytest.raises(StaleError):
        claim(requests, seen_by_both, "berta", NOW)


def test_claiming_twice_changes_nothing() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    assert claim(requests, requests.request, "anna", NOW) == requests.request
    assert requests.entries == []


def test_what_is_done_goes_after_the_grace_and_counts_as_timely() -> None:
    requests = stored()

    after = finish(requests, requests.request, "anna", NOW, Terms())

    assert (after.status, after.attempts, after.claimed_by, after.due_at(NOW)) == ("done", 1, "anna", None)
    assert after.delete_after == NOW + timedelta(days=7)
    assert requests.counted() == {("first_attempt", "20"): 1, ("reached", "14"): 1}


def test_what_came_of_a_callback_is_kept_with_the_note_and_counted() -> None:
    requests = stored(note="alt")

    after = finish(requests, requests.request, "anna", NOW, Terms(), Outcome("Termin vereinbart", " Freitag  früh "))

    assert (after.result, after.note) == ("Termin vereinbart", "Freitag früh")
    assert requests.counted() == {
        ("result", "Termin vereinbart"): 1,
        ("first_attempt", "20"): 1,
        ("reached", "14"): 1,
    }
    restored = undo(requests, after, "anna", NOW)
    assert (restored.result, restored.note, requests.counted()) == ("", "alt", {})


def test_what_is_over_without_a_word_does_not_count_as_reached() -> None:
    requests, wrong = stored(), Outcome("falsche Nummer", unreached={"falsche Nummer"})

    after = finish(requests, requests.request, "anna", NOW, Terms(), wrong)

    assert after.status == "done"
    assert requests.counted() == {("result", "falsche Nummer"): 1, ("first_attempt", "20"): 1}
    undo(requests, after, "anna", NOW, wrong.unreached)
    assert requests.counted() == {}


def test_each_try_counts_its_result_and_stands_in_the_history() -> None:
    requests = stored()
    for result in ("Mailbox", "Mailbox", "nicht erreicht"):
        miss(requests, requests.request, "anna", NOW, LATER, Outcome(result))
    note(requests, requests.request, "berta", NOW, "im Urlaub")

    assert requests.counted() == {("result", "Mailbox"): 2, ("result", "nicht erreicht"): 1, ("first_attempt", "20"): 1}
    assert after_each(requests.entries, requests.request, "result") == ["Mailbox", "Mailbox", *["nicht erreicht"] * 2]


def test_a_note_that_is_too_long_stores_no_result_either() -> None:
    requests = stored()

    with pytest.raises(RequestError) as error:
        finish(requests, requests.request, "anna", NOW, Terms(), Outcome("erreicht", "ä" * (LONGEST_NOTE + 1)))
    assert (error.value.field, requests.entries) == ("note", [])


@pytest.mark.parametrize("outside", [timedelta(hours=-1), timedelta(hours=1)])
def test_a_callback_outside_the_window_does_not_count_as_reached_in_it(outside: timedelta) -> None:
    requests = stored(attempts=1)

    finish(requests, requests.request, "anna", NOW + outside, Terms())

    assert requests.counted() == {}


def test_of_calls_that_broke_off_no_window_counts() -> None:
    requests = stored(status="incomplete", attempts=1)

    finish(requests, requests.request, "anna", NOW, Terms())

    assert requests.counted() == {}


def test_what_is_done_stays_as_it_is() -> None:
    requests = stored(status="done")

    with pytest.raises(ClosedError):
        claim(requests, requests.request, "anna", NOW)


def test_who_was_not_reached_is_free_again_until_the_next_attempt() -> None:
    requests = stored(status="claimed", claimed_by="anna")

    after = miss(requests, requests.request, "anna", NOW, LATER)

    assert (after.status, after.claimed_by, after.attempts) == ("unreachable", None, 1)
    assert after.next_attempt_at == after.due_at(NOW) == LATER
    assert requests.counted() == {("first_attempt", "20"): 1}


@pytest.mark.parametrize("moment", [NOW, NOW - timedelta(minutes=1), datetime(2026, 6, 11, tzinfo=BERLIN)])
@pytest.mark.parametrize("step", [miss, postpone])
def test_the_next_attempt_lies_ahead_and_before_deletion(
    step: Callable[..., CallbackRequest], moment: datetime
) -> None:
    requests = stored()

    with pytest.raises(RequestError) as error:
        step(requests, requests.request, "anna", NOW, moment)
    assert error.value.field == "next_attempt_at"


def test_handed_back_it_is_as_free_as_before() -> None:
    fresh, tried = stored(status="claimed", claimed_by="anna"), stored(status="claimed", claimed_by="anna", attempts=2)

    assert hand_back(fresh, fresh.request, "anna", NOW).status == "new"
    assert hand_back(tried, tried.request, "leo", NOW, of_others=True).status == "unreachable"


def test_a_request_of_a_call_that_broke_off_stays_marked_until_it_is_done() -> None:
    requests = stored(status="incomplete", name="", callback_text="", delete_after=NOW + timedelta(hours=5))

    claim(requests, requests.request, "anna", NOW)
    assert (requests.request.status, requests.request.claimed_by) == ("incomplete", "anna")
    with pytest.raises(TakenError):
        claim(requests, requests.request, "berta", NOW)
    miss(requests, requests.request, "anna", NOW, LATER)
    assert (requests.request.status, requests.request.claimed_by) == ("incomplete", None)
    after = finish(requests, requests.request, "berta", LATER, Terms())
    assert (after.status, after.delete_after) == ("done", NOW + timedelta(hours=5))


def test_a_note_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    requests = stored()

    after = note(requests, requests.request, "anna", NOW, "Erst  Einkauf\r\n\u200bdann\x00 Vertrieb \n")

    assert after.note == "Erst Einkauf\ndann Vertrieb"


def test_a_note_may_be_two_thousand_characters_long() -> None:
    requests = stored()
    after = note(requests, requests.request, "anna", NOW, "ä" * LONGEST_NOTE)
    assert len(after.note) == LONGEST_NOTE

    with pytest.raises(RequestError):
        note(requests, after, "anna", NOW, "ä" * (LONGEST_NOTE + 1))


def test_undone_it_is_as_before_and_no_longer_counted() -> None:
    requests = stored(status="claimed", claimed_by="anna")
    before = requests.request
    after = finish(requests, before, "anna", NOW, Terms())

    restored = undo(requests, after, "anna", NOW + timedelta(seconds=60))

    assert restored == replace(before, version=3)
    assert requests.counted() == {}
    assert [entry.step for entry in requests.entries] == ["done", "undone"]


def test_nothing_is_undone_after_a_minute_twice_or_of_others() -> None:
    requests = stored()
    after = claim(requests, requests.request, "anna", NOW)

    for actor, seconds in (("anna", 61), ("berta", 1)):
        with pytest.raises(TooLateError):
            undo(requests, after, actor, NOW + timedelta(seconds=seconds))
    free = undo(requests, after, "anna", NOW + timedelta(seconds=1))
    with pytest.raises(TooLateError):
        undo(requests, free, "anna", NOW + timedelta(seconds=2))


def test_nothing_is_undone_that_something_else_has_followed() -> None:
    requests = stored()
    after = claim(requests, requests.request, "anna", NOW)
    requests.request = replace(after, version=after.version + 1)  # changed elsewhere, without a line

    with pytest.raises(TooLateError):
        undo(requests, requests.request, "anna", NOW)
