"""What differs between two companies: ``company.yml`` read, checked and frozen."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from rueckruf import data_protection
from rueckruf.callbacks.opening_hours import WEEKDAYS, OpeningHours, Span, read_spans
from rueckruf.callbacks.request import is_possible_phone
from rueckruf.callbacks.routing import Route, find_route
from rueckruf.checked_yaml import FileError, Part, Text, read_checked
from rueckruf.handover import Handover, Mail

FEDERAL_STATES = (
    *("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV"),
    *("NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"),
)

#: The team that belongs to the parent company without saying so.
_PARENT = "parent"
# As long as the column that keeps it.
_TEAM_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")


_Fault = tuple[tuple[str | int, ...], str]
"""Where, and what is wrong."""


class CompanyError(ValueError):
    """Everything wrong with the company file, one ``company.yml:LINE: key: problem`` a line."""


def _words(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ValueError("must have letters or digits")
    return text


_Words = Annotated[str, AfterValidator(_words)]


class Team(Part):
    """One of those who may receive callback requests: what people call it, whether it is of the parent company.

    Within ``sla_minutes`` after the wished window has begun it promises to try to call; None: it promises nothing.
    """

    title: Text
    parent: bool = False
    sla_minutes: int | None = Field(None, ge=5, le=2880)


class Topic(Part):
    """What many calls are about: ``words`` tell it in a concern, ``recipient`` is the team that gets such requests."""

    name: Text
    words: tuple[_Words, ...] = Field(min_length=1)
    recipient: str


class Routing(Part):
    """Which team gets a new request."""

    default: str
    topics: tuple[Topic, ...] = ()

    def route(self, concern: str) -> Route:
        """Where a request with this concern goes, and why."""
        return find_route(concern, self.topics, self.default)


class Week(Part):
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


class Callback(Part):
    """How a wish becomes a window: length of a single time in minutes, farthest day ahead."""

    window_minutes: int = Field(ge=5, le=480)
    # Below three months, or a request would be deleted before it is due.
    max_days_ahead: int = Field(ge=1, le=80)


class Conversation(Part):
    """How long a conversation without a new word is kept, in minutes."""

    idle_minutes: int = Field(ge=1, le=1440)


class Retention(Part):
    """When personal data is deleted. The upper bounds are what the privacy notice promises."""

    months: int = Field(ge=1, le=3)
    done_grace_days: int = Field(ge=0, le=31)
    incomplete_hours: int = Field(ge=1, le=72)
    keep_incomplete: bool  # whether a call that breaks off leaves a request at all


class Result(Part):
    """What a callback may come to.

    The caller was "reached", or the request is "over" without that: it is done either way. Or somebody tries "again".
    """

    name: Annotated[Text, Field(max_length=32)]  # as long as the column that counts it
    means: Literal["reached", "over", "again"]


class Company(Part):
    """The company a caller has reached."""

    name: Text
    parent: str  # empty: there is none
    privacy_page: str
    transfer_number: str  # E.164, or empty: nobody to transfer to
    recipients: dict[str, Team] = Field(min_length=1)
    routing: Routing
    federal_state: str
    opening_hours: Week
    concern: Literal["ask", "take", "off"]  # asked for; kept when it is said; not kept
    callback: Callback
    conversation: Conversation
    retention: Retention
    results: tuple[Result, ...]
    privacy: data_protection.Privacy
    confirmations: dict[data_protection.Topic, data_protection.Confirmation] = {}
    handover: Handover
    # Whether the overview shows what each person of sales has done; a works council has a say in that.
    workload_per_person: bool = False
    second_factor: Literal["optional", "required"] = "optional"  # of who signs in to the sales page with a password

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

    @field_validator("recipients", mode="before")
    @classmethod
    def _teams(cls, value: Any) -> Any:
        """``name: title`` is short for ``name: {title: title}``; the team ``parent`` is of the parent by its name."""
        if not isinstance(value, dict):
            return value
        full = {key: {"title": team} if isinstance(team, str) else team for key, team in value.items()}
        if isinstance(full.get(_PARENT), dict):
            full[_PARENT] = {"parent": True, **full[_PARENT]}
        return full

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """What one part says of another holds; each fault at its own place."""
        faults = [
            *self._faults_of_teams(),
            *self._faults_of_calendars(),
            *self._faults_of_parent(),
            *self._faults_of_results(),
        ]
        if faults:
            raise ValidationError.from_exception_data(
                "company",
                [
                    InitErrorDetails(
                        type=PydanticCustomError("disagrees", "{problem}", {"problem": p}), loc=loc, input=""
                    )
                    for loc, p in faults
                ],
            )
        return self

    def _faults_of_teams(self) -> Iterator[_Fault]:
        for team in self.recipients:
            if not _TEAM_NAME.fullmatch(team):
                yield ("recipients", team), "must be a name like sales_north, of at most 32 letters"
            if team in Mail.model_fields:
                yield ("recipients", team), "is a key of handover.mail: name the team otherwise"
        known = self._known_teams
        if self.routing.default not in self.recipients:
            yield ("routing", "default"), known
        for number, topic in enumerate(self.routing.topics):
            if topic.recipient not in self.recipients:
                yield ("routing", "topics", number, "recipient"), known
        for team in self.handover.mail.teams.keys() - self.recipients.keys():
            yield ("handover", "mail", team), "is neither a known key nor one of recipients"
        if self.routing.topics and self.concern == "off":
            yield ("routing", "topics"), "need the concern: ask for it or take it"

    def _faults_of_calendars(self) -> Iterator[_Fault]:
        calendars = self.handover.caldav
        for key, of_teams in (("appointments", calendars.appointments), ("tasks", calendars.tasks)):
            yield from (
                (("handover", "caldav", key, team), self._known_teams)
                for team in of_teams.keys() - self.recipients.keys()
            )

    @property
    def _known_teams(self) -> str:
        return f"must be one of {' '.join(self.recipients)}"

    def _faults_of_parent(self) -> Iterator[_Fault]:
        of_parent = [key for key, team in self.recipients.items() if team.parent]
        if not self.parent:
            yield from ((("recipients", team), "is of a parent company, but parent is empty") for team in of_parent)
        elif not of_parent:
            yield ("parent",), "has no team in recipients: leave it empty, or name one"
        yield from ((("privacy", key), problem) for key, problem in self.privacy.faults_of_parent(self.parent))

    def _faults_of_results(self) -> Iterator[_Fault]:
        names = [result.name for result in self.results]
        yield from (
            (("results", number, "name"), "stands there twice")
            for number, name in enumerate(names)
            if name in names[:number]
        )
        for needed in ("reached", "again"):
            if not any(result.means == needed for result in self.results):
                yield ("results",), f"need one that means {needed}"

    @property
    def unreached(self) -> frozenset[str]:
        """The names of the results after which nobody was reached."""
        return frozenset(result.name for result in self.results if result.means != "reached")

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the teams by their names."""
        return {name: team.title for name, team in self.recipients.items()}

    def title_of(self, recipient: str) -> str:
        """The title of a team, its name where the company has it no more."""
        return self.titles.get(recipient, recipient)

    @property
    def sla(self) -> Mapping[str, timedelta]:
        """Within what time the teams try to call, by their names; without those that promise nothing."""
        promised = {name: team.sla_minutes for name, team in self.recipients.items()}
        return {name: timedelta(minutes=minutes) for name, minutes in promised.items() if minutes}

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
