"""``python -m benchmarks.load.kills``: processes are killed while callers ring; is a confirmed request lost?"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import typer
from rich.console import Console

from benchmarks.load.site import CHILD, CONNECTION, REDIS, SERVER, Site, running_site
from benchmarks.load.storm import Storm, storm
from rueckruf.project import RESULTS
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.spool import open_spool
from tests.support.nginx import NGINX, NGINX_IS_MISSING
from tests.support.patience import eventually

# So often each of ten: what holds most of the calls most often.
_OF_TEN = (CHILD, CONNECTION, CHILD, REDIS, CHILD, SERVER, CHILD, CONNECTION, CHILD, REDIS)
_AS_PEOPLE = (1.0, 3.0)
_SECONDS_BETWEEN = 8.0  # in which whoever was killed is replaced: so that each kill is one fault, not two
_NOBODY = ("nobody",) * 10
_AIM_SECONDS = 3.0
_FILE = RESULTS / "bench" / "kills.md"

console = Console()


def main(
    kills: int = typer.Option(50, min=1, help="How many processes are killed, one after the other."),
    callers: int = typer.Option(32, min=1, help="How many ring at once, again and again."),
) -> None:
    """Kill processes of two servers, PostgreSQL and Redis while callers ring through nginx; about ten minutes.

    Before, the same callers ring for a minute and a half with nobody killed: what is slow then is the machine.
    Its table goes to results/bench/kills.md. It needs nginx. Ends with 1 where a request was lost or stored twice.
    """
    if NGINX is None:
        raise SystemExit(f"bench-load: {NGINX_IS_MISSING}")
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as folder, running_site(Path(folder)) as site:
        victims = list(islice(cycle(_OF_TEN), kills))
        calm = storm(site.url, callers, _NOBODY, lambda _: None, _AS_PEOPLE, _SECONDS_BETWEEN)
        weather = storm(site.url, callers, victims, site.kill, _AS_PEOPLE, _SECONDS_BETWEEN)
        lost, twice = weather.wrong(stored(site))
    lines = [*table(weather), "", *verdict(weather, lost, twice), before(calm)]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    _FILE.parent.mkdir(parents=True, exist_ok=True)
    _FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    raise typer.Exit(bool(lost or twice))


def stored(site: Site) -> list[str]:
    """The CallSids of all requests, once nothing waits for the database any more."""
    spool = open_spool(load_settings({**site.environment, "RUECKRUF_DATA_DIR": str(site.data_dir)}))
    assert eventually(lambda: spool.state().depth == 0)
    database = open_database(load_settings(site.environment))
    try:
        return [str(request.call_sid) for request in SqlCallbackRequests(database).list()]
    finally:
        database.engine.dispose()


def table(weather: Storm) -> Iterator[str]:
    """Lines of Markdown, one for each kind of process."""
    yield f"| killed | times | slowest turn, s | times over {_AIM_SECONDS:.0f} s |"
    yield "| --- | --- | --- | --- |"
    slowest = list(weather.slowest())
    for kind in dict.fromkeys(victim for victim, _ in slowest):
        seconds = [each for victim, each in slowest if victim == kind]
        late = sum(each > _AIM_SECONDS for each in seconds)
        yield f"| {kind} | {len(seconds)} | {max(seconds):.1f} | {late} |"


def before(calm: Storm) -> str:
    """How the same callers did while nobody was killed."""
    return f"before, with nobody killed: {_late(calm)} of {len(calm.met.turns)} turns over {_AIM_SECONDS:.0f} s"


def _late(weather: Storm) -> int:
    return sum(seconds > _AIM_SECONDS for _, seconds in weather.met.turns)


def verdict(weather: Storm, lost: list[str], twice: list[str]) -> Iterator[str]:
    """What became of the calls."""
    met = weather.met
    calls = len(met.thanked) + len(met.not_thanked) + len(met.unanswered)
    yield f"{len(weather.kills)} kills, {calls} calls with {len(met.turns)} turns:"
    yield f"thanked and not stored: {len(lost)} (at most 0); stored twice: {len(twice)} (at most 0)"
    yield f"ended without thanks: {len(met.not_thanked)}; without an answer: {len(met.unanswered)} (at most 0)"
    yield f"turns over {_AIM_SECONDS:.0f} s: {_late(weather)} (at most 0)"
    yield from (f"{count} without an answer: {why}" for why, count in Counter(met.unanswered.values()).items())
    yield from (f"without thanks: {' / '.join(heard[-3:])}" for heard in met.not_thanked.values())


if __name__ == "__main__":
    typer.run(main)
