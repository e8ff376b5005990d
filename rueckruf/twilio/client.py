"""Clients of Twilio's REST API for the account.

Each region of Twilio has its own hosts, its own credentials of one account and its own settings of a number. Where the
calls of a number are processed is kept in the United States, for all regions.
"""

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from rueckruf.settings import Settings
from rueckruf.twilio.region import EDGE, REGION

# Twilio's routing of numbers (routes.twilio.com), which lies nowhere else.
ROUTES_REGION, ROUTES_EDGE = "us1", "ashburn"

_SECONDS_TO_ANSWER = 5.0  # the server ends within ten


def twilio_client(settings: Settings) -> Client:
    """Twilio's client for the account, in Ireland; settings make sure of account and token."""
    return _client(settings, settings.twilio_auth_token, REGION, EDGE)


def routes_client(settings: Settings) -> Client:
    """Twilio's client for the routing of the account's numbers."""
    return _client(settings, settings.twilio_us1_auth_token, ROUTES_REGION, ROUTES_EDGE)


def _client(settings: Settings, token: str | None, region: str, edge: str) -> Client:
    return Client(
        settings.twilio_account_sid,
        token,
        region=region,
        edge=edge,
        http_client=TwilioHttpClient(timeout=_SECONDS_TO_ANSWER),
    )
