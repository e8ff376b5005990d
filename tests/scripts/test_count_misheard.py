"""What is counted of pairs of what was said and what was recognised."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.count_misheard import main

pytestmark = pytest.mark.unit


def pair(said: str, heard: str, confidence: float = 0.8, **more: object) -> dict[str, object]:
    return {"ref": said, "hyp": heard, "conf": confidence, **more}


def counted(pairs: Sequence[dict[str, object]], folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    file = folder / "pairs.jsonl"
    both = [*pairs, pair("Ja.", "Ja.", snr=15), pair("Ja, genau.", "Na, genau.", snr=15), pair("Nein.", "Da.", snr=15)]
    file.write_text("\n".join(json.dumps(one) for one in both), encoding="utf-8")
    main([file])
    tables: dict[str, Any] = yaml.safe_load(capsys.readouterr().out)
    return tables


def test_a_sentence_is_unchanged_changed_or_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        pair("Ja, das stimmt.", "ja das stimmt", 0.9),
        pair("Nein, die Nummer ist falsch.", "Nein, die Mutter ist falsch.", 0.5),
        pair("Am Nachmittag.", "Ich bin nicht mehr bereit.", 0.2),
    ]
    table = counted(pairs, tmp_path, capsys)["light"]
    assert table["fates"] == {"unchanged": 1, "changed": 1, "gone": 1}
    assert table["instead"] == ["Ich bin nicht mehr bereit."]
    assert [set(table["confidence"][fate]) for fate in ("unchanged", "changed", "gone")] == [{0.9}, {0.5}, {0.2}]


def test_phrases_are_counted_where_they_were_said_often_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = ["der Name ist falsch nicht", "die Annahme ist falsch", "die Annahme ist falsch"]
    rare = pair("Am Montag bitte sehr.", "Am Mittag bitte sehr.")
    pairs = [*(pair("Der Name ist falsch.", one) for one in heard), rare]
    phrases = counted(pairs, tmp_path, capsys)["light"]["phrases"]
    assert phrases["der name"] == {"said": 3, "heard": {"die Annahme": 2}}
    assert phrases["falsch"] == {"said": 3, "heard": {"falsch nicht": 1}}
    assert phrases["ist"] == {"said": 3}
    assert "montag" not in phrases


def test_digits_are_counted_one_by_one_and_how_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "null eins sieben, zwo drei"
    pairs = [pair(said, heard) for heard in ("nur eins sieben zwei drei", "0, 1, 7, 3", "01723", "01 77 23")]
    table = counted(pairs, tmp_path, capsys)["light"]
    assert table["digits"]["0"] == {"said": 3, "heard": {"nur": 1}}
    assert table["digits"]["2"] == {"said": 3, "heard": {"": 1}}
    assert table["writing"]["dictations"] == {"words": 1, "0, 1": 1, "0176": 1, "01 76": 1}


def test_names_are_misheard_in_letters_or_wholly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        pair("Ich heiße Petra Lehmann.", "Ich heiße Petro Lehman."),
        pair("Mein Name ist Krause.", "Mein Name ist wo wir kalt sind."),
        pair("Lehmann ist mein Name.", "Lehmann ist mein Nama."),
    ]
    names = counted(pairs, tmp_path, capsys)["light"]["names"]
    assert (names["said"], names["changed"], names["gone"]) == (4, 2, 1)
    assert names["letters"] == {"a>o": 1, "n>": 1}
    assert names["instead"] == ["wo wir kalt sind"]


def test_noise_is_told_apart_by_its_strength(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = counted([pair("Ja.", "Ja."), pair("Ja.", "Ja.", snr=30), pair("So.", "Na.")], tmp_path, capsys)
    assert tables["light"]["fates"] == {"unchanged": 2, "gone": 1}
    assert tables["strong"]["fates"] == {"unchanged": 1, "changed": 1, "gone": 1}
