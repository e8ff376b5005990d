"""Many threads write to one SQLite file: each in its turn, and none waits for good."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from rueckruf.settings import load_settings
from rueckruf.storage import engine as engine_module
from rueckruf.storage.engine import open_engine, sqlite_path, writing
from rueckruf.storage.write_turns import begin_by, log_ahead_by, turns_of
from tests.support.patience import PATIENCE, eventually

pytestmark = pytest.mark.unit


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path)}))
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE written (by INTEGER)"))
    yield engine
    engine.dispose()


@contextmanager
def held_elsewhere(engine: Engine) -> Iterator[None]:
    """As by another process: on a connection that takes no turn."""
    with closing(sqlite3.connect(sqlite_path(engine), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def are_waiting(engine: Engine, count: int) -> bool:
    return eventually(lambda: len(turns_of(sqlite_path(engine))._waiting) == count)


def write(engine: Engine, by: int) -> None:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO written VALUES (:by)"), {"by": by})


def written(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT by FROM written ORDER BY rowid")).scalars())


def test_threads_write_in_the_order_in_which_they_ask(engine: Engine) -> None:
    with ThreadPoolExecutor(6) as pool, writing(engine):
        for number in range(6):
            pool.submit(write, engine, number)
            assert are_waiting(engine, number + 1)
    assert written(engine) == [0, 1, 2, 3, 4, 5]


def test_who_writes_again_and_again_lets_all_others_write_before(engine: Engine) -> None:
    threads, rounds = 4, 5

    def write_in_a_loop(number: int) -> None:
        for _ in range(rounds):
            with writing(engine) as connection:
                count = connection.execute(text("SELECT count(*) FROM written")).scalar_one()
                assert count > threads * (rounds - 1) or are_waiting(engine, threads - 1)
                connection.execute(text("INSERT INTO written VALUES (:by)"), {"by": number})

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(write_in_a_loop, number) for number in range(threads)]:
            done.result(PATIENCE)

    order = written(engine)
    assert sorted(order[:threads]) == [0, 1, 2, 3]
    assert order == order[:threads] * rounds


def test_a_transaction_that_failed_passes_the_turn_on(engine: Engine) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), writing(engine):
            _ = 1 / 0
    write(engine, 1)
    assert written(engine) == [1]


def test_who_has_waited_long_enough_fails_as_sqlite_does_and_keeps_nobody_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "_SECONDS_TO_WAIT_FOR_LOCK", 0.2)
    with ThreadPoolExecutor(3) as pool:
        with writing(engine):
            failing = [pool.submit(write, engine, number) for number in range(2)]
            for each in failing:
                with pytest.raises(OperationalError, match="database is locked"):
                    each.result(PATIENCE)
        write(engine, 2)
    assert written(engine) == [2]


def test_another_process_is_waited_for_as_long_and_no_longer(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as pool:
        with held_elsewhere(engine):
            waiting = pool.submit(write, engine, 1)
            time.sleep(0.1)
            assert not waiting.done()
        waiting.result(PATIENCE)
    assert written(engine) == [1]

    monkeypatch.setattr(engine_module, "_SECONDS_TO_WAIT_FOR_LOCK", 0.2)
    with held_elsewhere(engine), pytest.raises(OperationalError, match="database is locked"):
        write(engine, 2)


def test_the_first_to_open_a_file_wait_for_one_another(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with ThreadPoolExecutor(1) as pool, closing(sqlite3.connect(path, isolation_level=None)) as first:
        first.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as second:
            waiting = pool.submit(log_ahead_by, time.monotonic() + PATIENCE, second)
            time.sleep(0.1)
            assert not waiting.done()
            first.execute("ROLLBACK")
            waiting.result(PATIENCE)
            assert second.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_each_file_has_turns_of_its_own(engine: Engine, tmp_path: Path) -> None:
    other = open_engine(load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "other")}))
    with writing(engine), writing(other):
        pass
    other.dispose()
    assert turns_of(tmp_path / "other" / ".." / "rueckruf.db") is turns_of(sqlite_path(engine))


def test_a_wait_changes_nothing_of_the_connection(engine: Engine) -> None:
    with closing(sqlite3.connect(sqlite_path(engine), isolation_level=None, timeout=4)) as own:
        begin_by(0, own)
        assert own.in_transaction
        assert own.execute("PRAGMA busy_timeout").fetchone() == (4000,)


_FORKS = """
import os, sys
from pathlib import Path
from rueckruf.storage.write_turns import turns_of
path = Path(sys.argv[1])
with turns_of(path).turn(0):
    if os.fork() == 0:
        os._exit(0 if turns_of(path)._take(0) else 1)
    _, status = os.wait()
sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.process
def test_a_forked_process_waits_for_nobody_of_the_one_it_came_from(tmp_path: Path) -> None:
    forked = subprocess.run([sys.executable, "-c", _FORKS, str(tmp_path / "some.db")], timeout=PATIENCE, check=False)
    assert forked.returncode == 0
