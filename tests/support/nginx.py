"""A real nginx: by turns before any number of servers, or with deploy/proxy/nginx.conf, its addresses replaced."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from rueckruf.project import ROOT
from tests.support.certificates import make_certificate
from tests.support.patience import PATIENCE, eventually

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
NGINX_IS_MISSING = "nginx is not installed (Debian: nginx-light)"
NOBODY = "127.0.0.1:9"
NEEDS_NGINX = pytest.mark.skipif(NGINX is None, reason=NGINX_IS_MISSING)

_EXAMPLE = ROOT / "deploy" / "proxy" / "nginx.conf"
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_BY_TURNS = """
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  upstream rueckruf {{
    {servers}
  }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{
      proxy_pass http://rueckruf;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_read_timeout 1h;
      # A turn that comes twice is answered once, so it may be tried again elsewhere.
      proxy_next_upstream error timeout http_502 http_503 non_idempotent;
    }}
  }}
"""


def example(folder: Path, port: int, servers: Sequence[str], sales: str = NOBODY) -> tuple[Path, Path]:
    """The configuration in which the example stands, and the certificate of 127.0.0.1 that it shows.

    It listens on ``port``, and passes on to two ``servers`` and the one of the ``sales`` page, each written host:port.
    """
    text = _EXAMPLE.read_text(encoding="utf-8")
    certificate = make_certificate(folder)
    changes = {
        r"listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        r"server_name rueckruf\.example": "server_name 127.0.0.1",
        r"/etc/ssl/rueckruf/\w+\.pem": str(certificate),
        r"rueckruf-1:5005": servers[0],
        r"rueckruf-2:5005": servers[1],
        r"sales:5006": sales,
    }
    for old, new in changes.items():
        assert re.search(old, text), old
        text = re.sub(old, new, text)
    return _configuration(folder, text), certificate


@contextmanager
def running_example(folder: Path, port: int, servers: Sequence[str], sales: str = NOBODY) -> Iterator[Path]:
    """nginx with the example on https://127.0.0.1 at ``port`` until the block ends; its certificate."""
    file, certificate = example(folder, port, servers, sales)
    with _running(folder, file, lambda: _answers(port, certificate)):
        yield certificate


@contextmanager
def running_by_turns(folder: Path, port: int, ports: Sequence[int]) -> Iterator[str]:
    """The address of a proxy that passes on to the loopback ports by turns, and over those that take nothing."""
    servers = "\n    ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in ports)
    file = _configuration(folder, _BY_TURNS.format(servers=servers, port=port))
    with _running(folder, file, (folder / "pid").exists):
        yield f"http://127.0.0.1:{port}"


def _configuration(folder: Path, http: str) -> Path:
    """The whole of it, in a file; all that nginx writes goes into the folder."""
    folders = " ".join(f"{each}_temp_path {folder}/{each};" for each in _TEMPORARY)
    file = folder / "nginx.conf"
    head = f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{ worker_connections 4096; }}\n"
    file.write_text(f"{head}http {{ access_log off; {folders}\n{http}}}\n", encoding="utf-8")
    return file


@contextmanager
def _running(folder: Path, file: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    command = [str(NGINX), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(file)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            assert eventually(lambda: process.poll() is not None or is_ready())
            assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            yield
        finally:
            process.terminate()


def _answers(port: int, certificate: Path) -> bool:
    with suppress(requests.ConnectionError):
        return requests.get(f"https://127.0.0.1:{port}", verify=str(certificate), timeout=PATIENCE).status_code == 404
    return False
