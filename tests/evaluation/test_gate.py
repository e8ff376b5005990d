"""A loss that is no chance and a new expensive confusion keep a model from service, and nothing else does."""

import pytest

from rueckruf.evaluation.gate import (
    ALL_UTTERANCES,
    CALLS,
    Judged,
    Results,
    became,
    compared,
    expensive,
    faults,
    of_calls,
    of_utterances,
    right,
)
from rueckruf.evaluation.intents import FALLBACK, Heard
from tests.evaluation.test_calls import call, stored

pytestmark = pytest.mark.unit


def cases(marks: str) -> list[Judged]:
    """Right ones, wrong ones and expensive ones: "+-!"."""
    became = {"+": "", "-": "help taken for moment", "!": "deny taken for affirm"}
    return [Judged(str(place), mark == "+", mark == "!", became[mark]) for place, mark in enumerate(marks)]


def reasons(before: Results, after: Results) -> list[str]:
    return faults(compared(before, after))


def test_what_stays_the_same_passes() -> None:
    same = {"plain": cases("+++-!+"), CALLS: cases("+-")}
    assert reasons(same, same) == []


def test_five_lost_may_be_chance_and_six_are_none() -> None:
    before = {"plain": cases("+" * 60)}
    assert reasons(before, {"plain": cases("-" * 5 + "+" * 55)}) == []
    found = reasons(before, {"plain": cases("-" * 6 + "+" * 54)})
    lost = "6 lost, 0 gained, p = 0.031"
    assert found == [f"plain: {lost}", f"{ALL_UTTERANCES}: {lost}"]


def test_what_is_gained_makes_up_for_what_is_lost() -> None:
    assert reasons({"plain": cases("+" * 6 + "-" * 6)}, {"plain": cases("-" * 6 + "+" * 6)}) == []
    assert reasons({"plain": cases("-" * 9)}, {"plain": cases("+" * 9)}) == []


def test_small_losses_everywhere_are_a_loss_together() -> None:
    before = {name: cases("+" * 50) for name in ("plain", "long", "dialect")}
    after = {name: cases("--" + "+" * 48) for name in before}
    assert [reason.partition(":")[0] for reason in reasons(before, after)] == [ALL_UTTERANCES]


def test_calls_are_no_utterances() -> None:
    both = compared({CALLS: cases("++"), "plain": cases("+")}, {CALLS: cases("+-"), "plain": cases("+")})
    lost = {one.name: (one.pairs.lost, one.cases) for one in both}
    assert lost == {CALLS: (1, 2), "plain": (0, 1), ALL_UTTERANCES: (0, 1)}


def test_one_new_expensive_confusion_is_enough() -> None:
    assert reasons({"long": cases("+++")}, {"long": cases("++!")}) == ["long: expensive: deny taken for affirm"]
    assert reasons({"long": cases("++-")}, {"long": cases("++!")}) == ["long: expensive: deny taken for affirm"]


def test_an_expensive_one_that_was_there_before_is_not_held_against_it() -> None:
    assert reasons({"long": cases("!!+")}, {"long": cases("!++")}) == []
    assert reasons({"long": cases("!!+")}, {"long": cases("++!")}) == ["long: expensive: deny taken for affirm"]


def test_utterances_are_judged_without_their_words() -> None:
    heard = [
        Heard("deny", "deny", 0.9, 0.5, "auf keinen Fall"),
        Heard("deny", "affirm", 0.9, 0.5, "bloß nicht"),
        Heard("help", "moment", 0.9, 0.5, "wie meinen Sie das jetzt"),
        Heard(FALLBACK, "off_topic", 0.9, 0.5, "krrsch"),
    ]
    judged = of_utterances(heard)
    assert [(one.right, one.expensive, one.became) for one in judged] == [
        (True, False, ""),
        (False, True, "deny taken for affirm"),
        (False, False, "help taken for moment"),
        (True, False, ""),
    ]
    assert len({one.key for one in judged}) == len(heard)
    assert not any(one.text in str(judged) for one in heard)
    assert (right(judged), expensive(judged)) == (2, 1)
    assert became({"plain": judged})["plain"] == {"deny taken for affirm": 1, "help taken for moment": 1}


def test_a_wrong_value_that_is_stored_is_expensive() -> None:
    reached, wrong, ended = of_calls(
        [call(), call(stored=stored(name="Jelka Brodnig")), call(stored=None, asked="caller_name")]
    )
    assert (reached.right, reached.expensive) == (True, False)
    assert (wrong.right, wrong.expensive, wrong.became) == (False, True, "wrong value at confirmed")
    assert (ended.right, ended.expensive, ended.became) == (False, False, "hung up at caller_name")
