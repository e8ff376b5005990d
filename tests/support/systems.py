"""Another system that uses the API."""

from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class System:
    """Calls the API with its token; a change names the version that was read last."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, path: str, method: str = "GET", **options: Any) -> TestResponse:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **options)

    def read(self, path: str, **query: Any) -> Any:
        """What a call gives that must go well."""
        response = self.ask(path, query_string=query)
        assert response.status_code == 200, response.text
        return response.get_json()

    def change(self, method: str, request_id: UUID, part: str, body: Any = None, version: int = 1) -> TestResponse:
        path, seen = f"/requests/{request_id}/{part}", {"If-Match": f'"{version}"'}
        return self.ask(path, method, headers=seen, **({} if body is None else {"json": body}))


def told(response: TestResponse) -> tuple[int, str]:
    """Status and words of a problem."""
    problem = response.get_json(force=True)
    assert response.content_type == "application/problem+json", response.text
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert problem["status"] == response.status_code
    return response.status_code, problem["detail"]
