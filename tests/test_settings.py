"""Settings from the environment: safe defaults, and a clear word about every unusable value."""

from pathlib import Path

import pytest

from rueckruf.company import CompanyError
from rueckruf.project import ROOT
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
    assert load_settings({"RUECKRUF_PUBLIC_URL": url}).public_url == kept


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
        ("RUECKRUF_DATA_DIR", __file__),
    ],
)
def test_an_unusable_value_is_named_but_not_repeated(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings({variable: value})

    assert str(error.value).startswith(f"{variable}: ")
    assert "geheim" not in str(error.value)


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
