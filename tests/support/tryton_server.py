"""A real Tryton with SQLite on this machine, in an environment of its own, and all that its database holds."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import urllib3

from rueckruf.handover import TrytonAccount
from rueckruf.project import ROOT
from rueckruf.sales.handover.tryton_rpc import TrytonRpc
from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE, eventually

PASSWORD = "geheim-für-tryton"

_PROGRAMS = ROOT / ".venv" / "tryton" / "bin"
_PYTHON = str(_PROGRAMS / "python")
_SET_UP = Path(__file__).with_name("tryton") / "set_up.py"
_SERVE = _SET_UP.with_name("quick.py")
_LOCK = ROOT / "requirements-tryton.lock"
_DATABASE = "crm"
_FILE = f"{_DATABASE}.sqlite"


@dataclass(frozen=True)
class CrmServer:
    """Where it answers, and the file of its database."""

    url: str
    file: Path

    def account(self, user: str = "rueckruf") -> TrytonAccount:
        return TrytonAccount(url=self.url, user=user)

    def as_anna(self) -> TrytonRpc:
        """What somebody of sales does there."""
        return TrytonRpc(self.account("anna"), PASSWORD)

    def all_words(self) -> str:
        """Of all tables, those of the history too."""
        with closing(sqlite3.connect(self.file)) as connection:
            return "\n".join(connection.iterdump())

    def end_sessions(self) -> None:
        with closing(sqlite3.connect(self.file, isolation_level=None, timeout=PATIENCE)) as connection:
            connection.execute("DELETE FROM ir_session")


def has_tryton() -> bool:
    return (_PROGRAMS / "trytond").exists()


@contextmanager
def running_tryton(folder: Path) -> Iterator[CrmServer]:
    """On a port of its own, with a database in ``folder`` in which there is a company and nobody has called."""
    shutil.copy(_made_database(), folder / _FILE)
    port = free_port()
    command = [str(_SERVE), "-c", _configuration(folder, port), "-d", _DATABASE]
    with subprocess.Popen([_PYTHON, *command], stderr=subprocess.DEVNULL) as server:
        try:
            assert eventually(lambda: server.poll() is not None or _answers(port))
            assert server.poll() is None, "Tryton has ended"
            yield CrmServer(f"http://127.0.0.1:{port}/{_DATABASE}/", folder / _FILE)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _made_database() -> Path:
    """Made once, in a quarter of a minute of a processor."""
    made_from = hashlib.sha256(b"".join(file.read_bytes() for file in (_LOCK, _SET_UP, _SERVE))).hexdigest()[:16]
    made = _PROGRAMS.parent / "databases" / made_from
    if not made.exists():
        in_making = made.with_suffix(f".{os.getpid()}")
        in_making.mkdir(parents=True)
        (in_making / _FILE).touch()
        configuration, password = _configuration(in_making, 0), in_making / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        command = [_PYTHON, str(_SET_UP), configuration, _DATABASE, PASSWORD]
        environment = {**os.environ, "TRYTONPASSFILE": str(password)}
        subprocess.run(command, env=environment, check=True, timeout=PATIENCE, stderr=subprocess.DEVNULL)
        in_making.rename(made)
    return made / _FILE


def _configuration(folder: Path, port: int) -> str:
    file = folder / "trytond.conf"
    file.write_text(f"[database]\nuri = sqlite://\npath = {folder}\n[web]\nlisten = 127.0.0.1:{port}\n")
    return str(file)


def _answers(port: int) -> bool:
    body = b'{"id": 1, "method": "common.server.version", "params": []}'
    headers = {"Content-Type": "application/json"}
    try:
        return bool(urllib3.request("POST", f"http://127.0.0.1:{port}/rpc/", body=body, headers=headers, retries=False))
    except urllib3.exceptions.HTTPError:
        return False
