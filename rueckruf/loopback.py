"""What is this machine, and not another one that only looks like it."""

from contextlib import suppress
from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host, by name or address and with or without a port, is this machine."""
    without_port = host.rpartition(":")[0]
    for name in (host, without_port):
        with suppress(ValueError):
            return ip_address(name.strip("[]")).is_loopback
    return "localhost" in (host.lower(), without_port.lower())
