"""A trace of a caller is found however it is written."""

import base64

import pytest

from tests.support.traces import traces

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("before", ["", "x", "xy"])
def test_the_search_finds_every_form(before: str) -> None:
    for written in (
        f"{before}Krötenbein.".encode(),
        f"{before}Krötenbein.".encode("utf-16-le"),
        f"{before}Krötenbein.".encode("utf-16-be"),
        base64.b64encode(f"{before}Krötenbein, und mehr".encode()),
        base64.urlsafe_b64encode(f"{before}Krötenbein, und mehr".encode("utf-16-le")),
        f"{before}Kr%C3%B6tenbein".encode(),
        f"{before}Kr\\u00f6tenbein".encode(),
    ):
        assert traces(["Krötenbein", "Zwackelmann"], written) == {"Krötenbein"}, written
