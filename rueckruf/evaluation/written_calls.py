"""``rueckruf evaluate calls --written FILE``: calls whose lines somebody has written, played and judged strictly."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.evaluation.calls import LINES
from rueckruf.evaluation.tables import Table, percent
from rueckruf.settings import load_settings
from rueckruf.simulator.callers.written import WrittenCall, WrittenCaller, WrittenCalls, differences, read_written_calls
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, blank_server_at
from rueckruf.simulator.twiml import TwiMLError
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests


@dataclass
class Outcome:
    """One played call: what was heard and said, and what came out otherwise."""

    call: WrittenCall
    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def evaluate(console: Console, folder: Path, paths: Sequence[Path]) -> None:
    """Plays the calls of each file, prints a table by kind and writes transcripts of what failed to ``folder``.

    Raises FileError for a file that cannot be read.
    """
    outcomes = []
    for path in paths:
        written = read_written_calls(path)
        with blank_server_at(clock.berlin(written.now).isoformat()) as server:
            outcomes += play(server, written, console)
    table = by_kind(outcomes)
    console.print(table.as_rich())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "written.md").write_text(
        "\n\n".join([table.as_markdown(), *_failures(outcomes)]) + "\n", encoding="utf-8"
    )
    console.print(f"Written to {folder}/written.md, with the transcript of each call that failed")


def play(
    server: Server, written: WrittenCalls, console: Console | None = None, token: str | None = None
) -> list[Outcome]:
    """Each call on ``server``, whose clock must stand at their beginning."""
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)}))
    requests = SqlCallbackRequests(database)
    shown = Progress(console=console or Console(stderr=True), disable=console is None, transient=True)
    with closing(database), shown as progress, ThreadPoolExecutor(LINES) as lines:
        bar = progress.add_task("written calls", total=len(written.calls))

        def one(call: WrittenCall) -> Outcome:
            outcome = _ring(server.url, token, call, requests)
            progress.advance(bar)
            return outcome

        return list(lines.map(one, written.calls))


def _ring(url: str, token: str | None, call: WrittenCall, requests: SqlCallbackRequests) -> Outcome:
    outcome, caller = Outcome(call), WrittenCaller(call)
    phone = Phone(url, token, call.calls_from)
    try:
        phone.start()
        while not phone.ended:
            outcome.lines += [f"☎ {sentence}" for sentence in phone.heard_last]
            move = caller.answer(phone.heard_last)
            outcome.lines.append(f"> {move.words or ('(hangs up)' if move.hangs_up else '(silence)')}")
            if move.hangs_up:
                phone.hang_up()
            elif move.words:
                phone.say(move.words)
            else:
                phone.silence()
        outcome.lines += [f"☎ {sentence}" for sentence in phone.heard_last]
    except (CallFailedError, TwiMLError) as problem:
        outcome.faults.append(f"{type(problem).__name__}: {problem}")
    finally:
        phone.close()
    outcome.faults += differences(call.wanted, _stored(requests, phone.call_sid), " ".join(phone.heard))
    return outcome


def _stored(requests: SqlCallbackRequests, call_sid: str) -> list[CallbackRequest]:
    return [request for request in requests.list() if request.call_sid == call_sid]


def by_kind(outcomes: Sequence[Outcome]) -> Table:
    """How many calls of each kind came out as wanted."""
    kinds = dict.fromkeys(outcome.call.kind for outcome in outcomes)
    rows = [[kind, *_counted([one for one in outcomes if one.call.kind == kind])] for kind in kinds]
    return Table("Written calls", ["", "as wanted", "of", "share"], [*rows, ["all", *_counted(outcomes)]])


def _counted(outcomes: Sequence[Outcome]) -> list[str]:
    right = sum(not outcome.faults for outcome in outcomes)
    return [str(right), str(len(outcomes)), percent(right / len(outcomes))]


def _failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.faults:
            told = "\n".join([*outcome.faults, "", *outcome.lines])
            yield f"### {outcome.call.id}, {outcome.call.kind}\n\n```\n{told}\n```"
