"""Requests in a real Tryton: parties, opportunities and notes, and that nothing stays of what is erased."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag
from typing import Any
from uuid import UUID

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS
from rueckruf.handover import TrytonAccount
from rueckruf.privacy.rectification import rectify
from rueckruf.sales.handover.connector import ConnectorOutlet
from rueckruf.sales.handover.delivery import UndeliveredError, deliver_due
from rueckruf.sales.handover.tryton import Tryton
from rueckruf.sales.handover.tryton_rpc import TrytonRpc
from rueckruf.settings import Settings, load_settings
from rueckruf.storage.database import Database
from rueckruf.storage.deletion import delete_requests
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import Event, Outbox
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.exports import RECIPIENTS
from tests.support.receiver import Answer, Receiver
from tests.support.requests import request_of
from tests.support.tryton_server import PASSWORD, CrmServer, has_tryton, running_tryton

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not has_tryton(), reason="Tryton is not there: it comes by `make tryton`"),
]

PAGE = "https://vertrieb.example/wunsch/"
NAME, NUMBER = "Jürgen Müller-Lüdenscheidt", "+493023125042"
SECOND = (datetime(2026, 3, 12, 8, tzinfo=UTC), datetime(2026, 3, 12, 11, tzinfo=UTC))
SAID = {"concern": "Wärmepumpe", "other_phones": ("+493023125077",), "other_windows": (SECOND,)}


def tryton_as(account: TrytonAccount, password: str = PASSWORD) -> Tryton:
    return Tryton(account, password, RECIPIENTS, PAGE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrmServer]:
    with running_tryton(tmp_path_factory.mktemp("tryton")) as server:
        yield server


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind is enough: what is ours lies behind the outbox."""
    return sqlite_url


@dataclass
class Crm:
    """What sales sees there, and how it comes there."""

    server: CrmServer
    sales: TrytonRpc
    settings: Settings
    database: Database
    outbox: Outbox
    requests: SqlCallbackRequests
    made: list[int] = field(default_factory=list)

    def add(self, call_sid: str, **changes: Any) -> CallbackRequest:
        request = self.requests.add(request_of(call_sid, **changes))
        self.tell()
        return request

    def add_nameless(self, call_sid: str, **changes: Any) -> CallbackRequest:
        """Of a call that broke off, in which somebody has looked since."""
        return self.save(self.add(call_sid, name="", status="incomplete", **changes), note="brach ab")

    def save(self, request: CallbackRequest, **changes: Any) -> CallbackRequest:
        saved = self.requests.save(replace(request, **changes))
        self.tell()
        return saved

    def erase(self, *requests: CallbackRequest) -> None:
        with writing_log(self.database) as connection:
            for each in requests:
                delete_requests(connection, self.database, {"request": [str(each.id)]}, each.created_at, "petra")
        self.tell()

    def rectify(self, request: CallbackRequest, **right: str) -> None:
        rectify(self.settings, self.database, request.id, right, request.created_at, "petra")
        self.tell()

    def tell(self) -> None:
        """All that waits, and it must go."""
        deliver_due(self.outbox, "tryton", self.outlet().send, Flag())
        standing = self.outbox.standing("tryton")
        assert (standing.problem, standing.waiting) == (None, 0)

    def outlet(self, user: str = "rueckruf", password: str = PASSWORD) -> ConnectorOutlet:
        return ConnectorOutlet(tryton_as(self.server.account(user), password), self.requests)

    def opportunities(self, request: CallbackRequest) -> list[Any]:
        fields = ("party", "party.name", "employee", "employee.rec_name", "description", "state")
        return list(self.sales.read("sale.opportunity", [["reference", "=", str(request.id)]], *fields))

    def party(self, request: CallbackRequest) -> int:
        (opportunity,) = self.opportunities(request)
        return int(opportunity["party"])

    def notes(self, request: CallbackRequest) -> list[str]:
        ids = [each["id"] for each in self.opportunities(request)]
        of_it = [["resource", "in", [f"sale.opportunity,{each}" for each in ids]]]
        found = self.sales.read("ir.note", of_it, "message")
        return [each["message"] for each in found]

    def parties(self, number: str = NUMBER) -> list[str]:
        found = self.sales.read("party.contact_mechanism", [["value_compact", "=", number]], "party.name")
        return [each["party."]["name"] for each in found]

    def make_party(self, name: str, number: str) -> int:
        numbers = [["create", [{"type": "phone", "value": number}]]]
        self.made.append(self.sales.create("party.party", {"name": name, "contact_mechanisms": numbers}))
        return self.made[-1]

    def press(self, request: CallbackRequest, *buttons: str) -> None:
        for button in buttons:
            self.sales.call("sale.opportunity", button, [self.opportunities(request)[0]["id"]])


@pytest.fixture
def crm(
    server: CrmServer,
    people: TrytonRpc,
    tmp_path: Path,
    database: Database,
    outbox: Outbox,
    requests: SqlCallbackRequests,
) -> Iterator[Crm]:
    """What a test leaves there goes with it."""
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path / "var")})
    crm = Crm(server, people, settings, database, outbox, requests)
    yield crm
    for request in requests.list():
        tryton_as(server.account()).remove(request.id)
    people.delete("party.party", crm.made)


@pytest.fixture(scope="module")
def people(server: CrmServer) -> TrytonRpc:
    return server.as_anna()


def test_a_request_is_an_opportunity_of_a_new_party_with_all_that_was_said_in_its_note(crm: Crm) -> None:
    request = crm.add("CA1", **SAID)

    (opportunity,) = crm.opportunities(request)
    assert crm.parties() == [NAME] == [opportunity["party."]["name"]]
    assert (opportunity["description"], opportunity["state"]) == ("Rückruf 11.03.2026, 14:00 Uhr", "lead")
    (note,) = crm.notes(request)
    link, *lines = note.splitlines()
    assert link == f"{PAGE}{request.id}"
    for line in (
        f"Name: {NAME}",
        f"Telefon: {NUMBER}",
        "Wunsch bis: 11.03.2026, 15:00 Uhr",
        "Anliegen: Wärmepumpe",
        "Weitere Nummern: +493023125077",
        "Weitere Zeiten: 12.03.2026, 09:00 bis 12:00 Uhr",
        "Empfänger: Vertrieb der Musterwerk GmbH",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (NAME, "+49 30 231250-99"),
        ("Müller-Lüdenscheidt, Jürgen", "+49 30 231250-98"),
        ("Müller-Lüdenscheidt Jürgen", "+49 30 231250-97"),
        ("Dr. J. Müller-Lüdenscheidt", "+49 30 231250-96"),
    ],
)
def test_who_is_known_by_number_and_name_is_found_and_stays_as_they_are(crm: Crm, name: str, number: str) -> None:
    known = crm.make_party(name, number)
    phone = number.replace(" ", "").replace("-", "")
    request = crm.add("CA1", phone=phone)

    assert crm.party(request) == known
    crm.erase(request)
    assert crm.parties(phone) == [name]


@pytest.mark.parametrize(
    ("name", "number"),
    [("Sabine Müller-Lüdenscheidt", "+493023125089"), ("Lüdenscheidt KG", "+493023125088"), ("", "+493023125087")],
)
def test_a_number_alone_is_nobody(crm: Crm, name: str, number: str) -> None:
    known = crm.make_party(name, number)
    request, nameless = crm.add("CA1", phone=number), crm.add_nameless("CA2", phone=number)

    assert len({known, crm.party(request), crm.party(nameless)}) == 3
    assert crm.parties(number) == [name, NAME, "Name nicht genannt"]
    crm.erase(request, nameless)
    assert crm.parties(number) == [name]


def test_two_of_one_number_are_two_parties_and_one_goes_without_the_other(crm: Crm) -> None:
    sabine, karl = crm.add("CA1", name="Sabine Hofmann"), crm.add("CA2", name="Karl Hofmann")
    again = crm.add("CA3", name="Hofmann, Karl")

    assert crm.parties() == ["Sabine Hofmann", "Karl Hofmann"]
    assert crm.party(again) == crm.party(karl) != crm.party(sabine)
    crm.erase(sabine)
    assert (crm.parties(), "Sabine" in crm.server.all_words()) == (["Karl Hofmann"], False)
    crm.erase(karl, again)
    assert (crm.parties(), "Hofmann" in crm.server.all_words()) == ([], False)


@pytest.mark.parametrize("name", ["Juergen Mueller-Luedenscheidt", "Jürgen Müller Lüdenscheidt", "Müller-Lüdenscheidt"])
def test_who_is_written_another_way_is_the_same(crm: Crm, name: str) -> None:
    first, second = crm.add("CA1"), crm.add("CA2", name=name)

    assert (crm.parties(), crm.party(first)) == ([NAME], crm.party(second))


def test_of_several_that_fit_the_first_is_taken_but_none_where_they_are_two(crm: Crm) -> None:
    number = "+493023125086"
    first, _ = crm.make_party("Weber, Eva", number), crm.make_party("Eva Weber", number)
    assert crm.party(crm.add("CA1", phone=number, name="Eva Weber")) == first

    second = crm.make_party("Otto Weber", number)
    assert crm.party(crm.add("CA2", phone=number, name="Otto Weber")) == second
    assert crm.party(crm.add("CA3", phone=number, name="Weber")) not in (first, second)


def test_a_surname_that_one_has_been_found_by_is_not_the_party_of_another(crm: Crm) -> None:
    known = crm.make_party("Hofmann", "+493023125085")
    sabine, karl = (crm.add(f"CA{name}", phone="+493023125085", name=f"{name} Hofmann") for name in ("Sabine", "Karl"))

    assert crm.party(sabine) == known != crm.party(karl)


def test_who_tells_no_name_is_nobody_that_has_one(crm: Crm) -> None:
    nameless, named, second = crm.add_nameless("CA1"), crm.add("CA2"), crm.add_nameless("CA3")

    assert crm.parties() == ["Name nicht genannt", NAME]
    assert crm.party(second) == crm.party(nameless) != crm.party(named)
    crm.rectify(second, name="Karl Hofmann")
    assert crm.parties() == ["Name nicht genannt", NAME, "Karl Hofmann"]
    crm.rectify(nameless, name="Sabine Hofmann")
    assert crm.parties() == ["Sabine Hofmann", NAME, "Karl Hofmann"]
    crm.erase(nameless, named, second)
    assert crm.parties() == []


def test_owner_note_and_result_follow_the_request(crm: Crm) -> None:
    request = crm.save(crm.add("CA1"), status="claimed", claimed_by="anna")
    assert [each["employee."]["rec_name"] for each in crm.opportunities(request)] == ["Anna Muster"]

    request = crm.save(request, status="done", note="nimmt das Angebot", result="Termin vereinbart", attempts=1)
    (note,) = crm.notes(request)
    assert {"Notiz: nimmt das Angebot", "Ergebnis: Termin vereinbart", "Versuche: 1"} <= set(note.splitlines())

    request = crm.save(request, status="new", claimed_by="eve")
    assert [each["employee"] for each in crm.opportunities(request)] == [None]


@pytest.mark.parametrize("made_of_it", [(), ("opportunity",), ("lost",), ("cancel",)])
def test_of_what_is_erased_nothing_stays_in_any_table(crm: Crm, made_of_it: tuple[str, ...]) -> None:
    request = crm.save(crm.add("CA1", **SAID), note="mag Kaffee", status="claimed", claimed_by="anna")
    crm.press(request, *made_of_it)
    assert all(words in crm.server.all_words() for words in (NAME, NUMBER, "Wärmepumpe", "mag Kaffee"))

    crm.erase(request)

    left = crm.server.all_words()
    kept = [column.key for column in COLUMNS if column.personal]
    values = {value for key in kept if isinstance(value := getattr(request, key), str) and value}
    assert not {value for value in (*values, "+49 30 23125042") if value in left}
    assert crm.opportunities(request) == []


def test_of_a_sale_that_came_of_it_only_the_note_goes(crm: Crm) -> None:
    request = crm.add("CA1", name="Karl Bleibt", phone="+493023125060", **SAID)
    request = crm.save(request, status="claimed", claimed_by="anna")
    crm.press(request, "opportunity", "convert")

    crm.erase(request)

    assert [each["state"] for each in crm.opportunities(request)] == ["converted"]
    assert crm.notes(request) == []
    assert crm.parties("+493023125060") == ["Karl Bleibt"]


def test_what_sales_has_made_of_a_lead_is_not_overwritten(crm: Crm) -> None:
    request = crm.save(crm.add("CA1"), status="claimed", claimed_by="anna")
    crm.press(request, "opportunity")

    crm.save(request, claimed_by="eve", note="eilig", phone="+493023125063")

    assert crm.parties("+493023125063") == []
    assert [each["employee."]["rec_name"] for each in crm.opportunities(request)] == ["Anna Muster"]
    assert "Notiz: eilig" in crm.notes(request)[0]


def test_a_party_stays_as_long_as_another_request_needs_it_but_not_with_the_name_of_one_that_is_erased(
    crm: Crm,
) -> None:
    first, second = crm.add("CA1"), crm.add("CA2", name="Müller-Lüdenscheidt")
    assert crm.parties() == [NAME]

    crm.erase(first)
    assert crm.parties() == ["Name nicht genannt"]
    assert NAME not in crm.server.all_words()
    second = crm.save(second, note="eilig")
    assert crm.parties() == ["Müller-Lüdenscheidt"]
    crm.erase(second)
    assert crm.parties() == []


def test_a_party_that_sales_has_an_opportunity_of_its_own_with_is_theirs(crm: Crm) -> None:
    request = crm.add("CA1", name="Kurt Bleibt", phone="+493023125062")
    party = crm.opportunities(request)[0]["party"]
    crm.sales.create("sale.opportunity", {"party": party, "description": "Wartungsvertrag"})

    crm.erase(request)

    assert crm.parties("+493023125062") == ["Kurt Bleibt"]


def test_what_is_rectified_is_right_there_too(crm: Crm) -> None:
    request = crm.add("CA1")
    right = {"name": "Jürgen Müller", "phone": "+493023125061"}

    crm.rectify(request, **right)

    assert (crm.parties(), crm.parties(right["phone"])) == ([], [right["name"]])
    assert not {NAME, NUMBER} & set(crm.notes(request)[0].split(": "))


def test_a_name_alone_is_rectified_where_the_party_was_made_for_it(crm: Crm) -> None:
    request = crm.add("CA1")

    crm.rectify(request, name="Jörg Müller")

    assert crm.parties() == ["Jörg Müller"]


def test_who_is_rectified_to_be_another_takes_nobody_with_them(crm: Crm) -> None:
    """The name that was wrong goes from the party."""
    karl, wrong = crm.add("CA2", name="Karl Hofmann"), crm.add("CA1", name="Karl Hofmann")
    assert crm.parties() == ["Karl Hofmann"]

    crm.rectify(wrong, name="Sabine Hofmann")
    assert crm.parties() == ["Karl Hofmann", "Sabine Hofmann"]
    crm.rectify(karl, name="Otto Hofmann")
    assert crm.parties() == ["Otto Hofmann", "Sabine Hofmann"]
    crm.erase(karl)
    assert crm.parties() == ["Sabine Hofmann"]


def test_a_party_that_another_has_joined_is_left_by_whom_it_was_made_for(crm: Crm) -> None:
    wrong, karl = crm.add("CA1", name="Karl Hofmann"), crm.add("CA2", name="Karl Hofmann")
    party = crm.party(karl)

    crm.rectify(wrong, name="Sabine Hofmann")

    assert crm.parties() == ["Name nicht genannt", "Sabine Hofmann"]
    crm.save(karl, note="eilig")
    assert (crm.parties(), crm.party(karl)) == (["Karl Hofmann", "Sabine Hofmann"], party)
    crm.erase(wrong)
    assert crm.parties() == ["Karl Hofmann"]
    crm.erase(karl)
    assert (crm.parties(), "Hofmann" in crm.server.all_words()) == ([], False)


def test_who_was_put_to_another_by_number_alone_is_parted_with_the_next_change(crm: Crm) -> None:
    sabine, karl = crm.add("CA1", name="Sabine Hofmann"), crm.add("CA2", name="Karl Hofmann")
    mixed = crm.party(sabine)
    crm.sales.write("sale.opportunity", [crm.opportunities(karl)[0]["id"]], {"party": mixed})

    crm.save(sabine, note="eilig")
    assert crm.party(sabine) == mixed
    crm.save(karl, note="eilig")

    assert crm.party(karl) != mixed
    assert crm.parties() == ["Sabine Hofmann", "Karl Hofmann"]


def test_the_same_event_again_changes_nothing(crm: Crm) -> None:
    request = crm.add("CA1", **SAID)
    created, deleted = (
        Event(kind, "tryton", kind, request.created_at, str(request.id))  # type: ignore[arg-type]
        for kind in ("created", "deleted")
    )

    before = crm.opportunities(request), crm.notes(request)
    assert crm.outlet().send(created) == (request.id,)
    assert (crm.opportunities(request), crm.notes(request), crm.parties()) == (*before, [NAME])
    for _ in range(2):
        assert crm.outlet().send(deleted) == ()
        assert (crm.opportunities(request), crm.parties()) == ([], [])


def test_an_attempt_that_broke_off_after_the_party_leaves_nobody_behind(crm: Crm) -> None:
    request = crm.add("CA1")
    crm.sales.write("sale.opportunity", [crm.opportunities(request)[0]["id"]], {"party": None})

    crm.erase(request)

    assert crm.parties() == []


def test_what_an_attempt_wrote_that_had_been_given_up_as_too_slow_does_not_stand_there_twice(crm: Crm) -> None:
    request = crm.add("CA1")
    late = {"reference": str(request.id), "party": crm.opportunities(request)[0]["party"]}
    TrytonRpc(crm.server.account(), PASSWORD).create("sale.opportunity", late)

    request = crm.save(request, note="eilig")

    assert (len(crm.opportunities(request)), len(crm.notes(request))) == (1, 1)


def test_a_number_that_tryton_takes_for_none_is_there_all_the_same(crm: Crm) -> None:
    request = crm.add("CA1", phone="+4912345")

    assert [each["party."]["name"] for each in crm.opportunities(request)] == crm.parties("+4912345") == [NAME]


def test_a_call_without_a_number_is_not_there(crm: Crm) -> None:
    request = crm.save(crm.requests.add(request_of("CA1", status="incomplete", phone="")), note="brach ab")

    assert crm.opportunities(request) == []


def test_a_session_that_has_ended_begins_anew(crm: Crm) -> None:
    request = crm.requests.add(request_of("CA1"))
    outlet, event = crm.outlet(), Event("1", "tryton", "created", request.created_at, str(request.id))
    outlet.send(event)
    crm.server.end_sessions()

    assert outlet.send(event) == (request.id,)


# -- a server that is away, lies, or lets us not


def test_who_may_not_do_all_that_is_needed_is_told_so(crm: Crm) -> None:
    tryton_as(crm.server.account()).check()

    with pytest.raises(UndeliveredError, match=r"^no right to read sale\.opportunity$"):
        tryton_as(crm.server.account("gast")).check()
    with pytest.raises(UndeliveredError, match=r"^HTTP 401$"):
        tryton_as(crm.server.account(), "falsch").check()


@pytest.mark.parametrize(
    ("user", "password", "problem"), [("rueckruf", "falsch", "HTTP 401"), ("gast", PASSWORD, "UserError")]
)
def test_who_is_not_let_in_loses_nothing(
    crm: Crm, caplog: pytest.LogCaptureFixture, user: str, password: str, problem: str
) -> None:
    request = crm.requests.add(request_of("CA1"))

    deliver_due(crm.outbox, "tryton", crm.outlet(user, password).send, Flag())

    standing = crm.outbox.standing("tryton")
    assert (standing.problem, standing.waiting) == (problem, 1)
    assert request.name not in caplog.text


@pytest.mark.parametrize(
    ("answer", "problem"),
    [(404, "HTTP 404"), (500, "HTTP 500"), ("page", "no JSON-RPC"), (200, "no JSON-RPC"), ("die", "ProtocolError")],
)
def test_another_server_in_its_place_is_named(receiver: Receiver, answer: Answer, problem: str) -> None:
    receiver.answers = [answer]

    with pytest.raises(UndeliveredError, match=f"^{problem}$"):
        tryton_as(TrytonAccount(url=receiver.url, user="rueckruf")).remove(UUID(int=1))
