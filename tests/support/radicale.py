"""A real CalDAV server (Radicale) on this machine, with one user, and what another client sees in its calendars."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import urllib3
from icalendar import Calendar

from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE, eventually

USER, PASSWORD = "vertrieb", "geheim-für-kalender"

_QUERY = """<c:calendar-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<prop><c:calendar-data/></prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="{kind}">
<c:time-range start="{start:%Y%m%dT%H%M%SZ}" end="{end:%Y%m%dT%H%M%SZ}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


@dataclass(frozen=True)
class CalendarServer:
    """Of one user, whose calendars lie under ``url``."""

    url: str

    def make_calendar(self) -> str:
        """The address of a new one."""
        address = f"{self.url}{USER}/{uuid4()}/"
        assert self._ask("MKCALENDAR", address).status == 201
        return address

    def remove_calendar(self, address: str) -> None:
        assert self._ask("DELETE", address).status == 200

    def entries(self, address: str) -> list[Any]:
        """All appointments and tasks, by their beginning."""
        calendar = Calendar.from_ical(self._ask("GET", address).data)
        return sorted(calendar.walk("VEVENT") + calendar.walk("VTODO"), key=lambda entry: str(entry["dtstart"].dt))

    def count_between(self, address: str, kind: str, start: datetime, end: datetime) -> int:
        """How many the server finds for who looks at these UTC times."""
        query = _QUERY.format(kind=kind, start=start, end=end)
        found: bytes = self._ask("REPORT", address, query.encode(), Depth="1").data
        return found.count(b"<C:calendar-data>")

    def _ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> Any:
        authorization = urllib3.make_headers(basic_auth=f"{USER}:{PASSWORD}".encode().decode("latin-1"))
        return urllib3.request(method, address, body=body, headers={**authorization, **headers}, retries=False)


@contextmanager
def running_radicale(folder: Path) -> Iterator[CalendarServer]:
    """On a port of its own; it keeps all in ``folder``."""
    people, port = folder / "people", free_port()
    people.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(people),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "collections"),
        "logging-level": "error",
    }
    command = [sys.executable, "-m", "radicale", "-C", "", *(f"--{name}={value}" for name, value in options.items())]
    url = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            assert eventually(lambda: server.poll() is not None or _answers(url))
            assert server.poll() is None, "Radicale has ended"
            yield CalendarServer(url)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _answers(url: str) -> bool:
    try:
        urllib3.request("GET", url, retries=False, redirect=False)
    except urllib3.exceptions.HTTPError:
        return False
    return True
