"""Another system at the API: it reads lists and news, and takes the steps that people take at the page."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from benchmarks.page.person import Forms, PageError

_SECONDS = 60
_CALLS = {"uebernehmen": ("PUT", "claim"), "notiz": ("PUT", "note"), "ergebnis": ("POST", "result")}
_AS_READ = "If-Match"
_REFUSED = (409, 412)


@dataclass(frozen=True)
class Reply:
    status: int
    tag: str
    said: Any


class System:
    """With a connection of its own; not for two threads. Raises PageError for an answer that no call should give.

    ``login`` is how histories name it, ``news`` are the events that it has read so far.
    """

    def __init__(self, url: str, name: str, token: str) -> None:
        self.login = f"api:{name}"
        self.news: list[dict[str, str]] = []
        self._token = token
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=_SECONDS)
        self._read_up_to: str | None = None

    def requests(self, **query: str) -> Any:
        """A page of the list."""
        return self._asked("/requests", query)

    def read_news(self) -> None:
        """All events since it last did, or since ever."""
        more = True
        while more:
            place = {"cursor": self._read_up_to} if self._read_up_to else {}
            told = self._asked("/events", {"limit": "1000", **place})
            self.news += told["events"]
            self._read_up_to, more = told["next"], told["more"]

    def forms(self, request_id: UUID) -> Forms:
        """The steps it may take, each with the version that it has read."""
        read = self._call("GET", f"/requests/{request_id}")
        if read.status != 200:
            raise PageError(f"one request: HTTP {read.status}")
        return {action: {_AS_READ: read.tag} for action in _CALLS}

    def step(self, request_id: UUID, action: str, forms: Forms, **typed: str) -> bool:
        """Take a step with the version read before; whether it was done."""
        method, step = _CALLS[action]
        status = self._call(method, f"/requests/{request_id}/{step}", typed, forms[action]).status
        if status != 200 and status not in _REFUSED:
            raise PageError(f"{step}: HTTP {status}")
        return status == 200

    def close(self) -> None:
        self._connection.close()

    def _asked(self, path: str, query: dict[str, str]) -> Any:
        reply = self._call("GET", f"{path}?{urlencode(query)}")
        if reply.status != 200:
            raise PageError(f"{path}: HTTP {reply.status}")
        return reply.said

    def _call(
        self, method: str, path: str, body: Mapping[str, str] | None = None, also: Mapping[str, str] | None = None
    ) -> Reply:
        """The answer; where that is to wait, the one after it."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", **(also or {})}
        while True:
            try:
                self._connection.request(method, f"/api/v1{path}", json.dumps(body) if body else None, headers)
                answer = self._connection.getresponse()
                said = json.loads(answer.read())
            except (OSError, HTTPException):
                self._connection.close()  # the next call opens it again
                raise
            if answer.status != 429:
                return Reply(answer.status, answer.headers["ETag"] or "", said)
            time.sleep(int(answer.headers["Retry-After"]))
