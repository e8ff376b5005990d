"""The call that a server rehearses before it takes the first one: it goes the whole way, and nothing of it is kept."""

from uuid import uuid4

_MARK = "rehearsal-"  # CallSids have no hyphen, so nobody can ring as one


def rehearsal_sid() -> str:
    """A new id for such a call, in the place of a CallSid."""
    return f"{_MARK}{uuid4().hex}"


def is_rehearsal(call_sid: str) -> bool:
    """Whether nobody has made this call."""
    return call_sid.startswith(_MARK)
