"""An application with all calls of the API, which it can describe."""

from typing import Any, cast

from flask import Flask
from flask_openapi3 import Info, OpenAPI

from rueckruf.sales.api import events, export, guide, requests, steps  # noqa: F401 - each adds its calls
from rueckruf.sales.api.blueprint import SECURITY, api
from rueckruf.sales.api.problems import Problem, of_validation


def described_app(import_name: str) -> Flask:
    """The application, without anything else yet."""
    scheme = {"type": "http", "scheme": "bearer", "description": "Der Zugangsschlüssel aus rueckruf tokens add."}
    options: dict[str, Any] = {"validation_error_model": Problem, "validation_error_callback": of_validation}
    info = Info(title="Rückruf", version="1", description="Rückrufwünsche für andere Systeme.")
    app = OpenAPI(import_name, info=info, security_schemes={SECURITY: scheme}, doc_ui=False, **options)
    app.register_api(api)
    return cast(Flask, app)
