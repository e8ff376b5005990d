"""What the API can do: its description for programs, and a page made of it for people."""

from typing import Any, cast

from flask import current_app, render_template
from flask_openapi3 import OpenAPI

from rueckruf.sales.api.blueprint import api


@api.get("/openapi.json", doc_ui=False)
def description() -> Any:
    return _description()


@api.get("/", doc_ui=False)
def guide() -> str:
    return render_template("api.html", description=_description(), common=api.abp_responses)


def _description() -> Any:
    return cast(OpenAPI, current_app).api_doc
