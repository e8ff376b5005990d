"""The description of the API (OpenAPI 3.1) holds: whatever it allows or forbids is answered as it says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import KEYS
from rueckruf.sales.api.rate import RateLimit
from rueckruf.sales.roles import ROUTES
from rueckruf.sales.services import provide, services
from tests.support.pages import Page
from tests.support.systems import System

pytestmark = pytest.mark.unit

CALLS = {
    "list_requests": "GET /api/v1/requests",
    "get_request": "GET /api/v1/requests/{request_id}",
    "claim": "PUT /api/v1/requests/{request_id}/claim",
    "hand_back": "DELETE /api/v1/requests/{request_id}/claim",
    "assign": "PUT /api/v1/requests/{request_id}/assign",
    "note": "PUT /api/v1/requests/{request_id}/note",
    "settle": "POST /api/v1/requests/{request_id}/result",
    "list_events": "GET /api/v1/events",
    "export": "GET /api/v1/export",
}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]


#: Each call has a token, whatever else is wrong with it; a lost place and an old version are ways to refuse it, too.
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"with-security-parameters": False},
        "checks": {"negative_data_rejection": {"expected-statuses": [404, 410, 412, 422, 428]}},
    }
)


@pytest.fixture
def unlimited(app: Flask) -> Flask:
    with app.app_context():
        provide(app.extensions, replace(services(), rate_limit=RateLimit(a_minute=1_000_000)))
    return app


@pytest.fixture
def description(client: FlaskClient) -> Mapping[str, Any]:
    described: Mapping[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return described


@pytest.mark.thorough
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("call", CALLS.values())
def test_calls_are_answered_as_described(
    unlimited: Flask,
    system: Callable[..., System],
    wish: Callable[..., CallbackRequest],
    call: str,
    mode: GenerationMode,
) -> None:
    token, request_id = system("bi", "lead").headers, wish().id
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", unlimited, config=CONFIG)
    method, _, path = call.partition(" ")

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def answered(case: Case[Any]) -> None:
        if _is_id((case.path_parameters or {}).get("request_id")):
            case.path_parameters["request_id"] = str(request_id)  # one that there is
        response = case.call(headers=token)
        unfit = [] if _is_all_sent(case, response) else [checks.negative_data_rejection]
        case.validate_response(response, checks=CHECKS, excluded_checks=unfit)

    answered()


def _is_all_sent(case: Case[Any], response: Response) -> bool:
    """Whether what is wrong can have reached the other side: an empty list, for one, leaves no trace in an address."""
    sent = {name for name, _ in parse_qsl(urlsplit(str(response.request.url)).query, keep_blank_values=True)}
    return set(case.query or {}) <= sent


def _is_id(text: Any) -> bool:
    try:
        return bool(UUID(text))
    except (AttributeError, TypeError, ValueError):
        return False


def test_every_call_is_described_and_nothing_else(description: Mapping[str, Any]) -> None:
    described = {
        operation["operationId"]: f"{method.upper()} {path}"
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
    }

    assert description["openapi"] == "3.1.0"
    assert described == CALLS
    assert {f"api.{name}" for name in (*CALLS, "guide", "description")} == {
        endpoint for endpoint in ROUTES if endpoint.startswith("api.")
    }


def test_a_request_is_described_by_the_columns_of_the_export(description: Mapping[str, Any]) -> None:
    request = description["components"]["schemas"]["Request"]

    assert request["required"] == [*KEYS, "next_attempt_at", "version"]
    assert set(request["properties"]) == set(request["required"])


def test_the_page_tells_of_every_call_and_every_field_in_german(
    client: FlaskClient, description: Mapping[str, Any]
) -> None:
    page = Page(client.get("/api/v1/"))

    assert "Schnittstelle für andere Systeme" in page.text
    for call in CALLS.values():
        assert call in page.text
    for schema in description["components"]["schemas"].values():
        for key, field in schema["properties"].items():
            assert f"{key} " in page.text
            assert field.get("description", "") in page.text


def test_the_page_needs_nothing_from_elsewhere(client: FlaskClient) -> None:
    html = client.get("/api/v1/").text

    assert "http" not in html.replace("http-equiv", "")
    assert "style=" not in html
