"""``rueckruf run --watch``: what changes is checked, trained if it must be, and met by the calls that begin then."""

import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.brokers.broker import EventBroker

from rueckruf import garbage
from rueckruf.child import Child, end_all
from rueckruf.logs import say
from rueckruf.project import MODELS, ROOT
from rueckruf.server.errors import StartError
from rueckruf.server.model import ModelError, checked_model, import_components
from rueckruf.server.run import announce, bound, page_beside
from rueckruf.server.watch.front import BeginOn, Closed, RenewPage, stand_before
from rueckruf.server.watch.generation import Generation, NotStarted, Ready
from rueckruf.server.watch.renewal import check, put_in_place, renew_model, trains
from rueckruf.server.watch.sources import Watched, changed, is_model, without_models
from rueckruf.server.workers import SECONDS_TO_STOP
from rueckruf.settings import Settings

_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_OF_THE_FRONT = 1  # when nobody is left to pass on to
_PATHS_TO_TELL = 5


def serve_watching(
    settings: Settings, port: int, sales_port: int | None = None, event_broker: EventBroker | None = None
) -> None:
    """Serves calls as ``serve`` does, and takes what changes between them: tells in a line what, or why not.

    Raises as ``serve`` does, and StartError also when one of its processes ends by itself.
    """
    bound(settings.interface, port).close()
    page = page_beside(port, sales_port)
    try:
        import_components(checked_model())
    except ModelError as error:
        raise StartError(str(error)) from error
    garbage.keep_what_is_there()
    supervisor = _Supervisor(settings.drain_seconds, event_broker)
    try:
        supervisor.begin(settings.interface, port, page, partial(announce, settings, port))
        while True:
            supervisor.look()
    except _Stopped:
        pass
    finally:
        supervisor.end()


class _Stopped(Exception):  # noqa: N818 - no error
    """SIGTERM or Ctrl-C has come."""


class _Overtaken(Exception):  # noqa: N818 - no error
    """Files have changed again before what had changed was taken."""


class _NotTakenError(Exception):
    """Why the state in force stays, one problem a line."""


class _Supervisor:
    """Starts and ends all other processes. It forks, so it is one thread and holds nothing that is shared badly."""

    def __init__(self, drain_seconds: int, event_broker: EventBroker | None) -> None:
        self._drain_seconds = drain_seconds
        self._event_broker = event_broker
        self._stopped = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._watched = Watched(ROOT)
        self._in_force = self._watched.read()
        self._front: Child | None = None
        self._current: Generation | None = None
        self._retired: list[Generation] = []
        self._tasks: Sequence[Child] = ()

    def begin(self, interface: str, port: int, page: Any, ready: Callable[[], object]) -> None:
        """The first generation, then the front, for which nothing has to be forked any more once it has connections."""
        try:
            generation, answer = self._started()
        except _NotTakenError as problems:
            raise StartError(str(problems)) from problems
        self._front = Child(stand_before, interface, port, page, ready)
        self._put_in_force(generation, answer)

    def look(self) -> None:
        """Wait for a moment, then deal with what has changed."""
        self._attend()
        if not self._watched.has_settled():
            return
        with suppress(_Overtaken):
            try:
                taken = self._take()
            except _NotTakenError as problems:
                say(f"not taken: {_first_of(str(problems).splitlines())}")
            else:
                say(f"took {_listed(taken)}" if taken else "nothing to take: all is as it was")

    def end(self) -> None:
        """End all processes, each once it has answered what is under way; calls still need the front for as long."""
        generations = [child for child in (*self._retired, self._current) if child]
        end_all([*self._tasks, *generations], self._drain_seconds + SECONDS_TO_STOP)
        if self._front is not None:
            end_all([self._front], _SECONDS_OF_THE_FRONT)

    def _stop(self, *_: object) -> None:
        self._stopped = True

    def _take(self) -> Sequence[str]:
        """Put in force what the files say now; the paths of those that are new."""
        now = self._watched.read()
        paths = changed(self._in_force, now)
        if not paths:
            return []
        if any(trains(path) for path in paths):
            self._put_in_force_what_is_learned(paths)
            now = without_models(now) | self._watched.read_model()
            paths = [path for path in paths if not is_model(path)]
        else:
            self._do(Child(check))
            self._put_in_force(*self._started())
        if "company.yml" in paths:
            self._tell_front(RenewPage())
        self._in_force = now
        return paths

    def _put_in_force_what_is_learned(self, paths: Sequence[str]) -> None:
        try:
            with TemporaryDirectory(dir=MODELS) as folder:
                _, renewed = self._do(Child(check), Child(renew_model, paths, Path(folder)))
                self._put_in_force(*self._started(renewed.model))
                put_in_place(renewed)
        except OSError as error:
            raise _NotTakenError(f"models/: {error.strerror}") from error

    def _do(self, *tasks: Child) -> list[Any]:
        """What child processes send that work side by side. Raises _NotTakenError at the first that sends problems."""
        self._tasks = tasks
        try:
            return [self._done(task) for task in tasks]
        finally:
            end_all(tasks, SECONDS_TO_STOP)
            self._tasks = ()

    def _done(self, task: Child) -> Any:
        answer = self._answer_of(task, give_up=self._watched.files_have_changed)
        if answer is None:
            raise _NotTakenError(f"{task.name} ended before it was done")
        if answer and isinstance(answer, list):
            raise _NotTakenError("\n".join(answer))
        return answer

    def _started(self, model: Path | None = None) -> tuple[Generation, Ready]:
        """A generation that is ready for calls; raises _NotTakenError."""
        generation = Generation(model, self._event_broker)
        self._tasks = (generation,)
        answer = self._answer_of(generation)
        self._tasks = ()
        if isinstance(answer, Ready):
            return generation, answer
        generation.kill_after(SECONDS_TO_STOP)
        ended = "the server ended before it was ready"
        raise _NotTakenError(answer.problem if isinstance(answer, NotStarted) else ended)

    def _put_in_force(self, generation: Generation, ready: Ready) -> None:
        self._tell_front(BeginOn(generation.port, ready.idle_seconds))
        if self._current is not None:
            self._current.retire()
            self._retired.append(self._current)
        self._current = generation

    def _answer_of(self, child: Child, give_up: Callable[[], bool] = lambda: False) -> Any:
        """What a child sends, or None if it ends without a word. Raises _Overtaken when it is to ``give_up``."""
        while not child.connection.poll():
            if give_up():
                raise _Overtaken
            self._attend(child)
        try:
            return child.connection.recv()
        except EOFError:
            return None

    def _attend(self, *children: Child) -> None:
        """Wait until one of ``children`` sends something, but no longer than a moment; see after all others."""
        long_lived = [child for child in (self._front, self._current, *self._retired) if child]
        front = [self._front.connection] if self._front else []
        sent = [child.connection for child in children]
        wait([*sent, *front, *(child.sentinel for child in long_lived)], _SECONDS_BETWEEN_LOOKS)
        if self._stopped:
            raise _Stopped
        for name, child in (("holds the port", self._front), ("answers calls", self._current)):
            if child is not None and not child.is_alive:
                raise StartError(f"the process that {name} has ended by itself")
        self._end_what_is_not_in_use()

    def _end_what_is_not_in_use(self) -> None:
        while self._front and self._front.connection.poll():
            in_use = self._front.connection.recv()
            for generation in self._retired:
                if generation.port not in in_use:
                    generation.end()
        for generation in [each for each in self._retired if not each.is_alive]:
            self._retired.remove(generation)
            generation.kill_after(0)
            self._tell_front(Closed(generation.port))

    def _tell_front(self, message: object) -> None:
        assert self._front is not None
        self._front.connection.send(message)


def _first_of(problems: Sequence[str]) -> str:
    more = len(problems) - 1
    return f"{problems[0]} (and {more} more)" if more else problems[0]


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - _PATHS_TO_TELL
    return ", ".join(paths[:_PATHS_TO_TELL]) + (f" and {more} more" if more > 0 else "")
