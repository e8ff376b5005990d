"""A conversation in short: all that its next turns depend on, however many turns there were.

Rasa reads, replays and copies every event of a conversation at every turn, so that a turn takes longer the longer
the call lasts. What can matter later is bounded: the slots, the active loop, the last turns that policies look at,
and which sentences were said already.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import blake2s
from itertools import pairwise

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    EntitiesAdded,
    Event,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

#: So many last turns with a step that a story may tell stay as they are. Each has at least one such step, and Rasa
#: shows a step after a hidden one with the utterance of the step before: so this must be more than the
#: ``max_history`` of the policy for stories; a test holds it to ``config.yml``.
STORY_TURNS = 5
#: So many last turns stay, whatever they hold. A rule never spans two: Rasa allows one utterance in a rule.
_LAST_TURNS = 2
#: So many last sentences stay word by word.
_LAST_SENTENCES = 4
_SAID = "said"

# What is of no use once its turn is forgotten; slots, loops and pauses go on.
_OF_ITS_TURN = (
    UserUttered,
    ActionExecuted,
    ActionExecutionRejected,
    DefinePrevUserUtteredFeaturization,
    EntitiesAdded,
    LoopInterrupted,
)


def folded(tracker: DialogueStateTracker) -> list[Event]:
    """Events that make a tracker which goes on as this one would.

    Apart from what is bounded as above, sessions before the latest one stay whole. Rasa itself leaves out answers to a
    form's questions when it looks back (``applied_events``); they are the first to go.
    """
    events = list(tracker.events)
    sessions = [place for place, event in enumerate(events) if isinstance(event, SessionStarted | Restarted)]
    begin = sessions[-1] + 1 if sessions else 0
    return [*events[:begin], *_sentences_folded(_last_of_each_slot(_turns_folded(tracker.applied_events())))]


def times_said(events: Iterable[Event], text: str) -> int:
    """How often the assistant has said these words in a conversation, folded or not."""
    mark, times = _mark(text), 0
    for event in events:
        if isinstance(event, BotUttered):
            times += int(event.text == text) + int(event.metadata.get(_SAID, {}).get(mark, 0))
    return times


def _turns_folded(events: Sequence[Event]) -> Iterator[Event]:
    turns = _turns(events)
    needed = _needed(turns)
    before = None
    for place, turn in enumerate(turns):
        left_off = _left_off(turn)
        if place in needed or left_off != before:
            yield from turn
            before = left_off
        else:
            yield from (event for event in turn if not isinstance(event, _OF_ITS_TURN))


def _needed(turns: Sequence[Sequence[Event]]) -> set[int]:
    """The places of turns that stay whole: the first, the last, those of stories, and where a loop starts or ends."""
    loops = [(place, event.name) for place, turn in enumerate(turns) for event in turn if isinstance(event, ActiveLoop)]
    names = {name for _, name in loops}
    for_stories = [place for place, turn in enumerate(turns) if _may_be_told(turn, names)]
    return {0, *(place for place, _ in loops), *for_stories[-STORY_TURNS:], *range(len(turns))[-_LAST_TURNS:]}


def _turns(events: Sequence[Event]) -> list[Sequence[Event]]:
    """From one utterance of the caller to the next; the first holds what came before they spoke."""
    starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    return [events[start:end] for start, end in pairwise([0, *starts, len(events)])]


def _may_be_told(turn: Sequence[Event], loops: Set[str | None]) -> bool:
    """Whether stories see a step of the turn: Rasa hides from them what only rules tell.

    What follows a loop is hidden as the loop itself is.
    """
    before = None
    for action in _actions(turn):
        if before not in loops and not action.hide_rule_turn:
            return True
        before = action.action_name
    return False


def _left_off(turn: Sequence[Event]) -> str | None:
    """The action before the assistant listened again: mostly the form, which had asked its question."""
    names = [action.action_name for action in _actions(turn) if action.action_name != ACTION_LISTEN_NAME]
    return names[-1] if names else None


def _actions(turn: Sequence[Event]) -> list[ActionExecuted]:
    return [event for event in turn if isinstance(event, ActionExecuted)]


def _last_of_each_slot(events: Iterable[Event]) -> list[Event]:
    """Without slot values that no action and no utterance has met before they changed again."""
    kept: list[Event] = []
    set_later: set[str] = set()
    for event in reversed(list(events)):
        if isinstance(event, UserUttered | ActionExecuted):
            set_later.clear()
        if isinstance(event, SlotSet):
            if event.key in set_later:
                continue
            set_later.add(event.key)
        kept.append(event)
    return kept[::-1]


def _sentences_folded(events: Sequence[Event]) -> list[Event]:
    """Earlier sentences as marks, all in one event: enough to know them again."""
    said = [event for event in events if isinstance(event, BotUttered)]
    early = said[:-_LAST_SENTENCES]
    if not early:
        return list(events)
    marks: Counter[str] = Counter()
    for event in early:
        marks.update(event.metadata.get(_SAID) or {_mark(event.text or ""): 1})
    forgotten = set(map(id, early))
    in_short = BotUttered(metadata={_SAID: dict(marks)}, timestamp=early[0].timestamp)
    return [in_short, *(event for event in events if id(event) not in forgotten)]


def _mark(text: str) -> str:
    return blake2s(text.encode(), digest_size=8).hexdigest()
