"""What ``make bench-load`` rings: a bare handler, one process on SQLite, and processes on PostgreSQL and Redis."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bare
from benchmarks.callers import PhoneCall
from benchmarks.load.callers import by_webhooks
from benchmarks.measured import cpu_seconds
from rueckruf.simulator.server import free_port, running_server
from rueckruf.storage.cipher import new_key
from tests.support.nginx import running_by_turns
from tests.support.servers import running_postgres, running_redis

PROCESSES = (1, 2, 4)
BARE, SQLITE = "bare Sanic handler", "1 process, SQLite"


def shared(processes: int) -> str:
    """The name of so many processes on PostgreSQL and Redis."""
    return f"{processes} process{'es' if processes > 1 else ''}, PostgreSQL and Redis"


@dataclass(frozen=True)
class System:
    """A running server at an address; ``stores``: each of its calls must end with a stored request."""

    name: str
    url: str
    process: int
    stores: bool = True

    def ring(self, pause: Callable[[], None]) -> Sequence[float]:
        """One call."""
        return by_webhooks(PhoneCall(self.url, self.stores), pause)

    def cpu_seconds(self) -> float:
        """What its processes have used of the processor; proxy, database and Redis are not among them."""
        return sum(map(cpu_seconds, _family(self.process)))


@contextmanager
def running_systems() -> Iterator[Sequence[System]]:
    """All of them at once."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rueckruf-bench-")))
        address, process = stack.enter_context(bare.running())
        systems = [System(BARE, address, process, stores=False)]
        server = stack.enter_context(running_server(folder / "sqlite", page=True))
        systems.append(System(SQLITE, server.url, server.pid))
        for processes in PROCESSES:
            url, process = stack.enter_context(_shared(folder, processes))
            systems.append(System(shared(processes), url, process))
        yield systems


@contextmanager
def _shared(folder: Path, processes: int) -> Iterator[tuple[str, int]]:
    """The address of the proxy, and the process that keeps the others."""
    folder = folder / f"shared-{processes}"
    folder.mkdir()
    with running_postgres() as database, running_redis() as redis:
        environment = {
            "DATABASE_URL": database,
            "REDIS_URL": redis.url,
            "RUECKRUF_KEYS": new_key(),
            "SANIC_WORKERS": str(processes),
        }
        port = free_port()
        with (
            running_server(folder / "var", environment, port=port, page=True) as server,
            running_by_turns(folder, free_port(), [port]) as url,
        ):
            yield url, server.pid


def _family(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        yield from _family(int(child))
