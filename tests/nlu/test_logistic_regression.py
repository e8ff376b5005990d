"""The regression is scikit-learn's, reached in another way."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.sparse import csr_matrix, random_array
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from rueckruf.nlu import logistic_regression
from rueckruf.nlu.logistic_regression import Floats, Regression, fit, probabilities

pytestmark = pytest.mark.unit

ROWS, COLUMNS, CLASSES = 200, 60, 4


@pytest.fixture(scope="module")
def examples() -> csr_matrix:
    """Rows with a few numbers each, as texts have them."""
    return csr_matrix(random_array((ROWS, COLUMNS), density=0.1, format="csr", rng=np.random.default_rng(5)))


@pytest.fixture(scope="module")
def classes(examples: csr_matrix) -> list[int]:
    """Something that the numbers tell, and some rows that contradict it."""
    told = examples[:, : COLUMNS // 2].toarray().argmax(axis=1) % CLASSES
    told[::9] = (told[::9] + 1) % CLASSES
    return list(map(int, told))


def chances(regression: Regression, examples: csr_matrix) -> Floats:
    return probabilities(examples @ regression.coefficients + regression.intercept)


@pytest.mark.thorough
@pytest.mark.parametrize("closeness", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("importance", [np.ones(ROWS), np.linspace(0.2, 3, ROWS)], ids=["alike", "weighed"])
def test_it_finds_what_scikit_learn_finds(
    examples: csr_matrix, classes: Sequence[int], closeness: float, importance: Floats
) -> None:
    theirs = LogisticRegression(C=closeness, tol=1e-8, max_iter=10_000).fit(examples, classes, importance)

    ours = fit(examples, classes, importance, closeness, tolerance=1e-6)

    assert chances(ours, examples) == pytest.approx(theirs.predict_proba(examples), abs=2e-3)


@pytest.mark.parametrize("cores", [1, 3, 7])
def test_the_number_of_cores_changes_no_bit(
    examples: csr_matrix, classes: Sequence[int], cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logistic_regression, "_CORES", 2)
    on_two = fit(examples, classes, np.ones(ROWS), 1.0)
    monkeypatch.setattr(logistic_regression, "_CORES", cores)

    assert np.array_equal(fit(examples, classes, np.ones(ROWS), 1.0).coefficients, on_two.coefficients)


def test_two_classes_are_told_apart(examples: csr_matrix) -> None:
    classes = [int(row > 0) for row in examples[:, 0].toarray().ravel()]

    ours = fit(examples, classes, np.ones(ROWS), 100.0)

    assert list(chances(ours, examples).argmax(axis=1)) == classes


def test_one_class_is_certain(examples: csr_matrix) -> None:
    assert chances(fit(examples, [0] * ROWS, np.ones(ROWS), 1.0), examples) == pytest.approx(1)


def test_probabilities_are_the_softmax() -> None:
    scores = np.array([[0.0, 0.0, 0.0], [3.0, -4.0, 1.5], [-2000.0, 0.0, -1.0], [800.0, 790.0, -30.0]])

    assert probabilities(scores) == pytest.approx(softmax(scores, axis=1), rel=1e-9, abs=1e-12)
    assert probabilities(scores[1]) == pytest.approx(softmax(scores[1]), rel=1e-9)
