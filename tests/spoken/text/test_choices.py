"""One of several by its place, and whether some are asked for."""

import pytest

from rueckruf.spoken.text.choices import asks_for_times, named_choice, names_other, told_apart

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("das erste", 1),
        ("Der zweite Vorschlag, bitte.", 2),
        ("lieber letzteres", 2),
        ("dann nehm ich das dritte", 3),
        ("das erste oder das zweite", None),
        ("am zweiten April", None),
        ("ja", None),
    ],
)
def test_places(words: str, place: int | None) -> None:
    assert named_choice(words) == place


@pytest.mark.parametrize(
    ("words", "wanted", "refused"),
    [
        ("nicht den ersten sondern den zweiten", 2, 1),
        ("das zweite nicht, lieber das erste", 1, 2),
        ("das erste ist schlecht", None, 1),
        ("das erste wär nicht schlecht", 1, None),
        ("wieso nicht das dritte", 3, None),
        ("wenn das erste nicht passt", 1, None),
    ],
)
def test_what_is_turned_down_is_told_apart(words: str, wanted: int | None, refused: int | None) -> None:
    assert tuple(map(named_choice, told_apart(words))) == (wanted, refused)


@pytest.mark.parametrize(
    ("words", "other"),
    [("die andere", True), ("den anderen Termin", True), ("die andere Nummer", False), ("was anderes", False)],
)
def test_the_other_of_two_is_named(words: str, other: bool) -> None:
    assert names_other(words) is other


@pytest.mark.parametrize(
    "words",
    [
        "Wann hätten Sie denn was frei?",
        "wann können Sie denn",
        "ja wann könnten Sie mich denn zurückrufen",
        "was schlagen Sie vor",
        "was würden Sie mir denn vorschlagen",
        "Machen Sie einen Vorschlag.",
        "machen Sie mir halt mal einen Vorschlag",
        "schlagen Sie doch einfach was vor",
        "wann würde es Ihnen denn passen",
        "wann passt es Ihnen denn",
        "wann passt's denn bei Ihnen",
        "wann ist denn bei Ihnen was frei",
        "welche Termine haben Sie denn",
        "was hätten Sie denn anzubieten",
        "was haben Sie denn sonst noch frei",
        "was können Sie mir denn anbieten",
        "wann ginge es denn bei Ihnen",
        "wann ging es denn bei Ihnen",
        "wann wäre denn jemand da",
        "sagen Sie mir doch eine Zeit",
        "nennen Sie mir eine Uhrzeit",
        "hätten Sie denn da noch was frei",
    ],
)
def test_times_are_asked_for(words: str) -> None:
    assert asks_for_times(words)


@pytest.mark.parametrize(
    "words",
    [
        "wann haben Sie geöffnet",
        "wann haben Sie denn auf",
        "von wann bis wann ist bei Ihnen einer da",
        "bis wann ist denn abends jemand da",
        "ab wann ist morgens jemand im Büro",
        "wann ist denn bei Ihnen besetzt",
        "rufen Sie an, wann Sie können",
        "wann es Ihnen passt",
        "was machen Sie mit meinen Daten",
        "was haben Sie gesagt",
        "wann haben Sie gesagt",
        "da hab ich frei",
        "was können Sie denn",
        "können Sie das wiederholen",
        "morgen um zehn",
        "sagen Sie mir die Uhrzeit",
        "",
    ],
)
def test_no_times_are_asked_for(words: str) -> None:
    assert not asks_for_times(words)


@pytest.mark.parametrize(
    "text", ["keine Ahnung, wann könntet ihr denn", "wann hättet ihr Zeit", "wann habt ihr denn was frei"]
)
def test_who_says_du_asks_for_times_as_well(text: str) -> None:
    assert asks_for_times(text)
