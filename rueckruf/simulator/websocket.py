"""A WebSocket to the server that is waited for, as the rest of a simulated call is."""

import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

from websockets.client import ClientConnection
from websockets.exceptions import InvalidHandshake, InvalidState, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import WebSocketURI, parse_uri


class NoSocketError(Exception):
    """The server takes no socket; ``status`` is its HTTP answer, None where nobody answers."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class WebSocket:
    """Opens the address, and raises NoSocketError where that is refused."""

    def __init__(self, address: str, headers: Mapping[str, str], seconds: float) -> None:
        uri = parse_uri(address)
        self._protocol = ClientConnection(uri)
        self._arrived: deque[str | bytes] = deque()
        self._closed = False
        try:
            with ExitStack() as unless_taken:
                self._connection = unless_taken.enter_context(_connected(uri, seconds))
                self._shake_hands(headers)
                unless_taken.pop_all()
        except (OSError, InvalidHandshake) as error:
            status = error.response.status_code if isinstance(error, InvalidStatus) else None
            raise NoSocketError(f"no WebSocket to {urlsplit(address).netloc}: {error}", status) from None

    def _shake_hands(self, headers: Mapping[str, str]) -> None:
        request = self._protocol.connect()
        for name, value in headers.items():
            request.headers[name] = value
        self._protocol.send_request(request)
        self._flush()
        while not self._closed:
            answer, *frames = self._read() or [None]
            if isinstance(answer, Response):
                self._protocol.process_response(answer)
                for frame in frames:  # they may come in one go
                    self._take(frame)
                return
        raise InvalidHandshake("the connection was closed")

    def send(self, text: str | bytes) -> None:
        """Send a frame; where the other side has closed, nothing happens."""
        with suppress(OSError, InvalidState):
            if isinstance(text, str):
                self._protocol.send_text(text.encode())
            else:
                self._protocol.send_binary(text)
            self._flush()

    def receive(self, seconds: float) -> str | bytes | None:
        """The next message; None where the other side has closed. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while not self._arrived:
            if self._closed:
                return None
            self._connection.settimeout(max(until - time.monotonic(), 0.001))
            for event in self._read():
                self._take(event)
        return self._arrived.popleft()

    def has_arrived(self, seconds: float) -> bool:
        """Whether a message, or the end, comes in that time."""
        if not self._arrived and not self._closed and select.select([self._connection], [], [], seconds)[0]:
            for event in self._read():
                self._take(event)
        return bool(self._arrived) or self._closed

    @property
    def close_code(self) -> int | None:
        """Why the other side has closed."""
        return self._protocol.close_code

    def close(self, code: int = 1000) -> None:
        """Say goodbye, and let go of the connection."""
        if not self._closed:
            with suppress(OSError, InvalidState):  # the other side may have closed meanwhile
                self._protocol.send_close(code)
                self._flush()
        self.drop()

    def drop(self) -> None:
        """Let go of the connection without a word."""
        self._closed = True
        self._connection.close()

    def _read(self) -> list[object]:
        try:
            data = self._connection.recv(64 * 1024)
        except ConnectionError:
            data = b""
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
            self._closed = True
        events: list[object] = list(self._protocol.events_received())
        with suppress(OSError):
            self._flush()
        return events

    def _take(self, event: object) -> None:
        if not isinstance(event, Frame):
            return
        if event.opcode is Opcode.CLOSE:
            self._closed = True
        elif event.opcode is Opcode.TEXT:
            self._arrived.append(bytes(event.data).decode())
        elif event.opcode is Opcode.BINARY:
            self._arrived.append(bytes(event.data))

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._connection.sendall(data)


def _connected(uri: WebSocketURI, seconds: float) -> socket.socket:
    connection = socket.create_connection((uri.host, uri.port), seconds)
    if uri.secure:
        connection = ssl.create_default_context().wrap_socket(connection, server_hostname=uri.host)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
