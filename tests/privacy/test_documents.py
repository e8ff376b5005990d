"""Voice, page, record and deletion say the same, because all of them come from company.yml."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rueckruf.callbacks.request import CallbackRequest, deletion_time
from rueckruf.callbacks.schema import PERSONAL
from rueckruf.cli import app
from rueckruf.company import Company, load_company
from rueckruf.privacy import documents
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.speech_services import SpeechServices, read_speech_services
from rueckruf.project import COMPANY, DATA, ROOT
from rueckruf.spoken.aloud.company_facts import company_facts
from rueckruf.storage.tables import metadata
from tests.support.companies import WITH_SERVICE, WITHOUT_PARENT
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

CALLED = datetime(2026, 3, 10, 9, tzinfo=UTC)
SERVICES = read_speech_services()


def privacy_notice(company: Company) -> str:
    return documents.privacy_notice(Claims(company, SERVICES))


def record_of_processing(company: Company, figures: Mapping[str, Any] | None = None) -> str:
    return documents.record_of_processing(Claims(company, SERVICES), figures)


@pytest.fixture
def company_with(tmp_path: Path) -> Callable[..., Company]:
    """The project's company with parts of its file replaced."""

    def read(*replacements: tuple[str, str]) -> Company:
        text = COMPANY.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "company.yml"
        file.write_text(text, encoding="utf-8")
        return load_company(file)

    return read


def spoken(company: Company) -> str:
    """All that callers hear about their data, as the templates of the responses become words."""
    facts = company_facts(company)
    said = []
    for file, response in (("opening", "utter_opening"), ("opening", "utter_notice"), ("beside", "utter_privacy")):
        responses = read_yaml(DATA / "responses" / f"{file}.yml")["responses"]
        said += [variation["text"].format(**facts) for variation in responses[response]]
    return " ".join(said)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


# -- one term for code, voice, page and record


@pytest.mark.parametrize(
    ("months", "words", "deleted"),
    [
        (3, "spätestens nach drei Monaten", datetime(2026, 6, 10, 8, tzinfo=UTC)),
        (2, "spätestens nach zwei Monaten", datetime(2026, 5, 10, 8, tzinfo=UTC)),
        (1, "spätestens nach einem Monat", datetime(2026, 4, 10, 8, tzinfo=UTC)),
    ],
)
def test_what_is_said_is_when_requests_are_deleted(
    company_with: Callable[..., Company], months: int, words: str, deleted: datetime
) -> None:
    company = company_with(("months: 3", f"months: {months}"))

    assert deletion_time(CALLED, company.retention.months) == deleted
    for text in (spoken(company), privacy_notice(company), record_of_processing(company)):
        assert set(re.findall(r"\w+ \w+ \w+ Monat(?:en)?\b", on_one_line(text))) == {words}


@pytest.mark.parametrize(
    ("days", "words"),
    [(7, "7 Tage nach dem Rückruf"), (1, "1 Tag nach dem Rückruf"), (0, "sofort nach dem Rückruf")],
)
def test_the_grace_after_a_callback_is_what_page_and_record_say(
    company_with: Callable[..., Company], days: int, words: str
) -> None:
    company = company_with(("done_grace_days: 7", f"done_grace_days: {days}"))

    for text in (privacy_notice(company), record_of_processing(company)):
        assert words in on_one_line(text)


def test_page_and_record_tell_what_a_call_leaves_that_breaks_off(company_with: Callable[..., Company]) -> None:
    kept = company_with(
        ("keep_incomplete: false", "keep_incomplete: true"), ("incomplete_hours: 24", "incomplete_hours: 1")
    )
    not_kept = company_with(("keep_incomplete: false", "keep_incomplete: false"))

    assert "behalten wir die Angaben 1 Stunde" in on_one_line(privacy_notice(kept))
    assert "behalten wir nichts, was Sie gesagt haben" in on_one_line(privacy_notice(not_kept))
    assert "vor der Bestätigung abbricht | nach 1 Stunde |" in record_of_processing(kept)
    assert "vor der Bestätigung abbricht | werden nicht gespeichert |" in record_of_processing(not_kept)


def test_the_idle_time_of_a_conversation_is_what_page_and_record_say(company_with: Callable[..., Company]) -> None:
    company = company_with(("idle_minutes: 30", "idle_minutes: 45"))

    for text in (privacy_notice(company), record_of_processing(company)):
        assert "nach 45 Minuten" in on_one_line(text)


def test_voice_page_and_record_name_the_same_companies(company_with: Callable[..., Company]) -> None:
    company = company_with(("Musterwerk Holding AG", "Neue Mutter SE"))

    for text in (spoken(company), privacy_notice(company), record_of_processing(company)):
        assert "Musterwerk GmbH" in text
        assert "Neue Mutter SE" in text
        assert "Holding" not in text


def test_without_a_parent_neither_voice_nor_page_nor_record_name_one(company_with: Callable[..., Company]) -> None:
    company = company_with(*WITHOUT_PARENT)

    for text in map(on_one_line, (spoken(company), privacy_notice(company), record_of_processing(company))):
        assert not re.search(r"Holding|Mutter|Konzern|Musterallee|auch bei|None|\(, \)| [.,]", text)
    assert "Lesen darf sie, wer ihn bearbeitet. Wir löschen" in spoken(company)


@pytest.mark.parametrize(
    ("change", "page", "aloud"),
    [
        (("systems: []", "systems: [Salesforce der Musterwerk GmbH]"), "wer sie betreibt: Salesforce", True),
        (('webhook_url: ""', "webhook_url: https://crm.example/h"), "und wer es betreibt: crm.example", True),
        (("names_in_calendars: false", "names_in_calendars: true"), "wer die Kalender unseres Vertriebs", False),
    ],
)
def test_voice_and_page_tell_where_else_the_data_goes(
    company_with: Callable[..., Company], change: tuple[str, str], page: str, aloud: bool
) -> None:
    assert "Kundensystem" not in spoken(company_with())
    told = company_with(change)

    assert page in on_one_line(privacy_notice(told))
    assert page not in on_one_line(privacy_notice(company_with()))
    assert ("auch bei Musterwerk Holding AG, auch in unserem Kundensystem." in spoken(told)) is aloud


TRYTON = ('    url: ""\n    user: ""\n', "    url: https://tryton.example/sales\n    user: rueckruf\n")
CALENDAR = (
    '    user: ""\n    appointments: {}\n',
    "    user: rueckruf\n    appointments: {company: https://dav.example/company/}\n",
)
WITH_NAMES = ("    personal_data: false # true writes", "    personal_data: true # true writes")


@pytest.mark.parametrize(("changes", "aloud"), [([TRYTON], True), ([CALENDAR], False), ([CALENDAR, WITH_NAMES], True)])
def test_the_voice_tells_of_connected_systems_that_get_names(
    company_with: Callable[..., Company], changes: list[tuple[str, str]], aloud: bool
) -> None:
    page = ('    page: ""', "    page: https://sales.musterwerk.example")

    assert ("auch in unserem Kundensystem" in spoken(company_with(page, *changes))) is aloud


def test_a_system_with_a_token_keeps_the_promises_off_the_page_until_it_is_confirmed(
    company_with: Callable[..., Company],
) -> None:
    system = ("systems: []", "systems: [Salesforce]")
    confirmed = confirmations(systems_contract="{by: Erika Muster, date: 2026-11-20}")

    assert EEA not in on_one_line(privacy_notice(company_with(system, confirmations())))
    assert EEA in on_one_line(privacy_notice(company_with(system, confirmed)))
    assert "- [ ] `systems_contract`: Einen Zugang" in record_of_processing(company_with(system))


@pytest.mark.parametrize(
    ("change", "topic"),
    [
        (("systems: []", "systems: [Salesforce]"), "systems_contract"),
        (('webhook_url: ""', "webhook_url: https://crm.example/h"), "crm_contract"),
        (("names_in_calendars: false", "names_in_calendars: true"), "calendars"),
    ],
)
def test_what_was_passed_on_is_promised_to_be_deleted_once_that_is_confirmed(
    company_with: Callable[..., Company], change: tuple[str, str], topic: str
) -> None:
    told = "Das gilt in unserer Datenbank; was andere davon haben (siehe oben), wird dort eigens gelöscht."
    confirmed = confirmations(**{topic: "{by: Erika Muster, date: 2026-11-20}"})

    assert told not in on_one_line(privacy_notice(company_with()))
    assert told in on_one_line(privacy_notice(company_with(change)))
    assert told not in on_one_line(privacy_notice(company_with(change, confirmed)))
    assert EEA not in on_one_line(privacy_notice(company_with(change, confirmations())))


def test_nobody_hears_that_only_who_calls_back_reads_it() -> None:
    responses = read_yaml(DATA / "responses" / "beside.yml")["responses"]["utter_privacy"]

    for variation in responses:
        assert not re.search(r"\bnur,? wer\b|\bsonst niemand\b|\bniemand sonst\b", variation["text"])


def test_page_and_record_name_each_team_and_by_what_requests_are_shared_among_them(
    company_with: Callable[..., Company],
) -> None:
    company = company_with(*WITH_SERVICE)

    for text in (privacy_notice(company), record_of_processing(company)):
        assert "Vertrieb der Musterwerk GmbH" in text
        assert "Kundendienst der Musterwerk GmbH" in text
    assert "richtet sich nach Wörtern, mit denen Sie Ihr Anliegen nennen" in on_one_line(privacy_notice(company))
    assert "| Verteilung | Wörter aus der Liste in `company.yml`" in record_of_processing(company)
    assert "| Verteilung |" not in record_of_processing(company_with())


# -- the page


@pytest.mark.parametrize(
    "fact",
    [
        "automatischer Assistent",
        "Musterwerk GmbH, Musterstraße 1, 80331 München",
        "Geschäftsführerin Erika Mustermann",
        "E-Mail: datenschutz@musterwerk.example",
        "dsb@musterwerk.example",
        "allein, um Sie wie gewünscht zurückzurufen",
        "Art. 6 Abs. 1 Buchst. b DSGVO",
        "Vertrieb der Musterwerk GmbH",
        "Musterwerk Holding AG, Musterallee 2, 80331 München: Konzernvertrieb der Musterwerk Holding AG",
        "Twilio Ireland Limited, Dublin, Irland",
        "Musterhosting GmbH",
        "zeichnet den Anruf nicht auf",
        "gesperrt",
        "Sie müssen uns nichts mitteilen",
        "Art. 22",
        "Landesamt für Datenschutzaufsicht",
        *(f"Art. {article} DSGVO" for article in (15, 16, 17, 18, 20, 21, 77)),
    ],
)
def test_the_page_tells_what_article_13_asks_for(fact: str) -> None:
    text = on_one_line(privacy_notice(load_company(COMPANY))).replace("**", "")
    assert fact in text


def test_the_page_promises_no_more_deletion_than_there_is() -> None:
    text = on_one_line(privacy_notice(load_company(COMPANY)))

    assert "löschen wir die Angaben aus diesem Anruf; Wünsche aus früheren Anrufen löschen wir, wenn" in text
    assert "Getrennt davon führt unser Telefondienst eine Liste aller Anrufe" in text


# -- what was confirmed, and what was not

CONFIRMED = {
    "telephony_contract": "{by: Erika Muster, date: 2026-11-20}",
    "region": "{by: Erika Muster, date: 2026-11-20, of: [ie1]}",
    "recognition": "{by: Erika Muster, date: 2026-11-20, of: [deepgram_nova-2, numbers_and_commands]}",
    "voice": "{by: Erika Muster, date: 2026-11-20, of: [Polly.Vicki-Neural]}",
    "transport": "{by: Erika Muster, date: 2026-11-20, of: [gather]}",
    "hosting_contract": "{by: Erika Muster, date: 2026-11-20}",
}
EEA = "Europäischen Wirtschaftsraum"


def confirmations(*without: str, **more: str) -> tuple[str, str]:
    """What replaces the empty confirmations of the project's company."""
    lines = [f"\n  {topic}: {how}" for topic, how in {**CONFIRMED, **more}.items() if topic not in without]
    return "confirmations: {}", f"confirmations:{''.join(lines)}"


@pytest.mark.parametrize("claim", [EEA, "in andere Länder", "(IE1)", "durch Verträge", "nicht aufgezeichnet"])
def test_the_page_says_nothing_that_nobody_has_confirmed(claim: str) -> None:
    assert claim not in on_one_line(privacy_notice(load_company(COMPANY))).replace("**", "")


def test_what_everything_needed_was_confirmed_for_stands_on_the_page(company_with: Callable[..., Company]) -> None:
    company = company_with(confirmations(no_recording="{by: Erika Muster, date: 2026-11-21}"))
    page = on_one_line(privacy_notice(company)).replace("**", "")

    assert f"verarbeiten die Daten im {EEA}; eine Übermittlung in andere Länder ist nicht vorgesehen" in page
    assert "durch Verträge über Auftragsverarbeitung (Art. 28 DSGVO) an unsere Weisungen gebunden" in page
    assert "Der Anruf wird nicht aufgezeichnet" in page
    assert f"Länder außerhalb des {EEA}s ist nicht vorgesehen" in on_one_line(record_of_processing(company))


@pytest.mark.parametrize("topic", list(CONFIRMED))
def test_one_thing_that_is_open_keeps_the_promise_off_the_page(
    company_with: Callable[..., Company], topic: str
) -> None:
    company = company_with(confirmations(topic))

    assert EEA not in on_one_line(privacy_notice(company))
    assert f"- [ ] `{topic}`: " in record_of_processing(company)
    assert f"Ob alles im {EEA} bleibt, ist **nicht bestätigt**" in on_one_line(record_of_processing(company))


@pytest.mark.parametrize(
    "services",
    [
        SpeechServices(("deepgram_nova-2", "deepgram_nova-3"), ("Polly.Vicki-Neural",), ("gather",)),
        SpeechServices(("deepgram_nova-2",), ("Google.de-DE-Neural2-A",), ("gather",)),
        SpeechServices(("deepgram_nova-2",), ("Polly.Vicki-Neural",), ("gather", "relay")),
    ],
)
def test_a_confirmation_holds_for_the_services_that_it_names_and_for_no_other(
    company_with: Callable[..., Company], services: SpeechServices
) -> None:
    claims = Claims(company_with(confirmations()), services)

    assert EEA not in on_one_line(documents.privacy_notice(claims))
    assert "am 20.11.2026, aber nicht für" in documents.record_of_processing(claims)


def test_the_record_tells_who_confirmed_what_and_when(company_with: Callable[..., Company]) -> None:
    record = record_of_processing(company_with(confirmations()))

    assert re.search(r"^- \[x\] `voice`: .* Bestätigt von Erika Muster am 20\.11\.2026\.$", record, re.MULTILINE)
    assert "Betrieb der Server (bestätigt von Erika Muster am 20.11.2026)" in record
    assert "(**zu bestätigen**)" in record_of_processing(load_company(COMPANY))


def test_what_concerns_only_others_need_not_be_confirmed(company_with: Callable[..., Company]) -> None:
    alone = company_with(("hosting: Musterhosting GmbH, 90402 Nürnberg", 'hosting: ""'), *WITHOUT_PARENT)
    topics = {claim.topic for claim in Claims(alone, SERVICES).all}

    assert not topics & {"hosting_contract", "parent_papers", "crm_contract", "systems_contract", "mailboxes"}


def test_callers_are_promised_no_more_than_the_program_itself_does() -> None:
    told = read_yaml(DATA / "responses" / "facts.yml")["responses"]
    about_recordings = " ".join(variation["text"] for variation in told["utter_recording"])

    assert not re.search(r"\b(?:gibt es|es gibt|läuft|wird|niemand)\b", about_recordings, re.IGNORECASE)


# -- what the parent company gets, and on what ground


@pytest.mark.parametrize(
    ("way", "page", "papers"),
    [
        ("joint", "gemeinsam verantwortlich (Art. 26 DSGVO)", "Vereinbarung über die gemeinsame Verantwortung"),
        ("processor", "ruft in unserem Auftrag zurück (Art. 28 DSGVO)", "Vertrag über Auftragsverarbeitung"),
        ("legitimate_interest", "Art. 6 Abs. 1 Buchst. f DSGVO. Unser berechtigtes Interesse", "Abwägung der"),
    ],
)
def test_page_and_record_say_on_what_ground_the_parent_gets_requests(
    company_with: Callable[..., Company], way: str, page: str, papers: str
) -> None:
    company = company_with(("parent_way: joint", f"parent_way: {way}"))

    assert page in on_one_line(privacy_notice(company))
    assert re.search(rf"\| Was unterschrieben sein muss \| \w+ {papers}.*zu bestätigen", record_of_processing(company))


@pytest.mark.parametrize(("way", "promise"), [("joint", "Wir haben vereinbart"), ("processor", "Ein Vertrag bindet")])
def test_an_agreement_with_the_parent_is_spoken_of_once_it_is_confirmed(
    company_with: Callable[..., Company], way: str, promise: str
) -> None:
    chosen = ("parent_way: joint", f"parent_way: {way}")
    confirmed = company_with(chosen, confirmations(parent_papers="{by: Erika Muster, date: 2026-11-20}"))

    assert promise in privacy_notice(confirmed)
    assert promise not in privacy_notice(company_with(chosen))


TO_PARENT = ("      words: [Rechnung]\n      recipient: company", "      words: [Rechnung]\n      recipient: parent")


@pytest.mark.parametrize(
    ("changes", "which"),
    [
        ((), None),
        (WITH_SERVICE, None),
        ((*WITH_SERVICE, TO_PARENT), "die zu: Rechnung"),
        ((("  default: company\n", "  default: parent\n"),), "alle"),
        (
            (*WITH_SERVICE, ("  default: company\n", "  default: parent\n")),
            "alle außer denen zu: Reklamation, Rechnung",
        ),
    ],
)
def test_page_and_record_say_which_requests_the_routing_gives_to_the_parent(
    company_with: Callable[..., Company], changes: Sequence[tuple[str, str]], which: str | None
) -> None:
    company = company_with(*changes)

    told = f"zuständig ist ({which})" if which else "Nach der heutigen Verteilung erhält sie keine"
    assert told in on_one_line(privacy_notice(company))
    row = "| Welche Rückrufwünsche | " + (which or "nach der heutigen Verteilung keine")
    assert row in record_of_processing(company)


def test_what_a_company_does_not_have_is_left_out(company_with: Callable[..., Company]) -> None:
    company = company_with(
        ("officer: Datenschutzbeauftragter der Musterwerk GmbH, dsb@musterwerk.example", 'officer: ""'),
        ("hosting: Musterhosting GmbH, 90402 Nürnberg", 'hosting: ""'),
    )

    assert "für den Datenschutz zuständig" not in privacy_notice(company)
    assert "Betreiber unserer Server" not in privacy_notice(company)
    assert "nicht bestellt" in record_of_processing(company)
    assert "Betrieb der Server" not in record_of_processing(company)


def test_the_command_writes_it_as_the_website_takes_it() -> None:
    written = CliRunner().invoke(app, ["privacy-notice"])
    assert written.exit_code == 0
    assert written.stdout == privacy_notice(load_company(COMPANY))


# -- the record


def test_the_record_in_the_docs_is_the_generated_one() -> None:
    written = CliRunner().invoke(app, ["privacy-notice", "--record"])
    assert written.exit_code == 0
    assert (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8") == written.stdout, (
        "run: rueckruf privacy-notice --record > docs/privacy.md"
    )


def test_the_record_leads_to_what_a_human_must_check() -> None:
    record = record_of_processing(load_company(COMPANY))
    _, _, checks = record.partition("## Was zu prüfen bleibt\n")
    for topic in ("Data Protection Addendum", "IE1", "Spracherkenner", "Debugger", "Musterhosting", "Sicherungskopien"):
        assert topic in checks


def test_whoever_is_told_of_requests_is_named(company_with: Callable[..., Company]) -> None:
    assert "CRM" not in privacy_notice(load_company(COMPANY)) + record_of_processing(load_company(COMPANY))
    mail = (
        ('sender: ""', "sender: a@b.example"),
        ('lead: ""', "lead: d@b.example"),
        (' page: ""', " page: https://b.de"),
    )

    told = company_with(('webhook_url: ""', "webhook_url: https://crm.example/hooks?token=geheim"), *mail)
    assert "(CRM), und wer es betreibt: crm.example" in on_one_line(privacy_notice(told))
    record = on_one_line(record_of_processing(told))
    assert "| System des Vertriebs unter crm.example (CRM) |" in record
    assert "wer das System unter crm.example betreibt" in record
    assert "geheim" not in record
    assert "Postfächer" not in record

    calendars = (
        (
            '    user: ""\n    appointments: {}',
            '    user: v\n    appointments: {company: "https://dav.example/geheim"}',
        ),
        ('    url: ""\n    user: ""', "    url: https://tryton.example/geheim\n    user: rueckruf"),
        ('webhook_url: ""', "webhook_url: https://crm.example/geheim"),
        mail[-1],
    )
    told = company_with(*calendars)
    for paper in ("datenschutzhinweise", "verzeichnis", "auftragsverarbeiter", "folgenabschaetzung"):
        words = on_one_line(documents.paper(paper, Claims(told, SERVICES)))
        assert "crm.example" in words
        assert "tryton.example" in words
        assert "dav.example" in words
        assert "geheim" not in words
    record = record_of_processing(told)
    assert "`tryton_contract`" in record
    assert "`caldav_contract`" in record
    assert "| nur die Zeiten und die Kennung" in record
    mailed = record_of_processing(company_with(*mail, ("personal_data: false", "personal_data: true")))
    assert "| Postfächer: d@b.example |" in mailed
    assert "werden in den Postfächern spätestens nach drei Monaten gelöscht" in on_one_line(mailed)

    assert "Kanal des Vertriebs in Teams | erfährt, dass ein Wunsch da ist" in on_one_line(
        record_of_processing(company_with(*mail, ('chat: ""', "chat: teams")))
    )

    assert "Kalender, die Beschäftigte" not in record
    named = record_of_processing(company_with(("names_in_calendars: false", "names_in_calendars: true")))
    assert "| Kalender, die Beschäftigte des Vertriebs abonnieren |" in named
    assert "welche Kalender Beschäftigte abonnieren dürfen" in on_one_line(named)


def test_the_figures_that_were_measured_stand_in_the_record() -> None:
    job = {"count": 1_000_000, "seconds": 40.0, "cpu_seconds": 32.0, "peak_mb": 85.6}
    turns = {"count": 120, "p50_ms": 34.6, "p95_ms": 60.0, "max_ms": 181.2}
    figures = {
        "measured": {"on": "25.11.2026", "cpus": 2, "requests": 1_000_000},
        "jobs": {"export json": job, "rotate keys": job},
        "turns": {"turns while the server purges": turns},
        "purge": {"count": 100_000, "seconds_to_delete": 120.0, "seconds_to_overwrite": 9.0},
    }
    record = on_one_line(record_of_processing(load_company(COMPANY), figures))

    assert "Gemessen am 25.11.2026 auf 2 Prozessoren mit 1.000.000 Rückrufwünschen" in record
    assert "| Export json | 1.000.000 | 40,0 | 25.000 | 31.250 | 86 MB |" in record
    assert "| Schlüsselwechsel | 1.000.000 |" in record
    assert "| während der Server löscht | 120 | 35 ms | 60 ms | 181 ms |" in record
    assert "löschte währenddessen 100.000 Rückrufwünsche in 120 Sekunden" in record
    assert "Noch nicht gemessen" in record_of_processing(load_company(COMPANY))


# -- what is stored, and what of it the record names

#: What tells nothing of a person, whatever it holds.
TECHNICAL = {
    *("callback_requests.id", "callback_requests.due_at", "callback_requests.version", "request_events.id"),
    *("request_events.request_id", "search_words.request_id", "users.id", "sessions.id", "login_attempts.id"),
    "users.totp_step",
    *("ended_calls.attempts", "ended_calls.next_attempt_at", "audit_log.number", "audit_log.digest"),
    *("outbox.number", "outbox.id", "outbox.outlet", "outbox.kind", "outbox.created_at", "outbox.attempts"),
    *(
        "outbox.next_attempt_at",
        "outbox.delivered_at",
        "outbox.problem",
        "request_changes.number",
        "request_changes.id",
        "calendar_feeds.id",
        "push_subscriptions.id",
        "passkeys.id",
        "privacy_cases.id",
        "privacy_cases.version",
    ),
}
IMPERSONAL = {"call_figures", "database_key", "leases"}


def test_every_table_and_every_personal_field_stands_in_the_record() -> None:
    record = record_of_processing(load_company(COMPANY))
    rows = {row.split("`")[1]: row for row in record.splitlines() if row.startswith("| `")}

    assert rows.keys() == {*metadata.tables, "short_lived", "spool"}
    for name in metadata.tables.keys() - IMPERSONAL:
        columns = {f"{name}.{column}" for column in list(metadata.tables[name].c.keys())}
        assert {f"{name}.{named}" for named in re.findall(r"`(\w+)`", rows[name])} >= columns - TECHNICAL
    sealed = {field.name for field in fields(CallbackRequest)} - set(metadata.tables["callback_requests"].c.keys())
    assert sealed == {column.key for column in PERSONAL}
    for name in sealed:
        assert f"`{name}`" in rows["callback_requests"]


@pytest.mark.parametrize(
    ("concern", "kept", "asked"), [("ask", True, True), ("take", True, False), ("off", False, False)]
)
def test_page_and_record_name_the_concern_where_it_is_kept(
    company_with: Callable[..., Company], concern: str, kept: bool, asked: bool
) -> None:
    company = company_with(("concern: take", f"concern: {concern}"))
    record = record_of_processing(company)

    assert ("Ihr Anliegen, in Ihren eigenen Worten" in privacy_notice(company)) == kept
    assert ("| Anliegen, im Wortlaut |" in record) == kept
    assert ("gefragt wird nur nach Name, Nummer, Anliegen und Zeitpunkt" in record) == asked


@pytest.mark.parametrize("word", ["weitere Nummern", "weitere Zeiten"])
def test_the_page_tells_what_may_be_said_beside(word: str) -> None:
    assert word in privacy_notice(load_company(COMPANY))


@pytest.mark.parametrize("word", ["Notizen", "Rückrufversuche", "nächsten Versuch", "Ergebnis"])
def test_the_page_tells_what_sales_adds(word: str) -> None:
    assert word in privacy_notice(load_company(COMPANY))
