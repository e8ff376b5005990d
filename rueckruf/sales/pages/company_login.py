"""Signing in with an account of the company, by OpenID Connect (authorization code with PKCE)."""

import logging
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, abort, current_app, flash, redirect, request, session, url_for
from joserfc.errors import JoseError
from requests import HTTPError, RequestException

from rueckruf import clock
from rueckruf.company_login import CompanyLogin
from rueckruf.sales import sessions
from rueckruf.sales.company_users import company_user
from rueckruf.sales.services import services
from rueckruf.sales.users import UserError
from rueckruf.sales.way_back import way_back

logger = logging.getLogger(__name__)

pages = Blueprint("company_login", __name__, url_prefix="/anmelden/firma")

_SECONDS_TO_WAIT = 5
_AWAY = "Die Anmeldung Ihrer Firma antwortet nicht. Bitte versuchen Sie es später noch einmal."
_WRONG = "Die Anmeldung über Ihre Firma ist misslungen. Bitte versuchen Sie es noch einmal."
# What a provider that is away or that lies can make Authlib raise.
_OF_PROVIDER = (RequestException, AuthlibBaseError, JoseError, KeyError, TypeError, ValueError, RuntimeError)


def set_up(app: Flask, login: CompanyLogin | None) -> None:
    """Make the provider known to ``app``, if there is one; it is asked when somebody signs in."""
    if login is None:
        return
    OAuth(app).register(
        "company",
        client_id=login.client_id,
        client_secret=login.client_secret,
        server_metadata_url=f"{login.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS_TO_WAIT,
        },
    )


@pages.get("")
def begin() -> Any:
    login = _login()
    try:
        _check_issuer(login)
        session["company_back"] = way_back(request.args.get("back", ""))
        return _provider().authorize_redirect(url_for("company_login.end", _external=True))
    except _OF_PROVIDER as error:
        return _refused(error)


@pages.get("/zurueck")
def end() -> Any:
    login = _login()
    try:
        _check_issuer(login)
        claims = _provider().authorize_access_token()["userinfo"]
        user = company_user(services().database, login, claims, clock.now())
    except UserError as error:
        flash(str(error), "problem")
        return redirect(url_for("sign_in.form"))
    except _OF_PROVIDER as error:
        return _refused(error)
    back = session.pop("company_back", "")
    session.clear()
    sessions.sign_in(user, clock.now())
    return redirect(way_back(back))


def _login() -> CompanyLogin:
    login: CompanyLogin | None = services().settings.company_login
    if login is None:
        abort(404)
    return login


def _provider() -> Any:
    return current_app.extensions["authlib.integrations.flask_client"].company


def _check_issuer(login: CompanyLogin) -> None:
    """Authlib takes the provider for whomever it says it is; raises ValueError."""
    metadata = _provider().load_server_metadata()
    if metadata.get("issuer") != login.issuer:
        metadata.pop("_loaded_at", None)  # asked again the next time
        raise ValueError("the provider calls itself otherwise")


def _refused(error: Exception) -> Any:
    """Back to the form; what went wrong is for who looks after the server, with nothing of the person in it."""
    logger.warning("signing in with the company failed: %s", type(error).__name__)
    flash(_AWAY if _is_away(error) else _WRONG, "problem")
    return redirect(url_for("sign_in.form"))


def _is_away(error: Exception) -> bool:
    """Whether the provider did not answer, or with a failure of its own."""
    if isinstance(error, HTTPError) and error.response is not None:
        return error.response.status_code >= 500
    return isinstance(error, RequestException)
