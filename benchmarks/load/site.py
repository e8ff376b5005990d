"""What ``python -m benchmarks.load.kills`` kills: two servers behind nginx, PostgreSQL and Redis."""

import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from rueckruf.simulator.server import Server, free_port, rueckruf_at, running_server
from rueckruf.storage.cipher import new_key
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.nginx import running_by_turns
from tests.support.servers import RedisServer, running_postgres, running_redis

CHILD, SERVER = "a process of a server", "a whole server"
CONNECTION, REDIS = "a process of PostgreSQL", "Redis"

PROCESSES = 2
_CONNECTIONS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


class Site:
    """Two servers of two processes each at ``url``; ``environment`` is theirs.

    They are on one machine and share its ``data_dir``: the proxy sends each turn to the next one, and what is kept of a
    call outlives a Redis that comes back empty on its machine only.
    """

    def __init__(self, folder: Path, url: str, environment: dict[str, str], redis: RedisServer) -> None:
        self.url, self.environment = url, environment
        self.data_dir = folder / "var"
        self._redis = redis
        self._servers: dict[int, tuple[Server, ExitStack]] = {}
        self._choose = random.Random(1)  # noqa: S311 - the same each time

    def begin(self, port: int) -> None:
        """Start a server, and return once it takes calls."""
        running = ExitStack()
        server = running_server(self.data_dir, self.environment, rueckruf_at(MORNING), port=port, page=True)
        self._servers[port] = (running.enter_context(server), running)

    def end(self) -> None:
        with ThreadPoolExecutor() as ending:
            list(ending.map(lambda server: server[1].close(), self._servers.values()))

    def kill(self, victim: str) -> None:
        """Kill it at once and for good; what nobody else begins again is begun again, as systemd would."""
        if victim == REDIS:
            self._redis.stop()
            self._redis.start()
        elif victim == CONNECTION:
            self._kill_one_of(self._connections())
        elif victim == CHILD:
            server, _ = self._choose.choice(list(self._servers.values()))
            self._kill_one_of(children_of(server.pid))
        else:
            self._kill_server(self._choose.choice(list(self._servers)))

    def _kill_server(self, port: int) -> None:
        server, running = self._servers[port]
        children = children_of(server.pid)
        os.kill(server.pid, signal.SIGKILL)
        running.close()
        while any(Path(f"/proc/{child}/exe").exists() for child in children):  # the port is theirs, too
            time.sleep(0.01)
        self.begin(port)

    def _connections(self) -> list[int]:
        engine = create_engine(self.environment["DATABASE_URL"], poolclass=NullPool, future=True)
        with engine.connect() as connection:
            return list(connection.exec_driver_sql(_CONNECTIONS).scalars())

    def _kill_one_of(self, processes: list[int]) -> None:
        if processes:
            os.kill(self._choose.choice(processes), signal.SIGKILL)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """All of it, until the block ends."""
    proxy, *ports = (free_port() for _ in range(3))
    with running_postgres() as database, running_redis() as redis, running_by_turns(folder, proxy, ports) as url:
        environment = {
            "DATABASE_URL": database,
            "REDIS_URL": redis.url,
            "RUECKRUF_KEYS": new_key(),
            "SANIC_WORKERS": str(PROCESSES),
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "RUECKRUF_PUBLIC_URL": url,
        }
        site = Site(folder, url, environment, redis)
        try:
            with ThreadPoolExecutor() as starting:
                list(starting.map(site.begin, ports))
            yield site
        finally:
            site.end()


def children_of(process: int) -> list[int]:
    """Those that answer calls, and the sales page."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
