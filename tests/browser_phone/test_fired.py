"""The rule or story that a turn followed is found by what was heard and done."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rueckruf.browser_phone.fired import DialogueFiles
from rueckruf.browser_phone.inner_view import InnerView
from rueckruf.project import ROOT

pytestmark = pytest.mark.unit

FORM = "callback_form"
RULE, STORY = "RulePolicy", "StoryPolicy"


@pytest.fixture(scope="module")
def ours() -> DialogueFiles:
    return DialogueFiles(ROOT)


def turn(intent: str, *steps: str, policy: str = RULE, loop: str | None = FORM) -> InnerView:
    actions = [*((step, policy) for step in steps), ("action_listen", RULE)]
    return InnerView(intent=intent, confidence=0.9, actions=actions, loop=loop)


BEGIN = turn("call_started", "utter_opening", "utter_notice", FORM, loop=None)
NAMED = turn("inform_caller_name", FORM)
REPEAT = turn("repeat", "utter_repeat", FORM, policy=STORY)
ANOTHER_MATTER = turn("off_topic", "utter_off_topic", FORM, policy=STORY)


@pytest.mark.parametrize(
    ("views", "name"),
    [
        ([BEGIN], "The call begins"),
        ([BEGIN, turn("ask_privacy", "utter_privacy", "utter_privacy_rights", FORM)], "What happens with my data"),
        ([BEGIN, turn("affirm", FORM, "action_store_callback", "utter_stored")], "Confirmed and stored"),
        ([BEGIN, turn("affirm", FORM, "action_store_callback", "utter_not_stored")], "Confirmed, but storing failed"),
        ([BEGIN, REPEAT], "The question is said again"),
        ([BEGIN, NAMED, REPEAT], "The question is said again"),
        ([BEGIN, ANOTHER_MATTER], "Another matter is put off to the callback"),
        (
            [BEGIN, ANOTHER_MATTER, turn("off_topic", "utter_off_topic_again", FORM, policy=STORY)],
            "The second other matter in a row hears why",
        ),
    ],
)
def test_it_is_told_with_its_place(ours: DialogueFiles, views: Sequence[InnerView], name: str) -> None:
    fired = ours.fired(views)
    assert fired is not None
    assert fired.name == name
    lines = (ROOT / fired.path).read_text(encoding="utf-8").splitlines()
    assert name in lines[fired.line - 1]


@pytest.mark.parametrize(
    "views",
    [
        [BEGIN, NAMED],  # the form by itself
        [BEGIN, turn("ask_privacy", "utter_privacy", "utter_privacy_rights", FORM, loop=None)],  # outside the form
        [BEGIN, turn("ask_privacy", "utter_privacy", FORM, policy=STORY)],  # no story tells that
        [turn("")],  # nothing is known of the turn
    ],
)
def test_where_none_tells_it_none_is_named(ours: DialogueFiles, views: Sequence[InnerView]) -> None:
    assert ours.fired(views) is None


def test_broken_files_name_nothing(tmp_path: Path) -> None:
    (tmp_path / "data/rules").mkdir(parents=True)
    (tmp_path / "data/rules/one.yml").write_text("rules: [{rule: One, steps: [{intent: help", encoding="utf-8")
    assert DialogueFiles(tmp_path).fired([BEGIN]) is None
