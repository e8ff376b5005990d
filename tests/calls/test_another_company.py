"""Companies with other settings: a person to transfer to, what breaks off kept, no parent, several teams."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.calls import AUTH_TOKEN, MORNING, without_request
from tests.support.checkouts import another_company
from tests.support.companies import WITH_SERVICE, WITHOUT_PARENT

pytestmark = pytest.mark.call

PERSON = "+493023125000"
NAME = "Mein Name ist Paul Weber"
NUMBER = "null drei null zwei drei eins zwei fünf null sieben sieben"
EVENING = "2026-03-10T20:00:00Z"


SETTINGS = {"transfer_number": f'"{PERSON}"', "keep_incomplete": "true"}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Iterator[Server]:
    with another_company(tmp_path_factory.mktemp("company"), trained_model, SETTINGS, MORNING) as server:
        yield server


@pytest.fixture
def call(company: Server) -> Iterator[Phone]:
    """A call that has just begun, on a Tuesday at ten in the morning."""
    phone = Phone(company.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
    yield phone
    phone.hang_up()


@pytest.fixture
def kept(company: Server) -> Callable[[Phone], list[CallbackRequest]]:
    """What is stored of a call."""
    requests = SqlCallbackRequests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(company.data_dir)})))
    return lambda phone: [request for request in requests.list() if request.call_sid == phone.call_sid]


class TestAPerson:
    @pytest.mark.parametrize("before", [(), (NAME,), (NAME, NUMBER), (NAME, NUMBER, "morgen um zehn")])
    def test_is_reached_at_any_place(self, call: Phone, before: tuple[str, ...]) -> None:
        for words in before:
            call.say(words)
        assert "verbinde" in call.say("ich möchte mit einem Menschen sprechen")
        assert call.transferred_to == PERSON
        assert not call.ended
        call.end_transfer("completed")
        assert call.ended
        assert call.heard_last == []

    def test_is_counted_as_the_end_of_the_call(self, call: Phone, company: Server) -> None:
        before = without_request(company)
        call.say("ich möchte mit einem Menschen sprechen")
        call.end_transfer("completed")
        assert without_request(company) - before == {"ended transfer": 1}

    def test_who_does_not_answer_is_not_counted(self, call: Phone, company: Server) -> None:
        before = without_request(company)
        call.say("ich möchte mit einem Menschen sprechen")
        call.end_transfer("no-answer")
        call.hang_up()
        assert without_request(company) - before == {"broke_off caller_name": 1}

    @pytest.mark.parametrize("status", ["no-answer", "busy", "failed", "canceled"])
    def test_who_cannot_be_reached_leaves_the_callback_with_what_was_said(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]], status: str
    ) -> None:
        call.say(NAME)
        call.say("kann ich bitte einen Menschen sprechen")
        back = call.end_transfer(status)
        assert "nimmt gerade niemand ab" in back
        assert "nummer" in back.lower()
        call.say(NUMBER)
        assert "Paul Weber" in call.say("morgen um zehn Uhr")
        call.say("ja")
        [request] = kept(call)
        assert (request.status, request.name, request.phone) == ("new", "Paul Weber", "+493023125077")

    def test_is_not_rung_twice_in_vain(self, call: Phone) -> None:
        call.say("einen Mitarbeiter bitte")
        call.end_transfer("no-answer")
        assert "nicht verbinden" in call.say("ich will einen Menschen")
        assert call.transferred_to is None
        assert not call.ended

    def test_the_rest_of_the_dialogue_does_not_mind(self, call: Phone) -> None:
        call.say("einen Mitarbeiter bitte")
        call.end_transfer("busy")
        assert "löschen" in call.say("was passiert mit meinen Daten")
        call.say("du blöde Kuh")
        assert not call.ended
        call.say("du Vollidiot")
        assert call.ended

    def test_a_repeated_webhook_does_not_ring_anew(self, call: Phone) -> None:
        call.say("einen Mitarbeiter bitte")
        assert call.repeat_last_webhook() == call.document

    def test_after_hours_the_caller_hears_when_somebody_is_there(self, tmp_path: Path, trained_model: Path) -> None:
        with another_company(tmp_path, trained_model, SETTINGS, EVENING) as server:
            call = Phone(server.url, auth_token=AUTH_TOKEN, caller="anonymous").start()
            answer = call.say("ich möchte mit einem Menschen sprechen")
            assert call.transferred_to is None
            assert "Montag" in answer
            assert "rufen wir Sie zurück" in answer
            assert "Name" in call.heard[-1]
            assert "geschlossen" in call.say("ich will aber einen Menschen")
            call.hang_up()


class TestTheLastStepOfTheLadder:
    """Where a person can be reached, the call ends there."""

    @pytest.mark.parametrize("words", ["blubb schnorz krimskrams", "haben Sie auch am Bahnhof einen Laden"])
    def test_is_that_person(self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]], words: str) -> None:
        call.say(NAME)
        call.say(NUMBER)
        while not call.transferred_to:
            call.say(words)
            assert not call.ended
        assert "verbinde ich Sie mit einem Menschen" in call.last
        assert call.transferred_to == PERSON
        call.end_transfer("completed")
        assert call.ended
        assert [request.status for request in kept(call)] == ["incomplete"]

    @pytest.mark.parametrize(
        ("said", "farewell", "left"),
        [((), "nichts gespeichert", []), ((NAME, NUMBER), "bekommt unser Verkauf", ["incomplete"])],
    )
    def test_if_nobody_answers_it_is_the_goodbye(
        self,
        call: Phone,
        kept: Callable[[Phone], list[CallbackRequest]],
        said: tuple[str, ...],
        farewell: str,
        left: list[str],
    ) -> None:
        for words in said:
            call.say(words)
        while not call.transferred_to:
            call.say("blubb schnorz krimskrams")
        goodbye = call.end_transfer("no-answer")
        assert "nimmt gerade niemand ab" in goodbye
        assert farewell in goodbye
        assert call.ended
        assert [request.status for request in kept(call)] == left

    def test_nobody_is_rung_a_second_time(self, call: Phone) -> None:
        call.say("einen Mitarbeiter bitte")
        call.end_transfer("busy")
        while not call.ended:
            call.say("blubb schnorz krimskrams")
            assert call.transferred_to is None
        assert "nichts gespeichert" in call.last

    def test_nobody_is_rung_for_a_silent_line(self, call: Phone) -> None:
        while not call.ended:
            call.silence()
            assert call.transferred_to is None


class TestACallThatBreaksOff:
    def test_leaves_an_incomplete_request_for_a_day(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        call.say(NAME)
        call.say(NUMBER)
        call.say("am Freitag um elf")
        call.hang_up()
        [request] = kept(call)
        assert (request.status, request.name, request.phone) == ("incomplete", "Paul Weber", "+493023125077")
        assert request.callback_start.strftime("%d.%m. %H:%M") == "13.03. 10:00"
        assert request.delete_after - request.created_at == timedelta(hours=24)

    @pytest.mark.parametrize(
        ("said", "name", "phone", "start"),
        [
            # nothing of the time: the rest of this opening
            ((NAME, NUMBER), "Paul Weber", "+493023125077", "10.03. 09:"),
            ((f"{NAME}, am Freitag um elf",), "Paul Weber", "", "13.03. 10:00"),
            # a day that was still to be narrowed
            ((f"{NAME}, {NUMBER}, am Freitag",), "Paul Weber", "+493023125077", "13.03. 07:00"),
        ],
    )
    def test_two_of_three_are_enough(
        self,
        call: Phone,
        kept: Callable[[Phone], list[CallbackRequest]],
        said: tuple[str, ...],
        name: str,
        phone: str,
        start: str,
    ) -> None:
        for words in said:
            call.say(words)
        call.hang_up()
        [request] = kept(call)
        assert (request.status, request.name, request.phone) == ("incomplete", name, phone)
        assert request.callback_start.strftime("%d.%m. %H:%M").startswith(start)

    def test_one_of_three_is_not(self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]) -> None:
        call.say(NAME)
        call.hang_up()
        assert kept(call) == []

    def test_a_confirmed_call_leaves_nothing_beside(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        call.say(f"{NAME}, {NUMBER}, morgen um zehn Uhr")
        assert "Vielen Dank" in call.say("ja")
        call.report_end()
        assert [request.status for request in kept(call)] == ["new"]

    @pytest.mark.parametrize("words", ["löschen Sie alles", "vergessen Sie es"])
    def test_a_withdrawn_call_leaves_nothing(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]], words: str
    ) -> None:
        call.say(f"{NAME}, {NUMBER}, morgen um zehn Uhr")
        assert "gelöscht" in call.say(words)
        call.report_end()
        assert kept(call) == []

    def test_a_goodbye_that_says_nothing_is_stored_is_true(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        call.say(f"{NAME}, {NUMBER}, morgen um zehn Uhr")
        call.say("auf Wiederhören")
        assert "speichere ich nichts" in call.say("nein")
        assert kept(call) == []

    def test_when_the_ladder_ends_the_caller_hears_what_becomes_of_it(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        call.say(NAME)
        call.say(NUMBER)
        while not call.ended:
            call.silence()
        assert "bekommt unser Verkauf" in call.last
        assert [request.status for request in kept(call)] == ["incomplete"]

    def test_when_nothing_was_said_it_says_so(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        while not call.ended:
            call.silence()
        assert "nichts gespeichert" in call.last
        assert kept(call) == []

    @pytest.mark.parametrize("hangs_up_first", [True, False])
    def test_a_transferred_call_is_kept_once(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]], hangs_up_first: bool
    ) -> None:
        call.say(NAME)
        call.say(NUMBER)
        call.say("verbinden Sie mich bitte mit einem Mitarbeiter")
        if hangs_up_first:
            call.hang_up()
        else:
            call.end_transfer("completed")
        assert [request.status for request in kept(call)] == ["incomplete"]


class TestWithoutAParentAndWithATeamForComplaints:
    @pytest.fixture(scope="class")
    def company(self, tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("without_parent")
        settings = {"keep_incomplete": "true"}
        with another_company(folder, trained_model, settings, MORNING, [*WITHOUT_PARENT, *WITH_SERVICE]) as server:
            yield server

    def test_the_notice_and_the_answers_about_privacy_name_no_parent(self, call: Phone) -> None:
        for _ in range(3):
            call.say("was passiert mit meinen Daten")
        said = " ".join(call.heard)
        assert said.count("spätestens") == 3
        assert "Lesen darf sie, wer ihn bearbeitet. Wir löschen" in said
        assert not re.search("Holding|auch bei|None|parent| [.,]", said)

    @pytest.mark.parametrize(
        ("concern", "recipient"),
        [
            ("es geht um eine beschädigte Lieferung", "service"),
            ("es geht um die Rechnung", "company"),
            ("es geht um ein Angebot", "company"),
        ],
    )
    def test_the_concern_tells_which_team_gets_the_request(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]], concern: str, recipient: str
    ) -> None:
        for words in (concern, NAME, NUMBER, "morgen um zehn Uhr", "ja"):
            call.say(words)
        [request] = kept(call)
        assert (request.status, request.recipient) == ("new", recipient)

    def test_so_does_that_of_a_call_which_breaks_off(
        self, call: Phone, kept: Callable[[Phone], list[CallbackRequest]]
    ) -> None:
        for words in ("es geht um eine Reklamation", NAME, NUMBER):
            call.say(words)
        call.hang_up()
        [request] = kept(call)
        assert (request.status, request.recipient) == ("incomplete", "service")
