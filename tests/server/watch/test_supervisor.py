"""``rueckruf run --watch`` in a copy of the project: what is saved is met by the next call, and by none that runs."""

import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import redis
import requests

from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from rueckruf.storage.database import open_database
from tests.support import readme_examples
from tests.support.calls import AUTH_TOKEN, MORNING, stored_at
from tests.support.checkouts import copy_checkout, copy_trained_parts, replace_once
from tests.support.held import held_requests
from tests.support.patience import PATIENCE, eventually

pytestmark = [pytest.mark.call, pytest.mark.timeout(1800)]

EVERYTHING = (
    "Mein Name ist Paul Weber, rufen Sie mich morgen um zehn Uhr unter "
    "null drei null zwei drei eins zwei fünf null sieben sieben an."
)
OUTCOMES = ("took ", "not taken: ", "nothing to take")


@dataclass
class Watching:
    """A server that watches its checkout."""

    server: Server
    checkout: Path
    calls: list[Phone] = field(default_factory=list)

    def ring(self, **settings: Any) -> Phone:
        call = Phone(self.server.url, AUTH_TOKEN, caller="anonymous", **settings)
        self.calls.append(call)
        return call.start()

    def hang_up(self) -> None:
        """End all calls, so that no process is kept for any of them."""
        while self.calls:
            self.calls.pop().hang_up()

    def save(self, path: str, old: str, new: str) -> str:
        """Replace what stands in a file once; what the server tells of it."""
        return self.after(lambda: replace_once(self.checkout / path, old, new))

    def after(self, change: Callable[[], object]) -> str:
        """What the server tells after a change."""
        told = len(self._outcomes())
        change()
        assert eventually(lambda: self._stays_on_the_line() and len(self._outcomes()) > told)
        return self._outcomes()[told]

    def generations(self) -> int:
        """How many processes answer calls."""
        return len(descendants(self.server.pid)) - 3  # the front, the sales page and the telephone

    def _stays_on_the_line(self) -> bool:
        """Answers the pings of sockets, as Twilio does all the time: nobody else reads them meanwhile."""
        for call in self.calls:
            if call.session:
                call.session.socket.has_arrived(0)
        return True

    def _outcomes(self) -> Sequence[str]:
        return [line for line in self.server.output if line.startswith(OUTCOMES)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Iterator[Watching]:
    with watched(tmp_path_factory.mktemp("watching"), trained_model) as watching:
        yield watching


@pytest.fixture
def watching(shared: Watching) -> Iterator[Watching]:
    yield shared
    shared.hang_up()


@contextmanager
def watched(folder: Path, model: Path, environment: Mapping[str, str] | None = None) -> Iterator[Watching]:
    checkout = copy_checkout(folder / "checkout", model)
    copy_trained_parts(checkout)
    variables = {"PYTHONPATH": str(checkout), "TWILIO_AUTH_TOKEN": AUTH_TOKEN, **(environment or {})}
    command = rueckruf_at(MORNING)
    with running_server(folder / "var", variables, command, checkout, ["--watch", "--phone"], page=True) as server:
        yield Watching(server, checkout)


def descendants(process: int) -> list[int]:
    """All processes that it has started and that these have, as long as they run."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            for child in task.read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def runs(process: int) -> bool:
    return Path(f"/proc/{process}/exe").exists()


def test_a_sentence_is_heard_by_the_next_call_and_not_by_one_that_runs(watching: Watching) -> None:
    running = watching.ring()
    told = watching.save("data/responses/callback_time.yml", "Wann dürfen wir Sie zurückrufen?", "Wann passt es?")
    assert told == "took data/responses/callback_time.yml"
    for call, question in ((running, "Wann dürfen wir Sie zurückrufen?"), (watching.ring(), "Wann passt es?")):
        call.say("Mein Name ist Paul Weber")
        assert call.say("null drei null zwei drei eins zwei fünf null sieben sieben").endswith(question)
        call.hang_up()


def test_sentences_need_no_training(tmp_path: Path, watching: Watching) -> None:
    trained = watching.checkout / "models" / ".trained"
    trained.unlink(missing_ok=True)
    watching.save("data/responses/beside.yml", "Wir sind gleich fertig.", "Das geht im Nu.")
    assert not trained.exists()


def test_a_running_call_ends_as_it_began_is_stored_and_takes_what_it_ran_on_with_it(watching: Watching) -> None:
    assert eventually(lambda: watching.generations() == 1)
    running = watching.ring(status_callback=False)
    running.say(EVERYTHING)
    told = watching.after(lambda: paste(watching.checkout, "data/vocabulary/fields.yml"))
    assert told == "took data/vocabulary/fields.yml"
    told = watching.save("data/responses/endings.yml", "Ihr Rückruf ist eingetragen", "Wir rufen Sie an")
    assert told == "took data/responses/endings.yml"
    assert eventually(lambda: watching.generations() == 2)

    assert "Ihr Rückruf ist eingetragen" in running.say("ja, das stimmt")
    assert [request.name for request in stored_at(watching.server)(running.call_sid)] == ["Paul Weber"]
    assert eventually(lambda: watching.generations() == 1)
    assert "Ihr Rückruf ist eingetragen" in running.repeat_last_webhook()

    after = watching.ring()
    after.say(EVERYTHING)
    assert "Wir rufen Sie an" in after.say("ja, das stimmt")


def test_a_fault_is_told_with_file_and_line_and_keeps_what_there_was(watching: Watching) -> None:
    path, sentence = "data/responses/beside.yml", "Unsere Zeiten sind {opening_hours}."
    line = (watching.checkout / path).read_text(encoding="utf-8").partition(sentence)[0].count("\n") + 1
    told = watching.save(path, sentence, "Unsere Zeiten sind {oeffnungszeiten}.")
    assert told.startswith(f"not taken: {path}:{line}: ")
    assert "oeffnungszeiten" in told
    running = watching.ring()
    assert opening_hours(watching.ring()) == ["Erreichbar", "Geöffnet", "Unsere"]

    told = watching.save(path, "Unsere Zeiten sind {oeffnungszeiten}.", "Wir sind da {opening_hours}.")
    assert told == f"took {path}"
    assert opening_hours(running) == ["Erreichbar", "Geöffnet", "Unsere"]
    assert opening_hours(watching.ring()) == ["Erreichbar", "Geöffnet", "Wir"]


def test_several_faults_are_counted(watching: Watching) -> None:
    told = watching.save("company.yml", "federal_state: BY", "federal_state: XX\nfederal_county: YY")
    assert told.startswith("not taken: company.yml:")
    assert told.endswith(" (and 1 more)")
    assert watching.save("company.yml", "federal_state: XX\nfederal_county: YY", "federal_state: BY").startswith(
        "nothing"
    )


def test_the_company_is_greeted_for_and_its_hours_hold(watching: Watching) -> None:
    running = watching.ring()
    assert watching.save("company.yml", "name: Musterwerk GmbH", "name: Beispielbau KG") == "took company.yml"
    assert "tuesday: 08:00-12:00, 13:00-17:00" in (watching.checkout / "company.yml").read_text()
    assert watching.save("company.yml", "tuesday: 08:00-12:00, 13:00-17:00", "tuesday: closed") == "took company.yml"
    assert "Musterwerk GmbH" in running.heard[0]
    after = watching.ring()
    assert "Beispielbau KG" in after.heard[0]
    for call, is_open in ((running, True), (after, False)):
        call.say("Mein Name ist Paul Weber")
        call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
        assert ("Stimmt das?" in call.say("heute um fünfzehn Uhr")) is is_open
        call.hang_up()
    assert eventually(lambda: "Beispielbau KG" in sales_page(watching.server))


def test_the_voice_and_how_long_it_waits_are_heard(watching: Watching) -> None:
    running = watching.ring()
    told = watching.save(
        "credentials.yml",
        "    default:\n      input: speech\n      timeout: 6",
        "    default:\n      input: speech\n      timeout: 9",
    )
    assert told == "took credentials.yml"
    running.silence()
    after = watching.ring()
    assert [call.gather.timeout for call in (running, after) if call.gather] == [6, 9]


def test_a_call_over_a_socket_goes_on_as_it_began(watching: Watching) -> None:
    before, after = "Unter welcher Telefonnummer erreichen wir Sie?", "Welche Telefonnummer sollen wir wählen?"
    running = watching.ring(transport="relay")
    assert running.session is not None
    running.session.prompt("Mein", last=False)  # whoever speaks is not asked again, however long it takes
    assert watching.save("data/responses/phone_number.yml", before, after) == "took data/responses/phone_number.yml"
    assert running.say("Mein Name ist Paul Weber") == before
    later = watching.ring(transport="relay")
    assert later.say("Mein Name ist Paul Weber") == after
    for call in (running, later):
        call.hang_up()
    assert eventually(lambda: watching.generations() == 1)


def test_the_telephone_in_the_browser_hears_what_was_taken(watching: Watching) -> None:
    (address,) = (line.split()[1] for line in watching.server.output if line.startswith("telephone "))
    before, after = "Ich bin ein Computerprogramm und nehme", "Ich bin ein Programm und nehme"
    call = requests.post(f"{address}/anrufe", data={"caller": ""}, timeout=PATIENCE)
    told = requests.post(f"{call.url}/weiter", data={"line": "Wer sind Sie?"}, timeout=PATIENCE).text
    assert before in told
    watching.save("data/responses/beside.yml", before, after)
    told = requests.post(f"{call.url}/noch-einmal", timeout=PATIENCE).text
    assert after in told
    assert "data/rules/beside.yml:" in told


def test_a_word_is_understood(watching: Watching) -> None:
    running = watching.ring()
    told = watching.after(lambda: paste(watching.checkout, "data/vocabulary/callback_time.yml"))
    assert told == "took data/vocabulary/callback_time.yml"
    for call, is_known in ((running, False), (watching.ring(), True)):
        call.say("Mein Name ist Paul Weber")
        call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
        assert ("um neun Uhr dreißig" in call.say("morgen zur Brotzeit")) is is_known


def test_a_rule_and_a_story_are_learned(watching: Watching) -> None:
    running = watching.ring()
    paths = ["data/rules/beside.yml", "data/stories/off_topic.yml"]

    def paste_both() -> None:
        for path in paths:
            paste(watching.checkout, path)

    assert watching.after(paste_both) == f"took {', '.join(paths)}"
    assert (watching.checkout / "models" / ".trained").exists()
    for call, more in ((running, 0), (watching.ring(), 1)):
        call.say("wie lange dauert das denn")
        assert len(call.heard_last) == 2 + more
        call.say("haben Sie auch am Bahnhof einen Laden")
        call.say("haben Sie auch am Bahnhof einen Laden")
        assert len(call.heard_last) == 2 + more


def test_what_cannot_be_learned_is_told_in_a_line(watching: Watching) -> None:
    told = watching.save("config.yml", "max_history: 4", "max_history: many")
    assert told.startswith("not taken: ")
    assert "\n" not in told
    assert watching.save("config.yml", "max_history: many", "max_history: 4") == "nothing to take: all is as it was"


def test_a_model_that_is_put_beside_is_taken_once_it_is_whole(watching: Watching, trained_model: Path) -> None:
    models, content = watching.checkout / "models", trained_model.read_bytes()
    running = watching.ring()
    told = watching.after(lambda: (models / "other.tar.gz").write_bytes(content[: len(content) // 2]))
    assert told.startswith("not taken: models/other.tar.gz: ")
    assert watching.after(lambda: (models / "other.tar.gz").write_bytes(content)) == "took models/other.tar.gz"
    for call in (running, watching.ring()):
        assert "Telefonnummer" in call.say("Mein Name ist Paul Weber")
        call.hang_up()


def test_what_is_saved_while_it_learns_is_learned_with_it(watching: Watching) -> None:
    path = watching.checkout / "data" / "rules" / "beside.yml"

    def save_twice() -> None:
        replace_once(path, "rule: Help\n", "rule: A help\n")
        assert eventually(lambda: is_training(watching))
        replace_once(watching.checkout / "data" / "rules" / "call.yml", "\nrules:\n", "\n# rules\nrules:\n")

    assert watching.after(save_twice) == "took data/rules/beside.yml, data/rules/call.yml"


def test_sigterm_ends_it_in_the_middle_of_all(tmp_path: Path, trained_model: Path, redis_url: str) -> None:
    locks = redis.Redis.from_url(redis_url)
    with watched(tmp_path, trained_model, {"REDIS_URL": redis_url}) as watching, ThreadPoolExecutor() as pool:
        running = watching.ring(status_callback=False)
        running.say(EVERYTHING)
        watching.save("data/responses/callback_time.yml", "Wann dürfen wir Sie zurückrufen?", "Wann passt es?")
        with held_requests(open_database(load_settings({"RUECKRUF_DATA_DIR": str(watching.server.data_dir)})).engine):
            replace_once(watching.checkout / "data" / "rules" / "beside.yml", "rule: Help\n", "rule: A help\n")
            # front, telephone, page, two generations, training: the page is started again meanwhile
            assert eventually(lambda: is_training(watching) and len(descendants(watching.server.pid)) >= 6)
            processes = descendants(watching.server.pid)
            answer = pool.submit(running.say, "ja")
            assert eventually(lambda: locks.keys(f"*turn-{running.call_sid}"))
            os.kill(watching.server.pid, signal.SIGTERM)
            begin = time.monotonic()
            assert eventually(lambda: not takes_calls(watching.server))
            assert not answer.done()
        assert "Vielen Dank" in answer.result()
        while runs(watching.server.pid) or any(runs(process) for process in processes):
            assert time.monotonic() - begin < 10
            time.sleep(0.05)
        assert not [path for path in (watching.checkout / "models").iterdir() if path.is_dir()]


def test_nothing_goes_on_without_the_process_that_watches(tmp_path: Path, trained_model: Path) -> None:
    with watched(tmp_path, trained_model) as watching:
        processes = descendants(watching.server.pid)
        os.kill(watching.server.pid, signal.SIGKILL)
        assert eventually(lambda: not any(runs(process) for process in processes))


def test_several_processes_answer_on_one_state(tmp_path: Path, trained_model: Path, redis_url: str) -> None:
    with watched(tmp_path, trained_model, {"SANIC_WORKERS": "2", "REDIS_URL": redis_url}) as watching:
        watching.save("data/responses/caller_name.yml", "Was kann ich für Sie tun?", "Was darf ich für Sie tun?")
        for _ in range(6):
            call = watching.ring()
            assert call.last.endswith("Was darf ich für Sie tun?")
            call.say(EVERYTHING)
            assert "Vielen Dank" in call.say("ja")
        processes = descendants(watching.server.pid)
        os.kill(watching.server.pid, signal.SIGTERM)
        begin = time.monotonic()
        while any(runs(process) for process in processes):
            assert time.monotonic() - begin < 10
            time.sleep(0.05)


def paste(checkout: Path, path: str) -> None:
    """The last example that data/README.md has for a file."""
    readme_examples.paste(checkout / path, [example for file, example in readme_examples.EXAMPLES if file == path][-1])


def opening_hours(call: Phone) -> list[str]:
    """How each of three answers about the opening hours begins."""
    return [call.say("wann haben Sie geöffnet").split()[0] for _ in range(3)]


def sales_page(server: Server) -> str:
    port = int(server.url.rpartition(":")[2]) + 1
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/anmelden", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:  # starts again
        return ""


def takes_calls(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/ready", timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def is_training(watching: Watching) -> bool:
    """Rasa trains into a folder beside the models."""
    return any(path.is_dir() for path in (watching.checkout / "models").iterdir())
