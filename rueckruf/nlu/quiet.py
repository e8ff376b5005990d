"""How much Rasa says of its work, in commands of ours that use it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from rasa.shared.constants import ENV_LOG_LEVEL
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.log_utils import configure_structlog


@contextmanager
def saying_only(level: int) -> Iterator[None]:
    """From now on Rasa says nothing below this level of :mod:`logging`, and draws no progress bars in the block.

    Those it draws by the level in the environment, where servers that are started later would read theirs. By default
    it would let nobody in this process say the same thing twice.
    """
    before = os.environ.get(ENV_LOG_LEVEL)
    configure_logging_and_warnings(level, filter_repeated_logs=False)
    configure_structlog(level)
    os.environ[ENV_LOG_LEVEL] = logging.getLevelName(level)
    try:
        yield
    finally:
        if before is None:
            del os.environ[ENV_LOG_LEVEL]
        else:
            os.environ[ENV_LOG_LEVEL] = before
