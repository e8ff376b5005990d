"""Whether a request was made on this machine: nobody else may call where no signature is checked."""

from collections.abc import Mapping

from rueckruf.loopback import is_loopback

# What a proxy on this machine adds or passes on: by RFC 7239 and RFC 9110, and what was usual before and besides.
_OF_PROXIES = frozenset(
    {"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip"}
)
_OF_PROXIES_BEGIN = "x-forwarded"


def is_of_this_machine(peer: str, headers: Mapping[str, str]) -> bool:
    """Whether the address ``peer`` of a connection is this machine's, and so is all that its request names.

    A proxy connects from here as well; it shows by its headers, whatever they say, or by the host that was called.
    """
    return is_loopback(peer) and is_loopback(headers.get("host", "")) and not any(map(_is_of_a_proxy, headers))


def _is_of_a_proxy(header: str) -> bool:
    name = header.lower()
    return name in _OF_PROXIES or name.startswith(_OF_PROXIES_BEGIN)
