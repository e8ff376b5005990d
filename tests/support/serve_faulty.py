"""``rueckruf`` with faults that a caller can trigger: ``python -m tests.support.serve_faulty run --port 5005``.

The exceptions hold the caller's words, as those of a real fault may.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from rueckruf import logs
from rueckruf.cli import main

NLU_FAULT = "Nebelhorn"
ACTION_FAULT = "Ankerwinde"
SAVE_FAULT = "Bugspriet"
#: Calls from here fail in their opening, the first time.
OPENING_FAULT = "+4915228817386"


def failing_at(word: str, function: Callable[..., Any], text_of: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which fails when ``text_of`` its arguments holds the word."""

    def call(*arguments: Any, **named: Any) -> Any:
        text = text_of(*arguments, **named)
        if text and word in text:
            raise ValueError(f"cannot read {text!r} of {arguments!r}")
        return function(*arguments, **named)

    return call


@cache
def put_faults() -> None:
    from actions import validate_callback_form as action
    from rueckruf.nlu.intent_model import IntentModel
    from rueckruf.nlu.story_policy import StoryPolicy
    from rueckruf.storage.conversations import ConversationStore

    chances = failing_at(NLU_FAULT, IntentModel.chances, lambda _, text: text)
    setattr(IntentModel, "chances", chances)  # noqa: B010 - to the type checker a method is fixed
    understood = failing_at(ACTION_FAULT, vars(action)["understood"], lambda _slots, _asked, heard, *_: heard.text)
    vars(action)["understood"] = understood
    save = failing_at(SAVE_FAULT, ConversationStore.save, lambda _, tracker: tracker.latest_message.text)
    setattr(ConversationStore, "save", save)  # noqa: B010 - the same
    predict = failing_at(OPENING_FAULT, StoryPolicy.predict_action_probabilities, beginning_caller())
    setattr(StoryPolicy, "predict_action_probabilities", predict)  # noqa: B010


def beginning_caller() -> Callable[..., str]:
    """Who calls, when a call begins for the first time; else nobody."""
    begun: set[str] = set()

    def text_of(_: Any, tracker: Any, *_more: Any, **_named: Any) -> str:
        again = tracker.sender_id in begun
        begun.add(tracker.sender_id)
        return "" if again else str((tracker.latest_message.metadata or {}).get("caller"))

    return text_of


def configure_and_put_faults(*settings: Any, configure: Callable[..., None] = logs.configure) -> None:
    """Rasa is imported only once the log is set up, as in the real command."""
    configure(*settings)
    put_faults()


if __name__ == "__main__":
    vars(logs)["configure"] = configure_and_put_faults
    main()
