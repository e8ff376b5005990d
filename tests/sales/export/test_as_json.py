"""JSON: the agreed keys, readable as a whole and line by line."""

import json
from dataclasses import replace

import pytest

from tests.support.exports import AS_EXPORTED, FIRST, exported_as

pytestmark = pytest.mark.unit


def test_json_has_the_agreed_keys_in_their_order() -> None:
    (row,) = json.loads(exported_as("json", FIRST))

    assert row == AS_EXPORTED
    assert list(row) == list(AS_EXPORTED)


def test_each_request_is_a_line_with_letters_as_they_are() -> None:
    content = exported_as("json", FIRST, replace(FIRST, name="Nguyễn Thị 👋")).decode()

    _, first, second, _ = content.splitlines()
    assert json.loads(first.rstrip(","))["name"] == FIRST.name
    assert "Nguyễn Thị 👋" in second
