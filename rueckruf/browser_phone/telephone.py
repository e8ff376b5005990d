"""The page beside the calls: a process of its own, as Twilio and the caller's telephone are."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import waitress

from rueckruf.browser_phone.app import create_app
from rueckruf.browser_phone.calls import Calls
from rueckruf.browser_phone.event_feed import EventReceiver, EventSender, event_feed
from rueckruf.child import Child, end_all
from rueckruf.project import ROOT
from rueckruf.server.errors import StartError
from rueckruf.server.run import bound
from rueckruf.settings import Settings

HOST = "127.0.0.1"
_PORTS_ON = 2  # behind the calls and the sales page
_ANY_PORT = 0
_THREADS = 8
_SECONDS_TO_STOP = 2


@contextmanager
def telephone(settings: Settings, port: int) -> Iterator[EventSender]:
    """Serve the page until the block ends; it rings the server on ``port``, which sends the events of its turns there.

    Prints ``telephone http://HOST:PORT``. Raises StartError where others may ring the server: the page shows all that
    is said in a call to whoever opens it.
    """
    if settings.public_url is not None:
        raise StartError(
            "--phone: not with RUECKRUF_PUBLIC_URL: the telephone in the browser is for this machine alone"
        )
    listening = _listening(port + _PORTS_ON)
    sender, receiver = event_feed()
    page = Child(_serve, listening, f"http://{HOST}:{port}", settings.twilio_auth_token, receiver)
    print(f"telephone http://{HOST}:{listening.getsockname()[1]}", flush=True)
    listening.close()
    try:
        yield sender
    finally:
        end_all([page], _SECONDS_TO_STOP)


def _listening(port: int) -> socket.socket:
    try:
        return bound(HOST, port)
    except StartError:
        return bound(HOST, _ANY_PORT)


def _serve(_: Connection, listening: socket.socket, url: str, auth_token: str | None, receiver: EventReceiver) -> None:
    receiver.begin()
    app = create_app(Calls(url, auth_token, receiver, ROOT))
    # What proxies add must be seen, or it could not be refused.
    waitress.serve(
        app, sockets=[listening], threads=_THREADS, ident="", clear_untrusted_proxy_headers=False, _quiet=True
    )
