"""Cases of the privacy desk: a month for the answer, nothing before it is certain who asks, kept as proof."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rueckruf.privacy import cases as desk
from rueckruf.privacy.disclosure import disclose
from rueckruf.privacy.erasure import erase
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.held import Person
from rueckruf.privacy.key_rotation import rotate
from rueckruf.privacy.retention import purge
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.cipher import new_key
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.privacy_cases import Case, open_cases
from rueckruf.storage.tables import privacy_cases

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
PHONE = "+493023125042"
SAID = {"name": "Sabine Müller", "address": "Weg 1\n80331 München", "phone": PHONE, "wish": "Was wissen Sie?"}


@pytest.fixture
def case(database: Database) -> Case:
    return desk.receive(database, "access", SAID, NOW, NOW, "petra")


def logged(database: Database) -> list[tuple[str, str]]:
    with database.engine.connect() as connection:
        return [(entry.action, entry.reason) for entry in entries(connection)]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 3, 11, 9, tzinfo=UTC), datetime(2026, 4, 11, 8, tzinfo=UTC)),
        (datetime(2026, 1, 31, 9, tzinfo=UTC), datetime(2026, 2, 28, 9, tzinfo=UTC)),
    ],
)
def test_the_answer_is_due_a_month_after_the_receipt(database: Database, received: datetime, due: datetime) -> None:
    assert desk.receive(database, "access", SAID, received, NOW, "petra").due_at == due


@pytest.mark.parametrize(
    ("changes", "problem"), [({"name": " "}, "Bitte geben Sie den Namen an"), ({"address": "\n"}, "wohin die Antwort")]
)
def test_a_case_without_a_name_or_an_address_is_refused(
    database: Database, changes: dict[str, str], problem: str
) -> None:
    with pytest.raises(PrivacyError, match=problem):
        desk.receive(database, "access", {**SAID, **changes}, NOW, NOW, "petra")
    with pytest.raises(PrivacyError, match="nicht in der Zukunft"):
        desk.receive(database, "access", SAID, NOW + timedelta(days=1), NOW, "petra")


def test_who_did_what_is_in_the_case_and_without_the_person_in_the_log(database: Database, case: Case) -> None:
    checked = desk.check_identity(database, case, "Rückruf unter der Nummer", NOW, "petra")
    closed = desk.close(database, checked, "granted", "", NOW, "otto")

    assert [(step.actor, step.what) for step in closed.steps] == [
        ("petra", "Eingang vom 11.03.2026 erfasst"),
        ("petra", "Identität geprüft: Rückruf unter der Nummer"),
        ("otto", "Abgeschlossen: wie verlangt erledigt"),
    ]
    assert logged(database) == [
        ("case", f"{case.id} access: {step}") for step in ("received", "identity checked", "closed granted")
    ]


def test_nothing_personal_lies_open_in_the_table(database: Database, case: Case) -> None:
    with database.engine.connect() as connection:
        row = connection.execute(privacy_cases.select()).one()

    assert not any(word in str(tuple(row)) for word in ("Sabine", "München", PHONE, "wissen"))
    assert "Sabine" not in repr(case)


@pytest.mark.parametrize("outcome", ["granted", "nothing_stored"])
def test_nothing_is_done_before_it_is_certain_who_asks(database: Database, case: Case, outcome: Any) -> None:
    with pytest.raises(PrivacyError, match="zuerst im Fall die Identität"):
        desk.may_act(case)
    with pytest.raises(PrivacyError, match="zuerst im Fall die Identität"):
        desk.close(database, case, outcome, "", NOW, "petra")


def test_a_refusal_needs_a_reason(database: Database, case: Case) -> None:
    with pytest.raises(PrivacyError, match="braucht eine Begründung"):
        desk.close(database, case, "refused", " ", NOW, "petra")

    assert desk.close(database, case, "refused", "Es ist unklar, wer fragt.", NOW, "petra").outcome == "refused"


def test_the_term_is_extended_once_and_in_time(database: Database, case: Case) -> None:
    extended = desk.extend(database, case, "Viele Anfragen", NOW, "petra")

    assert extended.due_at == datetime(2026, 6, 11, 8, tzinfo=UTC)
    with pytest.raises(PrivacyError, match="das geht nur einmal"):
        desk.extend(database, extended, "Noch mehr", NOW, "petra")
    with pytest.raises(PrivacyError, match="Frist ist abgelaufen"):
        desk.extend(database, case, "zu spät", NOW + timedelta(days=40), "petra")


def test_of_two_officers_at_one_case_the_second_is_told(database: Database, case: Case) -> None:
    desk.check_identity(database, case, "Angerufen", NOW, "petra")

    with pytest.raises(PrivacyError, match="Jemand hat den Fall inzwischen geändert"):
        desk.check_identity(database, case, "Auch angerufen", NOW, "otto")


def test_what_both_have_done_stands_in_the_case(database: Database, case: Case) -> None:
    with ThreadPoolExecutor() as pool:
        said = [f"Angerufen, {number}. Mal" for number in range(10)]
        list(pool.map(lambda what: desk.note_step(database, case.id, what, NOW, "petra"), said))

    noted = desk.case_of(database, case.id)
    assert noted
    assert {step.what for step in noted.steps[1:]} == set(said)


def test_a_closed_case_takes_no_step(database: Database, case: Case) -> None:
    closed = desk.close(database, case, "refused", "So.", NOW, "petra")

    with pytest.raises(PrivacyError, match="abgeschlossen"):
        desk.note_step(database, closed.id, "Noch etwas", NOW, "petra")
    with pytest.raises(PrivacyError, match="abgeschlossen"):
        desk.check_identity(database, closed, "Noch etwas", NOW, "petra")


def test_a_case_is_part_of_what_is_disclosed(settings: Settings, database: Database, case: Case) -> None:
    told = disclose(settings, database, Person(PHONE), NOW, "petra", "text")

    assert "Ihr Anliegen an den Datenschutz vom 11.03.2026, 10:00 Uhr: Auskunft" in told
    assert "Was wissen Sie?" in told
    assert "petra" not in told
    assert "nichts gespeichert" in disclose(settings, database, Person("+493023125099"), NOW, "petra", "text")


def test_erasing_the_person_leaves_the_proof_that_it_was_done(
    settings: Settings, database: Database, case: Case, store: Callable[..., Any]
) -> None:
    store("CA1", phone=PHONE, name="Sabine Müller")
    erase(settings, database, Person(phone=PHONE), NOW, "petra")

    assert desk.case_of(database, case.id) == case


def test_a_case_is_deleted_three_years_after_it_was_closed(settings: Settings, database: Database, case: Case) -> None:
    desk.close(database, case, "refused", "So.", NOW, "petra")

    purge(settings, database, datetime(2029, 3, 11, 8, tzinfo=UTC), "purge")
    assert desk.case_of(database, case.id)
    purge(settings, database, datetime(2029, 3, 11, 9, tzinfo=UTC), "purge")
    assert desk.case_of(database, case.id) is None
    assert logged(database)[-1] == ("case_deleted", str(case.id))


def test_an_open_case_is_not_deleted(settings: Settings, database: Database, case: Case) -> None:
    purge(settings, database, datetime(2036, 3, 11, 9, tzinfo=UTC), "purge")

    assert desk.case_of(database, case.id) == case


def test_a_rotation_seals_cases_under_the_new_key(settings: Settings, database: Database, case: Case) -> None:
    new = new_key()
    both = replace(settings, keys=(new, *settings.keys))
    with_both = open_database(both)
    rotate(both, with_both, NOW, "petra")
    with_both.engine.dispose()

    alone = open_database(replace(settings, keys=(new,)))
    with alone.engine.connect() as connection:
        assert list(open_cases(connection, alone.cipher)) == [case]
    alone.engine.dispose()
