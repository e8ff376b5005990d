"""The sales page as a web application."""

from flask import Flask, redirect, url_for
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response

from rueckruf.sales import errors, security, sessions, words
from rueckruf.sales.api.described import described_app
from rueckruf.sales.api.rate import RateLimit
from rueckruf.sales.context import common
from rueckruf.sales.pages import (
    access_link,
    account,
    audit,
    calendar,
    cases,
    company_login,
    day_list,
    export,
    overview,
    papers,
    passkey_login,
    passkeys,
    people,
    privacy,
    push,
    request,
    search,
    second_factor,
    selected,
    sign_in,
    tokens,
)
from rueckruf.sales.read_log import ReadLog
from rueckruf.sales.sent_texts import SentTexts
from rueckruf.sales.services import Services, provide
from rueckruf.sales.sessions import signed_in
from rueckruf.settings import Settings
from rueckruf.storage.database import Database

_OF_ONESELF = (sign_in, passkey_login, company_login, access_link, account, second_factor, passkeys)
_PAGES = (
    *_OF_ONESELF,
    day_list,
    selected,
    request,
    search,
    calendar,
    push,
    overview,
    export,
    people,
    tokens,
    privacy,
    cases,
    papers,
    audit,
)
_HOME = {"sales": "day_list.show", "lead": "day_list.show", "privacy": "privacy.ask"}


def create_app(settings: Settings, database: Database) -> Flask:
    """The application over an open database; holds no personal data itself."""
    app = described_app(__name__)
    app.request_class = SentTexts
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(words=words)
    provide(app.extensions, Services(settings, database, ReadLog(database), RateLimit()))
    sessions.set_up(app, database.cipher)
    security.set_up(app)
    errors.set_up(app)
    company_login.set_up(app, settings.company_login)
    for module in _PAGES:
        app.register_blueprint(module.pages)
    app.add_url_rule("/", "home", _home)
    app.context_processor(common)
    return app


def _home() -> Response:
    return redirect(url_for(_HOME[signed_in().user.role]))
