"""What is wrong is corrected in every store of this program (Art. 16 GDPR)."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.privacy import restriction
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.held import Person, held_of
from rueckruf.privacy.rectification import rectify
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
Store = Callable[..., CallbackRequest]


def test_the_log_names_the_fields_and_nothing_of_what_they_held(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1", name="Sabine Miller")

    assert rectify(settings, database, request.id, {"name": " Sabine  Müller ", "concern": ""}, NOW, "petra") == [
        "name"
    ]

    with database.engine.connect() as connection:
        (entry,) = entries(connection)
    assert (entry.action, entry.reason, entry.request_ids) == ("rectify", "name", (str(request.id),))


def test_a_restricted_request_can_be_rectified_and_stays_restricted(
    settings: Settings, database: Database, store: Store
) -> None:
    request = store("CA1", name="Sabine Miller")
    restriction.restrict(settings, database, request.id, "Bestreitet den Namen", NOW, "petra")

    rectify(settings, database, request.id, {"name": "Sabine Müller"}, NOW, "petra")

    (held,) = held_of(settings, database, Person(request_id=request.id)).requests
    assert (held.request.name, held.restricted_at, held.restriction) == ("Sabine Müller", NOW, "Bestreitet den Namen")


def test_a_name_that_was_wrong_finds_nobody_any_more(settings: Settings, database: Database, store: Store) -> None:
    request = store("CA1", name="Sabine Miller")

    rectify(settings, database, request.id, {"name": "Sabine Müller"}, NOW, "petra")

    assert not held_of(settings, database, Person(name="Miller")).requests
    (held,) = held_of(settings, database, Person(name="müller sabine")).requests
    assert held.request.id == request.id


def test_exports_in_the_data_folder_that_have_it_go_and_others_stay(
    settings: Settings, database: Database, store: Store
) -> None:
    request, other = store("CA1", name="Sabine Miller"), store("CA2", name="Tom Freitag")
    for name, each in (("one.csv", request), ("other.csv", other)):
        text = f"id;created_at;name\r\n{each.id};;{each.name}\r\n"
        (settings.data_dir / name).write_text(text, encoding="utf-8-sig")

    rectify(settings, database, request.id, {"name": "Sabine Müller"}, NOW, "petra")

    assert not (settings.data_dir / "one.csv").exists()
    assert (settings.data_dir / "other.csv").exists()
    with database.engine.connect() as connection:
        logged = [(entry.action, entry.reason) for entry in entries(connection)]
    assert logged == [("rectify", "name"), ("exports_removed", "1")]


@pytest.mark.parametrize(
    ("right", "problem"),
    [
        ({"name": " "}, "Das lässt sich so nicht speichern: Name"),
        ({"phone": "030"}, "Das lässt sich so nicht speichern: Telefon"),
        ({}, "es wurde nichts geändert"),
        ({"note": "etwas anderes"}, "es wurde nichts geändert"),
    ],
)
def test_what_cannot_be_is_refused(
    settings: Settings, database: Database, store: Store, right: dict[str, str], problem: str
) -> None:
    request = store("CA1")

    with pytest.raises(PrivacyError, match=problem):
        rectify(settings, database, request.id, right, NOW, "petra")


def test_a_request_that_is_not_there_is_told(settings: Settings, database: Database) -> None:
    with pytest.raises(PrivacyError, match="Es gibt keinen Rückrufwunsch"):
        rectify(settings, database, uuid4(), {"name": "Sabine"}, NOW, "petra")
