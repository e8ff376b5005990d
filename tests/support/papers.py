"""Papers and letters opened again: the words that a reader of the file finds in it, with single spaces."""

import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.table import Table

PDFTOTEXT = shutil.which("pdftotext")
NEEDS_PDFTOTEXT = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed (Debian: poppler-utils)")


def lines_of_docx(content: bytes) -> list[str]:
    """Paragraphs and rows of tables in their order, cells parted by a bar."""
    lines: list[str] = []
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return lines


def words_of_docx(content: bytes) -> str:
    return " ".join(" ".join(lines_of_docx(content)).split())


def words_of_pdf(content: bytes) -> str:
    assert PDFTOTEXT is not None
    command = [PDFTOTEXT, "-layout", "-", "-"]
    return " ".join(subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode().split())
