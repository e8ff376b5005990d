"""The page as the one that passkeys are for (https://www.w3.org/TR/webauthn-3/): what it asks of browsers, and whether
what they answer is true.

A device that signs has asked who is there, by finger, face or PIN: a passkey stands for password and second factor.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from flask import request
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from rueckruf.sales.users import UserError
from rueckruf.storage.users import User

TIME_TO_ANSWER = timedelta(minutes=5)

_WRONG = "Der Passkey hat nicht richtig geantwortet. Bitte versuchen Sie es noch einmal."
_NOT_HERE = (
    "Passkeys gehen nur, wo die Seite mit https:// und einem Namen geöffnet ist, und auf dem Rechner selbst unter "
    "http://localhost."
)
_MILLISECONDS = int(TIME_TO_ANSWER.total_seconds() * 1000)
_VERIFIED = UserVerificationRequirement.REQUIRED
# Found by the device itself, without a name that is typed.
_DISCOVERABLE = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
)
# What an answer that is none can make the library raise.
_OF_ANSWERS = (
    *(WebAuthnException, InvalidSignature, UnsupportedAlgorithm),
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError),
)

_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Answer:
    """What a browser says of a passkey, as JSON and in parts; nothing of it is checked."""

    text: str
    credential_id: str
    user_handle: str
    challenge: bytes


@dataclass(frozen=True)
class Credential:
    """A new passkey, id and public key (COSE) in Base64, and how often its device says it was used."""

    id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True)
class RelyingParty:
    """``id`` is the name of the host, ``origin`` the whole address up to the path, as browsers write both."""

    id: str
    origin: str

    def creation_options(self, title: str, user: User, held: Iterable[str], challenge: bytes) -> str:
        """What a browser needs to make a passkey for ``user`` on a device that has none of those ``held``, as JSON."""
        options = generate_registration_options(
            rp_id=self.id,
            rp_name=title,
            user_id=user.id.encode(),
            user_name=user.login,
            challenge=challenge,
            timeout=_MILLISECONDS,
            authenticator_selection=_DISCOVERABLE,
            exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(each)) for each in held],
        )
        return options_to_json(options)

    def request_options(self, challenge: bytes) -> str:
        """What a browser needs to let somebody sign in, whoever that is, as JSON."""
        options = generate_authentication_options(
            rp_id=self.id, challenge=challenge, timeout=_MILLISECONDS, user_verification=_VERIFIED
        )
        return options_to_json(options)

    def created(self, answer: Answer) -> Credential:
        """The passkey that was made for the challenge in the answer; raises UserError."""
        made = _read(
            lambda: verify_registration_response(
                credential=answer.text,
                expected_challenge=answer.challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                require_user_verification=True,
            )
        )
        key = bytes_to_base64url(made.credential_public_key)
        return Credential(bytes_to_base64url(made.credential_id), key, made.sign_count)

    def signed(self, answer: Answer, public_key: str) -> int:
        """How often the device says it has signed, once it is sure that it has; raises UserError.

        Comparing that with the time before is up to the caller, as is the challenge in the answer.
        """
        return _read(
            lambda: verify_authentication_response(
                credential=answer.text,
                expected_challenge=answer.challenge,
                expected_rp_id=self.id,
                expected_origin=self.origin,
                credential_public_key=base64url_to_bytes(public_key),
                credential_current_sign_count=0,
                require_user_verification=True,
            )
        ).new_sign_count


def relying_party() -> RelyingParty:
    """The page under the address by which the current request has asked for it, also through a proxy.

    Raises UserError where browsers allow no passkeys: they do so over HTTPS and on localhost, never for a bare address.
    """
    origin = request.host_url.rstrip("/")
    host = urlsplit(origin).hostname or ""
    if not (request.is_secure or host == "localhost") or _is_address(host):
        raise UserError(_NOT_HERE)
    return RelyingParty(host, origin)


def why_no_passkeys() -> str:
    """What keeps browsers from passkeys here; empty if nothing does."""
    try:
        relying_party()
    except UserError as error:
        return str(error)
    return ""


def read_answer(text: str) -> Answer:
    """The parts of an answer; raises UserError if it lacks any."""

    def parts() -> Answer:
        fields = json.loads(text)
        response = fields["response"]
        client_data = parse_client_data_json(base64url_to_bytes(response["clientDataJSON"]))
        handle = base64url_to_bytes(response.get("userHandle") or "").decode()
        credential_id = bytes_to_base64url(base64url_to_bytes(fields["id"]))
        return Answer(text, credential_id, handle, client_data.challenge)

    return _read(parts)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _read(read: Callable[[], _Read]) -> _Read:
    """What is made of an answer; raises UserError for whatever the library refuses or stumbles over."""
    try:
        return read()
    except _OF_ANSWERS:
        raise UserError(_WRONG) from None
