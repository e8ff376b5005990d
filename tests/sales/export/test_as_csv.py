"""CSV: the agreed columns, opened by a German Excel as a table."""

import pytest

from rueckruf.callbacks.schema import KEYS
from tests.support.exports import AS_EXPORTED, FIRST, exported_as, rows_of_csv

pytestmark = pytest.mark.unit


def test_csv_has_the_agreed_columns_in_their_order() -> None:
    (row,) = rows_of_csv(exported_as("csv", FIRST))

    assert row == {
        **AS_EXPORTED,
        "other_phones": "+491713920011; +43123456789",
        "other_windows": "2026-04-01T09:00:00+02:00/2026-04-01T12:00:00+02:00; "
        "2026-03-27T09:00:00+01:00/2026-03-30T12:00:00+02:00",
        "attempts": "2",
    }
    assert list(row) == list(AS_EXPORTED) == list(KEYS)


def test_csv_is_what_a_german_excel_expects() -> None:
    content = exported_as("csv", FIRST)

    assert content.startswith(b"\xef\xbb\xbfid;created_at;name;phone;")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.count(b"\r\n") == content.count(b"\n") == 2
