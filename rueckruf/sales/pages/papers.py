"""The papers on data protection to take along, and what somebody has yet to confirm."""

from typing import Any, cast

from flask import Blueprint, Response, abort, render_template

from rueckruf import clock
from rueckruf.privacy import documents
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.paper import KINDS, WRITERS, PaperFormat
from rueckruf.privacy.speech_services import read_speech_services
from rueckruf.project import FIGURES
from rueckruf.sales.services import services

pages = Blueprint("papers", __name__, url_prefix="/unterlagen")


@pages.get("")
def overview() -> str:
    return render_template("papers.html", claims=_claims(), papers=documents.papers_of(services().company))


@pages.get("/<name>.<format>")
def download(name: str, format: str) -> Any:
    """A paper as a file; no caller stands in it."""
    if name not in documents.papers_of(services().company) or format not in WRITERS:
        abort(404)
    chosen = cast(PaperFormat, format)
    text = documents.paper(name, _claims(), documents.read_figures(FIGURES))
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{format}"'}
    return Response(WRITERS[chosen](text, clock.now()), content_type=KINDS[chosen], headers=disposition)


def _claims() -> Claims:
    return Claims(services().company, read_speech_services())
