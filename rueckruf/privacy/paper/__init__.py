"""Papers and letters: Markdown as PDF and as a file for Word."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from rueckruf.privacy.paper.as_docx import as_docx
from rueckruf.privacy.paper.as_pdf import as_pdf

PaperFormat = Literal["pdf", "docx"]

WRITERS: Mapping[PaperFormat, Callable[[str, datetime], bytes]] = {"pdf": as_pdf, "docx": as_docx}
"""Each takes German Markdown and the aware time that the file says it was made at."""

KINDS: Mapping[PaperFormat, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
