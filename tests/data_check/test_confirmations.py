"""What was confirmed is held against what credentials.yml uses, with file and line."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

AFTER = "handover:\n"


def confirm(project: Project, *entries: str) -> None:
    project.replace("company.yml", AFTER, "confirmations:\n" + "".join(f"  {each}\n" for each in entries) + AFTER)


def test_what_was_confirmed_for_all_that_is_used_is_no_fault(project: Project) -> None:
    confirm(
        project,
        "telephony_contract: {by: Erika Muster, date: 2026-01-20}",
        "region: {by: Erika Muster, date: 2026-01-20, of: [ie1]}",
        "recognition: {by: Erika Muster, date: 2026-01-20, of: [deepgram_nova-2]}",
        "voice: {by: Erika Muster, date: 2026-01-20, of: [Polly.Vicki-Neural]}",
        "transport: {by: Erika Muster, date: 2026-01-20, of: [gather]}",
    )

    assert project.faults() == []


@pytest.mark.parametrize(
    ("topic", "old", "new", "line", "service"),
    [
        ("recognition", "model: deepgram_nova-2", "model: deepgram_nova-3", 4, "deepgram_nova-3"),
        ("voice", "Polly.Vicki-Neural", "Polly.Daniel-Neural", 3, "Polly.Daniel-Neural"),
        ("transport", "  listen:\n", "  transport: relay\n  relay: RELAY\n  listen:\n", 5, "relay"),
        ("recognition", "{timeout: 20}", "{timeout: 20, speech_model: deepgram_nova-3}", 7, "deepgram_nova-3"),
    ],
)
def test_a_service_that_nobody_has_confirmed_is_told_with_its_line(
    project: Project, topic: str, old: str, new: str, line: int, service: str
) -> None:
    relay = "{transcription_provider: Deepgram, speech_model: nova-2-general}"
    project.replace("credentials.yml", old, new.replace("RELAY", relay))
    confirm(project, f"{topic}: {{by: Erika Muster, date: 2026-01-20, of: [deepgram_nova-2, gather]}}")

    (fault,) = project.faults()

    assert fault.startswith(
        f"credentials.yml:{line}: '{service}' is in use, but 'of' of confirmations.{topic} (company.yml:"
    )
    assert fault.endswith(") does not name it")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("region: {by: Erika, date: 2026-01-20, of: [us1]}", "'ie1' is in use, but 'of' of confirmations.region"),
        ("voice: {by: Erika, date: 2999-01-20, of: [Polly.Vicki-Neural]}", "confirmations.voice.date: lies ahead"),
        ("crm_contract: {by: Erika, date: 2026-01-20}", "confirmations.crm_contract: concerns nothing that"),
        ("voice: {by: Erika, date: morgen}", "confirmations.voice.date: must be a day like 2026-11-26"),
        ("voice: {date: 2026-01-20}", "confirmations.voice.by: is missing"),
        ("colour: {by: Erika, date: 2026-01-20}", "confirmations.colour.[key]: must be 'telephony_contract', 'region'"),
    ],
)
def test_a_confirmation_that_cannot_be_one_is_told_with_its_line(project: Project, entry: str, problem: str) -> None:
    confirm(project, entry)
    text = (project.root / "company.yml").read_text(encoding="utf-8").splitlines()
    line = text.index(f"  {entry}") + 1

    (fault,) = project.faults()

    assert fault.startswith(f"company.yml:{line}: {problem}")


def test_nothing_need_be_confirmed(project: Project) -> None:
    confirm(project, "region: {by: Erika Muster, date: 2026-01-20, of: [ie1]}")

    assert project.faults() == []
