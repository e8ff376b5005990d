"""The folder of papers: each is there, says what the company has, and marks what nobody has confirmed."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.company import Company, load_company
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.documents import PAPERS, paper, papers_of
from rueckruf.privacy.speech_services import SpeechServices, read_speech_services
from rueckruf.project import COMPANY
from tests.support.companies import WITHOUT_PARENT, Replacements, replaced

pytestmark = pytest.mark.unit

SERVICES = read_speech_services()


def company_with(folder: Path, changes: Replacements) -> Company:
    file = folder / "company.yml"
    file.write_text(replaced(COMPANY.read_text(encoding="utf-8"), changes), encoding="utf-8")
    return load_company(file)


def written(name: str, company: Company | None = None, services: SpeechServices = SERVICES) -> str:
    return " ".join(paper(name, Claims(company or load_company(COMPANY), services)).split())


@pytest.mark.thorough
def test_the_command_writes_each_paper_as_pdf_and_for_word(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["papers", str(tmp_path / "neu" / "papiere")])

    assert told.exit_code == 0, told.output
    assert "Zu bestätigen: 15 von 15." in told.stdout
    files = {file.name: file.read_bytes()[:4] for file in (tmp_path / "neu" / "papiere").iterdir()}
    assert files == {f"{name}.{ending}": start for name in PAPERS for ending, start in ENDINGS.items()}


ENDINGS = {"pdf": b"%PDF", "docx": b"PK\x03\x04"}


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")

    told = CliRunner().invoke(app, ["papers", str(tmp_path / "datei")])

    assert told.exit_code != 0
    assert "lässt sich nicht beschreiben" in str(told.exception)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("massnahmen", ["Art. 32", "Fernet", "Gewährleistungszielen", "Nichtverkettung", "Intervenierbarkeit"]),
        ("auftragsverarbeiter", ["Art. 28 Abs. 3", "Twilio Ireland Limited", "deepgram_nova-2", "Musterhosting"]),
        ("muttergesellschaft", ["Musterwerk Holding AG", "Art. 26 Abs. 1", "zu bestätigen"]),
        ("folgenabschaetzung", ["Art. 35", "Entwurf", "Spracherkennung (deepgram_nova-2", "Art. 36"]),
        ("datenpanne", ["72 Stunden", "Art. 34", "Landesamt", "Formular", "dsb@musterwerk.example"]),
        ("zu-bestaetigen", ["`recognition`", "`impact_assessment`"]),
    ],
)
def test_each_paper_says_what_its_article_asks_for(name: str, facts: list[str]) -> None:
    text = written(name)

    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("name", ["massnahmen", "auftragsverarbeiter", "muttergesellschaft", "folgenabschaetzung"])
def test_what_nobody_has_confirmed_is_marked_and_who_confirmed_it_is_named(tmp_path: Path, name: str) -> None:
    how = "{by: Erika Muster, date: 2026-11-20}"
    topics = ("telephony_contract", "backups", "parent_papers", "impact_assessment")
    lines = "".join(f"\n  {topic}: {how}" for topic in topics)
    confirmed = company_with(tmp_path, [("confirmations: {}", f"confirmations:{lines}")])

    assert "**zu bestätigen**" in written(name)
    assert "bestätigt von Erika Muster am 20.11.2026" in written(name, confirmed)


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("joint", "Die Vereinbarung nach Art. 26 Abs. 1 DSGVO legt fest"),
        ("processor", "Der Vertrag nach Art. 28 Abs. 3 DSGVO bindet Musterwerk Holding AG an die Weisungen"),
        ("legitimate_interest", "Die Abwägung nach Art. 6 Abs. 1 Buchst. f DSGVO hält fest"),
    ],
)
def test_the_paper_on_the_parent_says_what_the_chosen_way_needs(tmp_path: Path, way: str, says: str) -> None:
    company = company_with(tmp_path, [("parent_way: joint", f"parent_way: {way}")])

    assert says in written("muttergesellschaft", company)
    is_processor = "| Musterwerk Holding AG, Musterallee 2, 80331 München | Rückrufe |" in written(
        "auftragsverarbeiter", company
    )
    assert is_processor == (way == "processor")


def test_without_a_parent_there_is_no_paper_on_it_and_no_other_names_one(tmp_path: Path) -> None:
    alone = company_with(tmp_path, WITHOUT_PARENT)

    assert "muttergesellschaft" not in papers_of(alone)
    for name in papers_of(alone):
        assert not re.search(r"Holding|Mutter(?:gesellschaft)|None", written(name, alone)), name


def test_another_recogniser_stands_in_the_papers(tmp_path: Path) -> None:
    services = SpeechServices(("nova-3-general",), ("Google.de-DE-Neural2-A",), ("relay",))

    for name in ("verzeichnis", "auftragsverarbeiter", "folgenabschaetzung", "zu-bestaetigen"):
        assert "nova-3-general" in written(name, services=services)
    assert "ConversationRelay (relay)" in written("zu-bestaetigen", services=services)
