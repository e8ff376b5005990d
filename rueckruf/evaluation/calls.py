"""``rueckruf evaluate calls``: simulated callers ring a server of their own, and what they reach is counted."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import Progress

from rueckruf import clock
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.evaluation import call_chart
from rueckruf.evaluation.call_records import FATES, Call, Turn
from rueckruf.evaluation.call_tables import figures, measures_table, persona_table
from rueckruf.evaluation.tables import Table
from rueckruf.settings import load_settings
from rueckruf.simulator.callers.caller import Caller
from rueckruf.simulator.callers.goals import Goal, draw_goal, now
from rueckruf.simulator.callers.noise import CLEAR, recognised
from rueckruf.simulator.callers.personas import personas
from rueckruf.simulator.callers.strength import Strength
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, blank_server_at
from rueckruf.simulator.twiml import TwiMLError
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests

#: Calls at the same time. One answer takes the server a core; two callers keep it busy.
LINES = 2
#: What is recognised of a caller's words, and how surely (0 to 1), while the server listens as the telephone tells.
Recogniser = Callable[[str, Goal, Phone, Random], tuple[str, float]]


@dataclass(frozen=True)
class Conditions:
    """What a run of calls has in common: who recognises the words of the call at each place, whether its callers mind
    what is read back, and from which list of ``tests/callers/goals.yml`` they have their names.
    """

    label: str
    recogniser: Callable[[int], Recogniser]
    careful: bool = True
    names_from: str = "names"


def evaluate(console: Console, folder: Path, count: int, seed: int, noise: Sequence[Strength], today: datetime) -> None:
    """Plays ``count`` calls for each entry of ``noise``, prints the tables and writes them to ``folder``.

    ``today`` dates the run; the calls themselves begin at the moment of ``tests/callers/goals.yml``.
    """
    runs: dict[str, list[Call]] = {}
    for strength in noise:
        with blank_server_at(callers_moment()) as server:
            runs[strength.label] = play(server, count, seed, with_noise(strength), console)
    tables = [measures_table(runs), *(persona_table(name, calls) for name, calls in runs.items())]
    for table in tables:
        console.print(table.as_rich())
    write(runs, tables, folder, f"Run of {today:%Y-%m-%d}: {count} calls, seed {seed}.")
    console.print(f"Written to {folder}/: table.md, results.json, calls.png, failures.md")


def callers_moment() -> str:
    """When all calls begin, as an ISO time with its zone."""
    return clock.berlin(now()).isoformat()


def play(
    server: Server,
    count: int,
    seed: int,
    conditions: Conditions,
    console: Console | None = None,
    token: str | None = None,
) -> list[Call]:
    """So many calls on ``server``, each drawn from ``seed`` and its own place; the same again for the same seed."""
    hours = load_settings().company.hours()
    shown = Progress(console=console or Console(stderr=True), disable=console is None, transient=True)
    with shown as progress, ThreadPoolExecutor(LINES) as lines:
        bar = progress.add_task(f"calls, {conditions.label}", total=count)

        def one(index: int) -> Call:
            random = Random(f"{seed} {index}")  # noqa: S311 - chances, no secrets
            call = ring(server.url, token, index, random, conditions, hours)
            progress.advance(bar)
            return call

        calls = list(lines.map(one, range(count)))
    with closing(open_database(load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)}))) as database:
        stored = {request.call_sid: request for request in SqlCallbackRequests(database).list()}
    for call in calls:
        call.stored = stored.get(call.call_sid)
    return calls


def with_noise(strength: Strength) -> Conditions:
    """Careful callers whose words are garbled as ``strength`` tells."""

    def hears(words: str, goal: Goal, _: Phone, random: Random) -> tuple[str, float]:
        names = [name for name in (goal.first, goal.last) if name]
        return recognised(words, names, strength, random)

    return Conditions(strength.label, lambda _: hears)


def ring(url: str, token: str | None, index: int, random: Random, conditions: Conditions, hours: OpeningHours) -> Call:
    """One call from ringing to its end; what is stored is not known yet."""
    people = personas()
    persona = people[index % len(people)]
    goal = draw_goal(persona, hours, random, conditions.names_from)
    caller = Caller(persona, goal, random, conditions.careful)
    hears = conditions.recogniser(index)
    phone = Phone(url, token, goal.calls_from)
    call = Call(index, phone.call_sid, persona.name, goal, caller.at_once)
    try:
        phone.start(call.call_sid)
        while not phone.ended:
            _turn(phone, caller, call, random, hears)
        call.ended = not call.turns or not call.turns[-1].move.hangs_up
    except (CallFailedError, TwiMLError) as problem:
        call.failure = f"{type(problem).__name__}: {problem}"
    finally:
        phone.close()
    call.last_heard = tuple(phone.heard_last) if call.ended else ()
    call.goal, call.asked, call.accepted = caller.goal, caller.asked, caller.accepted
    call.withdrawn, call.spelled = caller.withdrawn, caller.spelled
    return call


def _turn(phone: Phone, caller: Caller, call: Call, random: Random, hears: Recogniser) -> None:
    heard = tuple(phone.heard_last)
    move = caller.answer(heard)
    words, confidence = hears(move.words, caller.goal, phone, random) if move.words else ("", CLEAR)
    call.turns.append(Turn(heard, move, words, confidence))
    if move.hangs_up:
        phone.hang_up()
    elif move.keys:
        phone.press(move.keys)
    elif words:
        phone.say(words, confidence)
    else:
        phone.silence()


def write(runs: Mapping[str, Sequence[Call]], tables: Iterable[Table], folder: Path, heading: str) -> None:
    """The files of a run; ``heading`` stands above its tables. All data is made up (``tests/callers/goals.yml``)."""
    folder.mkdir(parents=True, exist_ok=True)
    page = "\n\n".join([heading, *(table.as_markdown() for table in tables)])
    (folder / "table.md").write_text(page + "\n", encoding="utf-8")
    results = {name: figures(calls) for name, calls in runs.items()}
    (folder / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "failures.md").write_text("\n".join(_failures(runs)), encoding="utf-8")
    call_chart.draw(runs, folder / "calls.png")


def _failures(runs: Mapping[str, Sequence[Call]]) -> Iterator[str]:
    yield "# Calls that failed\n"
    yield from (f"- **{fate}**: {meaning}" for fate, meaning in FATES.items() if fate != "reached")
    for name, calls in runs.items():
        failed = [call for call in calls if call.fate != "reached" or call.loops]
        yield f"\n## {name.capitalize()} ({len(failed)} of {len(calls)})"
        for call in sorted(failed, key=_by_fate):
            loop = ", loop" if call.loops else ""
            yield f"\n### Call {call.index}, {call.persona}: {call.fate}{loop}, at {call.asked}\n"
            yield f"```\n{call.transcript()}\n```"


def _by_fate(call: Call) -> tuple[int, str, int]:
    return list(FATES).index(call.fate), call.asked or "", call.index
