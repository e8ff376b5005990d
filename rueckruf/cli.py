"""The command line. Commands import what they need when they run: ``import rasa`` takes seconds."""

import json
import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from rueckruf import garbage
from rueckruf.evaluation.commands import commands as measures
from rueckruf.privacy.backup_commands import commands as backups
from rueckruf.privacy.commands import commands as privacy
from rueckruf.sales.commands import commands as sales
from rueckruf.sales.handover.commands import commands as handover
from rueckruf.sales.token_commands import commands as tokens
from rueckruf.server.commands import commands as models
from rueckruf.twilio.commands import commands as twilio

if TYPE_CHECKING:
    from rueckruf.browser_phone.event_feed import EventSender
    from rueckruf.settings import Settings

logger = logging.getLogger(__name__)

app = typer.Typer(
    help="Rückruf: a German telephone assistant that takes callback wishes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
understand = typer.Typer(help="Read spoken German: JSON lines in, JSON lines out.", no_args_is_help=True)
app.add_typer(understand, name="understand")
for commands in (measures, models, privacy, backups, sales, tokens, handover, twilio):
    app.registered_commands += commands.registered_commands
    app.registered_groups += commands.registered_groups

_QUIET: dict[str, Any] = {"show_default": False}  # typer would tell of a default "None"
_PORT: dict[str, Any] = {"min": 1, "max": 65535}

SERVER_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",  # a turn's matrices are too small to share out
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def main() -> None:
    """Entry point of the ``rueckruf`` command; a fault the user can mend ends it with one line and exit 1."""
    from rueckruf.company import CompanyError
    from rueckruf.lean.install import AnotherRasaError
    from rueckruf.privacy.errors import PrivacyError
    from rueckruf.settings import SettingsError
    from rueckruf.storage.errors import StoreError, problem_of_database

    garbage.look_seldom()
    try:
        app()
    except (AnotherRasaError, CompanyError, PrivacyError, SettingsError, StoreError) as error:
        fail(str(error))
    except Exception as error:
        problem = problem_of_database(error)
        if problem is None:
            raise
        fail(str(problem))


def fail(problem: str) -> NoReturn:
    typer.echo(f"rueckruf: {problem}", err=True)
    raise SystemExit(1)


@app.command()
def run(
    port: int = typer.Option(5005, help="Port to listen on.", **_PORT),
    data_dir: Path = typer.Option(
        None, help="Folder for everything that is stored. [default: RUECKRUF_DATA_DIR or var/]", **_QUIET
    ),
    sales_port: int = typer.Option(
        None, help="Port of the sales page. [default: the next one, if free]", **_PORT, **_QUIET
    ),
    watch: bool = typer.Option(False, "--watch", help="Take files that change, and new models, between calls."),
    model: Path = typer.Option(None, help="Serve with this model. [default: the newest in models/]", **_QUIET),
    phone: bool = typer.Option(False, "--phone", help="Also serve a telephone for the browser, on this machine alone."),
) -> None:
    """Serve calls and the sales page until Ctrl-C. Prints `ready http://HOST:PORT` once calls can be answered.

    With --watch, what you save under data/, in company.yml, credentials.yml, domain.yml or config.yml is checked as
    `check-data` does, trained if it must be, and met by the next call; so is a model trained by another process. A line
    tells what was taken, or why not: then the server goes on with what it had. Running calls end as they began.

    With --phone a line `telephone http://HOST:PORT` tells where a page rings the server and shows what happens in each
    turn: intent, slots, the rule or story that fired, milliseconds. No event_broker of endpoints.yml hears of them.

    \b
    rueckruf run --watch --phone
    took data/responses/caller_name.yml
    not taken: data/rules/call.yml:12: ... (and 2 more)
    """
    if watch and model:
        fail("--model: not together with --watch, which takes the newest")
    garbage.wait_for_what_stays()
    if data_dir is not None:
        os.environ["RUECKRUF_DATA_DIR"] = str(data_dir.resolve())
    _set_environment()
    from rueckruf import logs
    from rueckruf.settings import load_settings

    settings = load_settings()
    logs.configure(settings.log_level, settings.keys)
    if not watch:  # what watches also trains
        from rueckruf.lean import install

        install.before_rasa_is_imported()
    from rueckruf.server.counters_folder import counters_kept

    with counters_kept():
        _serve(settings, port, sales_port, model, watch, phone)


def _serve(
    settings: "Settings", port: int, sales_port: int | None, model: Path | None, watch: bool, phone: bool
) -> None:
    from rueckruf.server.errors import StartError
    from rueckruf.server.run import serve

    if settings.keys_beside_data:
        logger.warning("the keys lie beside the data that they seal; in production set RUECKRUF_KEYS_FROM")
    try:
        with _telephone(settings, port) if phone else nullcontext() as event_broker:
            if watch:
                from rueckruf.server.watch.supervisor import serve_watching

                serve_watching(settings, port, sales_port, event_broker)
            else:
                serve(settings, port, sales_port, model, event_broker)
    except StartError as error:
        fail(str(error))


def _telephone(settings: "Settings", port: int) -> "AbstractContextManager[EventSender]":
    from rueckruf.browser_phone.telephone import telephone

    return telephone(settings, port)


@app.command()
def call(
    url: str = typer.Option("http://127.0.0.1:5005", help="The server to ring."),
    script: Path = typer.Option(
        None,
        exists=True,
        dir_okay=False,
        help="Play this file instead of the keyboard: one line a turn, lines that begin with `# ` are comments.",
        **_QUIET,
    ),
    caller: str = typer.Option("+493023125042", help="Number the call comes from; `anonymous` withholds it."),
    transport: str = typer.Option(
        None, help="gather or relay: how the call goes over the line; else as the server's settings say.", **_QUIET
    ),
) -> None:
    """Telephone in the terminal: type what the caller says. An empty line is silence, #123# are keys.

    Over the relay (ConversationRelay) a line tells how long each answer took, the server's waiting for more included.

    Webhooks are signed with TWILIO_AUTH_TOKEN for RUECKRUF_PUBLIC_URL, as the server that is rung has them: give
    both the same environment. Exit code 1 when nobody answers, or not as Twilio needs it.

    \b
    rueckruf call --caller anonymous
    rueckruf call --url http://127.0.0.1:5005 --script call.txt
    rueckruf call --transport relay
    """
    from rueckruf.simulator.terminal import run_call

    if transport not in (None, "gather", "relay"):
        fail(f"--transport {transport}: choose gather or relay")
    raise SystemExit(run_call(url, script, caller, transport))


@app.command()
def export(
    format: str = typer.Option("json", help="json or csv for programs, xlsx for Excel, ics for a calendar."),
    output: Path = typer.Option(None, "-o", "--output", help="File to write. [default: standard output]", **_QUIET),
    status: list[str] = typer.Option(
        [], help="Only new, claimed, unreachable, done or incomplete ones; may be given several times."
    ),
    day: str = typer.Option(None, metavar="YYYY-MM-DD", help="Only those to call back on this day.", **_QUIET),
    first: str = typer.Option(None, "--from", metavar="YYYY-MM-DD", help="Only those of this day and later.", **_QUIET),
    last: str = typer.Option(None, "--to", metavar="YYYY-MM-DD", help="Only those of this day and earlier.", **_QUIET),
    recipient: str = typer.Option(None, help="Only those of this team, a key of recipients in company.yml.", **_QUIET),
    search: str = typer.Option(
        "", help="Only those with these words in name or concern, or one of these numbers, or its last 4 digits."
    ),
) -> None:
    """Write the stored callback requests, newest last. Who exported which is logged; restricted ones stay out.

    \b
    rueckruf export --format xlsx -o rueckrufe.xlsx
    rueckruf export --day 2026-03-11 --status new --status unreachable
    rueckruf export --from 2026-03-09 --recipient parent --format ics -o woche.ics
    rueckruf export --search "Sabine Müller" --format csv
    """
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.privacy.export_files import watched
    from rueckruf.sales.export import FORMATS, ExportError, exported, write_file
    from rueckruf.sales.selection import SelectionError, selection_of

    if format not in FORMATS:
        fail(f"--format {format}: choose one of {', '.join(FORMATS)}")
    if day and (first or last):
        fail("--day: not together with --from and --to")
    try:
        settings, database = console.opened()
        recipients = settings.company.titles
        selection = selection_of(
            statuses=status,
            first_day=day or first,
            last_day=day or last,
            recipient=recipient,
            recipients=recipients,
            words=search,
        )
        chunks = exported(database, selection, format, recipients, actor=console.actor(), now=clock.now())
        if output is None:
            sys.stdout.buffer.writelines(chunks)
        else:
            with watched(settings, database, console.actor()):
                write_file(chunks, output)
            if not output.exists():
                fail(f"{output}: a request in it was deleted or restricted meanwhile, so it was removed: export again")
    except (SelectionError, ExportError) as error:
        fail(str(error))


@app.command("check-data")
def check_data() -> None:
    """Tell every fault of the YAML that designers edit, one `path:line: problem` a line; exit 1 if there is any."""
    from rueckruf.data_check import check
    from rueckruf.project import ROOT

    faults = check.check_data(ROOT)
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise SystemExit(1)
    typer.echo("check-data: everything is in order.")


@app.command()
def train(
    candidate: bool = typer.Option(
        False, "--candidate", help="Put it into models/candidates/, where it waits for `rueckruf model promote`."
    ),
) -> None:
    """Check the data, and make a new model of it. What is made of the same as before is not learnt again.

    It is served from the next start on, with --candidate once it is promoted. `make train` trains if files changed.
    """
    check_data()
    _set_environment()
    started = time.monotonic()
    from rueckruf.lean import install

    install.before_rasa_is_imported()
    from rueckruf.nlu import training
    from rueckruf.project import CANDIDATES, MODELS, ROOT, TRAINED, shown

    os.chdir(ROOT)  # where Rasa keeps what has been learnt
    training.tell_of_progress()
    try:
        model = training.train(CANDIDATES if candidate else MODELS)
    except training.TrainingError as error:
        fail(str(error))
    if not candidate:
        TRAINED.touch()
    typer.echo(f"train: {shown(model)}, after {time.monotonic() - started:.0f} s")


@understand.command("time")
def understand_time() -> None:
    """{"id","text","now"} -> {"id","start","end","kind"}: Berlin wall-clock times, null where nothing is meant."""
    from rueckruf.spoken.time.callback_time import read_callback_time

    def read(line: dict[str, Any]) -> dict[str, Any]:
        reading = read_callback_time(line["text"], datetime.fromisoformat(line["now"]))
        if reading is None:
            return {}
        start, end = (moment and moment.isoformat() for moment in (reading.start, reading.end))
        return {"start": start, "end": end, "kind": reading.kind}

    _each_line(read, {"start": None, "end": None, "kind": None})


@understand.command("phone")
def understand_phone() -> None:
    """{"id","text"} -> {"id","e164"}: a German number unless another country is said."""
    from rueckruf.spoken.phone.phone_number import read_phone_number

    def read(line: dict[str, Any]) -> dict[str, Any]:
        reading = read_phone_number(line["text"], expected=True)
        return {"e164": reading.e164} if reading else {}

    _each_line(read, {"e164": None})


@understand.command("name")
def understand_name() -> None:
    """{"id","text"} -> {"id","first","last","title"}: the name as a person would write it."""
    from rueckruf.spoken.name.caller_name import read_caller_name

    parts = ("first", "last", "title")

    def read(line: dict[str, Any]) -> dict[str, Any]:
        reading = read_caller_name(line["text"], expected=True)
        return {part: getattr(reading, part) for part in parts} if reading else {}

    _each_line(read, dict.fromkeys(parts))


@understand.command("turn-end")
def understand_turn_end() -> None:
    """{"id","asked","text","pause_ms"} -> {"id","ends","wait_ms"}: whether a silence ends a turn, and which one does.

    `asked` is the slot of the open question, `confirmed` or null, `pause_ms` the silence since the last word.
    """
    from rueckruf.spoken.turn.turn_end import wait_ms

    def read(line: dict[str, Any]) -> dict[str, Any]:
        asked, pause = line.get("asked"), line.get("pause_ms")
        if not (asked is None or isinstance(asked, str)):
            raise ValueError("asked is no slot")
        if isinstance(pause, bool) or not isinstance(pause, int | float) or not pause >= 0:
            raise ValueError("has no pause_ms")
        wait = wait_ms(line["text"], asked)
        return {"ends": pause >= wait, "wait_ms": wait}

    _each_line(read, {"ends": None, "wait_ms": None})


def _set_environment() -> None:
    """What processes that serve, train or understand run with, unless somebody has set it otherwise."""
    os.environ.update({name: value for name, value in SERVER_ENVIRONMENT.items() if name not in os.environ})


def _each_line(read: Callable[[dict[str, Any]], dict[str, Any]], nothing: dict[str, None]) -> None:
    """One line out for each line in: nulls, and a word on standard error, for one that cannot be read."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        answer = {"id": None, **nothing}
        try:
            asked = _object(line)
            answer["id"] = asked.get("id")
            if not isinstance(asked.get("text"), str):
                raise ValueError("has no text")
            answer |= read(asked)
        except Exception as error:  # whatever one line holds, the others are read
            typer.echo(f"rueckruf: line {number}: {error if type(error) is ValueError else repr(error)}", err=True)
        typer.echo(json.dumps(answer, ensure_ascii=False).encode(errors="backslashreplace"))


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None
    if not isinstance(value, dict):
        raise ValueError("is no JSON object")
    return value
