"""company.yml and credentials.yml: the faults their readers find, with path and line."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

RELAY = "{transcription_provider: Deepgram, speech_model: nova-2-general, a: 1}"


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("company.yml", "months: 3", "months: 9", ":19: retention.months: must be at most 3"),
        ("company.yml", "federal_state: BY", "federal_state: XY", ":7: federal_state: must be one of BW BY BE"),
        (
            "company.yml",
            "routing: {default: company}",
            "routing: {default: company, topics: [{name: Rechnung, words: [Rechnung], recipient: books}]}",
            ":6: routing.topics.0.recipient: must be one of company parent",
        ),
        ("credentials.yml", "timeout: 20", "timeout: lang", ":7: listen.patient.timeout: 'lang' is not a whole number"),
        ("credentials.yml", "language: de-DE", "language: de", ":2: language: 'de' is not 'de-DE'"),
        ("credentials.yml", "timeout: 20", "timeout: 2026-13-32", ":1: a value that is none: month must be in 1..12"),
        ("credentials.yml", "twilio_voice", "twilio_text", ":1: the section of the telephone channel is missing"),
        ("credentials.yml", "  voice: Polly.Vicki-Neural\n", "", ":1: voice: is missing"),
        (
            "credentials.yml",
            "  listen:\n",
            "  transport: relay\n  listen:\n",
            ":5: transport: 'relay' needs the section",
        ),
        ("credentials.yml", "  listen:\n", f"  relay: {RELAY}\n  listen:\n", ":5: relay.a: unknown key"),
    ],
)
def test_a_mistake_has_its_line(project: Project, path: str, old: str, new: str, fault: str) -> None:
    project.replace(path, old, new)

    (found,) = project.faults()

    assert found.startswith(path + fault)


def test_a_company_may_have_topics_and_no_parent(project: Project) -> None:
    topics = "topics: [{name: Reklamation, words: [beschädigt], recipient: service}]"
    for old, new in (
        ("parent: Musterwerk Holding AG", 'parent: ""'),
        ("parent: Konzernvertrieb", "service: Kundendienst"),
        ("parent_address: Musterallee 2, 80331 München", 'parent_address: ""'),
        ("parent_way: joint", 'parent_way: ""'),
        (' parent: "",', ""),
        ("routing: {default: company}", f"routing: {{default: company, {topics}}}"),
    ):
        project.replace("company.yml", old, new)

    assert project.faults() == []


def test_a_profile_whose_name_the_webhook_refuses(project: Project) -> None:
    project.replace("credentials.yml", "patient: {timeout: 20}", "patient: {timeout: 20}\n    Nummer-1: {timeout: 9}")

    (found,) = project.faults()

    assert found.startswith("credentials.yml:8: listen.Nummer-1: a name has only small letters")


def test_a_voice_without_settings(project: Project) -> None:
    project.write("credentials.yml", "rueckruf.channel.twilio_voice.TwilioVoiceInput: [de-DE]\n")

    assert project.faults() == [
        "credentials.yml:1: the section of the telephone channel is missing or has no keys and values"
    ]


def test_a_company_file_that_cannot_be_read(project: Project) -> None:
    (project.root / "company.yml").unlink()

    assert project.faults() == ["company.yml:1: cannot be read: No such file or directory"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [("a: 1\na: 2\n", ":2: 'a' is given twice, first in line 1"), ("x", ":1: endpoints.yml must consist of keys")],
)
def test_endpoints_must_be_yaml(project: Project, content: str, fault: str) -> None:
    project.write("endpoints.yml", content)

    (found,) = project.faults()

    assert found.startswith(f"endpoints.yml{fault}")
