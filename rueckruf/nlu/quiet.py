"""How much Rasa says of its work, in commands of ours that use it."""

import os

from rasa.shared.constants import ENV_LOG_LEVEL
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog


def say_only(level: int) -> None:
    """From now on Rasa says nothing below this level of :mod:`logging`.

    Rasa writes the level into the environment as well, where servers that are started later would read theirs, and
    lets nobody in this process say the same thing twice.
    """
    before = os.environ.get(ENV_LOG_LEVEL)
    configure_logging_and_warnings(level, filter_repeated_logs=False)
    configure_structlog(level)
    if before is None:
        del os.environ[ENV_LOG_LEVEL]
    else:
        os.environ[ENV_LOG_LEVEL] = before
