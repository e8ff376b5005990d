"""A browser without a screen for the sales page: follows links, fills in forms, and tells what can be read."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml.etree import HTMLParser
from werkzeug.test import TestResponse

from rueckruf import clock
from rueckruf.sales import sessions
from rueckruf.sales.services import services
from rueckruf.storage.users import find_user


class _Reader:
    """Forms with their fields, and the visible text."""

    def __init__(self) -> None:
        self.forms: list[dict[str, Any]] = []
        self.text: list[str] = []
        self._area: str | None = None
        self._goes_on = False

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        self._goes_on = False
        if tag == "form":
            self.forms.append({"action": values.get("action"), "fields": {}, "options": []})
        elif tag == "input" and self.forms and values.get("name") and "form" not in values:
            self.forms[-1]["fields"][values["name"]] = values.get("value", "")
        elif tag == "button" and self.forms and values.get("formaction"):
            self.forms.append({**self.forms[-1], "action": values["formaction"]})  # what it sends is the same
        elif tag == "option" and self.forms:
            self.forms[-1]["options"].append(values.get("value"))
        elif tag == "textarea":
            self._area = str(values.get("name"))
            self.forms[-1]["fields"][self._area] = ""

    def end(self, tag: str) -> None:
        self._goes_on = False
        if tag == "textarea":
            self.forms[-1]["fields"][self._area] = self.forms[-1]["fields"][self._area].removeprefix("\n")
            self._area = None

    def data(self, data: str) -> None:
        """A piece of text: it is cut at each character that is written as an entity."""
        if self._area is not None:
            self.forms[-1]["fields"][self._area] += data
        elif self._goes_on:
            self.text[-1] += data
        else:
            self.text.append(data)
            self._goes_on = True

    def close(self) -> "_Reader":
        return self


class Page:
    """An answer of the page as a person sees it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)

    @cached_property
    def _read(self) -> _Reader:
        """Only where somebody looks: of many pages only the address counts."""
        parser = HTMLParser(target=_Reader())
        parser.feed(self.html)
        read: _Reader = parser.close()
        return read

    @property
    def forms(self) -> list[dict[str, Any]]:
        return self._read.forms

    @cached_property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._read.text))

    def form(self, action_end: str) -> dict[str, Any]:
        """The first form whose address ends so."""
        found = [form for form in self.forms if str(form["action"]).endswith(action_end)]
        assert found, f"no form for {action_end} among {[form['action'] for form in self.forms]}"
        return found[0]


class Browser:
    """Keeps cookies and the page it is at; redirects are followed."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    @cached_property
    def page(self) -> Page:
        """The first one is opened when somebody looks at it, and any later one takes its place."""
        return self.open("/")

    def open(self, path: str, **options: Any) -> Page:
        self.page = Page(self.client.get(path, follow_redirects=True, **options))
        return self.page

    def send(self, action_end: str, **fields: str | Sequence[str]) -> Page:
        """Send a form of the current page with these fields changed."""
        form = self.page.form(action_end)
        return self.post(str(form["action"]), **{**form["fields"], **fields})

    def post(self, path: str, **fields: str | Sequence[str]) -> Page:
        self.page = Page(self.client.post(path, data=fields, follow_redirects=True))
        return self.page

    def sign_in(self, login: str, password: str) -> "Browser":
        """By the form, as a person does it."""
        self.open("/anmelden")
        self.send("/anmelden", login=login, password=password)
        return self


def signed_in_browser(app: Flask, login: str) -> Browser:
    """A browser of somebody who has just signed in, for tests of what comes next: the form takes as long as they do."""
    browser = Browser(app.test_client())
    with app.test_request_context():
        with services().database.engine.connect() as connection:
            user = find_user(connection, login)
        assert user, login
        sessions.sign_in(user, clock.now())
        answer = app.process_response(app.make_response(""))
    for header in answer.headers.getlist("Set-Cookie"):
        for name, cookie in SimpleCookie(header).items():
            browser.client.set_cookie(name, cookie.value)
    return browser
