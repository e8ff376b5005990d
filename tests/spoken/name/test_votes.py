"""A surname out of several hearings, none of which is it."""

from collections.abc import Sequence

import pytest

from rueckruf.spoken.name.votes import voted

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("heard", "first", "rejected", "name"),
    [
        (["Sleman", "Fleman"], None, [], "lehmann"),
        (["Sleman", "Seleman", "Fleman"], None, ["Seleman"], "lehmann"),
        (["Seiden", "Seibel", "Seiden"], "Stefan", ["Seiden", "Seibel"], "seidel"),
        (["Seibe", "Betrauseidem"], "Petra", ["Seibe", "Seibel"], "seidel"),
        (["Hofman", "Aufmann"], None, [], "hofmann"),
        (["Kaisa", "Akkaiser"], "Julia", [], "kaiser"),
        (["Peterse", "Betersen"], None, [], "petersen"),
        (["Schusta", "Juster", "Schutter"], "Andreas", ["Schutter"], "schuster"),
        (["Scheffa", "Scheffler", "Gläffler"], None, ["Scheffa"], "scheffler"),
    ],
)
def test_the_listed_one_that_all_are_near_to_is_meant(
    heard: Sequence[str], first: str | None, rejected: Sequence[str], name: str
) -> None:
    assert voted(heard, first, rejected) == name


@pytest.mark.parametrize("heard", [["Seiden"], ["Seiden", "Seiden"], ["Sleman"], ["Vogel", "Fogel", "Vokel"]])
def test_one_hearing_is_changed_by_nothing_however_often_it_comes(heard: Sequence[str]) -> None:
    assert voted(heard, None, []) is None


@pytest.mark.parametrize(
    "heard",
    [
        ["Kela", "Dakella"],
        ["Nougat", "Nuber"],
        ["Schuhr", "Flutter"],
        ["Wungart", "Nügar"],
        ["Sengar", "Seibes"],
        ["Brandt", "Sinderbrand"],
        ["Kem", "Rem", "Zem"],
        ["Özirun", "Eschkötter"],
    ],
)
def test_hearings_that_have_no_name_in_common_tell_none(heard: Sequence[str]) -> None:
    assert voted(heard, None, []) is None


def test_of_two_that_are_as_near_none_is_meant() -> None:
    assert voted(["Seibe", "Seiden"], None, []) is None


def test_but_any_is_better_than_a_first_name_run_together_with_it() -> None:
    assert voted(["Seibe", "Seiden", "Betrauseidem"], "Petra", []) in ("seibel", "seidel")


def test_what_was_rejected_does_not_come_out_but_what_sounds_like_it_may() -> None:
    heard = ["Hoffmann", "Offmanns", "Ofmann"]
    assert voted(heard, None, ["Hoffmann"]) == "hofmann"
    assert voted(heard, None, ["Hofmann"]) == "hoffmann"
