"""IntentModel: scikit-learn's TF-IDF and logistic regression, with no part of scikit-learn in it."""

import math
import re
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from rueckruf.nlu.intent_model import IntentModel, Reach

pytestmark = pytest.mark.unit

REACH = Reach(words=2, least_letters=1, most_letters=4)
EXAMPLES = [
    ("ja genau", "affirm"),
    ("Das stimmt.", "affirm"),
    ("ja, das ist richtig so", "affirm"),
    ("nein danke", "deny"),
    ("auf keinen Fall", "deny"),
    ("das ist nicht richtig", "deny"),
    ("0171 39200", "inform_phone_number"),
    ("meine Nummer ist null drei null", "inform_phone_number"),
]
UNSEEN = ["ja das stimmt nicht", "Nein!", "blubb", "ja nein danke genau", "0171 2", "gar nicht, wirklich gar nicht", ""]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.train(EXAMPLES, REACH, closeness=10)


def without_marks(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\d", "0", text.lower())))


def runs_of_words(most: int, text: str) -> list[str]:
    """Of scikit-learn, with a word of no letters at either end."""
    ended = CountVectorizer(tokenizer=lambda text: ["", *text.split(), ""], token_pattern=None, ngram_range=(1, most))
    return [run for run in ended.build_analyzer()(without_marks(text)) if run]


@pytest.mark.parametrize("text", [*(text for text, _ in EXAMPLES), *UNSEEN, "ä", "Straßenbahn-Haltestelle"])
@pytest.mark.parametrize("reach", [REACH, Reach(words=1, least_letters=2, most_letters=5)])
def test_pieces_are_those_of_scikit_learn(text: str, reach: Reach) -> None:
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(reach.least_letters, reach.most_letters))

    runs, pieces = reach.pieces(text)

    assert Counter(runs) == Counter(runs_of_words(reach.words, text))
    assert Counter(pieces) == Counter(letters.build_analyzer()(without_marks(text)))


def weighed(counter: CountVectorizer, rarity: TfidfTransformer, texts: list[str]) -> csr_matrix:
    """As scikit-learn weighs them, but the pieces that are not known count for the length, as the rarest."""
    known = rarity.transform(counter.transform(texts))
    share = dict(zip(counter.get_feature_names_out(), rarity.idf_, strict=True))
    lengths = [
        math.hypot(*((1 + math.log(count)) * share.get(piece, max(rarity.idf_)) for piece, count in pieces.items()))
        for pieces in (Counter(counter.build_analyzer()(text)) for text in texts)
    ]
    return diags([1 / (length or 1) for length in lengths]) @ known


def test_chances_are_those_of_scikit_learn(model: IntentModel) -> None:
    counts = [
        CountVectorizer(analyzer=partial(runs_of_words, 2), min_df=2),
        CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2),
    ]
    texts, intents = zip(*EXAMPLES, strict=True)
    taught, heard = ([without_marks(text) for text in some] for some in (texts, UNSEEN))
    rarity = [TfidfTransformer(norm=None, sublinear_tf=True).fit(counter.fit_transform(taught)) for counter in counts]
    matrix, asked = (hstack(list(map(weighed, counts, rarity, [some, some]))) for some in (taught, heard))
    regression = LogisticRegression(C=10, class_weight="balanced", tol=1e-9, max_iter=10_000).fit(matrix, intents)

    assert model.intents == list(regression.classes_)
    assert np.array([model.chances(text) for text in UNSEEN]) == pytest.approx(
        regression.predict_proba(asked), abs=1e-3
    )


def test_what_was_never_taught_makes_less_sure(model: IntentModel) -> None:
    affirm = model.intents.index("affirm")

    assert model.chances("ja genau quorx wzyp")[affirm] < model.chances("ja genau")[affirm]


def test_marks_and_figures_make_no_difference(model: IntentModel) -> None:
    assert model.chances("Ja! Genau?") == model.chances("ja genau")
    assert model.chances("0171 39211") == model.chances("0163 12345")


def test_what_one_example_alone_holds_is_not_learnt(model: IntentModel) -> None:
    words, letters = model.columns

    assert {"ja", " ja", "das ist"} <= words.keys()
    assert "keinen" not in words
    assert "kein" not in letters


def test_the_ends_of_an_utterance_count() -> None:
    taught = [("nein das geht", "deny"), ("nein gut", "deny"), ("das geht nein", "affirm"), ("gut nein", "affirm")]

    model = IntentModel.train(taught, REACH, closeness=10)

    said = dict(zip(model.intents, model.chances("nein prima"), strict=True))
    assert said["deny"] > said["affirm"]


def test_a_loaded_model_is_the_trained_one(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    loaded = IntentModel.load(tmp_path)

    for text in UNSEEN:
        assert loaded.chances(text) == pytest.approx(model.chances(text), abs=1e-5)


def test_what_is_stored_is_the_same_each_time(model: IntentModel, tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        model.save(folder)

    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_a_file_that_would_run_code_is_not_loaded(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    np.savez(tmp_path / "weights.npz", rarity=np.array([print], dtype=object))

    with pytest.raises(ValueError, match="allow_pickle"):
        IntentModel.load(tmp_path)


def test_without_examples_nothing_is_learnt() -> None:
    with pytest.raises(ValueError, match="no example"):
        IntentModel.train([], REACH, closeness=10)
