"""Open requests in shared calendars, by CalDAV (RFC 4791): each window an appointment, each request a task.

The names of entries follow from the request alone, so nothing need be kept here of what was written there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.handover import SharedCalendars
from rueckruf.sales.export.as_entries import MOST_APPOINTMENTS, appointments, task
from rueckruf.sales.export.as_ics import Telling
from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.posting import Answer, Post, basic, refusal

_WRITTEN = {200, 201, 204}
_GONE = {*_WRITTEN, 404, 410}
_WHAT_IT_IS = b'<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'
_A_CALENDAR = re.compile(rb"<(\w+:)?calendar\s*/>|<(\w+:)?calendar\s[^>]*/>")


class CalDav:
    """The ``calendars`` of the teams; ``titles`` are those of the teams, ``page`` is where a request's page lies."""

    def __init__(self, calendars: SharedCalendars, password: str, titles: Mapping[str, str], page: str) -> None:
        self._calendars = calendars
        self._titles = titles
        self._page = page
        self._authorization = basic(calendars.user, password)
        self._post = Post()

    def write(self, request: CallbackRequest) -> bool:
        """Whoever is done with is gone from there; a window that has gone from the request, too."""
        if request.status == "done":
            self._clear(request.id, [request.recipient])
            return False
        entries = self._entries(request)
        for address, entry in entries.items():
            self._expect(_WRITTEN, self._ask("PUT", address, entry, {"Content-Type": "text/calendar; charset=utf-8"}))
        self._delete(address for address in self._addresses(request.id, request.recipient) if address not in entries)
        return bool(entries)

    def remove(self, request_id: UUID) -> None:
        """Out of the calendars of all teams: whose it was is not known any more."""
        self._clear(request_id, self._calendars.teams)

    def check(self) -> None:
        for address in self._calendars.addresses:
            self._check(address)

    def _clear(self, request_id: UUID, teams: Iterable[str]) -> None:
        """One calendar that is broken keeps nothing in the others. A 404 counts only where the calendar is there."""
        problems = list[UndeliveredError]()
        for team in teams:
            try:
                for folder in self._calendars.of_team(team):
                    self._check(folder)
                self._delete(self._addresses(request_id, team))
            except UndeliveredError as problem:
                problems.append(problem)
        if problems:
            raise problems[0]

    def _check(self, folder: str) -> None:
        found = self._ask("PROPFIND", folder, _WHAT_IT_IS, {"Depth": "0", "Content-Type": "application/xml"})
        self._expect({207}, found)
        if not _A_CALENDAR.search(found.body):
            raise UndeliveredError("no calendar", "all")

    def _entries(self, request: CallbackRequest) -> Mapping[str, bytes]:
        """What is to lie where."""
        told, now = Telling(self._titles, self._calendars.personal_data, f"{self._page}{request.id}"), clock.now()
        entries = dict[str, bytes]()
        if folder := self._calendars.appointments.get(request.recipient):
            entries |= zip(_of_windows(folder, request.id), appointments(request, told, now), strict=False)
        if folder := self._calendars.tasks.get(request.recipient):
            entries[_of_task(folder, request.id)] = task(request, told, now)
        return entries

    def _addresses(self, request_id: UUID, team: str) -> Iterator[str]:
        """Of all that may lie there of a request."""
        if folder := self._calendars.appointments.get(team):
            yield from _of_windows(folder, request_id)
        if folder := self._calendars.tasks.get(team):
            yield _of_task(folder, request_id)

    def _delete(self, addresses: Iterator[str]) -> None:
        for address in addresses:
            self._expect(_GONE, self._ask("DELETE", address, b"", {}))

    def _ask(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        sent = {"Authorization": self._authorization, "User-Agent": "Rueckruf", **headers}
        return self._post.request(method, address, body, sent)

    def _expect(self, statuses: set[int], answer: Answer) -> None:
        if answer.status not in statuses:
            raise refusal(answer.status)
        if answer.is_page and answer.status < 300:
            raise UndeliveredError("HTML", "all")


def _of_windows(folder: str, request_id: UUID) -> Iterator[str]:
    return (f"{folder}{request_id}-{number}.ics" for number in range(1, MOST_APPOINTMENTS + 1))


def _of_task(folder: str, request_id: UUID) -> str:
    return f"{folder}{request_id}.ics"
