"""The web application of the channels that ``credentials.yml`` names.

Made here and not by Rasa's server: that brings an HTTP interface to all conversations, which stays off, and imports
what training and testing need.
"""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from rasa.core.channels.channel import InputChannel, register
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import HTTPResponse, empty

_SECONDS_TO_KEEP_A_CONNECTION = 120


def app_with_channels(credentials: Path) -> Sanic:
    """The application; what its channels hear goes to ``app.ctx.agent``. Raises RasaException for a channel's fault."""
    app = Sanic("rueckruf", configure_logging=False, error_handler=_Wordless())
    app.config.KEEP_ALIVE_TIMEOUT = _SECONDS_TO_KEEP_A_CONNECTION
    register(list(_channels(credentials)), app, route="/webhooks/")
    return app


class _Wordless(ErrorHandler):  # type: ignore[misc]
    """Answers what is wrong with a status: Sanic's own pages tell strangers what serves here."""

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        self.log(request, exception)
        if isinstance(exception, SanicException):
            return empty(exception.status_code, getattr(exception, "headers", None))
        return empty(HTTPStatus.INTERNAL_SERVER_ERROR)


def _channels(credentials: Path) -> Iterator[InputChannel]:
    """A channel is named by its class, or as Rasa names it."""
    for name, section in read_config_file(str(credentials)).items():
        try:
            channel = class_from_module_path(name) if "." in name else _of_rasa(name)
        except (AttributeError, ImportError, KeyError) as error:
            raise RasaException(f"credentials.yml: {name}: there is no such channel") from error
        yield channel.from_credentials(section)


def _of_rasa(name: str) -> type[InputChannel]:
    from rasa.core.channels import BUILTIN_CHANNELS

    channel: type[InputChannel] = BUILTIN_CHANNELS[name]
    return channel
