"""Answers with pauses, what is taken for their end, and what a whole run leaves behind."""

import io
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from rueckruf.evaluation.dictations import ASKED, Dictation, Kind, draw, until_said
from rueckruf.evaluation.turn_ends import (
    CALL_CENTRES,
    GATHER,
    LONG,
    LONGEST,
    MEANING,
    SHORT,
    TALKS,
    WAYS,
    Silence,
    cut_off,
    dead_air,
    lost,
    pauses_of,
    silences,
    wait_behind,
)
from rueckruf.evaluation.turns import COUNTS, MAY_BE_CUT, MOST_DEAD_AIR, WAITED_BEHIND, evaluate, figures
from rueckruf.project import CREDENTIALS
from rueckruf.spoken.text.vocabulary import vocabulary

pytestmark = pytest.mark.unit

WAITS = vocabulary("turn_end")["waits"]
CHANNELS = yaml.safe_load(CREDENTIALS.read_text(encoding="utf-8"))
GATHERED = CHANNELS["rueckruf.channel.twilio_voice.TwilioVoiceInput"]["listen"]["phone_number"]["speech_timeout"]
FEW: dict[Kind, int] = dict.fromkeys(COUNTS, 20)


@pytest.fixture(scope="module")
def measured() -> list[Silence]:
    """A run large enough to hold the shares to their targets: the answers that may be cut and a few of the others."""
    return list(silences(draw({**FEW, "number": 200, "name": 200}, 5), 5))


@pytest.mark.thorough
def test_the_same_seed_draws_the_same_answers_and_pauses() -> None:
    first, again, other = (draw(FEW, seed) for seed in (1, 1, 2))
    costless = [[(one.heard, one.drawn) for one in silences(them, 1)] for them in (first, again)]

    assert first == again != other
    assert costless[0] == costless[1]


def test_each_kind_is_drawn_as_often_as_asked_for_and_pauses_somewhere() -> None:
    them = draw(FEW, 3)

    assert Counter(dictation.kind for dictation in them) == FEW
    assert set(COUNTS) == set(ASKED)
    for kind in MAY_BE_CUT:
        assert any(dictation.needed > 1 for dictation in them if dictation.kind == kind)
    assert all(piece for dictation in them for piece in dictation.pieces)


def test_enough_is_replayed() -> None:
    least = {"number": 1000, "time": 300, "name": 300, "yes or no": 300}

    assert all(COUNTS[kind] >= count for kind, count in least.items())  # type: ignore[index]


def test_a_pause_behind_the_value_cuts_nobody_off() -> None:
    spoken = Dictation("number", ("null drei null.", "zwei drei eins zwei fünf null vier zwei", "danke"), 2)

    pause, end = silences([spoken], 1)

    assert (pause.heard, pause.follows) == ("null drei null.", "zwei drei eins zwei fünf null vier zwei")
    assert end.heard.endswith("vier zwei, danke")
    assert end.drawn is None
    assert pause.waits == {MEANING: WAITS["incomplete"], GATHER: 1000 * GATHERED, SHORT: 800, LONG: 2000, LONGEST: 3000}
    assert pause.joins == vocabulary("turn_end")["hardly_heard"]["incomplete"]


@pytest.mark.parametrize(
    ("drawn", "talk", "call"), [(0.0, 500, 600), (1.645, 1400, 2500), (-1.645, 500**2 / 1400, 600**2 / 2500)]
)
def test_half_of_the_pauses_are_short_and_one_in_twenty_is_long(drawn: float, talk: float, call: float) -> None:
    pause = Silence("number", "null", "drei", drawn, {MEANING: 1400.0}, 1000.0, 0.0)

    assert (pause.lasts(TALKS), pause.lasts(CALL_CENTRES)) == pytest.approx((talk, call))
    assert pause.is_taken_for_the_end(MEANING, CALL_CENTRES) is (call > 1400)
    assert pause.is_lost(CALL_CENTRES) is (call > 2400)


def test_shares_medians_and_sums_are_worked_out() -> None:
    waits = dict.fromkeys(WAYS, 1000.0)
    them = [
        Silence("number", "null", "drei", 3.0, waits, 2000.0, 0.0),
        Silence("number", "null drei", "null", -3.0, waits, 2000.0, 0.0),
        *(Silence(kind, "ja", "", None, waits, 0.0, 0.0) for kind in COUNTS),
    ]

    assert len(pauses_of(them, "number")) == 2
    assert cut_off(them, "number", MEANING, TALKS) == 0.5
    assert (lost(them, "number", TALKS), lost(them, "number", CALL_CENTRES)) == (0.5, 0.5)
    assert wait_behind(them, "time", LONG) == 1.0
    assert dead_air(them, GATHER) == 6.0


@pytest.mark.thorough
def test_hardly_anybody_is_cut_off_and_hardly_anybody_waits(measured: list[Silence]) -> None:
    ours = figures(measured)[MEANING]

    assert ours["cut_off"][TALKS]["number"] <= 0.015  # a few hundred: what is aimed at is one in a hundred
    assert ours["cut_off"][TALKS]["name"] <= 0.05
    assert all(ours["silence_s"][kind] <= limit for kind, limit in WAITED_BEHIND.items())
    assert ours["plain_call_s"] <= MOST_DEAD_AIR


def test_what_stands_behind_a_whole_name_is_no_pause_within_it() -> None:
    name = (None, "Sabine", "Müller-Brandt")

    assert until_said(["Ja", "Müller-Brandt", "Sabine", "am Apparat"], name) == (
        ["Ja", "Müller-Brandt", "Sabine"],
        ["am Apparat"],
    )
    assert until_said(["Sabine Müller", "Bindestrich Brandt", "ja"], name)[1] == ["ja"]
    assert until_said(["Meier", "mit e y"], (None, None, "Meyer"))[1] == []


@pytest.mark.thorough
def test_a_short_silence_for_all_cuts_off_many_and_a_long_one_makes_all_wait(measured: list[Silence]) -> None:
    of = figures(measured)

    assert of[SHORT]["cut_off"][TALKS]["number"] > 10 * of[MEANING]["cut_off"][TALKS]["number"]
    assert of[GATHER]["plain_call_s"] > 2 * of[MEANING]["plain_call_s"]


@pytest.mark.thorough
def test_a_run_leaves_table_figures_chart_and_what_is_cut_off(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=200)

    evaluate(console, tmp_path, {**FEW, "number": 60}, (1, 2), datetime(2026, 3, 10))

    assert {file.name for file in tmp_path.iterdir()} == {"table.md", "results.json", "turns.png", "cut_off.md"}
    page = (tmp_path / "table.md").read_text(encoding="utf-8")
    assert page.startswith("Run of 2026-03-10, seeds 1, 2; answers for each: 60 number, 20 name")
    cut_by_short = re.search(r"\| number: .*, as in talks, .* \| (\S+) % \((\S+)–(\S+)\) \| [^|]* \|\n", page)
    assert cut_by_short
    together, lowest, highest = map(float, cut_by_short.groups())
    assert lowest < together < highest
    assert re.search(r"\| number: and not joined to what follows \|  \| \S+ % .*\|  \|  \|  \|  \|\n", page)
    assert "| all silences of a plain call | ≤ 5 s | " in page
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert {seed: set(ways) for seed, ways in results.items()} == {key: set(WAYS) for key in ("all", "1", "2")}
    assert (tmp_path / "turns.png").read_bytes().startswith(b"\x89PNG")
    assert "| heard | then | pause | waited for |" in (tmp_path / "cut_off.md").read_text(encoding="utf-8")
    assert isinstance(console.file, io.StringIO)
    assert "by meaning" in console.file.getvalue()
