"""Ports for servers of our own, as two test processes ask for them next to each other."""

import socket
from contextlib import closing

import pytest

from rueckruf.server.errors import StartError
from rueckruf.server.run import bound
from rueckruf.simulator.server import HELD_PORTS, SERVED_PORTS, free_port

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """As another process asks."""
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def test_a_port_is_given_to_nobody_else_before_its_server_stands() -> None:
    ports = [free_port() for _ in range(HELD_PORTS)]

    assert not any(map(is_free, ports))
    assert len(set(ports)) == len(ports)


def test_a_server_gets_the_port_that_it_is_told_and_no_second_one_beside_it() -> None:
    port = free_port()

    with closing(bound(HOST, port)) as listening:
        listening.listen()
        with pytest.raises(StartError):
            bound(HOST, port)
        with socket.create_connection((HOST, port)):
            pass


def test_nobody_answers_where_no_server_stands_yet() -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, free_port()))


def test_the_port_of_a_sales_page_is_no_servers() -> None:
    assert all(free_port() + 1 not in SERVED_PORTS for _ in range(HELD_PORTS))


def test_what_is_held_is_given_back() -> None:
    first = free_port()
    for _ in range(HELD_PORTS):
        free_port()

    assert is_free(first)
