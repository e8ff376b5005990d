"""Whatever is logged has German words."""

from typing import get_args

import pytest

from rueckruf.callbacks.handling import Step
from rueckruf.privacy.wording import ACTIONS, PROBLEMS, REASONS, STEPS, requests_by_reason
from rueckruf.sales.read_log import Place
from rueckruf.storage.audit_log import Action, Problem
from rueckruf.storage.deletion import Reason

pytestmark = pytest.mark.unit


def test_every_action_and_reason_has_its_words() -> None:
    assert set(ACTIONS) == set(get_args(Action))
    assert set(REASONS) == {*get_args(Reason), *get_args(Place)}
    assert set(STEPS) == set(get_args(Step))
    assert set(PROBLEMS) == set(get_args(Problem))


def test_one_is_not_many() -> None:
    assert requests_by_reason({}) == "0 Rückrufwünsche"
    assert requests_by_reason({"term": 1}) == "1 Rückrufwunsch (1 Frist abgelaufen)"
