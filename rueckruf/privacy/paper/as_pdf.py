"""A paper as PDF: A4, one face, numbered pages."""

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rueckruf.privacy.paper.blocks import Block, Run, Table, Text, plain, read_blocks, title_of
from rueckruf.privacy.paper.columns import shares_of

if TYPE_CHECKING:
    from fpdf import FPDF

_FACE, _FIXED = "sans", "mono"
#: Of DejaVu, which comes with Matplotlib: it has the letters of all names that are written in Latin, Greek or Cyrillic.
_FILES = {(_FACE, ""): "DejaVuSans", (_FACE, "B"): "DejaVuSans-Bold"}
_FILES |= {(_FIXED, ""): "DejaVuSansMono", (_FIXED, "B"): "DejaVuSansMono-Bold"}
_SIZE, _SMALL, _HEADINGS = 10, 8.5, {1: 16, 2: 12.5, 3: 11}  # points
_MARGIN, _FOOT, _INDENT, _LINE, _GAP = 22, 18, 6, 5.2, 2.2  # millimetres


def as_pdf(markdown: str, made_at: datetime) -> bytes:
    """The file; its first heading is its title."""
    blocks = read_blocks(markdown)
    pdf = _paper(title_of(blocks), made_at)
    for block in blocks:
        if isinstance(block, Table):
            _write_table(pdf, block)
        elif block.kind == "page_end":
            pdf.add_page()
        elif block.kind == "heading":
            _write_heading(pdf, block)
        else:
            _write_paragraph(pdf, block)
    return bytes(pdf.output())


def _paper(title: str, made_at: datetime) -> "FPDF":
    from fpdf import FPDF

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-_FOOT + 4)
            self.set_font(_FACE, "", _SMALL)
            self.cell(0, _LINE, f"Seite {self.page_no()} von {{nb}}", align="R")

    pdf = Paper(format="A4")
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(True, _FOOT + 4)
    folder = Path(_home_of_matplotlib(), "mpl-data", "fonts", "ttf")
    for (face, style), name in _FILES.items():
        pdf.add_font(face, style, str(folder / f"{name}.ttf"))
    pdf.set_title(title)
    pdf.set_lang("de-DE")
    pdf.set_creation_date(made_at)
    pdf.add_page()
    return pdf


def _home_of_matplotlib() -> str:
    """Found without importing it, which takes its time."""
    spec = find_spec("matplotlib")
    assert spec
    assert spec.submodule_search_locations
    return spec.submodule_search_locations[0]


def _write_heading(pdf: "FPDF", block: Block) -> None:
    size = _HEADINGS.get(block.level, _SIZE)
    pdf.ln(_GAP)
    if pdf.will_page_break(8 * _LINE):  # what follows stands with it
        pdf.add_page()
    pdf.set_font(_FACE, "B", size)
    pdf.multi_cell(0, size * 0.5, block.plain, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(_GAP)


def _write_paragraph(pdf: "FPDF", block: Block) -> None:
    is_item = block.kind == "item"
    pdf.set_left_margin(_MARGIN + _INDENT * block.level)
    pdf.set_x(pdf.l_margin)
    runs: Text = block.text
    if is_item and not block.plain.startswith(("☐", "☒")):
        pdf.set_x(pdf.l_margin - _INDENT / 2)
        runs = (Run("• "), *runs)
    for run in runs:
        pdf.set_font(_FIXED if run.code else _FACE, "B" if run.bold else "", _SMALL if run.code else _SIZE)
        _keep_whole(pdf, run.text)
        pdf.write(_LINE, run.text)
    pdf.set_left_margin(_MARGIN)
    pdf.ln(_LINE + (0 if is_item else _GAP))


def _keep_whole(pdf: "FPDF", text: str) -> None:
    """Begin a line where the first word does not fit any more: what is written in pieces would be cut within it."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if not text.startswith(" ") and pdf.get_string_width(first) > pdf.w - pdf.r_margin - pdf.x - 2:
        pdf.ln(_LINE)


def _write_table(pdf: "FPDF", table: Table) -> None:
    from fpdf.fonts import FontFace

    rows = table.rows if table.has_head else table.rows[1:]
    pdf.set_font(_FACE, "", _SMALL)
    with pdf.table(
        col_widths=shares_of(rows),
        first_row_as_headings=table.has_head,
        headings_style=FontFace(emphasis="B", fill_color=235),
        line_height=_LINE * 0.85,
        padding=1,
        text_align="L",
    ) as written:
        for cells in rows:
            row = written.row()
            for cell in cells:
                style = FontFace(emphasis="B") if any(run.bold for run in cell) else None
                row.cell(plain(cell), style=style)
    pdf.ln(_GAP + 1)
