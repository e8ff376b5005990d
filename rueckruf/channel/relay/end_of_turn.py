"""When what was said is a whole answer, and how the pieces of it are joined."""

#: Twilio hands speech over when the caller has been silent for a while; so long they may think on after that.
_SECONDS = 0.4


def seconds_to_wait(words: str, asked: str) -> float:
    """How long the caller may go on after Twilio has handed over these words, heard with the profile ``asked``."""
    return _SECONDS


def joined(before: str, after: str) -> str:
    """Two pieces of an answer as one."""
    return f"{before} {after}".strip()
