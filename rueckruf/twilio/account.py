"""The account at Twilio: its numbers and what their calls meet.

Source: Twilio's OpenAPI description of the resources Account, IncomingPhoneNumber and, of routes v2, PhoneNumber.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from rueckruf.twilio.region import REGION
from rueckruf.twilio.wiring import Change, Wiring

_ACTIVE = "active"
_TOKEN, _ROUTES_TOKEN = "TWILIO_AUTH_TOKEN", "TWILIO_US1_AUTH_TOKEN"


class AccountError(RuntimeError):
    """Why a number can't be connected, in one sentence for the operator; names no token."""


@dataclass(frozen=True)
class Number:
    """A number of the account: Twilio's id of it, and what its calls meet."""

    sid: str
    phone_number: str
    wiring: Wiring


class Account:
    """``client`` is for the region that answers calls, ``routes`` for where Twilio keeps the routing of numbers."""

    def __init__(self, client: Client, routes: Client) -> None:
        self._client = client
        self._routes = routes

    def number(self, phone_number: str) -> Number:
        """The number (E.164). Raises AccountError where calls to it can't be answered, or are somebody else's."""
        with _explained(_TOKEN):
            status = self._client.api.accounts(self._sid).fetch().status
            found = self._client.incoming_phone_numbers.list(phone_number=phone_number, limit=2)
        if status != _ACTIVE:
            raise AccountError(f"the account {self._sid} is {status}: Twilio answers no calls for it")
        matching = [number for number in found if number.phone_number == phone_number]
        if not matching:
            raise AccountError(f"{phone_number}: the account {self._sid} has no such number in region {REGION.upper()}")
        self._check(matching[0])
        return Number(matching[0].sid, phone_number, self._wiring(matching[0]))

    def put_right(self, number: Number, needed: Sequence[Change]) -> None:
        """Set what needs to be. Calls are sent to the region last: there they must find everything.

        Raises AccountError.
        """
        after = {change.field: change.after for change in needed}
        if parameters := _parameters(after):
            with _explained(_TOKEN):
                self._client.incoming_phone_numbers(number.sid).update(**parameters)
        if "region" in after:
            with _explained(_ROUTES_TOKEN):
                self._routes.routes.v2.phone_numbers(number.phone_number).update(voice_region=after["region"])

    @property
    def _sid(self) -> str:
        return str(self._client.account_sid)

    def _check(self, number: Any) -> None:
        name = number.phone_number
        if number.account_sid != self._sid:
            raise AccountError(f"{name}: belongs to another account, {number.account_sid}: use its SID and tokens")
        if not (number.capabilities or {}).get("voice"):
            raise AccountError(f"{name}: takes no calls")
        for kind, sid in (("trunk", number.trunk_sid), ("TwiML app", number.voice_application_sid)):
            if sid:
                raise AccountError(f"{name}: its calls go to a {kind} ({sid}), not to a webhook: take that off first")

    def _wiring(self, number: Any) -> Wiring:
        with _explained(_ROUTES_TOKEN):
            region = self._routes.routes.v2.phone_numbers(number.phone_number).fetch().voice_region
        return Wiring(
            receives=number.voice_receive_mode or "voice",
            webhook=_address(number.voice_method, number.voice_url),
            status=_address(number.status_callback_method, number.status_callback),
            fallback=_address(number.voice_fallback_method, number.voice_fallback_url),
            region=region or "",
        )


_OF_ADDRESSES = {
    "webhook": ("voice_method", "voice_url"),
    "status": ("status_callback_method", "status_callback"),
    "fallback": ("voice_fallback_method", "voice_fallback_url"),
}


def _parameters(after: Mapping[str, str]) -> dict[str, str]:
    """What is to be set at the number itself, by Twilio's names."""
    parameters = {"voice_receive_mode": after["receives"]} if "receives" in after else {}
    for field, names in _OF_ADDRESSES.items():
        if field in after:
            parameters |= dict(zip(names, after[field].split(" ", 1), strict=True))
    return parameters


def _address(method: str | None, url: str | None) -> str:
    return f"{method or 'POST'} {url}" if url else ""


@contextmanager
def _explained(token: str) -> Iterator[None]:
    """Twilio's refusals as AccountError; ``token``: the variable whose value was sent."""
    try:
        yield
    except TwilioRestException as error:
        if error.status == HTTPStatus.UNAUTHORIZED:
            region = "US1" if token == _ROUTES_TOKEN else REGION.upper()
            reason = f"is not the token of TWILIO_ACCOUNT_SID in region {region}: each region has its own"
            raise AccountError(f"{token}: {reason}") from None
        raise AccountError(f"Twilio refuses it: HTTP {error.status}, code {error.code}") from None
    except (RequestException, TwilioException) as error:
        raise AccountError(f"Twilio can't be reached: {type(error).__name__}") from None
