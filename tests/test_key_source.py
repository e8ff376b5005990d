"""Keys that lie elsewhere: in a file, a credential of systemd, or behind a command; never shown, never half read."""

import shlex
import sys
from pathlib import Path

import pytest

from rueckruf.settings import Settings, SettingsError, load_settings
from rueckruf.storage.cipher import new_key, open_cipher
from rueckruf.storage.database import open_database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

NEW, OLD = new_key(), new_key()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "keys"
    path.parent.mkdir()
    path.write_text(f"{NEW}\n{OLD}\n")
    path.chmod(0o600)
    return path


def settings(source: str, **environ: str) -> Settings:
    return load_settings({"RUECKRUF_KEYS_FROM": source, **environ})


def writing(text: str, then: str = "") -> str:
    return "command:" + shlex.join([sys.executable, "-c", f"print({text!r}){then}"])


# -- three places


def test_a_file(file: Path) -> None:
    assert settings(f"file:{file}").keys == (NEW, OLD)


def test_a_credential_of_systemd(file: Path) -> None:
    assert settings("credential:keys", CREDENTIALS_DIRECTORY=str(file.parent)).keys == (NEW, OLD)


def test_a_command() -> None:
    assert settings(writing(f"{NEW},{OLD}")).keys == (NEW, OLD)


def test_a_command_is_asked_once_a_process(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    source = writing(NEW, f"; open({str(asked)!r}, 'a').write('x')")

    assert settings(source) == settings(source)
    assert asked.read_text() == "x"


def test_what_they_seal_opens_with_them_and_the_data_folder_alone_opens_nothing(file: Path, tmp_path: Path) -> None:
    folder = {"RUECKRUF_DATA_DIR": str(tmp_path / "var")}
    database = open_database(settings(f"file:{file}", **folder))
    request = SqlCallbackRequests(database).add(request_of("CA1"))
    database.engine.dispose()

    assert SqlCallbackRequests(open_database(settings(f"file:{file}", **folder))).get(request.id) == request
    assert not (tmp_path / "var" / "keys").exists()
    with pytest.raises(StoreError, match="RUECKRUF_KEYS: is not set"):
        open_cipher(load_settings(folder))


# -- what is refused


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("file:keys", "must be file:/path, credential:name or command:words"),
        ("vault:keys", "must be file:/path"),
        ("credential:../keys", "must be file:/path"),
        ("command: ", "must be file:/path"),
        ("credential:keys", "systemd has given no credentials"),
        ("file:/nowhere/keys", "/nowhere/keys cannot be read: No such file or directory"),
        ("command:/nowhere/kms decrypt", "the command cannot be run: No such file or directory"),
        ("command:kms 'decrypt", "a quotation mark without its other one"),
        (f"command:{sys.executable} -c 'raise SystemExit(3)'", "the command ended with 3"),
        (f"command:{sys.executable} -c ''", "holds no key"),
    ],
)
def test_without_keys_nothing_starts(source: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=f"^RUECKRUF_KEYS_FROM: .*{problem}"):
        settings(source)


def test_a_file_that_is_open_to_others(file: Path) -> None:
    file.chmod(0o644)

    with pytest.raises(SettingsError, match="is open to others on this machine"):
        settings(f"file:{file}")


def test_a_file_of_something_else(file: Path) -> None:
    file.write_bytes("Schlüssel".encode())

    with pytest.raises(SettingsError, match="holds no keys"):
        settings(f"file:{file}")


def test_two_places(file: Path) -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_KEYS_FROM: not together with RUECKRUF_KEYS"):
        settings(f"file:{file}", RUECKRUF_KEYS=NEW)


# -- apart from the data


@pytest.mark.parametrize(
    ("environ", "beside"),
    [
        ({}, True),
        ({"RUECKRUF_KEYS": NEW}, False),
        ({"RUECKRUF_KEYS_FROM": writing(NEW)}, False),
        ({"RUECKRUF_KEYS_FROM": "file:{elsewhere}/keys"}, False),
        ({"RUECKRUF_KEYS_FROM": "file:{elsewhere}/keys", "RUECKRUF_DATA_DIR": "{elsewhere}"}, True),
        ({"RUECKRUF_KEYS_FROM": "file:{elsewhere}/keys", "DATABASE_URL": "sqlite:///{elsewhere}/r.db"}, True),
        ({"RUECKRUF_KEYS_FROM": "file:{elsewhere}/keys", "DATABASE_URL": "postgresql://u:p@db/r"}, False),
    ],
)
def test_whether_keys_lie_beside_what_they_seal_is_known(file: Path, environ: dict[str, str], beside: bool) -> None:
    given = {name: value.replace("{elsewhere}", str(file.parent)) for name, value in environ.items()}

    assert load_settings(given).keys_beside_data is beside
