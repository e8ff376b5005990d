"""An account at Twilio and a server, for the commands that bring them together."""

from collections.abc import Callable, Iterator

import pytest

from rueckruf.twilio import client
from tests.channel.conftest import AUTH_TOKEN, Served, serve, settings  # noqa: F401 - fixtures
from tests.support.twilio_api import ACCOUNT, TOKEN, US1_TOKEN, TwilioApi, twilio_api


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwilioApi]:
    """What clients of Twilio reach in this test; it must never be asked for what its description does not know."""
    with twilio_api() as api:
        monkeypatch.setattr(client, "TwilioHttpClient", api.http_client)
        yield api
    assert api.faults == []


@pytest.fixture
def server(serve: Callable[..., Served], monkeypatch: pytest.MonkeyPatch) -> Served:  # noqa: F811
    """A server that has the account's token, at the public address."""
    served = serve(auth_token=TOKEN)
    for name, value in {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_US1_AUTH_TOKEN": US1_TOKEN,
        "RUECKRUF_PUBLIC_URL": served.url,
    }.items():
        monkeypatch.setenv(name, value)
    return served
