"""The words of times as the rules ask for them."""

import pytest

from rueckruf.project import ROOT
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.time.lexicon import small_words

pytestmark = pytest.mark.unit

RULES = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "rueckruf/spoken/time").glob("*.py"))


@pytest.mark.parametrize("name", vocabulary("time_grammar"))
def test_every_list_of_small_words_is_asked_for(name: str) -> None:
    assert f'"{name}"' in RULES


def test_small_words_are_folded() -> None:
    assert "spaetestens" in small_words("after_range_to")
