"""A paper as a file for Word, in which an officer goes on writing."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rueckruf.privacy.paper.blocks import Block, Run, Table, Text, read_blocks, title_of
from rueckruf.privacy.paper.columns import shares_of

if TYPE_CHECKING:
    from docx.document import Document

_FACE, _FIXED, _SIZE, _SMALL = "Arial", "Courier New", 10, 9  # points
_HEADINGS = {1: 16, 2: 12.5, 3: 11}  # points
_MARGIN, _WIDTH = 22, 166  # millimetres
_GRID = "TableGrid"  # the id of the style
_LONGEST_TITLE = 255  # characters, by python-docx


def as_docx(markdown: str, made_at: datetime) -> bytes:
    """The file; its first heading is its title."""
    blocks = read_blocks(markdown)
    document = _document(title_of(blocks), made_at)
    for block in blocks:
        if isinstance(block, Table):
            _write_table(document, block)
        elif block.kind == "page_end":
            _end_page(document)
        else:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.element.style = _style(block)
            _write(paragraph, block.text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _document(title: str, made_at: datetime) -> "Document":
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    usual: Any = document.styles["Normal"]
    usual.font.name, usual.font.size = _FACE, Pt(_SIZE)
    language = usual.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    usual.element.rPr.append(language)
    for level, size in _HEADINGS.items():
        _style_heading(document.styles[f"Heading {level}"], size)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title[:_LONGEST_TITLE], "de-DE", "", ""
    about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)
    return document


def _style_heading(style: Any, size: float) -> None:
    """In the face of the text and black: Word's own theme has headings in blue and in another face."""
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = _FACE, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def _end_page(document: Any) -> None:
    document.add_page_break()


def _style(block: Block) -> str | None:
    """The id of its style, None for the usual one; by a name python-docx goes through all styles for each paragraph."""
    if block.kind == "heading":
        return f"Heading{block.level}"
    if block.kind == "item":
        return "ListBullet" if block.level == 1 else f"ListBullet{min(block.level, 3)}"
    return None


def _write(paragraph: Any, text: Text) -> None:
    for run in text:
        _style_run(paragraph.add_run(run.text), run)


def _style_run(written: Any, run: Run) -> None:
    from docx.shared import Pt

    written.bold = run.bold or None
    if run.code:
        written.font.name, written.font.size = _FIXED, Pt(_SMALL)


def _write_table(document: "Document", table: Table) -> None:
    from docx.shared import Mm

    rows = table.rows if table.has_head else table.rows[1:]
    written = document.add_table(rows=len(rows), cols=len(rows[0]))
    written._tbl.tblStyle_val = _GRID
    shares = shares_of(rows)
    for column, share in zip(written.columns, shares, strict=True):
        for part in (column, *column.cells):  # programs look at one or the other
            part.width = Mm(_WIDTH * share / sum(shares))
    for number, cells in enumerate(rows):
        for cell, text in zip(written.rows[number].cells, cells, strict=True):
            bold = table.has_head and number == 0
            _write(cell.paragraphs[0], tuple(Run(run.text, run.bold or bold, run.code) for run in text))
    document.add_paragraph()
