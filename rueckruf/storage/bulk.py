"""Changes many rows in short transactions, which calls fit between."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection, Engine

from rueckruf.storage.engine import bulk_engine, carry_over_write_ahead_log, connected_to_write
from rueckruf.storage.pace import Pace


class Bulk:
    """Transactions on connections of their own; ``size`` is how many rows the next one should change."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pace = Pace()

    @property
    def size(self) -> int:
        return self._pace.size

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For what can be looked up before the lock is taken."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, rows: int) -> Iterator[Connection]:
        """One batch, which changes ``rows``; then whoever waits for the lock is let in, and the log is carried over."""
        with connected_to_write(self._engine) as connection:
            transaction = connection.begin()
            with self._pace.holding_the_lock(rows), transaction:
                yield connection
        self._pace.pause()
        carry_over_write_ahead_log(self._engine)


@contextmanager
def bulk(engine: Engine) -> Iterator[Bulk]:
    """Bulk work on the database of ``engine``."""
    with bulk_engine(engine) as own:
        yield Bulk(own)
