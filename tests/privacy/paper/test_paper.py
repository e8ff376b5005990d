"""Papers as PDF and for Word hold what their Markdown says, whatever letters stand in it."""

import io
from datetime import UTC, datetime

import pytest
from docx import Document

from rueckruf.privacy.paper import WRITERS
from rueckruf.privacy.paper.blocks import Block, Run, Table, read_blocks
from tests.support.papers import NEEDS_PDFTOTEXT, lines_of_docx, words_of_pdf

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


def test_headings_in_word_are_black_and_in_the_face_of_the_text() -> None:
    document = Document(io.BytesIO(WRITERS["docx"](MARKDOWN, NOW)))

    style = document.styles["Heading 1"]
    assert (style.font.name, str(style.font.color.rgb)) == ("Arial", "000000")
    assert "Theme" not in style.element.xml.partition("<w:rFonts")[2].partition("/>")[0]


def test_columns_of_a_table_in_word_are_as_wide_as_what_stands_in_them() -> None:
    long = "| Zweck | Wir rufen Sie auf Ihren Wunsch zurück und bearbeiten Ihr Anliegen. |"
    (table,) = Document(io.BytesIO(WRITERS["docx"](f"| | |\n| --- | --- |\n{long}\n", NOW))).tables

    first, second = (column.width for column in table.columns)
    assert first
    assert second
    assert second > 3 * first
    assert [cell.width for cell in table.rows[0].cells] == [first, second]


@pytest.mark.thorough
@NEEDS_PDFTOTEXT
def test_the_pdf_has_every_letter_and_numbers_its_pages() -> None:
    text = words_of_pdf(WRITERS["pdf"](MARKDOWN + "\nEin Absatz.\n" * 40, NOW))

    for words in ("Auskunft für Şükrü Łukasiewicz", "„alles“ steht hier: --record", "• ein Punkt", "Όμηρος Жуков"):
        assert words in text
    assert "Seite 1 von 2" in text
    assert "Seite 2 von 2" in text


@NEEDS_PDFTOTEXT
def test_a_line_across_begins_a_page() -> None:
    markdown = "Brief\n\n---\n\n# Anlage\n"

    assert words_of_pdf(WRITERS["pdf"](markdown, NOW)) == "Brief Seite 1 von 2 Anlage Seite 2 von 2"
    (_, mark, _) = Document(io.BytesIO(WRITERS["docx"](markdown, NOW))).paragraphs
    assert 'w:type="page"' in mark._p.xml


@pytest.mark.parametrize("format", list(WRITERS))
def test_a_word_that_is_longer_than_a_line_is_no_obstacle(format: str) -> None:
    assert WRITERS[format](f"# {'x' * 300}\n\n{'y' * 300}\n\n| {'z' * 300} |\n| --- |\n| a |\n", NOW)  # type: ignore[index]
