"""Folded conversations: short, and whatever is said next, they go on as the whole ones do."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rueckruf.project import ROOT
from rueckruf.storage.folding import STORY_TURNS, folded, times_said
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [inform, ask, insult]
slots:
  caller_name: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  requested_slot: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  outcome: {type: categorical, values: [good, bad], mappings: [{type: custom}]}
forms:
  callback_form: {required_slots: [caller_name]}
responses:
  utter_beside: [{text: "Nebenbei."}]
  utter_insult: [{text: "Bitte."}]
"""
)
FORM = "callback_form"
MAX_HISTORY = STORY_TURNS - 1
SENTENCES = tuple(f"Satz {number}." for number in range(6))
Turn = Callable[[str, Any], list[Event]]


def heard(intent: str) -> UserUttered:
    return UserUttered(f"Das ist {intent}.", {"name": intent, "confidence": 0.9})


def done(action: str, by_rule: bool = True) -> ActionExecuted:
    return ActionExecuted(action, policy="policy", confidence=1.0, hide_rule_turn=by_rule)


def listening(by_rule: bool = False) -> ActionExecuted:
    return done("action_listen", by_rule)


def begun() -> list[Event]:
    """A call that has asked its first question."""
    return [
        *(ActionExecuted("action_session_start"), SessionStarted(), listening(), heard("ask")),
        *(done("utter_beside", False), BotUttered("Guten Tag."), done(FORM, False), ActiveLoop(FORM), listening()),
    ]


# The turns of a call, as Rasa logs them. Each says a sentence and sets a slot.


def answer(sentence: str, value: Any) -> list[Event]:
    featurized = DefinePrevUserUtteredFeaturization(False)
    return [heard("inform"), featurized, done(FORM), SlotSet("caller_name", value), BotUttered(sentence), listening()]


def question_beside(sentence: str, value: Any) -> list[Event]:
    return [
        *(heard("ask"), ActionExecutionRejected(FORM), done("utter_beside"), BotUttered(sentence), done(FORM)),
        *(SlotSet("caller_name", value), listening()),
    ]


def insult(sentence: str, value: Any) -> list[Event]:
    return [
        *(heard("insult"), ActionExecutionRejected(FORM), done("utter_insult", False), BotUttered(sentence)),
        *(done(FORM, False), SlotSet("outcome", "good" if value else "bad"), listening()),
    ]


def answer_without_the_form(sentence: str, value: Any) -> list[Event]:
    return [heard("ask"), ActionExecutionRejected(FORM), done("utter_beside"), BotUttered(sentence), listening(True)]


def turn_taken_back(sentence: str, value: Any) -> list[Event]:
    return [heard("ask"), ActionExecutionRejected(FORM), done("utter_beside"), UserUtteranceReverted(), listening(True)]


def form_left_and_begun_anew(sentence: str, value: Any) -> list[Event]:
    return [
        *(heard("insult"), done("action_deactivate_loop"), ActiveLoop(None), SlotSet("outcome", None)),
        *(listening(True), heard("ask"), done(FORM, False), ActiveLoop(FORM), BotUttered(sentence), listening()),
    ]


USUAL: tuple[Turn, ...] = (answer, question_beside, insult)
TURNS: tuple[Turn, ...] = (*USUAL, answer_without_the_form, turn_taken_back, form_left_and_begun_anew)


def loaded(events: Sequence[Event]) -> DialogueStateTracker:
    """The tracker that the store makes of written events."""
    tracker = DialogueStateTracker("CA1", DOMAIN.slots)
    tracker.recreate_from_dialogue(Dialogue("CA1", list(events)))
    return tracker


def situation(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All of a tracker that actions and policies go by, for stories as far back as they look."""
    for_rules = tracker.past_states(DOMAIN)
    for_stories = tracker.past_states(DOMAIN, ignore_rule_only_turns=True, rule_only_data={})
    return {
        "slots": tracker.current_slot_values(),
        "loop": tracker.active_loop,
        "heard": tracker.latest_message and tracker.latest_message.text,
        "action": tracker.latest_action_name,
        "rules see": for_rules[-2:],
        "stories see": for_stories[-MAX_HISTORY:],
        "said": [times_said(tracker.events, sentence) for sentence in SENTENCES],
    }


def events_of(turns: Sequence[Turn]) -> list[list[Event]]:
    """The events of each turn; every third empties the slot that it sets."""
    return [turn(SENTENCES[number * number % len(SENTENCES)], number % 3 or None) for number, turn in enumerate(turns)]


def a_folded_call(turns: Sequence[Turn]) -> list[Event]:
    """A call as it is stored after its last turn."""
    events = begun()
    for new in events_of(turns):
        events = folded(loaded([*events, *new]))
    return events


@pytest.mark.thorough
@settings(max_examples=40)
@given(st.lists(st.sampled_from(TURNS), max_size=14))
def test_after_any_turns_a_folded_call_goes_on_as_the_whole_one(turns: list[Turn]) -> None:
    whole, short = begun(), begun()
    for new in events_of(turns):
        whole, short = [*whole, *new], folded(loaded([*short, *new]))
        assert situation(loaded(short)) == situation(loaded(whole))
        for intent in ("inform", "insult"):
            going_on = loaded(short), loaded(whole)
            for tracker in going_on:
                tracker.update(heard(intent))
            assert situation(going_on[0]) == situation(going_on[1])
            assert situation(going_on[0].copy()) == situation(going_on[1].copy())


@pytest.mark.parametrize("turn", USUAL)
def test_a_call_of_sixty_turns_is_no_longer_than_one_of_twelve(turn: Turn) -> None:
    assert len(a_folded_call([turn] * 60)) == len(a_folded_call([turn] * 12))


def test_usual_turns_in_any_order_stay_within_a_bound() -> None:
    assert len(a_folded_call([USUAL[number * number % 7 % 3] for number in range(60)])) < 90


def test_what_the_second_turn_told_is_still_known() -> None:
    second = lambda sentence, _: answer(sentence, "Müller")  # noqa: E731
    events = a_folded_call([second, *[insult] * 58])
    assert loaded(events).get_slot("caller_name") == "Müller"


def test_the_words_of_early_answers_are_gone() -> None:
    events = a_folded_call([answer] * 10)
    assert not any(isinstance(event, UserUttered) and event.text == "Das ist inform." for event in events)


def test_earlier_sessions_stay_whole() -> None:
    events = [*begun(), *begun(), *answer(SENTENCES[0], 1)]
    assert folded(loaded(events))[: len(begun())] == begun()


def test_stories_never_look_further_back_than_what_is_kept() -> None:
    policies = read_yaml(ROOT / "config.yml")["policies"]
    [stories] = [policy for policy in policies if "max_history" in policy]
    assert stories["max_history"] < STORY_TURNS
