"""Exported tables as LibreOffice opens them with German settings, on the screen and on paper."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import KEYS
from tests.support.exports import AS_EXPORTED, FIRST, FORMULAS, exported_as
from tests.support.libreoffice import GERMAN_CSV, NEEDS_LIBREOFFICE, converted

pytestmark = [pytest.mark.process, NEEDS_LIBREOFFICE]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What LibreOffice reads in a CSV of FIRST, and of a request with each of the FORMULAS for a name."""
    file = tmp_path_factory.mktemp("csv") / "rueckrufe.csv"
    file.write_bytes(exported_as("csv", FIRST, *(replace(FIRST, name=text) for text in FORMULAS)))
    sheet = openpyxl.load_workbook(converted(file, "xlsx", opened_as=GERMAN_CSV)).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == KEYS
    return [dict(zip(head, row, strict=True)) for row in rows]


def pages(tmp_path: Path, *requests: CallbackRequest) -> int:
    file = tmp_path / "rueckrufe.xlsx"
    file.write_bytes(exported_as("xlsx", *requests))
    return len(re.findall(rb"/Type\s*/Page\b", converted(file, "pdf").read_bytes()))


def test_a_csv_opens_with_every_letter_in_its_column(rows: list[dict[str, Any]]) -> None:
    (first, *_), texts = rows, ("id", "name", "callback_text", "concern", "note", "recipient", "status")

    assert {key: first[key] for key in texts} == {key: AS_EXPORTED[key] for key in texts}
    assert first["attempts"] == 2


def test_times_stay_as_they_were_written_and_no_digit_of_a_number_is_lost(rows: list[dict[str, Any]]) -> None:
    first, times = rows[0], ("created_at", "callback_start", "callback_end", "delete_after")

    assert {key: first[key] for key in times} == {key: AS_EXPORTED[key] for key in times}
    assert f"+{first['phone']}" == FIRST.phone  # a figure to LibreOffice, as it is to Excel


def test_a_csv_runs_no_formula(rows: list[dict[str, Any]]) -> None:
    names = [row["name"] for row in rows[1:]]

    assert names == [f"'{text}".replace("\r", "\n") for text in FORMULAS]


def test_what_fits_on_a_page_is_printed_on_one(tmp_path: Path) -> None:
    assert pages(tmp_path, *[FIRST] * 10) == 1


def test_more_is_printed_on_as_many_pages_as_it_fills(tmp_path: Path) -> None:
    assert 2 <= pages(tmp_path, *[FIRST] * 60) <= 6
