"""Evidence for a name: what is seen of words, and how much it weighs."""

from collections import Counter

import pytest

from rueckruf.spoken.name.evidence import Evidence, evidence, weigh
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.vocabulary import vocabulary
from scripts.fit_name_evidence import fitted

pytestmark = pytest.mark.unit


def seen(said: str, at: int) -> dict[str, str]:
    """What is seen of the name that begins with the word ``at`` a place, where it was asked for."""
    tokens = name_tokens(said)
    sentence = Sentence(tokens, [], asked=True)
    run = read_run(tokens, at, sentence.stop_after(at - 1), "asked", sentence.cased)
    assert run is not None
    return {question: answer for question, answer, _ in evidence(sentence, run, "bare")}


@pytest.mark.parametrize(
    ("said", "at", "question", "answer"),
    [
        ("Weber", 0, "one_word", "surname"),
        ("weiß", 0, "one_word", "word_and_name"),
        ("Energieausweis", 0, "one_word", "compound"),
        ("Sabine Wachtveitl", 0, "first_word", "first_name"),
        ("Weber, guten Tag", 0, "after", "greetings_pause"),
        ("Entkalken Sie die Maschine", 0, "after", "addressing"),
        ("Weber, Quatsch, Becker", 0, "after", "taken_back"),
        ("Firma Wolf Dachdecker, Lehmann", 4, "before", "company"),
        ("Sagen Sie Thomas Bescheid", 2, "before", "addressing"),
        ("Weber aus Kassel", 0, "after", "origins"),
        ("Weber", 0, "beside", "nothing"),
        ("Weber will morgen wieder anrufen", 0, "beside", "much"),
        ("gestern war Frau Peters am Apparat", 2, "about", "somebody_else"),
        ("Herr Schulze soll mich anrufen", 0, "about", "set_beside"),
        ("Schulze, haben Sie das?", 0, "about", "question"),
    ],
)
def test_what_stands_around_words_is_evidence(said: str, at: int, question: str, answer: str) -> None:
    assert seen(said, at)[question] == answer


def test_the_weights_are_of_the_questions_that_are_asked() -> None:
    asked = {*seen("Sabine Weber", 0), *seen("von Bülow", 0)}

    assert set(vocabulary("name_evidence")) == asked


def test_evidence_that_was_never_seen_weighs_nothing() -> None:
    known: Evidence = ("beside", "nothing", "listed")

    assert weigh([known, ("beside", "thunder", "listed"), ("beside", "nothing", "purple")]) == weigh([known])


def test_weights_are_fitted_so_that_names_are_above_zero_and_words_below() -> None:
    alone, much = ("beside", "nothing", "listed"), ("beside", "much", "listed")
    surname, word = ("one_word", "surname", "listed"), ("one_word", "word", "listed")
    rows = [({alone, surname}, True), ({much, surname}, True), ({alone, word}, True), ({much, word}, False)]

    weights = fitted(Counter({(frozenset(found), right): 10 for found, right in rows}))

    assert [sum(map(weights.__getitem__, found)) > 0 for found, _ in rows] == [right for _, right in rows]
