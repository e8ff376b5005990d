"""Somebody at the sales page, as a browser speaks for them: cookies, forms with their tokens, redirects followed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from rueckruf.sales.sessions import POLL

_SIGNED_IN = "rueckruf"
_SECONDS = 60
_PIECE = 1 << 16
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_FORM = re.compile(r'<form[^>]* action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_OF_A_BUTTON = re.compile(r'formaction="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')

Forms = dict[str, dict[str, str]]
"""By the last part of the address that a form is sent to: what it sends of its own."""


class PageError(RuntimeError):
    """An answer that no page should give."""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    tag: str


class Person:
    """Signed in, with a connection of their own; not for two threads. Raises PageError for what is no page."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self.login = login
        self._host = urlsplit(url).netloc
        self._connection = HTTPConnection(self._host, timeout=_SECONDS)
        self._cookies: SimpleCookie = SimpleCookie()
        self._token = ""
        self.open("/anmelden")
        self._send("/anmelden", {"login": login, "password": password})

    @property
    def cookie(self) -> tuple[str, str]:
        """Name and value of the cookie that they are signed in by."""
        return _SIGNED_IN, self._cookies[_SIGNED_IN].value

    def open(self, path: str) -> Answer:
        return self._read(self._ask("GET", path, "", {}), path)

    def poll(self, path: str, tag: str) -> Answer:
        """Ask for news as an open page does; the status is 304 if there are none."""
        return self._read(self._ask("GET", path, "", {POLL: "list", "If-None-Match": tag}), path)

    def search(self, words: str) -> Answer:
        return self._send("/suche", {"worte": words})

    def forms(self, request_id: UUID) -> Forms:
        """What the page of a request offers to do."""
        page = self.open(f"/wunsch/{request_id}").text
        return {
            action.rpartition("/")[2]: {name: unescape(value) for name, value in _HIDDEN.findall(form)}
            for own, form in _FORM.findall(page)
            for action in (own, *_OF_A_BUTTON.findall(form))
        }

    def step(self, request_id: UUID, action: str, forms: Forms, **typed: str) -> bool:
        """Send a form of a page seen before; whether the next page says that it is done, and not why not."""
        if action not in forms:
            raise PageError(f"{action}: the page does not offer it")
        text = self._send(f"/wunsch/{request_id}/{action}", {**forms[action], **typed}).text
        done, refused = '<p class="done">' in text, '<p class="problem"' in text
        if done == refused:
            raise PageError(f"{action}: the page does not say what came of it")
        return done

    def export(self, format: str) -> Iterator[bytes]:
        """All requests as a file, piece by piece."""
        answer = self._post("/export", {"format": format})
        if answer.status != 200:
            raise PageError(f"/export: HTTP {answer.status}")
        while piece := answer.read(_PIECE):
            yield piece

    def close(self) -> None:
        self._connection.close()

    def _send(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form, and follow where the answer leads."""
        answer = self._post(path, fields)
        led_to = answer.getheader("Location")
        text = self._read(answer, path)
        return self.open(urlsplit(led_to)._replace(scheme="", netloc="").geturl()) if led_to else text

    def _post(self, path: str, fields: dict[str, str]) -> HTTPResponse:
        body = urlencode({"csrf_token": self._token, **fields})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> HTTPResponse:
        try:
            cookies = self._cookies.output([], header="", sep=";").strip()
            self._connection.request(method, path, body, {**headers, "Cookie": cookies})
            answer = self._connection.getresponse()
        except (OSError, HTTPException):
            self._connection.close()  # the next request opens it again
            raise
        for sent in answer.headers.get_all("Set-Cookie", ()):
            self._cookies.load(sent)
        return answer

    def _read(self, answer: HTTPResponse, path: str) -> Answer:
        """409 tells of a step that somebody else was faster with."""
        text = answer.read().decode()
        if answer.status not in (200, 302, 303, 304, 409):
            raise PageError(f"{path}: HTTP {answer.status}")
        if found := _TOKEN.search(text):
            self._token = found[1]
        return Answer(answer.status, text, answer.getheader("ETag") or "")
