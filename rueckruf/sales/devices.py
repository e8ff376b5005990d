"""Browsers that somebody has signed in with before: a signed cookie, so that guessing elsewhere keeps nobody out.

After "Slow Down Online Guessing Attacks with Device Cookies" of OWASP.
"""

import re
from secrets import token_hex
from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from rueckruf.storage.users import DEVICE_KNOWN, User

COOKIE = "rueckruf_device"
# More than share one browser; who is forgotten is only a stranger to it again.
_PEOPLE = 10

# In this order: each of these browsers calls itself by the names of later ones, too.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrome": "Chrome"}
_BROWSERS |= {"CriOS": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
_SYSTEMS |= {"Macintosh": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}


def known_device(user: User | None) -> str | None:
    """The id of this browser, if ``user`` has signed in with it."""
    cookie = _read()
    return str(cookie["id"]) if user is not None and user.id in cookie["users"] else None


def remember_device(user: User) -> None:
    """Let this browser be known for ``user`` from the answer to the current request on."""
    cookie = _read()
    people = [user.id, *(each for each in cookie["users"] if each != user.id)][:_PEOPLE]
    signed = _signer().dumps({"id": cookie["id"], "users": people})
    secure = current_app.session_interface.get_cookie_secure(current_app)

    @after_this_request
    def send(response: Response) -> Response:
        response.set_cookie(COOKIE, signed, max_age=DEVICE_KNOWN, secure=secure, httponly=True, samesite="Lax")
        return response


def device_words() -> str:
    """Which browser on which system has sent the current request: "Firefox, Windows"; empty where it does not say."""
    agent = request.headers.get("User-Agent", "")
    return ", ".join(filter(None, (_named(_BROWSERS, agent), _named(_SYSTEMS, agent))))


def _named(names: dict[str, str], agent: str) -> str:
    return next((title for name, title in names.items() if re.search(rf"\b{name}", agent)), "")


def _read() -> dict[str, Any]:
    """What the cookie holds; one that is new where there is none, or one that is not ours or too old."""
    try:
        cookie: dict[str, Any] = _signer().loads(
            request.cookies.get(COOKIE, ""), max_age=int(DEVICE_KNOWN.total_seconds())
        )
    except BadData:
        return {"id": token_hex(16), "users": []}
    return cookie


def _signer() -> URLSafeTimedSerializer:
    """By the keys that sign sessions, for another purpose."""
    newest, older = current_app.config["SECRET_KEY"], current_app.config["SECRET_KEY_FALLBACKS"]
    return URLSafeTimedSerializer([*reversed(older), newest], salt=COOKIE)
