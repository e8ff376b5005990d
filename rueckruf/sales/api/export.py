"""Requests as a file, as leads get it from the page."""

from itertools import chain
from typing import Any

from flask import Response

from rueckruf import clock
from rueckruf.sales.api.access import caller
from rueckruf.sales.api.blueprint import api
from rueckruf.sales.api.models import Exported, ExportQuery
from rueckruf.sales.api.problems import refuse
from rueckruf.sales.api.requests import selected
from rueckruf.sales.export import MEDIA_TYPES, ExportError, exported
from rueckruf.sales.services import services

_FILE = {"schema": {"type": "string", "format": "binary"}}
_CONTENT = {
    **{media_type.partition(";")[0]: _FILE for media_type in MEDIA_TYPES.values()},
    MEDIA_TYPES["json"]: {"schema": {"type": "array", "items": Exported.model_json_schema()}},
}


@api.get(
    "/export",
    summary="Rückrufwünsche als Datei, für Zugänge der Rolle lead",
    responses={200: {"description": "Die Datei", "content": _CONTENT}},
)
def export(query: ExportQuery) -> Any:
    available, actor = services(), caller().actor
    try:
        chunks = exported(
            available.database, selected(query), query.format, available.recipients, actor=actor, now=clock.now()
        )
        first = next(chunks, b"")
    except ExportError:
        refuse(422, "Das sind zu viele Rückrufwünsche für diese Art von Datei. Bitte wählen Sie weniger.")
    return Response(chain([first], chunks), content_type=MEDIA_TYPES[query.format])
