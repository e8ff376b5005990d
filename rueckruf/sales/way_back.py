"""Where somebody wanted to go before signing in."""

import re

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException

from rueckruf.sales.roles import ROUTES

# An address here as browsers write it, with all else encoded: no line break, which headers must not have, and none of
# the backslashes that browsers take for slashes. As long as that of a search may be.
_ADDRESS = re.compile(r"/[!-\[\]-~]{0,4000}")


def way_back(wanted: str) -> str:
    """The address that was wanted, if that is a page of ours to go to; else the home page."""
    if not _ADDRESS.fullmatch(wanted):
        return url_for("home")
    try:
        endpoint, _ = current_app.url_map.bind("").match(wanted.partition("?")[0], "GET")
    except HTTPException:
        return url_for("home")
    known = endpoint in ROUTES and endpoint != "static"
    return wanted if known and not endpoint.startswith(("sign_in.", "company_login.")) else url_for("home")
