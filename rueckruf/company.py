"""What differs between two companies: ``company.yml`` read, checked and frozen."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from rueckruf.callbacks.opening_hours import WEEKDAYS, OpeningHours, Span, read_spans
from rueckruf.callbacks.request import is_possible_phone
from rueckruf.checked_yaml import FileError, read_checked
from rueckruf.loopback import is_loopback

FEDERAL_STATES = (
    *("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV"),
    *("NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"),
)

Recipient = Literal["company", "parent"]


class CompanyError(ValueError):
    """Everything wrong with the company file, one ``company.yml:LINE: key: problem`` a line."""


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", text):
        raise ValueError("must be an e-mail address")
    return text


_Email = Annotated[str, AfterValidator(_email)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Recipients(_Part):
    """Those who may receive callback requests, as callers hear it."""

    company: str = Field(min_length=1)
    parent: str = Field(min_length=1)


class Routing(_Part):
    """Which recipient gets a new request."""

    default: Recipient


class Week(_Part):
    """Opening hours of each weekday; an empty tuple is a closed day."""

    monday: tuple[Span, ...]
    tuesday: tuple[Span, ...]
    wednesday: tuple[Span, ...]
    thursday: tuple[Span, ...]
    friday: tuple[Span, ...]
    saturday: tuple[Span, ...]
    sunday: tuple[Span, ...]

    @field_validator("*", mode="before")
    @classmethod
    def _parse(cls, value: Any) -> tuple[Span, ...]:
        return read_spans(value)

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if not any(getattr(self, day) for day in WEEKDAYS):
            raise ValueError("at least one day must be open")
        return self


class Callback(_Part):
    """How a wish becomes a window: length of a single time in minutes, farthest day ahead."""

    window_minutes: int = Field(ge=5, le=480)
    # Below three months, or a request would be deleted before it is due.
    max_days_ahead: int = Field(ge=1, le=80)


class Conversation(_Part):
    """How long a conversation without a new word is kept, in minutes."""

    idle_minutes: int = Field(ge=1, le=1440)


class Retention(_Part):
    """When personal data is deleted. The upper bounds are what the privacy notice promises."""

    months: int = Field(ge=1, le=3)
    done_grace_days: int = Field(ge=0, le=31)
    incomplete_hours: int = Field(ge=1, le=72)
    keep_incomplete: bool  # whether a call that breaks off leaves a request at all


class Privacy(_Part):
    """Who answers for the data, and whom callers can turn to (Art. 13 and 30 GDPR), as written in German."""

    address: str = Field(min_length=1)
    represented_by: str = Field(min_length=1)
    email: _Email
    officer: str  # empty: none is appointed
    authority: str = Field(min_length=1)
    parent_address: str = Field(min_length=1)
    telephony: str = Field(min_length=1)
    hosting: str  # empty: on the company's own ground


class Mail(_Part):
    """Mails about requests to those who receive them, and to the lead of sales; off without a sender."""

    sender: str
    company: tuple[_Email, ...]
    parent: tuple[_Email, ...]
    lead: tuple[_Email, ...]
    send: Literal["morning", "each"]  # the day's list, or one mail a request
    morning_hour: int = Field(ge=0, le=23)
    page: str  # what a mail links to
    personal_data: bool

    @field_validator("company", "parent", "lead", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("sender")
    @classmethod
    def _sender(cls, value: str) -> str:
        return value and _email(value)

    @field_validator("page")
    @classmethod
    def _page(cls, value: str) -> str:
        return value and _safe_address(value)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.sender) != bool(self.company or self.parent or self.lead):
            raise ValueError("needs a sender and somebody who receives, or neither")
        if self.sender and not self.page:
            raise ValueError("page must be the address of the sales page")
        return self


class Handover(_Part):
    """Who else is told of requests, and how many minutes before its end an untouched window is raised."""

    webhook_url: str  # empty: none
    reminder_minutes: int = Field(ge=5, le=240)
    mail: Mail

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, value: str) -> str:
        return value and _safe_address(value)


class Company(_Part):
    """The company a caller has reached."""

    name: str = Field(min_length=1)
    parent: str = Field(min_length=1)
    privacy_page: str
    transfer_number: str  # E.164, or empty: nobody to transfer to
    recipients: Recipients
    routing: Routing
    federal_state: str
    opening_hours: Week
    concern: Literal["ask", "take", "off"]  # asked for; kept when it is said; not kept
    callback: Callback
    conversation: Conversation
    retention: Retention
    privacy: Privacy
    handover: Handover

    @field_validator("privacy_page")
    @classmethod
    def _https(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme != "https" or not address.hostname:
            raise ValueError("must be an https address")
        return value

    @field_validator("transfer_number")
    @classmethod
    def _callable(cls, value: str) -> str:
        if value and not is_possible_phone(value):
            raise ValueError("must be a telephone number like +4930123456, or empty")
        return value

    @field_validator("federal_state")
    @classmethod
    def _state(cls, value: str) -> str:
        if value not in FEDERAL_STATES:
            raise ValueError(f"must be one of {' '.join(FEDERAL_STATES)}")
        return value

    def hours(self) -> OpeningHours:
        """The opening hours with the holidays of the federal state and the rules for wishes."""
        return OpeningHours(
            week=tuple(getattr(self.opening_hours, day) for day in WEEKDAYS),
            federal_state=self.federal_state,
            single=timedelta(minutes=self.callback.window_minutes),
            ahead=timedelta(days=self.callback.max_days_ahead),
        )


def load_company(path: Path) -> Company:
    """The company described by the YAML file at ``path``; raises CompanyError naming every fault."""
    try:
        return read_checked(path, Company)
    except FileError as error:
        raise CompanyError(str(error)) from None


def _safe_address(text: str) -> str:
    """An address to send to or to open: https, or on this machine."""
    address = urlsplit(text)
    if not address.hostname or address.scheme not in ("http", "https") or address.username is not None:
        raise ValueError("must look like https://host/path")
    if address.scheme == "http" and not is_loopback(address.hostname):
        raise ValueError("must be https")
    return text
