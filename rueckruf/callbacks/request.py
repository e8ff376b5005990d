"""The callback request: who wishes to be called back, on which number and when."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, get_args
from uuid import UUID

import phonenumbers
from dateutil.relativedelta import relativedelta

from rueckruf.clock import BERLIN

Status = Literal["new", "claimed", "done", "unreachable", "incomplete"]
PhoneSource = Literal["spoken", "keys", "caller_id"]

_STATUSES = frozenset(get_args(Status))
_PHONE_SOURCES = frozenset(get_args(PhoneSource))
_E164 = re.compile(r"\+[1-9][0-9]{4,14}")

LONGEST_CONCERN = 300  # characters

Window = tuple[datetime, datetime]
"""From the one aware time up to the other."""


class RequestError(ValueError):
    """A callback request that breaks a rule. Names the field and the rule, never the value."""

    def __init__(self, name: str, rule: str) -> None:
        super().__init__(f"{name}: {rule}")
        self.field = name


@dataclass(frozen=True)
class CallbackRequest:
    """One wish for a callback; all times are aware. Personal values stay out of ``repr``.

    ``call_sid`` is Twilio's id of the call, there is one request a call; ``callback_start`` up to
    ``callback_end`` is the wish laid over the opening hours, ``callback_text`` the caller's own words for it.
    ``concern`` is what the call is about, in the caller's words, of at most LONGEST_CONCERN characters;
    ``other_phones`` (E.164) and ``other_windows`` are to be tried next, in the caller's order. ``note`` and ``result``
    are written by sales, ``claimed_by`` is a user of the sales page, ``attempts`` how often that one or another has
    tried, ``version`` counts the changes. An ``incomplete`` request comes from a call that broke off: name, number and
    words may be empty. Raises RequestError.
    """

    id: UUID
    call_sid: str
    created_at: datetime
    name: str = field(repr=False)
    phone: str = field(repr=False)
    callback_start: datetime
    callback_end: datetime
    callback_text: str = field(repr=False)
    recipient: str
    status: Status
    phone_source: PhoneSource
    delete_after: datetime
    note: str = field(default="", repr=False)
    claimed_by: str | None = None
    attempts: int = 0
    next_attempt_at: datetime | None = None
    version: int = 1
    concern: str = field(default="", repr=False)
    other_phones: tuple[str, ...] = field(default=(), repr=False)
    other_windows: tuple[Window, ...] = field(default=(), repr=False)
    result: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        self._check_texts()
        self._check_phones()
        self._check_times()
        if self.status not in _STATUSES:
            raise RequestError("status", "is unknown")
        if self.phone_source not in _PHONE_SOURCES:
            raise RequestError("phone_source", "is unknown")

    def _check_texts(self) -> None:
        said = () if self._may_be_broken_off else ("name", "callback_text")
        for name in ("call_sid", "recipient", *said):
            if not getattr(self, name).strip():
                raise RequestError(name, "must not be empty")
        if len(self.concern) > LONGEST_CONCERN:
            raise RequestError("concern", f"must have at most {LONGEST_CONCERN} characters")

    def _check_phones(self) -> None:
        if not _E164.fullmatch(self.phone) and not (self._may_be_broken_off and not self.phone):
            raise RequestError("phone", "must be E.164")
        if not all(map(_E164.fullmatch, self.other_phones)):
            raise RequestError("other_phones", "must be E.164")

    def _check_times(self) -> None:
        for name in ("created_at", "callback_start", "callback_end", "delete_after"):
            if getattr(self, name).utcoffset() is None:
                raise RequestError(name, "must be an aware time")
        if any(moment.utcoffset() is None for window in self.other_windows for moment in window):
            raise RequestError("other_windows", "must be aware times")
        if self.callback_end <= self.callback_start:
            raise RequestError("callback_end", "must lie after callback_start")
        if any(end <= start for start, end in self.other_windows):
            raise RequestError("other_windows", "must end after they start")
        if self.delete_after <= self.created_at:
            raise RequestError("delete_after", "must lie after created_at")

    @property
    def _may_be_broken_off(self) -> bool:
        return self.status in ("incomplete", "done")  # one that is done may have been incomplete

    @property
    def windows(self) -> tuple[Window, ...]:
        """All that the caller wished, in the caller's order."""
        return ((self.callback_start, self.callback_end), *self.other_windows)

    def window_at(self, now: datetime) -> Window:
        """The window that counts at an aware time: the first that has not ended, or the last once all have."""
        last = max(end for _, end in self.windows)
        return min(window for window in self.windows if window[1] > now or window[1] == last)

    def due_at(self, now: datetime) -> datetime | None:
        """When to call next, as seen at an aware time; None once nobody has to."""
        return None if self.status == "done" else self.next_attempt_at or self.window_at(now)[0]


def is_possible_phone(text: str) -> bool:
    """Whether ``text`` is an E.164 number that could exist in its country."""
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return False
    return bool(_E164.fullmatch(text)) and phonenumbers.is_possible_number(number)


def deletion_time(created_at: datetime, months: int) -> datetime:
    """``months`` calendar months after an aware moment, counted on the Berlin calendar, in UTC.

    A month without that day ends on its last one, so the time is never longer than promised.
    """
    later: datetime = created_at.astimezone(BERLIN) + relativedelta(months=months)
    return later.astimezone(UTC)


def one_line(text: str, limit: int) -> str:
    """``text`` as one clean line of at most ``limit`` characters.

    Control, format and unpaired surrogate characters go: databases refuse some, and spreadsheets obey others.
    """
    visible = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return " ".join(visible.split())[:limit].rstrip()


def several_lines(text: str) -> str:
    """``text`` with its lines, each of them clean as ``one_line`` makes it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(one_line(line, len(line)) for line in lines).strip()
