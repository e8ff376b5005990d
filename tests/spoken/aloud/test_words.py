"""The small words between numbers and names are those of ``data/vocabulary/aloud.yml``, each of them."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rueckruf.answers.callback_time import CallbackTime
from rueckruf.answers.slot_words import slot_words
from rueckruf.dialogue.state import FormState
from rueckruf.spoken.aloud import words
from rueckruf.spoken.aloud.company_facts import say_months, say_opening_hours, say_web_address
from rueckruf.spoken.aloud.read_back import say_digits
from rueckruf.spoken.aloud.times import Spoken, say_today, say_window, say_windows
from rueckruf.spoken.text.vocabulary import vocabulary

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 10, 10, 0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = datetime(2026, 3, 25)
NAME = {"title": None, "first": "Sabine", "last": "Müller"}


def said() -> list[str]:
    """All that has such words in it."""
    part, whole = (time(8), time(12)), (time(13, 30), time(17))
    wished = {"start": "2026-03-11T10:00:00", "end": "2026-03-11T11:00:00", "text": "a", "instead_of": "b"}
    kept: dict[str, Any] = CallbackTime().kept(FormState({"callback_time": wished}))
    return [
        say_window(NOW + DAY, None, NOW),
        say_window(MIDNIGHT + 9 * HOUR, MIDNIGHT + 11 * HOUR, NOW),
        say_window(MIDNIGHT, MIDNIGHT + 2 * DAY, NOW),
        say_window(MIDNIGHT + HOUR, MIDNIGHT + 2 * DAY + HOUR, NOW),
        say_windows([Spoken(NOW, NOW + HOUR, onwards=True), Spoken(NOW + 3 * DAY), Spoken(NOW + 4 * DAY)], NOW),
        say_today(NOW),
        say_opening_hours([[part, whole], [part, whole], [part], [part], [part], [], []]),
        say_months(1),
        say_months(3),
        say_web_address("https://muster-werk.example/datenschutz"),
        say_digits("+49"),
        kept["callback_text"],
        slot_words({"caller_name": {**NAME, "asked_letters": "Müller"}}, NOW)["name_spelling"],
    ]


def test_each_is_said_as_the_table_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    small = vocabulary("aloud")
    before = said()
    monkeypatch.setattr(words, "vocabulary", lambda name: {meaning: f"<{meaning}>" for meaning in small})
    after = said()
    for meaning, word in small.items():
        assert any(f"<{meaning}>" in sentence for sentence in after), meaning
        after = [sentence.replace(f"<{meaning}>", word) for sentence in after]
    assert after == before
