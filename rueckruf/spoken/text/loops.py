"""Whether nobody speaks: over noise a recogniser writes the same words again and again, and machines ring up, too."""

from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, words_and_digits

#: A phrase of at most so many words, said so often more than once, and so many words of it in all. People repeat less,
#: also digits of a number.
_LONGEST_PHRASE = 6
_TIMES = 4
_WORDS = 10
#: A sentence of so many words besides digits: nobody says it twice to the letter, or repeats a question so.
_A_SENTENCE = 6
_A_QUESTION = 4
#: So many different words of the weather: "im *Norden Regen* bei neun *Grad*".
_A_FORECAST = 3


def is_loop(text: str) -> bool:
    """Whether words of ``text`` come back more often than anybody repeats them."""
    words = words_and_digits(text)
    return any(_repeated(words, phrase) >= max(_WORDS, _TIMES * phrase) for phrase in range(1, _LONGEST_PHRASE + 1))


def is_recording(text: str) -> bool:
    """Whether ``text`` is what a mailbox or a telephone exchange says: "bitte sprechen Sie nach dem Signalton"."""
    return holds(folded_words(text), word_set("discourse", "recorded"))


def is_programme(text: str) -> bool:
    """Whether a television or a radio was heard, whose days and hours are nobody's: "und nun das Wetter für morgen"."""
    words = folded_words(text)
    is_weather = len(word_set("discourse", "weather").intersection(words)) >= _A_FORECAST
    is_told = is_weather or holds(words, word_set("discourse", "broadcast"))
    return is_told and word_set("discourse", "of_oneself").isdisjoint(words)


def is_a_sentence(text: str) -> bool:
    """Whether ``text`` is long enough to be known again; the digits of a number are said twice by many."""
    return len(_besides_digits(text)) >= _A_SENTENCE


def is_echo(text: str, question: str) -> bool:
    """Whether ``text`` is the end of our own ``question``, that a loudspeaker has played into the microphone."""
    words = _besides_digits(text)
    return (
        question.rstrip().endswith("?")
        and len(words) >= _A_QUESTION
        and _besides_digits(question)[-len(words) :] == words
    )


def _besides_digits(text: str) -> list[str]:
    return [word for word in folded_words(text) if cardinal(word) is None]


def _repeated(words: list[str], phrase: int) -> int:
    """The longest run of words that are each the same as the one a ``phrase`` of so many words before."""
    longest = run = 0
    for before, word in zip(words, words[phrase:], strict=False):
        run = run + 1 if word == before else 0
        longest = max(longest, run)
    return longest
