"""What was wrong with a call, as RFC 9457 writes it: in German, and without a word of what was sent."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal, NoReturn

from flask import Response, abort, jsonify
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"

DETAILS: Mapping[int, str] = {
    400: "Die Anfrage ist nicht zu lesen. Es wurde nichts geändert.",
    401: "Der Zugangsschlüssel fehlt, ist unbekannt, widerrufen oder abgelaufen.",
    403: "Dieser Zugang darf das nicht.",
    404: "Diese Adresse gibt es nicht, oder der Rückrufwunsch ist gelöscht, gesperrt oder nicht für diesen Zugang.",
    405: "Diese Adresse nimmt Anfragen dieser Art nicht an.",
    409: "Der Rückrufwunsch ist schon vergeben oder erledigt. Es wurde nichts geändert.",
    410: "Diese Marke (cursor) gibt es nicht mehr. Bitte lesen Sie alle Wünsche neu und fragen Sie ohne sie weiter.",
    412: "Der Rückrufwunsch wurde inzwischen geändert. Bitte lesen Sie ihn neu; es wurde nichts geändert.",
    413: "Das war mehr, als angenommen wird. Es wurde nichts geändert.",
    422: "Diese Angaben fehlen oder passen nicht. Es wurde nichts geändert.",
    428: "Der Kopf If-Match mit der gelesenen Fassung (ETag) fehlt. Es wurde nichts geändert.",
    429: "Das waren zu viele Anfragen. Bitte warten Sie, wie Retry-After sagt.",
    500: "Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal; es wurde nichts geändert.",
    503: "Die Datenbank antwortet nicht. Bitte versuchen Sie es gleich noch einmal; es wurde nichts geändert.",
}
# Of names that come from outside no more is repeated than helps.
_NAMES, _LONGEST_NAME = 5, 40


class Problem(BaseModel):
    """Was an einer Anfrage nicht ging, nach RFC 9457."""

    type: Literal["about:blank"]
    title: str = Field(description="Der Name des Status, englisch.")
    status: int
    detail: str = Field(description="Was nicht ging, für Menschen.")


def described(*statuses: int) -> dict[int, dict[str, Any]]:
    """These problems, as a description of the API tells of them."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": DETAILS[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """The answer; without a ``detail`` the usual one."""
    title = HTTPStatus(status).phrase
    response = jsonify(type="about:blank", title=title, status=status, detail=detail or DETAILS[status])
    response.status_code = status
    response.content_type = MEDIA_TYPE
    response.headers.update(headers or {})
    return response


def refuse(status: int, detail: str = "") -> NoReturn:
    """End the call with a problem."""
    abort(problem(status, detail))


def of_http(error: HTTPException) -> Response:
    """The problem of an error that Flask raised."""
    status = error.code if error.code and error.code in DETAILS else 500
    allow = {name: value for name, value in error.get_headers() if name == "Allow"}
    return problem(status, headers=allow)


def of_validation(error: ValidationError) -> Response:
    """The problem of a call that does not fit its description: names what does not fit, not what it was."""
    names = [str(fault["loc"][0])[:_LONGEST_NAME] for fault in error.errors(include_input=False) if fault["loc"]]
    if "If-Match" in names:
        return problem(428)
    if not names:
        return problem(422, "Der Inhalt muss ein JSON-Objekt sein. Es wurde nichts geändert.")
    some = ", ".join(list(dict.fromkeys(names))[:_NAMES])
    return problem(422, f"Diese Angaben fehlen oder passen nicht: {some}. Es wurde nichts geändert.")
