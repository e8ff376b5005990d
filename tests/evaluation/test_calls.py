"""What becomes of simulated calls is judged strictly, and a hundred of them meet the targets."""

import io
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from rich.console import Console

from rueckruf import clock
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.evaluation import accepted
from rueckruf.evaluation.call_records import Call, Turn, of
from rueckruf.evaluation.call_tables import figures, measures_table, persona_table, reached, turns
from rueckruf.evaluation.calls import callers_moment, play, with_noise, write
from rueckruf.evaluation.gate import CALLS, compared, faults, of_calls
from rueckruf.evaluation.model import ALL_CALLS, SEED
from rueckruf.project import DATA
from rueckruf.simulator.callers.goals import Goal, Wish, now
from rueckruf.simulator.callers.move import Move
from rueckruf.simulator.callers.strength import Strength
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from tests.support.yaml_files import read_yaml

WITHOUT_NOISE = Strength.NONE.label
TEN = datetime(2026, 3, 11, 10)
GOAL = Goal(
    None, "Jelka", "Brodnik", "03023125077", Wish("morgen um zehn", "um zehn", TEN, TEN.replace(hour=11)), "+49"
)
THANKS = ("Vielen Dank, Jelka Brodnik.",)


def stored(**otherwise: Any) -> CallbackRequest:
    begin = clock.berlin(now())
    values = {
        "id": UUID(int=1),
        "call_sid": "CA1",
        "created_at": begin,
        "name": "Jelka Brodnik",
        "phone": "+493023125077",
        "callback_start": clock.berlin(TEN),
        "callback_end": clock.berlin(TEN.replace(hour=11)),
        "callback_text": "morgen um zehn",
        "recipient": "company",
        "status": "new",
        "phone_source": "spoken",
        "delete_after": begin + timedelta(days=90),
    }
    return CallbackRequest(**{**values, **otherwise})


def call(**otherwise: Any) -> Call:
    said = [Turn(("Wie ist Ihr Name?",), Move("Jelka"), "Jelka", 0.9), Turn(("Richtig?",), Move("Ja."), "Ja.", 0.9)]
    values = {
        "turns": said,
        "last_heard": THANKS,
        "asked": "confirmed",
        "ended": True,
        "stored": stored(),
        "at_once": True,
    }
    return Call(0, "CA1", "terse", **{"goal": GOAL, **values, **otherwise})


def texts_of(response: str) -> list[str]:
    """All wordings of a response."""
    written = (read_yaml(file)["responses"] for file in (DATA / "responses").glob("*.yml"))
    return [entry["text"] for responses in written for entry in responses.get(response, [])]


@pytest.mark.unit
class TestWhatBecameOfACall:
    def test_exact_values_reach_the_goal(self) -> None:
        assert call().fate == "reached"

    @pytest.mark.parametrize(
        ("values", "slot"),
        [
            ({"name": "Jelka Brodnig"}, "caller_name"),
            ({"phone": "+493023125078"}, "phone_number"),
            ({"callback_start": clock.berlin(TEN.replace(minute=30))}, "callback_time"),
            ({"callback_end": clock.berlin(TEN.replace(hour=12))}, "callback_time"),
        ],
    )
    def test_anything_else_is_a_wrong_value(self, values: dict[str, Any], slot: str) -> None:
        judged = call(stored=stored(**values))
        assert (judged.fate, list(judged.differences)) == ("wrong value", [slot])

    def test_who_was_told_that_the_surname_is_enough_is_content_with_it(self) -> None:
        surname = stored(name="Brodnik")
        assert call(stored=surname, spelled=True).fate == "reached"
        assert call(stored=surname).fate == "wrong value"

    def test_a_name_is_right_as_it_sounds_and_exact_letter_by_letter(self) -> None:
        heard = call(stored=stored(name="Jelka Brodnick"))
        assert (heard.fate, heard.exact, call().exact) == ("reached", False, True)
        assert call(stored=stored(name="Jelka Brodnek")).fate == "wrong value"

    def test_a_goodbye_after_too_many_misses_is_giving_up(self) -> None:
        heard = ("Heute kommen wir so nicht weiter. Auf Wiederhören!",)
        assert call(stored=None, last_heard=heard).fate == "gave up"

    def test_a_goodbye_of_another_kind_to_somebody_who_wants_to_go_on_is_a_hang_up(self) -> None:
        for heard in ("Gut, dann speichere ich nichts. Auf Wiederhören!", "Ihre Angaben habe ich gelöscht."):
            assert call(stored=None, last_heard=(heard,)).fate == "hung up"

    def test_what_the_assistant_says_after_too_many_misses_is_known(self) -> None:
        for response in ("utter_gave_up", "utter_incomplete", "utter_too_long", "utter_goodbye_silence"):
            for text in texts_of(response):
                assert call(stored=None, last_heard=(text,)).fate == "gave up", text

    def test_a_call_the_assistant_did_not_end_is_a_dead_end(self) -> None:
        assert call(stored=None, ended=False).fate == "dead end"

    def test_who_calls_it_off_wants_nothing_stored_and_to_hear_it(self) -> None:
        off = replace(GOAL, withdraws=True)
        heard = ("Ich habe alle Ihre Angaben gelöscht.",)
        assert call(goal=off, withdrawn=True, stored=None, last_heard=heard).fate == "reached"
        assert call(goal=off, withdrawn=True, stored=None).fate == "gave up"
        assert call(goal=off, withdrawn=True).fate == "wrong value"

    def test_an_offer_that_was_taken_is_the_goal(self) -> None:
        offer = "Würde es Ihnen morgen, Mittwoch, den elften, zwischen zehn und elf Uhr passen?"
        assert call(accepted=offer).fate == "reached"
        assert call(accepted=offer.replace("zehn", "neun")).fate == "wrong value"

    def test_the_same_question_three_times_is_a_loop(self) -> None:
        again = Turn(("Wie ist Ihr Name?",), Move("Jelka", repairs=True), "Jelka", 0.9)
        assert not call(turns=[again, again]).loops
        assert call(turns=[again, again, again]).loops
        assert call(turns=[again, again]).repairs == 2

    def test_a_transcript_tells_what_was_recognised_otherwise(self) -> None:
        heard = Turn(("Wie ist Ihr Name?",), Move("Jelka"), "", 0.31)
        lines = call(turns=[heard], stored=stored(phone="+493023125078")).transcript().splitlines()
        assert lines[1:3] == ["☎ Wie ist Ihr Name?", "> Jelka   [recognised, 0.31: nothing]"]
        assert lines[-1] == "stored otherwise: phone_number: +493023125078"


@pytest.mark.unit
class TestFigures:
    calls = (call(), call(at_once=False), call(stored=None, asked="caller_name"))

    def test_shares_and_medians(self) -> None:
        assert reached(self.calls) == pytest.approx(2 / 3)
        assert turns(self.calls, at_once=False) == 2
        found = figures(self.calls)
        assert found["fates"] == {"reached": 2, "wrong value": 0, "hung up": 1, "gave up": 0, "dead end": 0}
        assert found["fails_at"] == {"caller_name": 1}

    def test_targets_stand_beside_the_measures(self) -> None:
        table = measures_table({WITHOUT_NOISE: self.calls}).as_markdown()
        assert "| goal reached | ≥ 97 % without noise | 66.7 % |" in table
        assert "| terse | 3 | 66.7 % | 2 |" in persona_table(WITHOUT_NOISE, self.calls).as_markdown()

    @pytest.mark.thorough
    def test_a_run_leaves_tables_figures_chart_and_failures(self, tmp_path: Path) -> None:
        runs = {WITHOUT_NOISE: self.calls}
        write(runs, [measures_table(runs)], tmp_path, "Run of today.")
        assert (tmp_path / "table.md").read_text(encoding="utf-8").startswith("Run of today.")
        assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))[WITHOUT_NOISE]["calls"] == 3
        assert (tmp_path / "calls.png").read_bytes().startswith(b"\x89PNG")
        failures = (tmp_path / "failures.md").read_text(encoding="utf-8")
        assert failures.count("### Call") == 1
        assert "hung up, at caller_name" in failures


def running(folder: Path, *arguments: str) -> AbstractContextManager[Server]:
    """A server that knows nobody: who rings a second time is known again.

    Not the one of tests/calls: callers ring before the opening hours, so that "as soon as possible" is one time.
    """
    return running_server(folder / "var", command=rueckruf_at(callers_moment()), arguments=arguments)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> tuple[Sequence[Call], str]:
    """A hundred calls, and what was shown meanwhile to somebody who looks."""
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=80)
    with running(tmp_path_factory.mktemp("played"), "--model", str(trained_model)) as server:
        calls = play(server, ALL_CALLS, SEED, with_noise(Strength.NONE), console)
    return calls, shown.getvalue()


@pytest.mark.call
def test_a_hundred_calls_meet_the_targets(played: tuple[Sequence[Call], str]) -> None:
    calls, _ = played
    failed = "\n\n".join(call.transcript() for call in calls if call.fate != "reached" or call.loops)
    assert reached(calls) >= 0.97, failed
    assert not of(calls, "wrong value"), failed
    assert not of(calls, "dead end"), failed
    assert not any(call.loops for call in calls), failed
    assert turns(calls, at_once=False) <= 6
    assert turns(calls, at_once=True) <= 2
    judged = {CALLS: of_calls(calls)}
    assert faults(compared(accepted.read(judged), judged)) == []


@pytest.mark.call
def test_the_same_seed_plays_the_same_calls(tmp_path: Path) -> None:
    runs = []
    for name in ("first", "second"):
        with running(tmp_path / name) as server:
            runs.append(play(server, 12, seed=7, conditions=with_noise(Strength.STRONG)))
    first, second = runs
    assert [call.transcript() for call in first] == [call.transcript() for call in second]


@pytest.mark.call
def test_progress_is_shown_to_somebody_who_looks(played: tuple[Sequence[Call], str]) -> None:
    assert "calls, without noise" in played[1]
