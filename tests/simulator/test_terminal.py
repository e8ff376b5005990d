"""The telephone in the terminal."""

from pathlib import Path
from typing import Any

import pytest

from rueckruf.simulator.script import read_script
from rueckruf.simulator.terminal import run_call

pytestmark = pytest.mark.unit

ASK = (
    '<Gather input="dtmf speech" language="de-DE" speechTimeout="2" actionOnEmptyResult="true" action="?turn=1">'
    '<Say voice="Polly.Vicki-Neural" language="de-DE">Ja?</Say></Gather>'
)
GOODBYE = '<Say voice="Polly.Vicki-Neural" language="de-DE">Tschüss</Say><Hangup/>'


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TWILIO_AUTH_TOKEN", "RUECKRUF_PUBLIC_URL", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUECKRUF_DATA_DIR", str(tmp_path))


def script(folder: Path, *lines: str) -> Path:
    file = folder / "call.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_script_plays_speech_keys_and_silence(
    answers: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.prepare(ASK, ASK, ASK, ASK, GOODBYE)
    file = script(tmp_path, "# a caller", "Sabine Müller", "", "#0176#", "#", "tschüss")
    assert run_call(answers.url, file) == 0
    _, said, silent, keyed, bye = answers.turns()
    assert said["SpeechResult"] == "Sabine Müller"
    assert silent["SpeechResult"] == ""
    assert keyed["Digits"] == "0176"
    assert bye["SpeechResult"] == "tschüss"
    shown = capsys.readouterr().out.splitlines()
    assert shown == [
        *("☎ Ja?", "> Sabine Müller", "☎ Ja?", "> ", "☎ Ja?", "> #0176#", "☎ Ja?", "> tschüss", "☎ Tschüss"),
        "[the assistant has hung up]",
    ]


def test_the_end_of_a_script_hangs_up(answers: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers.prepare(ASK, ASK)
    assert run_call(answers.url, script(tmp_path, "hallo"), "anonymous") == 0
    assert answers.forms[0]["From"] == "anonymous"
    assert answers.forms[-1]["CallStatus"] == "completed"
    assert capsys.readouterr().out.endswith("[you have hung up]\n")


def test_lines_after_the_goodbye_are_not_said(answers: Any, tmp_path: Path) -> None:
    answers.prepare(ASK, GOODBYE)
    assert run_call(answers.url, script(tmp_path, "tschüss", "noch etwas")) == 0
    assert len(answers.turns()) == 2


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_ctrl_d_and_ctrl_c_hang_up(answers: Any, end: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    answers.prepare(ASK, ASK)
    typed = iter(["hallo"])

    def type_in(_prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise end from None

    monkeypatch.setattr("builtins.input", type_in)
    assert run_call(answers.url) == 0
    assert answers.forms[-1]["CallStatus"] == "completed"


def test_nobody_there_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_call("http://127.0.0.1:9") == 1
    told = capsys.readouterr().err
    assert "http://127.0.0.1:9" in told
    assert "rueckruf run" in told


def test_a_server_that_answers_wrongly_is_told(answers: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answers.prepare((403, "text/plain", "not signed by Twilio"))
    assert run_call(answers.url) == 1
    assert "403: not signed by Twilio" in capsys.readouterr().err


def test_a_script_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "call.txt"
    assert run_call("http://127.0.0.1:9", file) == 1
    file.write_bytes("Müller".encode("latin-1"))
    assert run_call("http://127.0.0.1:9", file) == 1
    assert capsys.readouterr().err.count(str(file)) >= 2


def test_comments_keys_and_silence_are_told_apart(tmp_path: Path) -> None:
    file = script(tmp_path, "# comment", "#", "  # indented", "#1#", "#*12#", "", "Nr. # 3", "#nein")
    assert read_script(file) == ["#1#", "#*12#", "", "Nr. # 3", "#nein"]
