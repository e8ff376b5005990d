"""A number is connected with this server in Ireland: told first, set when asked to, refused where calls would fail."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.settings import SettingsError
from tests.channel.conftest import Served
from tests.support.twilio_api import ACCOUNT, NUMBER, NUMBER_SID, TOKEN, US1_TOKEN, TwilioApi

pytestmark = pytest.mark.unit

FALLBACK = "https://handler.twilio.com/twiml/EH123"


def told(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``rueckruf twilio``."""
    result = CliRunner(mix_stderr=False).invoke(app, ["twilio", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


class TestConnect:
    def test_without_yes_it_only_tells(self, server: Served, api: TwilioApi) -> None:
        api.number = {"voice_url": "https://demo.twilio.com/welcome/voice/", "voice_receive_mode": "fax"}
        assert told("connect", NUMBER, "--fallback", FALLBACK) == (
            0,
            "The number takes: fax -> voice\n"
            f"A call comes in: POST https://demo.twilio.com/welcome/voice/ -> POST {webhook_of(server)}\n"
            f"Call status changes: nothing -> POST {status_of(server)}\n"
            f"Primary handler fails: nothing -> POST {FALLBACK}\n"
            "Inbound processing region: us1 -> ie1\n"
            "Nothing was set: --yes does it.\n",
            "",
        )
        assert api.sent == []

    def test_with_yes_it_sets_what_is_missing_and_sends_calls_there_last(self, server: Served, api: TwilioApi) -> None:
        code, output, _ = told("connect", NUMBER, "--fallback", FALLBACK, "--yes")
        assert (code, output.splitlines()[-1]) == (0, f"{NUMBER}: set. Ring it.")
        assert api.sent == [
            (
                "UpdateIncomingPhoneNumber",
                {
                    "VoiceMethod": "POST",
                    "VoiceUrl": webhook_of(server),
                    "StatusCallbackMethod": "POST",
                    "StatusCallback": status_of(server),
                    "VoiceFallbackMethod": "POST",
                    "VoiceFallbackUrl": FALLBACK,
                },
            ),
            ("UpdatePhoneNumber", {"VoiceRegion": "ie1"}),
        ]
        assert api.number["voice_url"] == webhook_of(server)
        assert api.region == "ie1"
        assert set(api.hosts) == {"https://api.dublin.ie1.twilio.com", "https://routes.ashburn.us1.twilio.com"}

    def test_once_more_it_sets_nothing(self, server: Served, api: TwilioApi) -> None:
        told("connect", NUMBER, "--fallback", FALLBACK, "--yes")
        api.sent.clear()
        assert told("connect", NUMBER, "--yes") == (0, f"{NUMBER}: everything is set already\n", "")
        assert api.sent == []

    def test_the_transport_of_a_webhook_of_ours_stays(self, server: Served, api: TwilioApi) -> None:
        told("connect", NUMBER, "--fallback", FALLBACK, "--yes")
        api.number["voice_url"] += "?transport=relay"
        assert told("connect", NUMBER)[1] == f"{NUMBER}: everything is set already\n"

    @pytest.mark.parametrize(
        ("number", "problem"),
        [
            ({"account_sid": "AC" + "6" * 32}, f"belongs to another account, AC{'6' * 32}: use its SID and tokens"),
            ({"trunk_sid": "TK" + "6" * 32}, f"its calls go to a trunk (TK{'6' * 32}), not to a webhook"),
            (
                {"voice_application_sid": "AP" + "6" * 32},
                f"its calls go to a TwiML app (AP{'6' * 32}), not to a webhook",
            ),
            ({"capabilities": {"voice": False, "sms": True}}, "takes no calls"),
        ],
    )
    def test_a_number_that_would_not_ring_here_is_refused(
        self, server: Served, api: TwilioApi, number: dict[str, object], problem: str
    ) -> None:
        api.number = number
        code, _, error = told("connect", NUMBER, "--yes")
        assert code == 1
        assert error.startswith(f"rueckruf: {NUMBER}: {problem}")
        assert api.sent == []

    def test_a_number_of_somebody_else_is_not_found(self, server: Served, api: TwilioApi) -> None:
        code, _, error = told("connect", "+493023125001", "--yes")
        assert code == 1
        assert error == f"rueckruf: +493023125001: the account {ACCOUNT} has no such number in region IE1\n"

    def test_a_part_of_a_number_is_not_taken_for_it(self, server: Served, api: TwilioApi) -> None:
        assert "has no such number" in told("connect", NUMBER[:-1], "--yes")[2]
        assert api.sent == []

    @pytest.mark.parametrize(("variable", "region"), [("TWILIO_AUTH_TOKEN", "IE1"), ("TWILIO_US1_AUTH_TOKEN", "US1")])
    def test_the_token_of_another_region_is_named(
        self, server: Served, api: TwilioApi, monkeypatch: pytest.MonkeyPatch, variable: str, region: str
    ) -> None:
        monkeypatch.setenv(variable, {"IE1": US1_TOKEN, "US1": TOKEN}[region])
        code, _, error = told("connect", NUMBER, "--yes")
        reason = f"is not the token of TWILIO_ACCOUNT_SID in region {region}: each region has its own"
        assert (code, error) == (1, f"rueckruf: {variable}: {reason}\n")
        assert api.sent == []

    @pytest.mark.parametrize(
        ("token", "problem"),
        [
            ("of another account", "the server there refuses what this account signs"),
            (None, "the server there takes what nobody has signed"),
        ],
    )
    def test_a_server_that_takes_other_signatures_or_none_is_refused(
        self,
        server: Served,
        api: TwilioApi,
        serve: Callable[..., Served],
        monkeypatch: pytest.MonkeyPatch,
        token: str | None,
        problem: str,
    ) -> None:
        monkeypatch.setenv("RUECKRUF_PUBLIC_URL", url := serve(auth_token=token).url)
        code, _, error = told("connect", NUMBER, "--yes")
        assert code == 1
        assert error.startswith(f"rueckruf: {url}: {problem}")
        assert api.sent == []

    def test_an_address_of_no_server_of_ours_is_refused(
        self, server: Served, api: TwilioApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RUECKRUF_PUBLIC_URL", f"{server.url}/elsewhere")
        assert "answers HTTP 404, which is no Rückruf that takes calls" in told("connect", NUMBER, "--yes")[2]
        monkeypatch.setenv("RUECKRUF_PUBLIC_URL", "http://127.0.0.1:1")
        assert "can't be reached from here: ConnectionError" in told("connect", NUMBER, "--yes")[2]
        assert api.sent == []

    def test_twilio_that_is_away_is_named(self, server: Served, api: TwilioApi) -> None:
        api.down = True
        assert told("connect", NUMBER, "--yes") == (1, "", "rueckruf: Twilio refuses it: HTTP 503, code 20503\n")
        api.url = "http://127.0.0.1:1"
        assert told("connect", NUMBER, "--yes") == (1, "", "rueckruf: Twilio can't be reached: ConnectionError\n")

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            ([NUMBER, "--fallback", "handler"], "--fallback: must look like https://handler.twilio.com/twiml/EH..."),
            (["030 23125000"], "030 23125000: must look like +493023125000"),
        ],
    )
    def test_what_is_mistyped_is_named(self, server: Served, arguments: list[str], problem: str) -> None:
        assert told("connect", *arguments) == (1, "", f"rueckruf: {problem}\n")

    @pytest.mark.parametrize(
        "variable", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_US1_AUTH_TOKEN", "RUECKRUF_PUBLIC_URL"]
    )
    def test_what_is_not_configured_is_named(
        self, server: Served, monkeypatch: pytest.MonkeyPatch, variable: str
    ) -> None:
        monkeypatch.delenv(variable)
        with pytest.raises(SettingsError, match=f"{variable}: must be"):
            told("connect", NUMBER)


class TestCheck:
    def test_what_is_in_order_is_told(self, server: Served, api: TwilioApi) -> None:
        told("connect", NUMBER, "--fallback", FALLBACK, "--yes")
        assert told("check", NUMBER) == (
            0,
            "The number takes: voice\n"
            f"A call comes in: POST {webhook_of(server)}\n"
            f"Call status changes: POST {status_of(server)}\n"
            f"Primary handler fails: POST {FALLBACK}\n"
            "Inbound processing region: ie1\n",
            "",
        )

    def test_each_thing_that_is_not_is_a_line(self, server: Served, api: TwilioApi) -> None:
        api.number = {"voice_url": webhook_of(server), "voice_method": "GET", "status_callback": status_of(server)}
        code, _, error = told("check", NUMBER)
        assert code == 1
        assert error.splitlines() == [
            f"not as it should be: A call comes in: GET {webhook_of(server)} -> POST {webhook_of(server)}",
            "not as it should be: Inbound processing region: us1 -> ie1",
            "not as it should be: Primary handler fails: nothing; callers hear an English error when no server answers",
        ]
        assert api.sent == []

    def test_a_server_that_does_not_answer_is_told_beside_the_rest(
        self, server: Served, api: TwilioApi, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RUECKRUF_PUBLIC_URL", "http://127.0.0.1:1")
        code, output, error = told("check", NUMBER)
        assert code == 1
        assert "A call comes in: nothing" in output
        assert error.splitlines()[-1].endswith("can't be reached from here: ConnectionError")

    def test_a_suspended_account_is_named(self, server: Served, api: TwilioApi) -> None:
        api.account_status = "suspended"
        problem = f"the account {ACCOUNT} is suspended: Twilio answers no calls for it"
        assert told("check", NUMBER) == (1, "", f"rueckruf: {problem}\n")


def test_the_description_takes_not_everything(api: TwilioApi) -> None:
    """Else these tests would say nothing of what Twilio takes."""
    numbers = api.client().incoming_phone_numbers(NUMBER_SID)
    numbers.update(voice_method="PUT", voice_url="nowhere")
    assert sorted(api.faults) == [
        "UpdateIncomingPhoneNumber: VoiceMethod: 'PUT' is not one of ['GET', 'POST']",
        "UpdateIncomingPhoneNumber: VoiceUrl: 'nowhere' is no address",
    ]
    api.faults.clear()


def webhook_of(server: Served) -> str:
    return f"{server.url}/webhooks/twilio_voice/webhook"


def status_of(server: Served) -> str:
    return f"{server.url}/webhooks/twilio_voice/status"
