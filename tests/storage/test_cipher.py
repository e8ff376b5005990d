"""Sealing: nothing shows, every configured key opens, and a key that is missing is named before a call is taken."""

import subprocess
import sys
from pathlib import Path

import pytest

from rueckruf.settings import Settings, SettingsError, load_settings
from rueckruf.storage.cipher import Cipher, new_key, open_cipher, write_key_file
from rueckruf.storage.database import open_database
from rueckruf.storage.errors import StoreError
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.patience import PATIENCE
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

OLD, NEW = new_key(), new_key()


def cipher(*keys: str) -> Cipher:
    return Cipher(lambda: keys)


def settings(folder: Path, **environ: str) -> Settings:
    return load_settings({"RUECKRUF_DATA_DIR": str(folder), **environ})


def test_a_token_opens_again_and_shows_nothing() -> None:
    token = cipher(OLD).seal("Jürgen Müller")

    assert cipher(OLD).open(token) == "Jürgen Müller"
    assert "ller" not in token


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert cipher(OLD).seal("Müller") != cipher(OLD).seal("Müller")


def test_every_key_opens_and_the_first_seals() -> None:
    token = cipher(OLD).seal("Müller")
    both = cipher(NEW, OLD)

    assert both.open(token) == "Müller"
    assert (both.position(token), both.position(both.seal("Müller"))) == (1, 0)
    assert cipher(NEW).open(both.seal("Müller")) == "Müller"


def test_a_token_under_a_missing_key_names_the_variable_and_not_the_token() -> None:
    token = cipher(OLD).seal("Müller")

    with pytest.raises(StoreError, match="RUECKRUF_KEYS: none of the keys opens what is stored") as error:
        cipher(NEW).open(token)
    assert token not in str(error.value)


def test_keys_that_another_process_has_rotated_are_used_at_once(tmp_path: Path) -> None:
    write_key_file(tmp_path / "keys", (OLD,))
    running = open_cipher(settings(tmp_path))
    before = running.fingerprint("x")

    write_key_file(tmp_path / "keys", (NEW, OLD))

    assert running.open(cipher(NEW).seal("Müller")) == "Müller"
    assert cipher(NEW).open(running.seal("Müller")) == "Müller"
    assert running.fingerprints("x") == [cipher(NEW).fingerprint("x"), before]


def test_without_its_key_file_a_running_server_seals_nothing_more(tmp_path: Path) -> None:
    running = open_cipher(settings(tmp_path))
    (tmp_path / "keys").unlink()

    with pytest.raises(StoreError, match="keys cannot be read"):
        running.seal("Müller")


def test_fingerprints_find_the_same_text_under_every_key() -> None:
    stored = cipher(OLD).fingerprint("+493023125042")

    assert stored in cipher(NEW, OLD).fingerprints("+493023125042")
    assert stored not in cipher(NEW, OLD).fingerprints("+493023125043")
    assert cipher(NEW, OLD).fingerprint("+493023125042") != stored
    assert len(stored) == 32


def test_a_key_that_is_none_is_refused_without_showing_it() -> None:
    with pytest.raises(SettingsError, match="RUECKRUF_KEYS: a key must be 32 bytes") as error:
        cipher("geheim")
    assert "geheim" not in str(error.value)


def test_without_keys_one_is_made_once_for_the_owner_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    token = open_cipher(settings(tmp_path)).seal("Müller")

    assert open_cipher(settings(tmp_path)).open(token) == "Müller"
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["keys"]
    assert capsys.readouterr().err.count("rueckruf: made") == 1


def test_a_key_file_that_is_open_to_others_is_closed_with_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_key_file(tmp_path / "keys", (NEW,))
    (tmp_path / "keys").chmod(0o644)

    open_cipher(settings(tmp_path))

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert "keys was open to others" in capsys.readouterr().err
    open_cipher(settings(tmp_path))
    assert capsys.readouterr().err == ""


@pytest.mark.process
def test_of_many_that_start_at_once_all_use_the_same_key(tmp_path: Path) -> None:
    program = (
        "from rueckruf.settings import load_settings\n"
        "from rueckruf.storage.cipher import open_cipher\n"
        "print(open_cipher(load_settings()).fingerprint('x'))\n"
    )
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", program], env={"RUECKRUF_DATA_DIR": str(tmp_path / "var")}, stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]

    assert len({server.communicate(timeout=PATIENCE)[0] for server in servers}) == 1


def test_a_database_elsewhere_needs_configured_keys(tmp_path: Path) -> None:
    address = "postgresql://user:geheim@db.example/rueckruf"

    with pytest.raises(SettingsError, match="RUECKRUF_KEYS: must be set when DATABASE_URL is"):
        open_cipher(settings(tmp_path, DATABASE_URL=address))
    assert open_cipher(settings(tmp_path, DATABASE_URL=address, RUECKRUF_KEYS=f"{NEW}, {OLD}")).seal("Müller")


def test_a_database_is_not_opened_with_the_wrong_keys(tmp_path: Path) -> None:
    SqlCallbackRequests(open_database(settings(tmp_path, RUECKRUF_KEYS=OLD))).add(request_of("CA1"))

    with pytest.raises(StoreError, match="RUECKRUF_KEYS: none of the keys opens what is stored"):
        open_database(settings(tmp_path, RUECKRUF_KEYS=NEW))
    assert open_database(settings(tmp_path, RUECKRUF_KEYS=f"{NEW},{OLD}"))


def test_a_lost_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()

    with pytest.raises(StoreError, match="keys cannot be read: without it nothing stored can be opened"):
        open_cipher(settings(tmp_path))
