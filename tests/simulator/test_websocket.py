"""The simulator's WebSocket."""

import socket
from threading import Thread

import pytest

from rueckruf.simulator.websocket import NoSocketError, WebSocket

pytestmark = pytest.mark.unit

PATIENCE = 60.0


def test_a_refused_socket_lets_go_of_its_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        left: list[bytes] = []
        server = Thread(target=_refuse, args=(listener, left))
        server.start()

        with pytest.raises(NoSocketError) as refused:
            WebSocket(f"ws://127.0.0.1:{listener.getsockname()[1]}/", {}, PATIENCE)

        server.join()
        assert refused.value.status == 403
        assert left == [b""]  # the end, though the socket is still referred to by the error


def _refuse(listener: socket.socket, left: list[bytes]) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(PATIENCE)
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        left.append(connection.recv(4096))
