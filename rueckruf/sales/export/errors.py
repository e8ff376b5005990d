"""What can be wrong with an export."""


class ExportError(ValueError):
    """Requests that a format cannot hold, or a file that cannot be written; tells what to do instead."""
