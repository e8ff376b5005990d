"""Whether the server at the public address takes what Twilio will send it: by sending it the like."""

from http import HTTPStatus

import requests
from twilio.request_validator import RequestValidator

from rueckruf.twilio.account import AccountError
from rueckruf.twilio.wiring import STATUS

_SECONDS_TO_ANSWER = 10.0


def check_server(public_url: str, account_sid: str, auth_token: str) -> None:
    """Raises AccountError where callers would hear an error, or anybody could forge calls.

    What is sent names no call, so a server that believes the signature answers 400, and any other one 403.
    """
    address = f"{public_url}{STATUS}"
    parameters = {"AccountSid": account_sid}
    signature = RequestValidator(auth_token).compute_signature(address, parameters)
    signed = _status(address, parameters, {"X-Twilio-Signature": signature})
    if signed == HTTPStatus.FORBIDDEN:
        reason = "it has another account's token or another region's, or another RUECKRUF_PUBLIC_URL"
        raise AccountError(f"{public_url}: the server there refuses what this account signs: {reason}")
    if signed != HTTPStatus.BAD_REQUEST:
        raise AccountError(f"{public_url}: answers HTTP {signed}, which is no Rückruf that takes calls")
    if _status(address, parameters, {}) != HTTPStatus.FORBIDDEN:
        raise AccountError(f"{public_url}: the server there takes what nobody has signed: set TWILIO_AUTH_TOKEN there")


def _status(address: str, parameters: dict[str, str], headers: dict[str, str]) -> int:
    try:
        answer = requests.post(
            address, data=parameters, headers=headers, timeout=_SECONDS_TO_ANSWER, allow_redirects=False
        )
    except requests.RequestException as error:
        raise AccountError(f"{address}: can't be reached from here: {type(error).__name__}") from None
    return answer.status_code
