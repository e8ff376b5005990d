"""Our Twilio rings Twilio's own server, twilio-agent-connect: a second opinion on what the simulator says and signs.

``python -m scripts.ring_agent_connect`` makes an environment for it in a temporary folder (half a minute, from the
package index), rings it, and tells what it took. Exit 1 where it took something else than Twilio would send.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import typer

from rueckruf.simulator.line import CallFailedError, Line
from rueckruf.simulator.relay import Session
from rueckruf.simulator.server import free_port
from rueckruf.simulator.twiml import ConversationRelay
from rueckruf.simulator.websocket import NoSocketError

PACKAGE = "twilio-agent-connect[server]==2.5.0"
DOMAIN = "voice.example.com"
WEBHOOK = f"https://{DOMAIN}/webhooks/twilio_voice/webhook"
SOCKET = f"wss://{DOMAIN}/webhooks/twilio_voice/relay"
CALL = {
    "AccountSid": "AC" + "0" * 32,
    "CallSid": "CA" + "0" * 32,
    "CallStatus": "ringing",
    "From": "+493023125042",
    "To": "+493023125000",
}
NOUN = ConversationRelay("", SOCKET, "de-DE", "Vicki-Neural", (), True, ())
TOKEN = "token-of-this-run"  # noqa: S105 - made for it
_SERVER = Path(__file__).with_name("agent_connect_server.py")
_SECONDS_TO_START = 60.0


def main() -> None:
    """Ring Twilio's own server package, installed in a temporary folder; exit 1 where it took anything else."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as url:
        checks = {
            "refuses what another token has signed": _is_refused(url),
            "answers a signed webhook, and takes the signed handshake, setup and a prompt": _is_heard(url),
            "falls silent at an interruption, and answers what is said then": _is_interrupted(url),
        }
    for what, holds in checks.items():
        print(f"{'yes' if holds else 'NO '}  {what}")
    sys.exit(not all(checks.values()))


def _is_refused(url: str) -> bool:
    line = _line(url, "another")
    try:
        line.open_socket(SOCKET)
    except NoSocketError as refusal:
        return refusal.status == HTTPStatus.FORBIDDEN and line.post(WEBHOOK, CALL)[0] == HTTPStatus.FORBIDDEN
    return False


def _is_heard(url: str) -> bool:
    line = _line(url)
    _, _, document = line.post(WEBHOOK, CALL)
    session = Session(line.open_socket(SOCKET), NOUN, CALL)
    session.prompt("Guten Tag")
    return f'url="{SOCKET}"' in document and session.listen().texts == ["Gehört: Guten Tag"]


def _is_interrupted(url: str) -> bool:
    line = _line(url)
    line.post(WEBHOOK, CALL)
    session = Session(line.open_socket(SOCKET), NOUN, CALL)
    session.speaks_on = True
    session.prompt("Guten Tag")
    session.listen()
    session.interrupt("Gehört")
    silent = session.listen()  # it says that nothing more comes
    session.prompt("Noch etwas")
    return silent.texts == [] and session.listen().texts == ["Gehört: Noch etwas"]


def _line(url: str, token: str = TOKEN) -> Line:
    return Line(url, token, f"https://{DOMAIN}")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE], check=True)
    port = free_port()
    command = [python, str(_SERVER), str(port), DOMAIN, TOKEN]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            _line(url).post(WEBHOOK, CALL)
            return
        except CallFailedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    typer.run(main)
