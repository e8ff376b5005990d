"""The page with a form that was sent, filled in as it was; what was asked for has not been done."""

from typing import Any

from rueckruf.sales.pages import privacy, request, search
from rueckruf.sales.typed import Typed


def shown_again(typed: Typed, problem: str) -> Any:
    """With the problem told; only for who may open the route that the form was for."""
    page, _, _ = typed.endpoint.partition(".")
    if page == "request":
        return request.with_typed(typed, problem)
    if page == "privacy":
        return privacy.again(problem)
    return search.page(search.as_sent(), problem=problem)
