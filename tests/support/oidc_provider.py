"""A certified OpenID provider (oidc-provider of npm) on this machine, in Node; and one that lies."""

import os
import shutil
import subprocess
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
from rueckruf.project import ROOT
from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE

NO_NODE = "no node and npm on this machine: install Debian's packages nodejs and npm"
CLIENT_SECRET = "a-secret-of-tests"

_SOURCE = Path(__file__).with_name("oidc")
_INSTALLED = ROOT / ".venv" / "oidc"


@contextmanager
def running_provider(redirect: str) -> Iterator[str]:
    """The issuer; it sends people back to ``redirect``."""
    _install()
    port = free_port()
    command = ["node", "provider.mjs", str(port), redirect, CLIENT_SECRET]
    with subprocess.Popen(
        command, cwd=_INSTALLED, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as node:
        assert node.stdout is not None
        assert node.stdout.readline() == f"ready http://127.0.0.1:{port}\n"
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            node.terminate()
            node.wait(PATIENCE)


def has_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def _install() -> None:
    """What the lock says, once; two seconds where npm has it already."""
    _INSTALLED.mkdir(exist_ok=True)
    lock = "package-lock.json"
    is_there = (_INSTALLED / "node_modules").exists() and (_INSTALLED / lock).exists()
    if not is_there or (_INSTALLED / lock).read_bytes() != (_SOURCE / lock).read_bytes():
        for name in ("package.json", lock):
            shutil.copy(_SOURCE / name, _INSTALLED / name)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=_INSTALLED, env=os.environ, check=True, timeout=PATIENCE)
    shutil.copy(_SOURCE / "provider.mjs", _INSTALLED / "provider.mjs")


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
