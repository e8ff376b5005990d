"""The web application of the channels that ``credentials.yml`` names.

Made here and not by Rasa's server: that brings an HTTP interface to all conversations, which stays off, and imports
what training and testing need.
"""

from collections.abc import Iterator
from pathlib import Path

from rasa.core.channels.channel import InputChannel, register
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic

_SECONDS_TO_KEEP_A_CONNECTION = 120


def app_with_channels(credentials: Path) -> Sanic:
    """The application; what its channels hear goes to ``app.ctx.agent``. Raises RasaException for a channel's fault."""
    app = Sanic("rueckruf", configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = _SECONDS_TO_KEEP_A_CONNECTION
    register(list(_channels(credentials)), app, route="/webhooks/")
    return app


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
