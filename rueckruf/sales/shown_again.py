"""The page with a form that was sent, filled in as it was; what was asked for has not been done."""

from typing import Any

from rueckruf.sales.entered_form import EnteredForm
from rueckruf.sales.pages import cases, privacy, request, search


def shown_again(entered: EnteredForm, problem: str) -> Any:
    """With the problem shown; only for who may open the route that the form was for."""
    page, _, _ = entered.endpoint.partition(".")
    if page == "request":
        return request.with_entered(entered, problem)
    if page == "cases":
        return cases.with_problem(problem)
    if page == "privacy":
        return privacy.with_problem(problem)
    return search.page(search.as_sent(), problem=problem)
