"""A telephone in the terminal."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rueckruf.settings import load_settings
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import CALLER, Phone
from rueckruf.simulator.script import play_turn, read_script
from rueckruf.simulator.twiml import TwiMLError


def run_call(url: str, script: Path | None = None, caller: str | None = None) -> int:
    """Ring the server at ``url`` and talk over the terminal, or play a script; the exit code.

    Requests are signed with ``TWILIO_AUTH_TOKEN`` for ``RUECKRUF_PUBLIC_URL`` as the server expects them. The
    code is 1 when nobody answers, or not as a telephone call needs it, or the script cannot be read.
    """
    try:
        turns = _typed() if script is None else _echoed(read_script(script))
    except (OSError, UnicodeDecodeError) as problem:
        print(f"rueckruf: {script}: {problem}", file=sys.stderr)
        return 1
    settings = load_settings()
    phone = Phone(url, settings.twilio_auth_token, caller or CALLER, settings.public_url)
    try:
        _talk(phone, turns)
    except (CallFailedError, TwiMLError) as problem:
        print(f"rueckruf: {problem}", file=sys.stderr)
        if not phone.document:
            print("Is the server running? Start it with: rueckruf run", file=sys.stderr)
        return 1
    finally:
        phone.close()
    return 0


def _talk(phone: Phone, turns: Iterable[str]) -> None:
    phone.start()
    _show(phone)
    for line in () if phone.ended else turns:
        play_turn(phone, line)
        _show(phone)
        if phone.ended:
            break
    print("[the assistant has hung up]" if phone.ended else "[you have hung up]")
    phone.hang_up()


def _show(phone: Phone) -> None:
    for sentence in phone.heard_last:
        print(f"☎ {sentence}", flush=True)
    if phone.transferred_to:
        print(f"[calling {phone.transferred_to}: an empty line means that nobody answers]", flush=True)


def _typed() -> Iterator[str]:
    """Lines from the keyboard until Ctrl-D or Ctrl-C, which hang up."""
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return


def _echoed(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        print(f"> {line}", flush=True)
        yield line
