"""The part of ``company.yml`` that says who else is told of requests: CRMs, mailboxes, chats, calendars, browsers."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from rueckruf.checked_yaml import Part
from rueckruf.loopback import is_loopback


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", text):
        raise ValueError("must be an e-mail address")
    return text


def _several(value: Any) -> Any:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _safe_address(text: str) -> str:
    """An address to send to or to open: https, or on this machine."""
    address = urlsplit(text)
    if not address.hostname or address.scheme not in ("http", "https") or address.username is not None:
        raise ValueError("must look like https://host/path")
    if address.scheme == "http" and not is_loopback(address.hostname):
        raise ValueError("must be https")
    return text


def _folder(text: str) -> str:
    address = urlsplit(_safe_address(text))
    if not address.path.strip("/") or address.query or address.fragment:
        raise ValueError("must look like https://host/path/")
    return f"{text.rstrip('/')}/"


Email = Annotated[str, AfterValidator(_email)]
Emails = Annotated[tuple[Email, ...], BeforeValidator(_several)]
Hosts = Annotated[tuple[str, ...], BeforeValidator(_several)]
Folder = Annotated[str, AfterValidator(_folder)]


class Mail(Part):
    """Mails about requests to those who receive them, and to the lead of sales; off without a sender.

    Every other key is a team with its addresses.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Emails]

    sender: str
    lead: Emails
    send: Literal["morning", "each"]  # the day's list, or one mail a request
    morning_hour: int = Field(ge=0, le=23)
    page: str  # what a mail links to
    personal_data: bool

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
        if bool(self.sender) != bool(self.everybody):
            raise ValueError("needs a sender and somebody who receives, or neither")
        if self.sender and not self.page:
            raise ValueError("page must be the address of the sales page")
        return self

    @property
    def teams(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of each team."""
        return self.__pydantic_extra__

    @property
    def everybody(self) -> tuple[str, ...]:
        """Each address once."""
        addresses = (address for receivers in (*self.teams.values(), self.lead) for address in receivers)
        return tuple(dict.fromkeys(addresses))


class Push(Part):
    """News in the browsers of sales, over the services of their makers; off without a ``contact``.

    That is whom such a service turns to (RFC 8292); nothing is sent to others than ``services`` and hosts below them.
    """

    contact: str
    services: Hosts

    @field_validator("contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        return value and _email(value)

    def serves(self, endpoint: str) -> bool:
        """Whether news may be sent to that address."""
        try:
            host = urlsplit(_safe_address(endpoint)).hostname or ""
        except ValueError:
            return False
        return any(host == service or host.endswith(f".{service}") for service in self.services)


class SharedCalendars(Part):
    """Calendars of teams by CalDAV, at the addresses of their collections; off without any."""

    user: str = ""  # of whom RUECKRUF_CALDAV_PASSWORD is
    appointments: dict[str, Folder] = {}  # by team: who gets a request's windows as appointments ...
    tasks: dict[str, Folder] = {}  # ... and who gets the request as a task
    personal_data: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.user) != bool(self.addresses):
            raise ValueError("needs a user and the address of a calendar, or neither")
        return self

    @property
    def addresses(self) -> tuple[str, ...]:
        """Each collection once."""
        return tuple(dict.fromkeys(address for team in self.teams for address in self.of_team(team)))

    def of_team(self, team: str) -> tuple[str, ...]:
        """The collections of a team."""
        return tuple(each[team] for each in (self.appointments, self.tasks) if team in each)

    @property
    def teams(self) -> tuple[str, ...]:
        """Whoever has one, once."""
        return tuple(dict.fromkeys((*self.appointments, *self.tasks)))


class TrytonAccount(Part):
    """A database of Tryton at ``https://host/database``, and the user there; off without."""

    url: Literal[""] | Folder = ""
    user: str = ""  # of whom RUECKRUF_TRYTON_PASSWORD is

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.user) != bool(self.url):
            raise ValueError("needs a url and a user, or neither")
        return self


class Handover(Part):
    """Who else is told of requests, and how many minutes before its end an untouched window is raised."""

    webhook_url: str  # empty: none
    reminder_minutes: int = Field(ge=5, le=240)
    names_in_calendars: bool  # whether calendars that subscribe get personal data
    mail: Mail
    chat: Literal["", "slack", "teams"]  # of which kind the channel is that RUECKRUF_CHAT_URL leads to
    push: Push
    caldav: SharedCalendars = SharedCalendars()
    tryton: TrytonAccount = TrytonAccount()

    @field_validator("webhook_url")
    @classmethod
    def _webhook_url(cls, value: str) -> str:
        return value and _safe_address(value)

    @model_validator(mode="after")
    def _links_lead_somewhere(self) -> Self:
        for key, is_used in (("chat", self.chat), ("caldav", self.caldav.user), ("tryton", self.tryton.user)):
            if is_used and not self.mail.page:
                raise ValueError(f"{key} needs mail.page, the address of the sales page")
        return self

    @property
    def systems_know_names(self) -> bool:
        """Whether another system is told who is to be rung, so that callers must hear of it."""
        calendars = self.caldav.addresses if self.caldav.personal_data else ()
        return bool(self.webhook_url or self.tryton.url or calendars)

    @property
    def request_page(self) -> str:
        """What comes before a request's id in the address of its page."""
        return f"{self.mail.page.rstrip('/')}/wunsch/"
