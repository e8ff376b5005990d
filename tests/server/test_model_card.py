"""A card lies beside its model, tells people and programs what was measured, and is of that model alone."""

from pathlib import Path

import pytest

from rueckruf.server.model_card import CardError, card_file, digest, read_card, write_card
from tests.support.models import card_for, model_of

pytestmark = pytest.mark.unit


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return model_of(tmp_path / "20260309-080000-grey-heron.tar.gz")


def test_what_was_written_is_read(model: Path) -> None:
    card = card_for(model, passed=False)
    write_card(card_file(model), card, "# A heron\n\n---\n")
    assert card_file(model).name == "20260309-080000-grey-heron.md"
    assert read_card(model) == card
    assert card_file(model).read_text(encoding="utf-8").endswith("---\n\n# A heron\n\n---\n\n")


def test_there_may_be_none(model: Path) -> None:
    assert read_card(model) is None


def test_the_card_of_another_model_is_none(model: Path) -> None:
    write_card(card_file(model), card_for(model), "")
    model_of(model, asks="callback_time")
    assert read_card(model) is None


@pytest.mark.parametrize("content", ["", "# Notes", "---\n---\n", "---\na: [\n---\n", "---\nmodel: a\nmore: b\n---\n"])
def test_anything_else_is_named(model: Path, content: str) -> None:
    card_file(model).write_text(content)
    with pytest.raises(CardError, match=r"grey-heron.md: is no model card"):
        read_card(model)


def test_a_model_is_known_by_what_is_in_it(model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tar.gz"
    copy.write_bytes(model.read_bytes())
    assert digest(copy) == digest(model) != digest(model_of(tmp_path / "other.tar.gz", asks="callback_time"))
