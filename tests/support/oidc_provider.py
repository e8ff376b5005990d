"""A certified OpenID provider (oidc-provider of npm) on this machine, in Node; and one that lies."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from rueckruf import clock
from tests.support.node import running_node

CLIENT_SECRET = "a-secret-of-tests"

_SOURCE = Path(__file__).with_name("oidc")


@contextmanager
def running_provider(redirect: str) -> Iterator[str]:
    """The issuer; it sends people back to ``redirect``."""
    with running_node(_SOURCE, "provider.mjs", redirect, CLIENT_SECRET) as issuer:
        yield issuer


@dataclass
class Liar:
    """A provider that says of anybody what is in ``claims``, and signs it with ``key``."""

    issuer: str = ""
    calls_itself: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    published: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    key: RSAKey | None = None
    status: int = 200

    def token(self, nonce: str) -> str:
        now = int(clock.now().timestamp())
        usual = {"iss": self.issuer, "sub": "1", "aud": "rueckruf", "iat": now, "exp": now + 60, "nonce": nonce}
        claims = {**usual, "preferred_username": "anna", "groups": ["vertrieb"], **self.claims}
        return jwt.encode({"alg": "RS256", "kid": "first"}, claims, self.key or self.published)


@contextmanager
def running_liar() -> Iterator[Liar]:
    """On this machine; its code of authorization is the nonce."""
    app, liar = Flask("liar"), Liar()

    @app.get("/.well-known/openid-configuration")
    def metadata() -> Any:
        ends = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
        told = {name: f"{liar.issuer}/{path}" for name, path in ends.items()}
        return jsonify({**told, "issuer": liar.calls_itself or liar.issuer}), liar.status

    @app.get("/jwks")
    def jwks() -> Any:
        return jsonify({"keys": [liar.published.as_dict(private=False)]})

    @app.post("/token")
    def token() -> Any:
        return jsonify({"access_token": "x", "token_type": "Bearer", "id_token": liar.token(request.form["code"])})

    server = make_server("127.0.0.1", 0, app)
    liar.issuer = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield liar
    server.shutdown()
