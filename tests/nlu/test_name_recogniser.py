"""NameRecogniser: names by the words around them."""

from pathlib import Path

import numpy as np
import pytest

from rueckruf.nlu.name_recogniser import NameRecogniser, Span
from tests.nlu.named import CARRIERS, NAMES

pytestmark = pytest.mark.unit

OTHERS = (
    "ja genau",
    "nein danke",
    "Moment bitte.",
    "morgen um zehn",
    "ich möchte einen Rückruf",
    "null eins sieben sechs",
    "wegen der rechnung von gestern",
    "es geht um meine bestellung",
    "kann ich mit einem menschen sprechen",
)


def utterance(carrier: str, name: str) -> tuple[str, list[Span]]:
    start = carrier.index("{}")
    return carrier.format(name), [(start, start + len(name))]


@pytest.fixture(scope="module")
def recogniser() -> NameRecogniser:
    named = [utterance(carrier, name) for carrier in CARRIERS for name in NAMES]
    return NameRecogniser.train([*named, *((text, []) for text in OTHERS)], seed=42)


def found(recogniser: NameRecogniser, text: str) -> list[str]:
    return [text[start:end] for start, end in recogniser.names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("da ruft die julia becker an", ["julia becker"]),
        ("gemeldet auf Dr. Hans-Peter Vogel", ["Dr. Hans-Peter Vogel"]),
        ("hallo i bins Kowalski", ["Kowalski"]),
        ("da ruft die ayla kaya an da ruft die swantje olsen an", ["ayla kaya", "swantje olsen"]),
    ],
)
def test_a_name_is_known_by_what_stands_around_it(recogniser: NameRecogniser, text: str, names: list[str]) -> None:
    assert found(recogniser, text) == names


@pytest.mark.parametrize("text", [*OTHERS, "", "wegen der rechnung", "Moment bitte ja genau."])
def test_no_name_is_found_where_none_is_said(recogniser: NameRecogniser, text: str) -> None:
    assert found(recogniser, text) == []


def test_each_piece_has_its_weight(recogniser: NameRecogniser) -> None:
    weights = {piece.raw: weight for piece, weight in recogniser.weigh("da ruft die julia becker an")}

    assert list(weights) == ["da", "ruft", "die", "julia", "becker", "an"]
    assert [word for word, weight in weights.items() if weight > 0] == ["julia", "becker"]


def test_a_loaded_recogniser_is_the_trained_one(recogniser: NameRecogniser, tmp_path: Path) -> None:
    recogniser.save(tmp_path)

    loaded = NameRecogniser.load(tmp_path)

    text = "da ruft die julia becker an"
    assert [weight for _, weight in loaded.weigh(text)] == pytest.approx(
        [weight for _, weight in recogniser.weigh(text)], abs=1e-4
    )


def test_a_file_that_would_run_code_is_not_loaded(recogniser: NameRecogniser, tmp_path: Path) -> None:
    recogniser.save(tmp_path)
    np.save(tmp_path / "weights.npy", np.array([print], dtype=object), allow_pickle=True)

    with pytest.raises(ValueError, match="allow_pickle"):
        NameRecogniser.load(tmp_path)


def test_without_names_it_finds_none(tmp_path: Path) -> None:
    NameRecogniser.train([(text, []) for text in OTHERS], seed=42).save(tmp_path)

    assert NameRecogniser.load(tmp_path).names("da ruft die julia becker an") == []


def test_an_utterance_more_leaves_the_names_of_others_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from rueckruf.nlu import name_recogniser

    named = [utterance(carrier, "Weber") for carrier in CARRIERS]
    before = list(name_recogniser._varied(named, seed=42))
    more = [*named, ("ja genau", []), utterance("hier {}", "Moser")]

    assert [one for one in name_recogniser._varied(more, seed=42) if one in before] == before
