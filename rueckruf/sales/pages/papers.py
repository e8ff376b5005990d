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
from rueckruf.storage.tokens import all_tokens

pages = Blueprint("papers", __name__, url_prefix="/unterlagen")


@pages.get("")
def overview() -> str:
    papers = documents.papers_of(services().company)
    return render_template("papers.html", claims=_claims(), papers=papers, unnamed=_unnamed_systems())


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


def _unnamed_systems() -> list[str]:
    """Systems that have a token while ``company.yml`` names none to callers."""
    if services().company.privacy.systems:
        return []
    with services().database.engine.connect() as connection:
        return [token.name for token in all_tokens(connection) if clock.now() < token.expires_at]
