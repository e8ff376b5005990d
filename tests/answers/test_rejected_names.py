"""A name that was called wrong: it is weighed with what was heard before and since, and is not asked for forever."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.dialogue.hearing import NUMBER, TIME, asked_next, hear

pytestmark = pytest.mark.unit

Said = tuple[str, str, float]
"""Words, their intent, and how surely they were heard."""
WRONG: Said = ("Der Name ist falsch.", "correct", 0.9)


def a_name(first: str | None, last: str | None) -> dict[str, Any]:
    spoken = " ".join(filter(None, (first, last)))
    return {"first": first, "last": last, "title": None, "alphabet": None, "spoken": spoken}


def read_back(name: dict[str, Any], **slots: Any) -> dict[str, Any]:
    """A request of which all was read back, with that name."""
    return {"caller_name": name, "phone_number": NUMBER, "callback_time": TIME, "changed": [], **slots}


def after(slots: dict[str, Any], said: Sequence[Said]) -> tuple[list[str], dict[str, Any]]:
    """The remarks of the last turn, and the slots then."""
    remarks: list[str] = []
    for words, intent, confidence in said:
        heard, slots = hear(words, intent=intent, asked=asked_next(slots), slots=slots, speech_confidence=confidence)
        remarks = heard.remarks
    return remarks, slots


def rejected(*names: str) -> list[dict[str, Any]]:
    return [a_name(*name.split()) for name in names]


class TestHeardSeveralTimes:
    @pytest.mark.parametrize(
        ("doubted", "stands", "words", "name"),
        [
            (["Petra Seibel"], "Petra Seibe", "Ja, warten die, also mein Name, der ist betrauseidem.", "Petra Seidel"),
            (["Stefan Seidel"], "Stefan Seiben", "Ich bin der Stefan Seiden.", "Stefan Seidel"),
            (["Markus Kraufe"], "Markus Trause", "Ich heiße Markus Krausa.", "Markus Krause"),
            (["Julia Kaisa"], "Julia Keisen", "Julia Akkaiser", "Julia Kaiser"),
            (["Andreas Schutter"], "Andreas Schusta", "mein Name ist Andreas Juster", "Andreas Schuster"),
        ],
    )
    def test_it_is_the_listed_one_that_all_hearings_are_near_to(
        self, doubted: list[str], stands: str, words: str, name: str
    ) -> None:
        slots = read_back(a_name(*stands.split()), doubted={"caller_name": rejected(*doubted)})
        seibel = rejected("Petra Seibel") if "Petra" in stands else []
        _, then = after({**slots, "rejected_names": seibel}, [WRONG, (words, "inform_caller_name", 0.72)])

        assert then["caller_name"]["spoken"] == name
        assert (asked_next(then), then["prompting"]) == ("confirmed", "caller_name")

    def test_it_is_so_before_anything_was_called_wrong(self) -> None:
        said = [("Andri Sleman", "inform_caller_name", 0.61), ("Andri Fleman", "inform_caller_name", 0.72)]
        remarks, then = after({}, said)

        assert then["caller_name"]["last"] == "Lehmann"
        assert remarks == ["utter_heard_caller_name"]

    @pytest.mark.parametrize(
        ("doubted", "words", "name"),
        [
            (["Julia Gäcker", "Julia Beckar"], "Julia Becker, B. Berta, Berta, Emil, C, K, Emil, R", "Becker"),
            (["Christian Seidl", "Christian Christianseiden"], "Christianseiden", "Seidel"),
        ],
    )
    def test_nor_are_letters_that_spell_a_name_in_no_list_or_what_runs_together_with_the_first_name_sure(
        self, doubted: list[str], words: str, name: str
    ) -> None:
        heard = rejected(*doubted)
        slots = {"doubted": {"caller_name": heard}, "disputed": {"caller_name": heard[-1]}, "question": "last_help"}
        _, then = after(slots, [(words, "inform_caller_name", 0.57)])

        assert then["caller_name"]["last"] == name

    @pytest.mark.parametrize(
        ("words", "confidence", "name"),
        [
            ("Ich heiße Petra Beidel.", 0.9, "Petra Beidel"),
            ("Ich heiße Petra Zeidler.", 0.75, "Petra Zeidler"),
            ("Beidel, ich buchstabiere: Berta, Emil, Ida, Dora, Emil, Ludwig", 0.75, "Petra Beidel"),
        ],
    )
    def test_what_was_clearly_heard_or_is_listed_or_spelled_is_taken_as_it_is(
        self, words: str, confidence: float, name: str
    ) -> None:
        slots = read_back(a_name("Petra", "Seibe"), rejected_names=rejected("Petra Seibel", "Petra Seiden"))
        _, then = after(slots, [WRONG, (words, "inform_caller_name", confidence)])

        assert then["caller_name"]["spoken"] == name


class TestCalledWrong:
    @pytest.mark.parametrize("confidence", [0.7, 1.0])
    def test_the_same_again_is_to_be_spelled(self, confidence: float) -> None:
        slots = read_back(a_name("Stefan", "Seiden"))
        _, then = after(slots, [WRONG, ("Ich bin der Stefan Seiden.", "inform_caller_name", confidence)])

        assert then["caller_name"] is None
        assert (asked_next(then), then["prompting"]) == ("caller_name", "last_help")

    def test_who_insists_on_it_hears_it_read_back(self) -> None:
        slots, same = read_back(a_name("Stefan", "Seiden")), ("Stefan Seiden", "inform_caller_name", 0.9)
        _, then = after(slots, [WRONG, same, same])

        assert then["caller_name"]["spoken"] == "Stefan Seiden"

    def test_the_surname_is_kept_where_only_the_first_name_was_wrong(self) -> None:
        slots = read_back(a_name("Olga", "Brandt"))
        _, then = after(slots, [WRONG, ("Ich heiße Helga Brandt.", "inform_caller_name", 0.9)])

        assert then["caller_name"]["spoken"] == "Helga Brandt"

    def test_another_with_a_no_calls_the_one_that_stands_wrong(self) -> None:
        said = [("Nein, ich heiße Petra Winter.", "correct", 0.9)]
        _, then = after(read_back(a_name("Petra", "Binder")), said)

        assert [name["last"] for name in then["rejected_names"]] == ["Binder"]

    def test_all_of_it_anew_calls_none_wrong(self) -> None:
        _, then = after(read_back(a_name("Petra", "Binder")), [("alles falsch, noch mal von vorn", "deny", 0.9)])

        assert not then["rejected_names"]


class TestTooOften:
    @pytest.mark.parametrize(("stands", "kept"), [("Petra Ulzrau", "Petra"), ("Bütra Ulzrau", "Bütra Ulzrau")])
    def test_the_name_is_left_to_the_callback_and_the_rest_goes_on(self, stands: str, kept: str) -> None:
        first = stands.split()[0]
        slots = read_back(a_name(*stands.split()), rejected_names=rejected(f"{first} Ilz", f"{first} Rauzen"))
        remarks, then = after(slots, [WRONG])

        assert then["caller_name"]["spoken"] == kept
        assert remarks == ["utter_open_caller_name"]
        assert (asked_next(then), then["prompting"]) == ("confirmed", None)

    def test_saying_again_what_was_kept_stores_it_too(self) -> None:
        slots = read_back(
            a_name(None, "Brinkmann"), rejected_names=rejected("Anna Brinkmann", "Inge Brinkmann", "Ute Brink")
        )
        assert after(slots, [("Brinkmann heiß ich.", "inform_caller_name", 0.95)])[1].get("confirmed") is True
        objection = ("Nein, Brinkmann heiß ich.", "deny", 0.95)
        assert after(slots, [objection])[1].get("confirmed") is not True

    def test_a_yes_stores_it_then(self) -> None:
        slots = read_back(a_name("Petra", "Ulzrau"), rejected_names=rejected("Petra Ilz", "Petra Rauzen"))
        _, then = after(slots, [WRONG, ("Ja, das stimmt.", "affirm", 0.9)])

        assert then["confirmed"] is True

    @pytest.mark.parametrize(
        ("words", "confidence"),
        [
            ("Nein, ich heiße Petra Winter.", 0.9),
            ("Nein, Winter, ich buchstabiere: Wilhelm, Ida, Nordpol, Theodor, Emil, Richard", 0.75),
        ],
    )
    def test_it_may_still_be_clearly_said_or_spelled(self, words: str, confidence: float) -> None:
        slots = read_back(a_name("Petra", None), rejected_names=rejected("Petra Ilz", "Petra Rauzen", "Petra Ulzrau"))
        _, then = after(slots, [(words, "correct", confidence)])

        assert then["caller_name"]["last"] == "Winter"

    @pytest.mark.parametrize("stands", [("Hilde", None), ("Hilde", "Markt"), (None, "Markt")])
    @pytest.mark.parametrize(
        "words",
        [
            "Mein Name ist Hilde Sommer.",
            "Sommer heiß ich, Hilde Sommer.",
            "Nein, ich bin Hilde Sommer.",
            "Nein, Hilde Sommer.",
        ],
    )
    def test_the_whole_name_clearly_said_wins_even_if_it_was_called_wrong_before(
        self, stands: tuple[str | None, str | None], words: str
    ) -> None:
        wrong = rejected("Hilde Sommer", "Petra Ilz", "Petra Rauzen")
        _, then = after(read_back(a_name(*stands), rejected_names=wrong), [(words, "correct", 1.0)])

        assert then["caller_name"]["spoken"] == "Hilde Sommer"

    def test_all_is_read_back_also_where_the_name_was_asked_for_just_now(self) -> None:
        wrong = rejected("Petra Ilz", "Petra Rauzen", "Petra Ulzrau")
        slots = {
            **read_back(a_name("Petra", None), rejected_names=wrong),
            "caller_name": None,
            "changed": ["caller_name"],
        }
        _, then = after(slots, [("Nein, ich heiße Petra Rinter.", "correct", 0.7)])

        assert (asked_next(then), then["prompting"]) == ("confirmed", None)

    def test_what_was_hardly_heard_changes_nothing_any_more(self) -> None:
        slots = read_back(a_name("Petra", None), rejected_names=rejected("Petra Ilz", "Petra Rauzen", "Petra Ulzrau"))
        remarks, then = after(slots, [("Nein, ich heiße Petra Rinter.", "correct", 0.7)])

        assert then["caller_name"]["spoken"] == "Petra"
        assert remarks == ["utter_open_caller_name"]
        assert (asked_next(then), then["prompting"]) == ("confirmed", None)
