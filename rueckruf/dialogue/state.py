"""What the form knows, as kept in the slots of a conversation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

CONFIRMED = "confirmed"
KNOWN_REQUEST = "known_request"
PROMPTING = "prompting"


@dataclass
class FormState:
    """The slots of the form except ``requested_slot``.

    ``values`` are the answers by slot, None where one is missing, False where the caller wants to give none.
    ``confirmed`` is the caller's yes to the summary, False once the form has ended without one. ``disputed`` are
    answers that the caller called wrong or changed in vain, until they have said what is right; ``doubted`` the values
    that were not surely heard or meant and were asked for once more; ``changed`` answers changed since they were last
    read back, None until the first summary.

    ``question`` is the wording of the open question until it is answered, ``prompting`` the one that is due now: a help
    or a moment to wait passes. ``misses``, ``digressions`` and ``insults`` (in a row), ``refusals`` (times that cannot
    be or were asked for), ``other_ways`` (answers asked for in another way), ``changes`` (of what was read back) and
    ``rounds`` (turns that count as none of these and leave as much open) count towards an end of the call;
    ``offered_at_last`` are the slots for which something was offered before it was given up.
    ``said_before``: a digest of the ``sentence`` that was said last, None of a few words, and what was ``asked`` when
    it was said first; None until anything is said.

    Of the name: ``rejected_names`` are those that the caller called wrong, one as often as they did. Of the number:
    ``caller_number`` is the E.164 the call comes from, unless withheld or refused, ``phone_source`` how
    the number came (spoken, keys, caller_id), ``phone_read_back`` whether all of it was read back before the summary,
    for which its end will do then, ``phone_digits`` what there is of one that is not complete,
    ``other_phones`` further ones in E.164, ``rejected_phones`` those that the caller called wrong. Of the time:
    ``refused_time`` are words that excluded times before one was wished, ``vague_time`` is a day or a week whose hours
    or days are asked for once, False as soon as that was answered, ``alternatives`` what is proposed where the wished
    time cannot be, the nearest first.

    Of an earlier call: ``earlier_wish`` is what the caller wants of a request that they speak of (change, move,
    erasing, erasing_all), ``known_request`` the open one that was found: its ``id`` and ``answers``, the number of the
    ``caller`` that led to it, whether its time is ``over``, whether the call is ``changing`` it, and what a yes has let
    ``erase``.
    """

    values: dict[str, Any] = field(default_factory=dict)
    confirmed: bool | None = None
    disputed: dict[str, Any] = field(default_factory=dict)
    doubted: dict[str, list[Any]] = field(default_factory=dict)
    changed: list[str] | None = None
    question: str | None = None
    prompting: str | None = None
    misses: int = 0
    digressions: int = 0
    insults: str | None = None
    refusals: int = 0
    other_ways: int = 0
    changes: int = 0
    rounds: int = 0
    offered_at_last: list[str] = field(default_factory=list)
    said_before: dict[str, Any] | None = None
    caller_number: str | None = None
    phone_source: str | None = None
    phone_read_back: bool | None = None
    phone_digits: str | None = None
    other_phones: list[str] = field(default_factory=list)
    rejected_phones: list[str] = field(default_factory=list)
    rejected_names: list[dict[str, Any]] = field(default_factory=list)
    refused_time: str | None = None
    vague_time: dict[str, Any] | bool | None = None
    alternatives: list[dict[str, Any]] = field(default_factory=list)
    earlier_wish: str | None = None
    known_request: dict[str, Any] | None = None

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any], answers: Iterable[str]) -> "FormState":
        """The state that ``as_slots`` wrote; ``answers`` are the slots of all answers. What is missing is empty."""
        found = {one.name: copied(slots[one.name]) for one in _SINGLE if slots.get(one.name) is not None}
        return cls({slot: slots.get(slot) for slot in answers}, **found)

    def copy(self) -> "FormState":
        """The same state, to be changed apart from this one."""
        return FormState(**{one.name: copied(getattr(self, one.name)) for one in fields(self)})

    def as_slots(self) -> dict[str, Any]:
        """All slots; empty lists and tables are None, like slots that nobody has set."""
        single = {one.name: getattr(self, one.name) for one in _SINGLE}
        emptied = {name: None if value in ([], {}) and name != "changed" else value for name, value in single.items()}
        return {**self.values, **emptied}

    def differences(self, before: "FormState") -> dict[str, Any]:
        """The slots that differ from ``before``."""
        earlier = before.as_slots()
        return {slot: value for slot, value in self.as_slots().items() if value != earlier[slot]}


def copied(value: Any) -> Any:
    """A deep copy of what slots hold: lists and tables, and nothing of all else that ``deepcopy`` looks for."""
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    return [copied(one) for one in value] if isinstance(value, list) else value


_SINGLE = [one for one in fields(FormState) if one.name != "values"]

#: The slots of the state other than the answers.
SLOTS = frozenset(one.name for one in _SINGLE)

#: What in the state, other than the answers, is personal, in German: forgotten when callers withdraw.
PERSONAL = {
    "caller_number": "Nummer des Anschlusses",
    "phone_source": "Nummer gegeben",
    "phone_digits": "begonnene Nummer",
    "other_phones": "weitere Nummern",
    "rejected_phones": "verworfene Nummern",
    "rejected_names": "verworfene Namen",
    "refused_time": "ausgeschlossene Zeit",
    "vague_time": "ungefähre Zeit",
    "alternatives": "angebotene Zeiten",
    KNOWN_REQUEST: "früherer Rückrufwunsch",
    "disputed": "vom Anrufer verworfen",
    "doubted": "nicht sicher verstanden",
    "said_before": "Prüfsumme des zuletzt Gesagten",
}
