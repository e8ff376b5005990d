"""Whether a request really comes from Twilio (header ``X-Twilio-Signature``)."""

from collections.abc import Mapping, Sequence

from twilio.request_validator import RequestValidator


class _Form(dict[str, Sequence[str]]):
    """Parameters as Twilio's validator reads them: a name sent twice is signed with both values."""

    def getlist(self, name: str) -> Sequence[str]:
        return self[name]


def is_signed(auth_token: str, url: str, form: Mapping[str, Sequence[str]], signature: str) -> bool:
    """Whether the signature is Twilio's for this public address (with its query) and these parameters."""
    try:
        return bool(RequestValidator(auth_token).validate(url, _Form(form), signature))
    except ValueError:  # the address came from a malformed Host header
        return False
