"""Whatever an administrator sets in company.yml: the data is in order, papers are written, it trains, calls end well.

``make slow`` also rings and writes all files for each key alone.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from rueckruf.company import Company, load_company
from rueckruf.data_check import check
from rueckruf.data_check.fault import Fault, Faults
from rueckruf.data_check.program import read_program
from rueckruf.data_check.yaml_lines import Part, read_yaml
from rueckruf.privacy import documents
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.paper import WRITERS
from rueckruf.privacy.speech_services import read_speech_services
from rueckruf.project import COMPANY, FIGURES, ROOT
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, Server, rueckruf_at, running_server
from tests.conversations.responses import is_said
from tests.support.calls import AUTH_TOKEN, MORNING, stored_at
from tests.support.cases import each
from tests.support.checkouts import copy_checkout, keep_few_utterances
from tests.support.company_settings import (
    LITTLE,
    OTHERWISE,
    Settings,
    all_confirmed,
    keys,
    secrets_of,
    together,
    values,
    written,
)

SHIPPED = load_company(COMPANY)
KEYS = list(keys())
_SECTIONS = {key: key.partition(".")[0] for key in OTHERWISE}
_LARGE = {"handover": ("handover",), "privacy": ("privacy", "confirmations")}
#: Companies that differ in more than one key.
MANY: Mapping[str, Settings] = {
    "all": together(),
    "little": LITTLE,
    **{name: together(*(key for key in OTHERWISE if _SECTIONS[key] in of)) for name, of in _LARGE.items()},
    "else": together(*(key for key in OTHERWISE if not any(_SECTIONS[key] in of for of in _LARGE.values()))),
}
EACH = {**OTHERWISE, **MANY}
#: What a caller says to each question.
ANSWERS = {
    "caller_name": "Mein Name ist Paul Weber",
    "phone_number": "null drei null zwei drei eins zwei fünf null sieben sieben",
    "callback_time": "morgen um zehn Uhr",
    "concern": "es geht um ein Angebot",
    "confirmed": "ja",
}

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with a company.yml of its own."""
    folder = tmp_path_factory.mktemp("settings")
    for path in ROOT.iterdir():
        if path != COMPANY:
            (folder / path.name).symlink_to(path)
    return folder


def put(folder: Path, settings: Settings) -> Company:
    """The company of a checkout that has these settings, and has confirmed all where it has set all."""
    file = folder / "company.yml"
    file.write_text(written(settings), encoding="utf-8")
    company = load_company(file)
    if settings == MANY["all"]:
        file.write_text(written({**settings, **all_confirmed(company)}), encoding="utf-8")
    return load_company(file)


@pytest.mark.unit
def test_each_key_of_the_schema_is_set_and_no_other() -> None:
    assert sorted(set(KEYS) - OTHERWISE.keys()) == [], "keys without a value in tests/support/company_settings.py"
    assert sorted(OTHERWISE.keys() - set(KEYS)) == [], "values for keys that company.yml cannot have"


@pytest.mark.unit
def test_each_key_is_set_to_what_is_not_shipped(folder: Path) -> None:
    alone = {key: values(put(folder, settings), key) for key, settings in OTHERWISE.items()}
    together = put(folder, MANY["all"])

    for key, there in alone.items():
        assert there != values(SHIPPED, key), key
        assert values(together, key) != values(SHIPPED, key), key


@pytest.fixture(scope="module")
def checked(folder: Path) -> Callable[[], list[Fault]]:
    """The faults of the project; what does not lie in company.yml is read once."""
    known: dict[str, Part | None] = {}
    read_program_once = cache(read_program)

    def read_once(file: Path, path: str, faults: Faults) -> Part | None:
        if path == COMPANY.name:
            return read_yaml(file, path, faults)
        if path not in known:
            known[path] = read_yaml(file, path, faults)
        return known[path]

    def find() -> list[Fault]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(check, "read_yaml", read_once)
            patch.setattr(check, "read_program", read_program_once)
            return check.check_data(folder)

    return find


@pytest.mark.unit
@pytest.mark.thorough
@each("name", EACH)
def test_check_data_finds_nothing(name: str, folder: Path, checked: Callable[[], list[Fault]]) -> None:
    put(folder, EACH[name])

    assert [str(fault) for fault in checked()] == []


@pytest.mark.unit
def test_what_the_check_would_find_is_found(folder: Path, checked: Callable[[], list[Fault]]) -> None:
    (folder / "company.yml").write_text(written({"confirmations": all_confirmed(SHIPPED)["confirmations"]}))
    assert checked() == []
    (folder / "company.yml").write_text(written({**all_confirmed(SHIPPED), "privacy.hosting": ""}))

    assert [fault.problem for fault in checked()] == [
        "confirmations.hosting_contract: concerns nothing that this company uses"
    ]


@pytest.mark.unit
@each("name", EACH)
def test_all_papers_are_worded(name: str, folder: Path) -> None:
    claims = claims_of(folder, EACH[name])

    assert documents.privacy_notice(claims)
    assert documents.record_of_processing(claims, documents.read_figures(FIGURES))
    assert all(texts_of(claims))


@pytest.mark.unit
@pytest.mark.thorough
def test_all_papers_become_files(folder: Path) -> None:
    write_files(folder, MANY)


@pytest.mark.unit
@pytest.mark.slow
def test_all_papers_become_files_with_one_key_set(folder: Path) -> None:
    write_files(folder, OTHERWISE)


def write_files(folder: Path, companies: Mapping[str, Settings]) -> None:
    """All files of the papers; what several companies have alike is written once."""
    texts = {text for settings in companies.values() for text in texts_of(claims_of(folder, settings))}
    assert len(texts) > len(documents.PAPERS)
    for text in texts:
        for write in WRITERS.values():
            assert write(text, NOW)


def claims_of(folder: Path, settings: Settings) -> Claims:
    return Claims(put(folder, settings), read_speech_services())


def texts_of(claims: Claims) -> list[str]:
    figures = documents.read_figures(FIGURES)
    return [documents.paper(name, claims, figures) for name in documents.papers_of(claims.company)]


def run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder), "RASA_TELEMETRY_ENABLED": "false"}
    ended = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Path:
    """A copy of the project that learns quickly."""
    checkout = copy_checkout(tmp_path_factory.mktemp("few") / "checkout", trained_model)
    keep_few_utterances(checkout)
    return checkout


@pytest.mark.model
def test_it_is_trained_with_all_set(few: Path) -> None:
    put(few, MANY["all"])

    run(few, *RUECKRUF, "train")


@pytest.mark.model
def test_no_more_than_the_check_before_training_reads_company_yml(few: Path) -> None:
    """So training need not be tried with each key: it does without any."""
    (few / "company.yml").unlink(missing_ok=True)
    shutil.rmtree(few / ".rasa", ignore_errors=True)

    run(few, sys.executable, "-c", TRAIN)


TRAIN = """
from rueckruf.lean import install
install.before_rasa_is_imported()
from rueckruf.nlu.training import train
from rueckruf.project import MODELS
train(MODELS)
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Path:
    """A copy of the project that is rung."""
    return copy_checkout(tmp_path_factory.mktemp("rung") / "checkout", trained_model)


def ring(server: Server) -> None:
    """One call to its end, which must be thanks."""
    call = Phone(server.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    for _ in ANSWERS:
        if not call.ended:
            call.say(next(ANSWERS[slot] for slot in ANSWERS if is_said(call.heard_last[-1], f"utter_ask_{slot}")))
    assert call.ended, call.heard
    assert is_said(call.heard_last[-1], "utter_stored"), call.heard
    assert [request.status for request in stored_at(server)(call.call_sid)] == ["new"]


def serve_and_ring(checkout: Path, data_dir: Path, settings: Settings, page: bool = False) -> None:
    company = put(checkout, settings)
    environment = {"PYTHONPATH": str(checkout), "TWILIO_AUTH_TOKEN": AUTH_TOKEN, **secrets_of(company)}
    with running_server(data_dir, environment, rueckruf_at(MORNING), checkout, page=page) as server:
        ring(server)
    assert not any("Traceback" in line for line in server.output), server.output


@pytest.mark.call
@pytest.mark.parametrize("name", MANY)
def test_a_call_ends_well(name: str, checkout: Path, tmp_path: Path) -> None:
    """Also where nobody answers at the addresses that requests are handed over to."""
    serve_and_ring(checkout, tmp_path / "var", MANY[name], page=name == "all")


@pytest.mark.call
@pytest.mark.slow
@pytest.mark.parametrize("key", OTHERWISE)
def test_a_call_ends_well_with_one_key_set(key: str, checkout: Path, tmp_path: Path) -> None:
    serve_and_ring(checkout, tmp_path / "var", OTHERWISE[key])
