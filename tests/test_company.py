"""company.yml: what it may say, and that every mistake is named with its line."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from rueckruf.company import Company, CompanyError, load_company
from rueckruf.project import COMPANY
from tests.support.companies import WITH_SERVICE, WITHOUT_PARENT, replaced

pytestmark = pytest.mark.unit


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Company]:
    """Writes the project's company.yml with parts of it replaced and reads it back."""

    def write(*replacements: tuple[str, str]) -> Company:
        path = tmp_path / "company.yml"
        path.write_text(replaced(COMPANY.read_text(encoding="utf-8"), replacements), encoding="utf-8")
        return load_company(path)

    return write


def line_of(words: str) -> int:
    lines = COMPANY.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_the_project_comes_with_a_company() -> None:
    company = load_company(COMPANY)

    assert company.name == "Musterwerk GmbH"
    assert company.parent == "Musterwerk Holding AG"
    assert [(team, of.parent) for team, of in company.recipients.items()] == [("company", False), ("parent", True)]
    assert company.titles["company"] == "Vertrieb der Musterwerk GmbH"
    assert (company.routing.default, company.routing.topics) == ("company", ())
    assert company.transfer_number == ""
    assert (company.retention.months, company.retention.done_grace_days) == (3, 7)
    assert (company.retention.keep_incomplete, company.retention.incomplete_hours) == (False, 24)
    assert company.conversation.idle_minutes == 30


def test_opening_hours_carry_the_rules_for_wishes(written: Callable[..., Company]) -> None:
    hours = written(
        ("monday: 08:00-12:00, 13:00-17:00", "monday: 09:30-18:00"),
        ("window_minutes: 60", "window_minutes: 30"),
        ("max_days_ahead: 60", "max_days_ahead: 14"),
    ).hours()

    assert [(span.opens, span.closes) for span in hours.week[0]] == [(time(9, 30), time(18))]
    assert hours.week[6] == ()
    assert hours.holiday(datetime(2026, 6, 4).date()) == "Fronleichnam"
    assert (hours.single, hours.ahead) == (timedelta(minutes=30), timedelta(days=14))


def test_a_telephone_number_needs_no_quotes(written: Callable[..., Company]) -> None:
    assert written(('transfer_number: ""', "transfer_number: +493023125000")).transfer_number == "+493023125000"


def test_a_company_may_have_no_privacy_officer_and_a_server_of_its_own(written: Callable[..., Company]) -> None:
    privacy = written(
        ("officer: Datenschutzbeauftragter der Musterwerk GmbH, dsb@musterwerk.example", 'officer: ""'),
        ("hosting: Musterhosting GmbH, 90402 Nürnberg", 'hosting: ""'),
    ).privacy

    assert (privacy.officer, privacy.hosting) == ("", "")


def test_any_number_of_teams_may_receive_requests(written: Callable[..., Company]) -> None:
    company = written(
        *WITH_SERVICE,
        (
            "  parent: Konzernvertrieb der Musterwerk Holding AG\n",
            "  parent: Konzernvertrieb\n  north: {title: Konzernvertrieb Nord, parent: true}\n  south: {title: Süd}\n",
        ),
        ('    parent: ""\n', "    north: n@b.example, o@b.example\n    service: s@b.example, n@b.example\n"),
        ('sender: ""', "sender: a@b.example"),
        ('page: ""', "page: https://vertrieb.example"),
    )

    assert [(key, team.parent) for key, team in company.recipients.items()] == [
        *(("company", False), ("service", False), ("parent", True), ("north", True), ("south", False))
    ]
    assert company.titles["north"] == "Konzernvertrieb Nord"
    assert company.handover.mail.teams["north"] == ("n@b.example", "o@b.example")
    assert company.handover.mail.everybody == ("n@b.example", "o@b.example", "s@b.example")
    assert company.routing.route("die Pumpe ist kaputt").recipient == "service"


def test_a_company_needs_no_parent(written: Callable[..., Company]) -> None:
    company = written(*WITHOUT_PARENT)

    assert (company.parent, company.privacy.parent_address) == ("", "")
    assert list(company.titles) == ["company"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\n      recipient: service", "\n      recipient: me", "routing.topics.0.recipient: must be one of company"),
        ("\n      recipient: service", "\n      team: service", "routing.topics.0.team: is not a known key"),
        ("\n    - name: Rechnung", "\n    - name:", "routing.topics.1.name: must not be empty"),
        ("\n      words: [Rechnung]", "\n      words: []", "routing.topics.1.words: must not be empty"),
        ("\n      words: [Rechnung]", "\n      words: Rechnung", "routing.topics.1.words: must be a list"),
        (
            "\n      words: [Rechnung]",
            '\n      words: [Rechnung, ""]',
            "routing.topics.1.words.1: must have letters or digits",
        ),
        ("\n      words: [Rechnung]", "\n      words: [[Rechnung]]", "routing.topics.1.words.0: must be a single text"),
        ("\n  default: company", "\n  default: me", "routing.default: must be one of company service parent"),
        ("\n  service:", "\n  Der Service:", "recipients.Der Service: must be a name like sales_north"),
        ("\n  service:", "\n  lead:", "recipients.lead: is a key of handover.mail: name the team otherwise"),
        (
            "\n  service: Kundendienst der Musterwerk GmbH",
            "\n  service:",
            "recipients.service.title: must not be empty",
        ),
        ("\n  service: Kundendienst der Musterwerk GmbH", "\n  service: {}", "recipients.service.title: is missing"),
        (
            "\n  service: Kundendienst der Musterwerk GmbH",
            "\n  service: []",
            "recipients.service: must consist of keys",
        ),
        ('\n    company: ""', '\n    me: ""', "handover.mail.me: is neither a known key nor one of recipients"),
    ],
)
def test_a_team_or_topic_that_cannot_be_is_named_with_its_line(
    written: Callable[..., Company], old: str, new: str, fault: str
) -> None:
    before = replaced(COMPANY.read_text(encoding="utf-8"), WITH_SERVICE).partition(old)[0]

    with pytest.raises(CompanyError) as error:
        written(*WITH_SERVICE, (old, new))

    faults = str(error.value).splitlines()
    assert [each for each in faults if each.startswith(f"company.yml:{before.count(chr(10)) + 2}: {fault}")], faults


def test_topics_need_a_concern(written: Callable[..., Company]) -> None:
    with pytest.raises(
        CompanyError, match=r"^company.yml:\d+: routing.topics: need the concern: ask for it or take it$"
    ):
        written(*WITH_SERVICE, ("concern: take", "concern: off"))


@pytest.mark.parametrize(
    ("kept", "place", "fault"),
    [
        (0, "parent: Musterwerk Holding AG", "parent: has no team in recipients: leave it empty, or name one"),
        (1, "  parent: Konzernvertrieb", "recipients.parent: is of a parent company, but parent is empty"),
        (2, "  parent_address:", "privacy.parent_address: must be given with a parent, and only then"),
        (3, "  parent_way:", "privacy.parent_way: must be given with a parent, and only then"),
        (4, '    parent: ""', "handover.mail.parent: is neither a known key nor one of recipients"),
    ],
)
def test_a_parent_is_there_with_all_its_parts_or_not_at_all(
    written: Callable[..., Company], kept: int, place: str, fault: str
) -> None:
    less = [each for number, each in enumerate(WITHOUT_PARENT) if number != kept]
    text = replaced(COMPANY.read_text(encoding="utf-8"), less)
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if each.startswith(place))

    with pytest.raises(CompanyError) as error:
        written(*less)

    assert f"company.yml:{line}: {fault}" in str(error.value).splitlines()


@pytest.mark.parametrize(
    ("part", "instead", "problem"),
    [
        ("name: Mailbox", "name: erreicht", "results.5.name: stands there twice"),
        ("name: Mailbox", f"name: {'M' * 33}", "results.5.name: "),
        ("name: falsche Nummer, means: over", "name: falsche Nummer, means: gone", "results.3.means: "),
    ],
)
def test_a_result_that_cannot_be_is_named(
    written: Callable[..., Company], part: str, instead: str, problem: str
) -> None:
    with pytest.raises(CompanyError, match=problem):
        written((part, instead))


def test_there_is_a_result_for_who_was_reached_and_one_to_try_again(written: Callable[..., Company]) -> None:
    company = written()
    assert company.unreached == {"falsche Nummer", "nicht erreicht", "Mailbox"}

    with pytest.raises(CompanyError, match="results: need one that means again"):
        written(("nicht erreicht, means: again", "besetzt, means: over"), ("Mailbox, means: again", "M, means: over"))


def test_it_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_company(COMPANY).name = "Andere GmbH"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ("monday: 08:00-12", "monday: 25:00-12", "opening_hours.monday", 'must be "closed" or times like'),
        ("monday: 08:00-12:00, 13:00-17:00", "monday:", "opening_hours.monday", 'must be "closed" or times'),
        ("monday: 08:00-12:00, 13:00-17:00", "monday: [8]", "opening_hours.monday", 'must be "closed" or'),
        ("monday: 08:00-12:00", "monday: 12:00-08:00", "opening_hours.monday", "closes before it opens"),
        ("monday: 08:00-12:00", "monday: 08:00-14:00", "opening_hours.monday", "the parts of the day must"),
        ("federal_state: BY", "federal_state: BAY", "federal_state", "must be one of BW BY"),
        ("privacy_page: https", "privacy_page: http", "privacy_page", "must be an https address"),
        ('transfer_number: ""', "transfer_number: 0800 1", "transfer_number", "must be a telephone number"),
        ("name: Musterwerk GmbH", "name:", "name", "must not be empty"),
        ("default: company", "default: boss", "routing.default", "must be one of company parent"),
        ("months: 3", "months: drei", "retention.months", "must be a whole number"),
        ("months: 3", "months: 4", "retention.months", "must be at most 3"),
        ("keep_incomplete: false", "keep_incomplete: vielleicht", "retention.keep_incomplete", "must be true or false"),
        ("window_minutes: 60", "window_minutes: 0", "callback.window_minutes", "must be at least 5"),
        ("max_days_ahead: 60", "max_days_ahead: 90", "callback.max_days_ahead", "must be at most 80"),
        ("email: datenschutz@", "email: datenschutz", "privacy.email", "must be an e-mail address"),
        ("  address: Musterstraße 1, 80331 München", "  address:", "privacy.address", "must not be empty"),
        ("  hosting: Musterhosting GmbH", '  hosting: "\\a Muster" #', "privacy.hosting", "has a control character"),
        ('webhook_url: ""', "webhook_url: http://crm.example", "handover.webhook_url", "must be https"),
        ('webhook_url: ""', "webhook_url: crm.example", "handover.webhook_url", "must look like https://host/path"),
        ('webhook_url: ""', "webhook_url: https://u:p@crm.example", "handover.webhook_url", "must look like"),
        ("reminder_minutes: 20", "reminder_minutes: 0", "handover.reminder_minutes", "must be at least 5"),
        ('sender: ""', "sender: vertrieb", "handover.mail.sender", "must be an e-mail address"),
        ('lead: ""', "lead: a@b.example, b", "handover.mail.lead.1", "must be an e-mail address"),
        ("send: morning", "send: weekly", "handover.mail.send", "must be 'morning' or 'each'"),
        ("morning_hour: 7", "morning_hour: 24", "handover.mail.morning_hour", "must be at most 23"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(
    written: Callable[..., Company], old: str, new: str, key: str, problem: str
) -> None:
    with pytest.raises(CompanyError) as error:
        written((old, new))

    assert str(error.value).startswith(f"company.yml:{line_of(old)}: {key}: {problem}")


def test_mails_need_a_sender_a_receiver_and_a_page(written: Callable[..., Company]) -> None:
    sender, receiver = ('sender: ""', "sender: a@b.example"), ('company: ""', "company: c@b.example, d@b.example")
    place = f"company.yml:{line_of('  mail:')}: handover.mail: "
    for some in ([sender], [receiver]):
        with pytest.raises(CompanyError, match=f"^{place}needs a sender and somebody who receives, or neither$"):
            written(*some)
    with pytest.raises(CompanyError, match=f"^{place}page must be the address of the sales page$"):
        written(sender, receiver)

    mail = written(sender, receiver, ('page: ""', "page: https://vertrieb.example")).handover.mail
    assert mail.teams == {"company": ("c@b.example", "d@b.example"), "parent": ()}
    assert (mail.everybody, mail.lead, mail.personal_data) == (("c@b.example", "d@b.example"), (), False)


def test_a_chat_needs_the_address_of_the_page(written: Callable[..., Company]) -> None:
    with pytest.raises(CompanyError, match=r"handover: chat needs mail\.page, the address of the sales page$"):
        written(('chat: ""', "chat: teams"))

    assert written(('chat: ""', "chat: teams"), ('page: ""', "page: https://b.de")).handover.chat == "teams"


CALDAV = ('    user: ""\n    appointments: {}', '    user: v\n    appointments: {company: "https://dav.example/v"}')
TRYTON = ('    url: ""\n    user: ""', "    url: https://tryton.example/crm\n    user: rueckruf")


def test_calendars_and_tryton_are_where_they_are_said_to_be(written: Callable[..., Company]) -> None:
    handover = written(CALDAV, TRYTON, ('page: ""', "page: https://b.example/")).handover

    assert (handover.caldav.addresses, handover.caldav.teams) == (("https://dav.example/v/",), ("company",))
    assert handover.tryton.url == "https://tryton.example/crm/"
    assert handover.request_page == "https://b.example/wunsch/"


@pytest.mark.parametrize(
    ("part", "change", "problem"),
    [
        (
            CALDAV,
            ('company: "https://dav', 'boss: "https://dav'),
            "caldav.appointments.boss: must be one of company parent",
        ),
        (CALDAV, ("https://dav", "http://dav"), "caldav.appointments.company: must be https"),
        (CALDAV, ("dav.example/v", "dav.example"), "caldav.appointments.company: must look like https://host/path/"),
        (CALDAV, ("example/v", "example/v?a"), "caldav.appointments.company: must look like https://host/path/"),
        (CALDAV, ("user: v", 'user: ""'), "caldav: needs a user and the address of a calendar, or neither"),
        (TRYTON, ("user: rueckruf", 'user: ""'), "tryton: needs a url and a user, or neither"),
        (TRYTON, ("tryton.example/crm", "tryton.example"), "must look like https://host/path/"),
        (TRYTON, ("page: https://b.example", 'page: ""'), "tryton needs mail.page, the address of the sales page"),
    ],
)
def test_what_is_wrong_with_calendars_and_tryton_is_named(
    written: Callable[..., Company], part: tuple[str, str], change: tuple[str, str], problem: str
) -> None:
    with pytest.raises(CompanyError, match=re.escape(problem)):
        written(('page: ""', "page: https://b.example"), part, change)


def test_browsers_are_told_over_named_services(written: Callable[..., Company]) -> None:
    with pytest.raises(CompanyError, match=r"handover\.push\.contact: must be an e-mail address$"):
        written(('contact: ""', "contact: wir"))

    push = written(('contact: ""', "contact: it@b.example")).handover.push
    assert push.services[:2] == ("fcm.googleapis.com", "push.services.mozilla.com")


def test_a_webhook_on_this_machine_may_do_without_tls(written: Callable[..., Company]) -> None:
    company = written(('webhook_url: ""', "webhook_url: http://127.0.0.1:8080/hooks"))

    assert company.handover.webhook_url == "http://127.0.0.1:8080/hooks"


def test_an_unknown_and_a_missing_key_are_named(written: Callable[..., Company]) -> None:
    with pytest.raises(CompanyError) as error:
        written(("sunday: closed", "sundy: closed"))

    assert str(error.value).splitlines() == [
        f"company.yml:{line_of('opening_hours:')}: opening_hours.sunday: is missing",
        f"company.yml:{line_of('sunday:')}: opening_hours.sundy: is not a known key",
    ]


def test_all_faults_are_named_at_once(written: Callable[..., Company]) -> None:
    with pytest.raises(CompanyError) as error:
        written(("federal_state: BY", "federal_state: XY"), ("months: 3", "months: 9\n  months: 2"))

    problems = str(error.value).splitlines()
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "federal_state: must be one of BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH",
        "retention.months: is given twice",
    ]


def test_a_company_must_open_some_day(tmp_path: Path) -> None:
    lines = COMPANY.read_text(encoding="utf-8").splitlines()
    days = {line.split(":")[0].strip() for line in lines if line.startswith("  ") and "day:" in line}
    closed = [f"{line.split(':')[0]}: closed" if line.split(":")[0].strip() in days else line for line in lines]
    path = tmp_path / "company.yml"
    path.write_text("\n".join(closed), encoding="utf-8")

    with pytest.raises(CompanyError, match=r"company.yml:\d+: opening_hours: at least one day must be open"):
        load_company(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name: [", "company.yml:1: yaml: "),
        (b"name: a\n\tparent: b", "company.yml:2: yaml: "),
        (b"- Musterwerk", "company.yml:1: must consist of keys and values"),
        (b"&a [*a]", "company.yml:1: must consist of keys and values"),
        (b"name: &a {b: *a}", "company.yml:1: "),
        (b"name: \x00", "company.yml: yaml: "),
        (b"name: \xff", "company.yml: is not UTF-8"),
        (b"", "company.yml:1: callback: is missing"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "company.yml"
    path.write_bytes(content)

    with pytest.raises(CompanyError) as error:
        load_company(path)
    assert str(error.value).startswith(problem)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CompanyError, match=r"company.yml: cannot be read"):
        load_company(tmp_path / "company.yml")
