"""Calls by sound are counted and kept; where the parts are installed, ten are rung."""

import io
import json
import wave
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from rueckruf import clock
from rueckruf.evaluation.call_records import of
from rueckruf.evaluation.sound import Line, evaluate, play_by_sound, write_wav
from rueckruf.evaluation.sound_tables import Utterance, word_errors
from rueckruf.simulator.sound import parts


def heard(said: str, recognised: str) -> Utterance:
    return Utterance(said, recognised, 0.7, 30, hints=True)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("said", "recognised", "errors"),
    [
        ("Null drei null, zwo.", "0302", 0),
        ("Am Montag, bitte.", "am Montag bitte", 0),
        ("Am Montag.", "Am Mittag.", 1 / 2),
        ("Ja.", "und das ist ein", 4),
        ("Nein, die Nummer ist falsch.", "", 1),
    ],
)
def test_words_are_counted_and_figures_as_their_digits(said: str, recognised: str, errors: float) -> None:
    assert word_errors([heard(said, recognised)]) == errors


@pytest.mark.unit
def test_the_sentences_of_a_call_are_one_sound(tmp_path: Path) -> None:
    file = tmp_path / "call.wav"
    write_wav([np.full(8_000, 0.5, np.float32), np.full(4_000, 2.0, np.float32)], file)
    with wave.open(str(file)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (8_000, 1, 2)
        assert sound.getnframes() == 12_001


@pytest.mark.unit
def test_without_the_parts_one_sentence_tells_how_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda _: None)
    with pytest.raises(parts.NoSoundError, match="make sound"):
        evaluate(Console(), tmp_path, 1, 1, [30], [True], clock.now())
    assert not any(tmp_path.iterdir())


@pytest.mark.call
@pytest.mark.skipif(not parts.are_installed(), reason=parts.MISSING)
def test_nothing_wrong_is_stored_for_ten_careful_callers_who_speak() -> None:
    calls, ears = play_by_sound(Line(30, hints=True, careful=True), 10, seed=1)
    wrong = [call.transcript() for call in (*of(calls, "wrong value"), *of(calls, "hung up"))]
    assert not wrong, "\n\n".join(wrong)
    assert of(calls, "reached")
    assert all(ear.utterances for ear in ears.values())


@pytest.mark.call
@pytest.mark.skipif(not parts.are_installed(), reason=parts.MISSING)
def test_a_run_leaves_what_was_said_and_the_sound_of_failures(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=200)
    evaluate(console, tmp_path, 1, 1, [0], [True], clock.now())
    assert (tmp_path / "table.md").read_text(encoding="utf-8").count("| 0 dB, hints, care") == 2
    pairs = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"ref", "hyp", "conf", "snr", "hints"} == set(pairs[0])
    assert list(tmp_path.glob("0_dB-hints-care*-0.wav"))
