"""Papers as PDF and for Word hold what their Markdown says, whatever letters stand in it."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from rueckruf.privacy.paper import WRITERS
from rueckruf.privacy.paper.blocks import Block, Run, Table, read_blocks

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
MARKDOWN = """\
# Auskunft für Şükrü Łukasiewicz

Sehr geehrte Damen und Herren,<br>„alles“ steht **hier**: `--record`.

- ein Punkt
- [ ] zu prüfen
  - darunter

| Frist | Tag |
| --- | --- |
| **Antwort** | 11\\|12 |

| | |
| --- | --- |
| Name | Όμηρος Жуков |
"""


def test_markdown_is_read_as_headings_paragraphs_lists_and_tables() -> None:
    heading, paragraph, *items, dates, names = read_blocks(MARKDOWN)

    assert heading == Block("heading", (Run("Auskunft für Şükrü Łukasiewicz"),), 1)
    assert isinstance(paragraph, Block)
    assert paragraph.plain == "Sehr geehrte Damen und Herren,\n„alles“ steht hier: --record."
    assert [run.text for run in paragraph.text if run.bold or run.code] == ["hier", "--record"]
    assert [(item.level, item.plain) for item in items if isinstance(item, Block)] == [
        *((1, "ein Punkt"), (1, "☐ zu prüfen"), (2, "darunter"))
    ]
    assert isinstance(dates, Table)
    assert isinstance(names, Table)
    assert (dates.has_head, names.has_head) == (True, False)
    assert dates.rows[1] == ((Run("Antwort", bold=True),), (Run("11|12"),))


def test_markup_that_somebody_wrote_is_text() -> None:
    (block,) = read_blocks("<b>fett</b> &amp; \\*so\\*")

    assert isinstance(block, Block)
    assert block.plain == "<b>fett</b> & *so*"


def lines_of_docx(content: bytes) -> Iterator[str]:
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, DocxTable):
            yield from (" | ".join(cell.text for cell in row.cells) for row in part.rows)


def test_the_file_for_word_has_the_text_in_its_order_and_its_styles() -> None:
    content = WRITERS["docx"](MARKDOWN, NOW)

    assert [line for line in lines_of_docx(content) if line] == [
        "Auskunft für Şükrü Łukasiewicz",
        "Sehr geehrte Damen und Herren,\n„alles“ steht hier: --record.",
        *("ein Punkt", "☐ zu prüfen", "darunter", "Frist | Tag", "Antwort | 11|12", "Name | Όμηρος Жуков"),
    ]
    document = Document(io.BytesIO(content))
    assert [paragraph.style and paragraph.style.name for paragraph in document.paragraphs[:3]] == [
        *("Heading 1", "Normal", "List Bullet")
    ]
    about = document.core_properties
    assert (about.title, about.created) == ("Auskunft für Şükrü Łukasiewicz", NOW)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_the_pdf_has_every_letter_and_numbers_its_pages(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(WRITERS["pdf"](MARKDOWN + "\nEin Absatz.\n" * 40, NOW))

    command = [str(shutil.which("pdftotext")), "-layout", str(file), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    for words in ("Auskunft für Şükrü Łukasiewicz", "„alles“ steht hier: --record", "• ein Punkt", "Όμηρος Жуков"):
        assert words in text
    assert "Seite 1 von 2" in text
    assert "Seite 2 von 2" in text


@pytest.mark.parametrize("format", list(WRITERS))
def test_a_word_that_is_longer_than_a_line_is_no_obstacle(format: str) -> None:
    assert WRITERS[format](f"# {'x' * 300}\n\n{'y' * 300}\n\n| {'z' * 300} |\n| --- |\n| a |\n", NOW)  # type: ignore[index]
