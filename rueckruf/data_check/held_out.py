"""What the tests say to the assistant is kept from training: a test that was learnt by heart tests nothing."""

from collections.abc import Iterable, Iterator, Sequence

from rueckruf.data_check.conversations import Conversation
from rueckruf.data_check.fault import Faults, Place, at
from rueckruf.data_check.nlu import Example, folded
from rueckruf.data_check.yaml_lines import Part

#: Conversations may share shorter answers with the training data: there are only so many ways to say yes, and what
#: they test is the dialogue. Utterances to measure understanding on share none.
SHORTEST = 3


def check_held_out(
    examples: Sequence[Example], conversations: Iterable[Conversation], measured: Iterable[Part], faults: Faults
) -> None:
    """Utterances of tests that training holds too, capitals, punctuation and annotations aside."""
    taught: dict[str, Example] = {}
    for example in examples:
        taught.setdefault(example.folded, example)
    for utterance, shortest in (*_spoken(conversations), *_measured(measured)):
        words = folded(utterance.text)
        if words in taught and len(words.split()) >= shortest:
            place = Place(utterance.path, utterance.line + utterance.block)
            faults.add(place, f"'{utterance.text.strip()}' is learnt by heart: it stands at {at(taught[words])} too")


def _spoken(conversations: Iterable[Conversation]) -> Iterator[tuple[Part, int]]:
    for conversation in conversations:
        yield from ((turn.said, SHORTEST) for turn in conversation.turns)


def _measured(files: Iterable[Part]) -> Iterator[tuple[Part, int]]:
    """The utterances of ``tests/nlu/*.yml``: intent, and the ways to say it."""
    for file in files:
        yield from ((item, 1) for _, section in file.entries for item in section.items if item.kind == "text")
