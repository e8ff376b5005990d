"""Answers to a page that refreshes itself, where it may no longer show what it shows."""

from typing import Any

from flask import make_response, render_template


def emptied(status: int, words: str) -> Any:
    """Takes a request off its page and tells why; a note that is being typed stays."""
    return _put("#state", "outerHTML", "#state", render_template("emptied.html", words=words), status)


def told_that_session_is_over() -> Any:
    """Tells it where the warning stood."""
    return _put("#session", "innerHTML", "unset", render_template("session.html"), 401)


def _put(target: str, swap: str, select: str, html: str, status: int) -> Any:
    """Not in the place of the whole content, as other errors are."""
    response = make_response(html, status)
    response.headers.update({"HX-Retarget": target, "HX-Reswap": swap, "HX-Reselect": select})
    return response
