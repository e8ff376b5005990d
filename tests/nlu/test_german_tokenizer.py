"""GermanTokenizer: the words of an utterance, whatever marks a recogniser has put between them."""

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rueckruf.nlu.german_tokenizer import GermanTokenizer

pytestmark = pytest.mark.model


def words(text: str) -> list[str]:
    [message] = GermanTokenizer(GermanTokenizer.get_default_config()).process([Message.build(text)])
    return [token.text for token in message.get(TOKENS_NAMES[TEXT])]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("ja genau", ["ja", "genau"]),
        ("Ja, genau.", ["Ja", "genau"]),
        ("um 14:30 Uhr", ["um", "14:30", "Uhr"]),
        ("Mein Name ist Dr. Yılmaz!", ["Mein", "Name", "ist", "Dr.", "Yılmaz"]),
        ("z.B. morgen", ["z.B.", "morgen"]),
        ("Müller-Lüdenscheidt hier", ["Müller-Lüdenscheidt", "hier"]),
    ],
)
def test_words_are_parted_as_german_parts_them(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize("text", ["...", "?", "🙂"])
def test_a_text_without_words_is_one_token(text: str) -> None:
    assert words(text) == [text]


def test_tokens_know_where_they_stand() -> None:
    text = "Ja,  mein Name ist  Weber."
    [message] = GermanTokenizer(GermanTokenizer.get_default_config()).process([Message.build(text)])

    assert all(text[token.start : token.end] == token.text for token in message.get(TOKENS_NAMES[TEXT]))


def test_training_examples_are_cut_the_same_way() -> None:
    example = Message.build("Guten Tag, ich bin's.", intent="greet")

    GermanTokenizer(GermanTokenizer.get_default_config()).process_training_data(TrainingData([example]))

    assert [token.text for token in example.get(TOKENS_NAMES[TEXT])] == words("Guten Tag, ich bin's.")
