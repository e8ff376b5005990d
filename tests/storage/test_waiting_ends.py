"""Ends of calls that wait for the database: durable, sealed, once a call."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rueckruf.storage.cipher import Cipher, new_key
from rueckruf.storage.waiting_ends import WaitingEnds

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
KEY = new_key()


@pytest.fixture
def ends(tmp_path: Path) -> WaitingEnds:
    return WaitingEnds(tmp_path / "spool", Cipher(lambda: (KEY,)))


def noted(ends: WaitingEnds) -> set[tuple[str, datetime]]:
    delivered = set()
    ends.deliver(lambda call_sid, at: delivered.add((call_sid, at)))
    return delivered


def test_what_waits_is_delivered_as_it_was_and_once(ends: WaitingEnds, tmp_path: Path) -> None:
    assert not ends.is_any()
    ends.put("CA1", NOW)
    ends.put("CA2", NOW + timedelta(minutes=1))

    assert ends.is_any()
    assert ends.has("CA1")
    assert not ends.has("CA3")
    assert noted(ends) == {("CA1", NOW), ("CA2", NOW + timedelta(minutes=1))}
    assert noted(ends) == set()
    assert list((tmp_path / "spool").iterdir()) == []


def test_what_the_database_does_not_take_goes_on_waiting(ends: WaitingEnds) -> None:
    ends.put("CA1", NOW)

    def away(*_: object) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        ends.deliver(away)
    assert noted(ends) == {("CA1", NOW)}


def test_no_file_tells_of_a_call(ends: WaitingEnds, tmp_path: Path) -> None:
    ends.put("CA4711", NOW)

    (file,) = (tmp_path / "spool").iterdir()
    assert "CA4711" not in file.name + file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_what_cannot_be_read_is_set_aside_and_holds_up_no_other(
    ends: WaitingEnds, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ends.put("CA1", NOW)
    (broken,) = (tmp_path / "spool").iterdir()
    broken.write_bytes(b"broken")
    ends.put("CA2", NOW)

    assert noted(ends) == {("CA2", NOW)}
    assert [file.name for file in (tmp_path / "spool").iterdir()] == [f"{broken.name}.broken"]
    assert caplog.messages == ["the end of a call of the spool is set aside: can't be read"]
