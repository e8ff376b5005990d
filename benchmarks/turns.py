"""``make bench``: whole turns over HTTP, beside a bare handler and the stock set-up, in one run."""

import http.client
import json
import math
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import stock
from rueckruf.project import RESULTS
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import free_port, running_server

CALLS = 50
WARM_UP = 3
LONG_CALLS = 7
FIFTH, SIXTIETH = 5, 60
WEBHOOK = "/webhooks/twilio_voice/webhook"
SENTENCES = (
    "Guten Tag, mein Name ist Sabine Müller.",
    "null drei null, zwei drei eins, zwei fünf, null sieben sieben",
    "morgen zwischen zehn und zwölf Uhr",
    "Nein, die Nummer stimmt nicht.",
    "null drei null, zwei drei eins, zwei fünf, null sieben acht",
)
# One round of a long call after the other: what a caller says who answers, corrects himself and asks in between. The
# answers change, because a call in which they do not would end.
ROUND = tuple(
    sentence
    for surname, last in (("Müller", "sieben"), ("Becker", "acht"))
    for sentence in (
        f"Mein Name ist Sabine {surname}",
        "was passiert mit meinen Daten",
        f"null drei null, zwei drei eins, zwei fünf, null sieben {last}",
        "wer sind Sie",
        "Nein, die Nummer stimmt nicht.",
    )
)


@dataclass
class Measure:
    """Milliseconds a turn, seconds to ready, resident megabytes of all its processes.

    ``p50_ms`` and ``p95_ms`` are of turns that each open a connection, as webhooks do that come seconds apart and
    through a proxy; ``kept_p50_ms`` of turns over one kept connection. ``growth`` tells how many times as long the
    60th turn of a call takes as the fifth that says the same; None where it was not measured.
    """

    system: str
    p50_ms: float
    p95_ms: float
    kept_p50_ms: float
    ready_s: float
    memory_mb: float
    growth: float | None = None


def main() -> None:
    """Measures all three, prints the table with its ratios and targets, writes results/bench/turns.json."""
    console = Console()
    console.print("Training the stock set-up takes minutes the first time; it is kept under results/.")
    seconds = stock.train()
    if seconds:
        console.print(f"stock training: {seconds:.0f} s")
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as folder:
        measures = [_bare(), _own(Path(folder) / "own"), _stock(Path(folder) / "stock")]
    console.print(_table(*measures))
    target = RESULTS / "bench" / "turns.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([asdict(measure) for measure in measures], indent=2))


def _bare() -> Measure:
    port = free_port()
    begin = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bare", str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        _connect(address).close()
        ready = time.monotonic() - begin
        return _measure("bare Sanic handler", partial(_call, address), [process.pid], ready)
    finally:
        process.terminate()
        process.wait()


def _own(data_dir: Path) -> Measure:
    with running_server(data_dir) as server:
        measure = _measure("Rückruf", partial(_call, server.url), [server.pid], server.seconds_to_ready)
        return replace(measure, growth=_growth(server.url))


def _stock(data_dir: Path) -> Measure:
    with stock.running(data_dir) as (address, pids, ready):
        return _measure("stock Rasa", partial(_plain_call, _connect(address)), pids, ready)


def _measure(system: str, call: Callable[[bool], Iterator[float]], pids: list[int], ready: float) -> Measure:
    """``call`` yields the seconds of each turn; its argument tells whether the connection is kept between turns."""
    for _ in range(WARM_UP):
        list(call(True))
    kept = [1000 * seconds for _ in track(range(CALLS), f"{system}, kept connection") for seconds in call(True)]
    turns = [1000 * seconds for _ in track(range(CALLS), f"{system}: {CALLS} calls") for seconds in call(False)]
    p95 = statistics.quantiles(turns, n=20)[18]
    memory = sum(map(_resident_mb, pids))
    return Measure(system, statistics.median(turns), p95, statistics.median(kept), ready, memory)


def _call(url: str, kept: bool) -> Iterator[float]:
    """The same telephone rings ours and the bare handler."""
    call = Phone(url, caller="anonymous", status_callback=False)
    turns: list[Callable[[], object]] = [call.start, *(partial(call.say, sentence) for sentence in SENTENCES)]
    for turn in turns:
        yield _timed(turn)
        if not kept:
            call.close()
    call.report_end()
    call.close()


def _growth(url: str) -> float:
    """The medians of the 60th and of the fifth turn, over several calls, as a ratio."""
    calls = [_long_call(url) for _ in track(range(LONG_CALLS), f"{LONG_CALLS} calls of {SIXTIETH} turns")]
    fifth, sixtieth = (statistics.median(turns[turn - 1] for turns in calls) for turn in (FIFTH, SIXTIETH))
    return sixtieth / fifth


def _long_call(url: str) -> list[float]:
    """The seconds of each turn; the fifth and the sixtieth say the same."""
    call = Phone(url, caller="anonymous").start()
    turns = [_timed(partial(call.say, ROUND[turn % len(ROUND)])) for turn in range(SIXTIETH)]
    call.hang_up()
    call.close()
    return turns


def _plain_call(connection: http.client.HTTPConnection, kept: bool) -> Iterator[float]:
    """The same turns for a server that knows no turn numbers; the built-in channel tells calls apart by `From`."""
    line = {"CallSid": "CA" + secrets.token_hex(16), "From": "+49" + str(secrets.randbelow(10**10))}
    spoken = [{"CallStatus": "in-progress", "SpeechResult": sentence} for sentence in SENTENCES]
    for parameters in ({"CallStatus": "ringing"}, *spoken):
        yield _timed(partial(_post, connection, {**line, **parameters}))
        if not kept:
            connection.close()


def _post(connection: http.client.HTTPConnection, parameters: dict[str, str]) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", WEBHOOK, urlencode(parameters), headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != http.HTTPStatus.OK or b"<Say" not in text:
        raise RuntimeError(f"HTTP {answer.status} instead of TwiML: {text[:200]!r}")


def _connect(address: str) -> http.client.HTTPConnection:
    """A connection, once somebody listens."""
    netloc = urlsplit(address)
    deadline = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection(netloc.hostname or "", netloc.port)
        try:
            connection.connect()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return connection


def _timed(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _resident_mb(pid: int) -> float:
    """Resident memory of a process and its children, from /proc."""
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own / 1024 + sum(_resident_mb(int(child)) for child in children)


def _table(bare: Measure, own: Measure, stock_rasa: Measure) -> Table:
    table = Table(title=f"{CALLS} calls of {len(SENTENCES) + 1} turns, one after the other")
    for column in ("", "p50 ms", "p95 ms", "p50 kept", "ready s", "MB"):
        table.add_column(column, justify="right" if column else "left")
    for measure in (bare, own, stock_rasa):
        table.add_row(
            measure.system,
            f"{measure.p50_ms:.1f}",
            f"{measure.p95_ms:.1f}",
            f"{measure.kept_p50_ms:.1f}",
            f"{measure.ready_s:.1f}",
            f"{measure.memory_mb:.0f}",
        )
    table.caption = (
        f"{own.p50_ms / bare.p50_ms:.1f} times the bare handler (target: at most 20; "
        f"{own.kept_p50_ms / bare.kept_p50_ms:.1f} over a kept connection), "
        f"{stock_rasa.p50_ms / own.p50_ms:.1f} times faster than stock (at least 5), "
        f"ready in {own.ready_s:.0f} s (under 20), {own.memory_mb:.0f} MB (under 700), "
        f"the {SIXTIETH}th turn of a call takes {own.growth or math.nan:.2f} times the {FIFTH}th (at most 1.5)"
    )
    return table


if __name__ == "__main__":
    main()
