"""What all calls of the API have in common."""

from flask_openapi3 import APIBlueprint

from rueckruf.sales.api.problems import described

SECURITY = "token"

api = APIBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    abp_security=[{SECURITY: []}],
    abp_responses=described(401, 403, 422, 429, 500, 503),
    operation_id_callback=lambda *, name, path, method: name,
)
