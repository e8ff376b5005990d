"""What keeps the server from its work."""


class StartError(RuntimeError):
    """Why the server can't start, or can't go on, in one sentence for the operator."""
