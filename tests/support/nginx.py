"""A real nginx before two servers, with deploy/proxy/nginx.conf, in which only addresses are others."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from rueckruf.project import ROOT
from tests.support.certificates import make_certificate
from tests.support.patience import PATIENCE, eventually

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
NEEDS_NGINX = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: nginx-light)")

_EXAMPLE = ROOT / "deploy" / "proxy" / "nginx.conf"
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def configured(folder: Path, port: int, servers: Sequence[str]) -> tuple[Path, Path]:
    """The whole configuration, in which the example stands, and the certificate of 127.0.0.1 that it shows.

    It listens on ``port``, and passes on to ``servers``, each written host:port.
    """
    example = _EXAMPLE.read_text(encoding="utf-8")
    certificate = make_certificate(folder)
    changes = {
        r"listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        r"server_name rueckruf\.example": "server_name 127.0.0.1",
        r"/etc/ssl/rueckruf/\w+\.pem": str(certificate),
        r"rueckruf-1:5005": servers[0],
        r"rueckruf-2:5005": servers[1],
        r"sales:5006": "127.0.0.1:9",
    }
    for old, new in changes.items():
        assert re.search(old, example), old
        example = re.sub(old, new, example)
    folders = " ".join(f"{each}_temp_path {folder}/{each};" for each in _TEMPORARY)
    file = folder / "nginx.conf"
    head = f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
    file.write_text(f"{head}http {{ access_log off; {folders}\n{example}}}\n", encoding="utf-8")
    return file, certificate


@contextmanager
def running_nginx(folder: Path, port: int, servers: Sequence[str]) -> Iterator[Path]:
    """nginx on https://127.0.0.1 at ``port`` until the block ends; its certificate."""
    file, certificate = configured(folder, port, servers)
    with subprocess.Popen([str(NGINX), "-e", str(folder / "error.log"), "-c", str(file)]) as process:
        try:
            assert eventually(lambda: process.poll() is not None or _answers(port, certificate))
            assert process.poll() is None
            yield certificate
        finally:
            process.terminate()


def _answers(port: int, certificate: Path) -> bool:
    with suppress(requests.ConnectionError):
        return requests.get(f"https://127.0.0.1:{port}", verify=str(certificate), timeout=PATIENCE).status_code == 404
    return False
