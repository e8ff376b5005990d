"""``tests/conversations/understood.yml``: what sentences of conversation tests mean, for ``rasa test`` to assert."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rueckruf.data_check import shape
from rueckruf.data_check.conversations import Conversation
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.names import Uses
from rueckruf.data_check.nlu import check_annotations, plain
from rueckruf.data_check.yaml_lines import Part

FILE = "tests/conversations/understood.yml"


class Understood(NamedTuple):
    """A sentence, marked as in ``data/nlu``, and its intent."""

    intent: Part
    sentence: Part

    @property
    def said(self) -> str:
        return plain(self.sentence.text)


def read_understood(file: Part, faults: Faults) -> list[Understood]:
    """All sentences of the file, which lists them by intent."""
    shape.table(file, "the file", faults)
    return [
        Understood(intent, sentence)
        for intent, sentences in file.entries
        for sentence in shape.items(sentences, intent.text, faults)
        if shape.text(sentence, "a sentence", faults)
    ]


def check_understood(
    understood: Sequence[Understood], conversations: Iterable[Conversation], uses: Uses, faults: Faults
) -> None:
    """Sentences that stand twice or that nobody says; intents and entities go into ``uses``."""
    said = {turn.said.text for conversation in conversations for turn in conversation.turns}
    first: dict[str, Understood] = {}
    for one in understood:
        uses.add("intent", one.intent.text, one.intent)
        check_annotations(one.sentence.text, uses, one.sentence, faults)
        before = first.setdefault(one.said, one)
        if before is not one:
            faults.add(one.sentence, f"'{one.said}' stands twice, first at {at(before.sentence)}")
        if one.said not in said:
            faults.add(one.sentence, f"'{one.said}' is said in no conversation", "tests/conversations")
