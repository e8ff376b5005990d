"""Names that are begun: introduced, titled, or still being spelled."""

import pytest

from rueckruf.spoken.name.under_way import Letters, is_introduced, lacks_its_surname, letters_at_the_end

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "mein Name ist",
        "ja, guten Tag, ich heiße",
        "hier spricht die",
        "I bin",
        "mein Name.",
        "der Vorname ist",
        "moin, hier",
    ],
)
def test_words_introduce_a_name(text: str) -> None:
    assert is_introduced(text)


@pytest.mark.parametrize(
    "text", ["", "ja", "sind Sie neu hier", "das ist hier", "wozu brauchen Sie den Namen", "mein Name ist Meier"]
)
def test_other_words_introduce_none(text: str) -> None:
    assert not is_introduced(text)


@pytest.mark.parametrize(
    "text", ["Frau", "Professor Doktor", "Friedrich von", "Jan van der", "Karl Freiherr von und zu"]
)
def test_a_surname_follows_titles_and_particles(text: str) -> None:
    assert lacks_its_surname(text)


@pytest.mark.parametrize("text", ["", "Weber", "was soll das", "der", "Frau Weber", "hören Sie mir zu"])
def test_nothing_need_follow_other_words(text: str) -> None:
    assert not lacks_its_surname(text)


@pytest.mark.parametrize(
    ("expected", "asked", "texts"),
    [
        ("all", True, ("Meier, M, E, I, E, R", "Otto, O-T-T-O", "Jan van der Velde V A N D E R V E L D E")),
        (
            "all",
            True,
            ("Meier, M E Y E R", "Müller-Lüdke, M Ü L L E R Bindestrich L Ü D K E", "Weiß, W E I scharfes S"),
        ),
        ("enough", True, ("M, E, Y, E, R", "Meier mit e i", "Hoffmann mit zwei F und Doppel-N")),
        (
            "some",
            True,
            (
                "Meier, M, E, I",
                "Müller-Lüdke, M, Ü, L, L, E, R",
                "M",
                "K wie Kaufmann",
                "Sabine Müller, S A B I N E",
                "Quandt, ich buchstabiere, Q",
            ),
        ),
        ("some", False, ("Nein, Kwiatkowska, K, W, I, A", "ich buchstabiere, Berta, Richard, Otto, Dora")),
        (None, True, ("", "Richard Otto", "Sabine Müller", "Emil", "ich weiß es nicht")),
        (None, False, ("M", "ja, a", "Plan B")),
    ],
)
def test_letters_at_the_end_are_all_enough_or_some(
    expected: Letters | None, asked: bool, texts: tuple[str, ...]
) -> None:
    assert {text: letters_at_the_end(text, asked) for text in texts} == dict.fromkeys(texts, expected)
