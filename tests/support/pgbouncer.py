"""PgBouncer before the tests' PostgreSQL, as deploy/proxy/ sets it up, with two connections for everybody."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from rueckruf.project import ROOT
from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE
from tests.support.servers import folder_for_all, unprivileged_user

_EXAMPLE = ROOT / "deploy" / "proxy" / "pgbouncer.ini"
_BINARY = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
NEEDS_PGBOUNCER = pytest.mark.skipif(_BINARY is None, reason="PgBouncer is not installed (Debian: pgbouncer)")


@contextmanager
def pgbouncer(database_url: str, connections: int = 2) -> Iterator[str]:
    """The address of the same database behind PgBouncer, which lends so many connections."""
    behind = make_url(database_url)
    with folder_for_all() as folder:
        port = free_port()
        _configure(folder, behind, port, connections)
        user = unprivileged_user()
        if user:
            for file in (folder, *folder.iterdir()):
                shutil.chown(file, user)
        command = [str(_BINARY), "--quiet", str(folder / "pgbouncer.ini")]
        with subprocess.Popen(command, user=user, stderr=subprocess.DEVNULL) as process:
            before = behind.set(host="127.0.0.1", port=port, database="rueckruf")
            try:
                _wait(before, process)
                yield before.render_as_string(hide_password=False)
            finally:
                process.terminate()


def _configure(folder: Path, behind: URL, port: int, connections: int) -> None:
    """The example with other addresses."""
    example = _EXAMPLE.read_text(encoding="utf-8")
    for old, new in (
        ("host=postgres port=5432 dbname=rueckruf", f"host={behind.host} port={behind.port} dbname={behind.database}"),
        ("listen_addr = *\nlisten_port = 6432", f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir ="),
        ("/etc/pgbouncer/userlist.txt", str(folder / "userlist.txt")),
        ("default_pool_size = 20", f"default_pool_size = {connections}"),
    ):
        assert example.count(old) == 1, old
        example = example.replace(old, new)
    (folder / "pgbouncer.ini").write_text(example, encoding="utf-8")
    (folder / "userlist.txt").write_text(f'"{behind.username}" "{behind.password}"\n', encoding="utf-8")


def _wait(url: URL, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OperationalError):
            create_engine(url, poolclass=NullPool, future=True).connect().close()
            return
        time.sleep(0.05)
    raise AssertionError("PgBouncer does not answer")
