"""A telephone in the terminal."""

import select
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rueckruf.settings import load_settings
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import CALLER, Phone
from rueckruf.simulator.relay import RelayError
from rueckruf.simulator.script import play_turn, read_script
from rueckruf.simulator.twiml import TwiMLError

_SECONDS_BETWEEN_LOOKS = 0.2


def run_call(url: str, script: Path | None = None, caller: str | None = None, transport: str | None = None) -> int:
    """Ring the server at ``url`` and talk over the terminal, or play a script; the exit code.

    ``transport``: ``gather`` or ``relay``, None: the server's choice.

    Requests are signed with ``TWILIO_AUTH_TOKEN`` for ``RUECKRUF_PUBLIC_URL`` as the server expects them. The
    code is 1 when nobody answers, or not as a telephone call needs it, or the script cannot be read.
    """
    try:
        lines = None if script is None else read_script(script)
    except (OSError, UnicodeDecodeError) as problem:
        print(f"rueckruf: {script}: {problem}", file=sys.stderr)
        return 1
    settings = load_settings()
    phone = Phone(url, settings.twilio_auth_token, caller or CALLER, settings.public_url, transport=transport)
    try:
        _talk(phone, _typed(phone) if lines is None else _echoed(lines))
    except (CallFailedError, TwiMLError, RelayError, TimeoutError) as problem:
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
    if phone.session or phone.said.handoff is not None:
        print(f"[{phone.said.seconds:.2f} s]", flush=True)
    if phone.transferred_to:
        print(f"[calling {phone.transferred_to}: an empty line means that nobody answers]", flush=True)


def _typed(phone: Phone) -> Iterator[str]:
    """Lines from the keyboard until Ctrl-D or Ctrl-C, which hang up, or until the other side does."""
    while True:
        try:
            _let_speak(phone)
            if phone.ended:
                return
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return


def _let_speak(phone: Phone) -> None:
    """While nobody types they are silent, and over ConversationRelay the assistant speaks of its own accord."""
    while phone.session and not select.select([sys.stdin], [], [], 0)[0]:
        if phone.session.socket.has_arrived(_SECONDS_BETWEEN_LOOKS):
            phone.listen()
            _show(phone)


def _echoed(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        print(f"> {line}", flush=True)
        yield line
