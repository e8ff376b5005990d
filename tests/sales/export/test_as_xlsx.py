"""XLSX: a sheet to work in, text as text and times as times."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from rueckruf.callbacks.schema import COLUMNS
from rueckruf.sales.export import ExportError, as_xlsx
from tests.support.exports import FIRST, NOW, RECIPIENTS, cells_of_xlsx, exported_as

pytestmark = pytest.mark.unit


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_sheet_has_german_titles_and_begins_with_what_one_calls_with() -> None:
    sheet = sheet_of(exported_as("xlsx", FIRST))

    assert [cell.value for cell in sheet[1]] == [
        *("Name", "Telefon", "Wunsch von", "Wunsch bis", "Worte", "Anliegen", "Notiz", "Stand", "In Arbeit bei"),
        *("Anruf", "Empfänger", "Nummer gegeben", "Wird gelöscht", "Weitere Nummern", "Weitere Zeiten"),
        *("Versuche", "Ergebnis", "Kennung"),
    ]
    assert len(COLUMNS) == sheet.max_column
    assert (sheet.title, sheet.max_row) == ("Rückrufwünsche", 2)


def test_text_is_text_and_times_are_times_on_berlin_clocks() -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", FIRST))

    assert cells["name"].value == FIRST.name
    times = {name: cells[name] for name in ("created_at", "callback_start", "callback_end", "delete_after")}
    assert {name: cell.value for name, cell in times.items()} == {
        "created_at": datetime(2026, 3, 10, 10),
        "callback_start": datetime(2026, 3, 30, 14),
        "callback_end": datetime(2026, 3, 30, 15),
        "delete_after": datetime(2026, 6, 10, 10),
    }
    assert all(cell.is_date and cell.number_format == "dd.mm.yyyy hh:mm" for cell in times.values())


def test_telephone_numbers_are_text_in_groups_that_are_easy_to_dial() -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", FIRST))

    assert (cells["phone"].value, cells["phone"].data_type) == ("+49 30 23125042", "s")
    assert cells["other_phones"].value == "+49 171 3920011\n+43 1 23456789"


def test_lists_are_readable_and_counts_are_numbers() -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", FIRST))

    first, second = "01.04.2026, 09:00 bis 12:00 Uhr", "27.03.2026, 09:00 Uhr bis 30.03.2026, 12:00 Uhr"
    assert cells["other_windows"].value == f"{first}; {second}"
    assert (cells["attempts"].value, cells["attempts"].data_type) == (2, "n")


def test_the_header_stays_in_sight_and_columns_are_wide_enough() -> None:
    sheet = sheet_of(exported_as("xlsx", FIRST))

    assert sheet.freeze_panes == "B2"
    widths = {group.max: group.width for group in sheet.column_dimensions.values()}
    assert max(widths) == len(COLUMNS)
    assert all(width >= len("11.03.2026 14:30") for width in widths.values())
    assert sheet.auto_filter.ref.startswith("A1:R")


def test_long_texts_are_wrapped_from_the_top_of_their_row() -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", FIRST))

    assert all(cells[name].alignment.wrap_text for name in ("callback_text", "concern", "note", "other_phones"))
    assert {cell.alignment.vertical for name, cell in cells.items() if name != "id" and cell.value} == {"top"}


def test_it_is_printed_across_a4_with_its_header_on_each_page() -> None:
    sheet = sheet_of(exported_as("xlsx", FIRST))

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddFooter.left.text == "Rückrufwünsche, Stand 11.03.2026 14:30 Uhr"
    assert sheet.oddFooter.right.text == "Seite &P von &N"


@pytest.mark.parametrize(
    "text", ["  vorn und hinten  ", "_x0041_", "a\x0bb", "\ufffe", "<b>&amp;</b>", "Nguyễn 👋", "a\tb\nc"]
)
def test_every_letter_survives(text: str) -> None:
    (cells,) = cells_of_xlsx(exported_as("xlsx", replace(FIRST, name=text)))

    assert openpyxl.utils.escape.unescape(cells["name"].value) == text


def test_a_reader_that_streams_finds_all_rows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported_as("xlsx", FIRST, FIRST, FIRST)), read_only=True)

    assert len(list(book.active.iter_rows())) == 4


def test_the_archive_is_sound() -> None:
    with zipfile.ZipFile(io.BytesIO(exported_as("xlsx", FIRST))) as book:
        assert book.testzip() is None
        assert len(book.namelist()) == len(set(book.namelist()))


def test_more_requests_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "LAST_ROW", 3)

    assert len(b"".join(as_xlsx.chunks([FIRST, FIRST], RECIPIENTS, NOW))) > 0
    with pytest.raises(ExportError, match="xlsx holds at most 2 requests: choose fewer, or csv"):
        list(as_xlsx.chunks([FIRST, FIRST, FIRST], RECIPIENTS, NOW))
