"""Settings from the environment: safe defaults, and a clear word about every unusable value."""

import base64
from pathlib import Path

import pytest

from rueckruf.company import CompanyError
from rueckruf.project import COMPANY, ROOT
from rueckruf.settings import SettingsError, load_settings

pytestmark = pytest.mark.unit


def test_an_empty_environment_gives_embedded_defaults() -> None:
    settings = load_settings({})

    assert settings.data_dir == ROOT / "var"
    assert settings.database_url == f"sqlite:///{ROOT / 'var' / 'rueckruf.db'}"
    assert settings.conversations_file == ROOT / "var" / "conversations.db"
    assert (settings.redis_url, settings.public_url, settings.twilio_auth_token) == (None, None, None)
    assert settings.keys == ()


def test_an_empty_variable_counts_as_not_set() -> None:
    names = ("TWILIO_AUTH_TOKEN", "RUECKRUF_PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "RUECKRUF_KEYS")

    assert load_settings(dict.fromkeys(names, " ")) == load_settings({})


def test_the_data_folder_holds_the_default_database(tmp_path: Path) -> None:
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "neu")})

    assert settings.data_dir == tmp_path / "neu"
    assert settings.database_url == f"sqlite:///{tmp_path / 'neu' / 'rueckruf.db'}"


def test_without_a_signature_only_this_machine_may_call() -> None:
    assert load_settings({}).interface == "127.0.0.1"
    assert load_settings({"TWILIO_AUTH_TOKEN": "geheim"}).interface != "127.0.0.1"


@pytest.mark.parametrize(("value", "workers"), [("", 1), ("1", 1), (" 4 ", 4)])
def test_several_processes_share_calls_through_redis(value: str, workers: int) -> None:
    assert load_settings({"SANIC_WORKERS": value, "REDIS_URL": "redis://db:6379/0"}).workers == workers


@pytest.mark.parametrize("value", ["abc", "0", "-1", "1.5", "1e3", "1000", "２"])
def test_a_number_of_processes_that_cannot_be(value: str) -> None:
    with pytest.raises(SettingsError, match="SANIC_WORKERS: must be a whole number from 1 to 999"):
        load_settings({"SANIC_WORKERS": value, "REDIS_URL": "redis://db:6379/0"})


def test_several_processes_without_redis() -> None:
    with pytest.raises(SettingsError, match="SANIC_WORKERS: more than one process needs REDIS_URL"):
        load_settings({"SANIC_WORKERS": "2"})


@pytest.mark.parametrize(("value", "seconds"), [("", 2), ("0", 0), ("120", 120)])
def test_how_long_calls_may_go_on_once_it_is_to_end(value: str, seconds: int) -> None:
    assert load_settings({"RUECKRUF_DRAIN_SECONDS": value}).drain_seconds == seconds


@pytest.mark.parametrize("value", ["-1", "1.5", "ever", "10000"])
def test_a_drain_is_a_whole_number_of_seconds(value: str) -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_DRAIN_SECONDS: must be a whole number from 0 to 9999"):
        load_settings({"RUECKRUF_DRAIN_SECONDS": value})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_name_of_postgresql_is_understood(scheme: str) -> None:
    settings = load_settings({"DATABASE_URL": f"{scheme}://user:pass@db:5432/rueckruf"})

    assert settings.database_url == "postgresql+psycopg2://user:pass@db:5432/rueckruf"


def test_keys_are_carried_through_newest_first() -> None:
    assert load_settings({"RUECKRUF_KEYS": "neu, alt,"}).keys == ("neu", "alt")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://voice.musterwerk.de/", "https://voice.musterwerk.de"),
        ("https://musterwerk.de/telefon/", "https://musterwerk.de/telefon"),
        ("http://127.0.0.1:5005", "http://127.0.0.1:5005"),
        ("http://voice.test", "http://voice.test"),
    ],
)
def test_the_public_address_may_be_https_or_local(url: str, kept: str) -> None:
    assert load_settings({"RUECKRUF_PUBLIC_URL": url, "TWILIO_AUTH_TOKEN": "geheim"}).public_url == kept


@pytest.mark.parametrize(
    "url",
    [
        *("https://voice.musterwerk.de", "https://127.musterwerk.de", "https://203.0.113.7", "https://[2001:db8::1]"),
        *("http://voice.test", "https://localhost.musterwerk.de/telefon"),
    ],
)
def test_whoever_is_public_needs_a_token(url: str) -> None:
    for token in ({}, {"TWILIO_AUTH_TOKEN": ""}, {"TWILIO_AUTH_TOKEN": " "}):
        with pytest.raises(SettingsError, match=r"^TWILIO_AUTH_TOKEN: must be set, because RUECKRUF_PUBLIC_URL "):
            load_settings({"RUECKRUF_PUBLIC_URL": url, **token})


@pytest.mark.parametrize("url", ["http://127.0.0.1:5005", "http://localhost", "https://[::1]:5005/telefon"])
def test_this_machine_alone_needs_none(url: str) -> None:
    assert load_settings({"RUECKRUF_PUBLIC_URL": url}).public_url == url


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://db/geheim"),
        ("DATABASE_URL", "geheim"),
        ("DATABASE_URL", "postgresql://user:geheim@db"),
        ("DATABASE_URL", "postgresql://user:geheim@db:port/x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("REDIS_URL", "http://geheim"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://:geheim@host:port"),
        ("RUECKRUF_PUBLIC_URL", "voice.geheim.de"),
        ("RUECKRUF_PUBLIC_URL", "ftp://voice.geheim.de"),
        ("RUECKRUF_PUBLIC_URL", "https://voice.geheim.de/?a=b"),
        ("RUECKRUF_PUBLIC_URL", "http://voice.geheim.de"),
        ("RUECKRUF_PUBLIC_URL", "http://127.geheim.de"),
        ("RUECKRUF_DATA_DIR", __file__),
        ("LOG_LEVEL", "geheim"),
        ("RUECKRUF_METRICS_TOKEN", "geheim"),
        ("RUECKRUF_METRICS_TOKEN", "geheim mit Lücken und Zeichen"),
        ("TWILIO_DELETE_CALL_LOGS", "geheim"),
    ],
)
def test_an_unusable_value_is_named_but_not_repeated(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings({variable: value})

    assert str(error.value).startswith(f"{variable}: ")
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("missing", "value"), [("TWILIO_ACCOUNT_SID", ""), ("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "")]
)
def test_deleting_call_logs_needs_account_and_token(missing: str, value: str) -> None:
    environ = {"TWILIO_DELETE_CALL_LOGS": "true", "TWILIO_ACCOUNT_SID": f"AC{'0' * 32}", "TWILIO_AUTH_TOKEN": "x"}
    assert load_settings(environ).twilio_delete_call_logs
    with pytest.raises(SettingsError, match=f"{missing}: "):
        load_settings({**environ, missing: value})


def test_a_level_may_be_written_small() -> None:
    assert (load_settings({}).log_level, load_settings({"LOG_LEVEL": "debug"}).log_level) == ("INFO", "DEBUG")


def test_a_broken_company_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(CompanyError, match=r"company.yml"):
        load_settings({}, tmp_path / "company.yml")


def test_secrets_never_show() -> None:
    settings = load_settings(
        {
            "TWILIO_AUTH_TOKEN": "geheim-1",
            "DATABASE_URL": "postgresql://user:geheim-2@db/x",
            "REDIS_URL": "redis://:geheim-3@host",
            "RUECKRUF_KEYS": "geheim-4",
        }
    )

    assert "geheim" not in repr(settings)


@pytest.fixture
def handing_over(tmp_path: Path) -> Path:
    """A company file with all that has a secret."""
    text = COMPANY.read_text(encoding="utf-8").replace('webhook_url: ""', "webhook_url: https://crm.musterwerk.example")
    for key, value in (("sender", "a@b.example"), ("company", "c@b.example"), ("page", "https://b.example")):
        text = text.replace(f'    {key}: ""', f"    {key}: {value}")
    text = text.replace('  chat: ""', "  chat: slack")
    text = text.replace(
        '    user: ""\n    appointments: {}', '    user: v\n    appointments: {company: "https://dav.example/v/"}'
    )
    text = text.replace('    url: ""\n    user: ""', "    url: https://tryton.example/crm\n    user: rueckruf")
    path = tmp_path / "company.yml"
    path.write_text(text, encoding="utf-8")
    return path


SECRETS = {
    "RUECKRUF_WEBHOOK_SECRET": f"whsec_{base64.b64encode(bytes(24)).decode()}",
    "RUECKRUF_SMTP_URL": "smtps://user:geheim@mail.musterwerk.example",
    "RUECKRUF_CHAT_URL": "https://hooks.slack.example/geheim",
    "RUECKRUF_CALDAV_PASSWORD": "geheim",
    "RUECKRUF_TRYTON_PASSWORD": "geheim",
}


def test_hand_over_is_off_by_default(handing_over: Path) -> None:
    assert load_settings({}).outlets == frozenset()

    settings = load_settings(SECRETS, handing_over)
    assert settings.webhook_secret == bytes(24)
    assert settings.outlets == {"webhook", "chat", "caldav", "tryton"}
    assert "geheim" not in repr(settings)
    assert "whsec" not in repr(settings)


def test_only_who_gets_one_mail_a_request_is_told_by_mail_of_each(handing_over: Path) -> None:
    text = handing_over.read_text(encoding="utf-8").replace("send: morning", "send: each")
    handing_over.write_text(text, encoding="utf-8")

    assert load_settings(SECRETS, handing_over).outlets == {"webhook", "mail", "chat", "caldav", "tryton"}


@pytest.mark.parametrize(
    ("variable", "key"),
    [
        ("RUECKRUF_WEBHOOK_SECRET", "handover.webhook_url"),
        ("RUECKRUF_SMTP_URL", "handover.mail.sender"),
        ("RUECKRUF_CHAT_URL", "handover.chat"),
        ("RUECKRUF_CALDAV_PASSWORD", "handover.caldav.user"),
        ("RUECKRUF_TRYTON_PASSWORD", "handover.tryton.user"),
    ],
)
def test_an_address_and_its_secret_belong_together(handing_over: Path, variable: str, key: str) -> None:
    with pytest.raises(SettingsError, match=f"^{variable}: must be set, because company.yml has {key}$"):
        load_settings({name: value for name, value in SECRETS.items() if name != variable}, handing_over)
    with pytest.raises(SettingsError, match=f"^{variable}: is set, but {key} in company.yml is empty$"):
        load_settings({variable: SECRETS[variable]})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RUECKRUF_WEBHOOK_SECRET", "geheim"),
        ("RUECKRUF_WEBHOOK_SECRET", "whsec_geheim!"),
        ("RUECKRUF_WEBHOOK_SECRET", f"whsec_{base64.b64encode(bytes(23)).decode()}"),
        ("RUECKRUF_WEBHOOK_SECRET", base64.b64encode(bytes(24)).decode()),
        ("RUECKRUF_SMTP_URL", "https://geheim@host"),
        ("RUECKRUF_SMTP_URL", "smtp://"),
        ("RUECKRUF_SMTP_URL", "smtp://geheim:x"),
        ("RUECKRUF_SMTP_URL", "smtp://host/geheim"),
        ("RUECKRUF_CHAT_URL", "http://hooks.slack.example/geheim"),
        ("RUECKRUF_CHAT_URL", "geheim"),
    ],
)
def test_an_unusable_secret_is_named_and_not_shown(handing_over: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{variable}: ") as error:
        load_settings({**SECRETS, variable: value}, handing_over)
    assert "geheim" not in str(error.value)
