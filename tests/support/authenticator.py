"""A device that keeps passkeys, and the browser before it, after https://www.w3.org/TR/webauthn-3/ (6.1, 6.5)."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """Holds the passkey of one account; what it does wrong can be set.

    ``origin`` is where its browser is, ``rp_id`` what it signs for unless None, and ``sign_count`` stays 0 where
    ``counts`` is False.
    """

    origin: str = ORIGIN
    rp_id: str | None = None
    verifies: bool = True
    counts: bool = True
    sign_count: int = 0
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    user_handle: bytes = b""

    def create(self, options: Mapping[str, Any], **changed: Any) -> str:
        """The answer to the options of a page that wants a passkey, as JSON."""
        self.user_handle = from_base64(options["user"]["id"])
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self._public_key()
        data = self._data(options["rp"]["id"], _ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client_data = self._client_data("webauthn.create", options["challenge"], changed)
        return self._answer({"clientDataJSON": client_data, "attestationObject": attestation})

    def get(self, options: Mapping[str, Any], **changed: Any) -> str:
        """The answer to the options of a page to sign in at, as JSON; ``changed`` are parts of the client data."""
        self.sign_count += self.counts
        data = self._data(options["rpId"])
        client_data = self._client_data("webauthn.get", options["challenge"], changed)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": client_data,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.user_handle,
            }
        )

    def _data(self, rp_id: str, flags: int = 0) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        rp_hash = hashlib.sha256((self.rp_id or rp_id).encode()).digest()
        return rp_hash + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str, changed: Mapping[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, **changed}).encode()

    def _answer(self, response: Mapping[str, bytes]) -> str:
        credential_id = to_base64(self.credential_id)
        parts = {name: to_base64(value) for name, value in response.items()}
        return json.dumps({"id": credential_id, "rawId": credential_id, "type": "public-key", "response": parts})

    def _public_key(self) -> bytes:
        """As COSE writes it (RFC 9053): kty EC2, alg ES256, crv P-256, x, y."""
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})


def to_base64(value: bytes) -> str:
    """As browsers write it: Base64 for addresses, without padding."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def from_base64(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
