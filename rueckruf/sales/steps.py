"""Takes a step with a request for whoever is signed in, and tells in German why one is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from rueckruf import clock
from rueckruf.callbacks import handling
from rueckruf.callbacks.handling import ClosedError, HandledRequests, Outcome, TakenError, TooLateError
from rueckruf.callbacks.repository import StaleError
from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.sales.services import services
from rueckruf.sales.sessions import signed_in
from rueckruf.sales.visible import find_visible
from rueckruf.sales.words import entry_words
from rueckruf.storage.users import User, colleagues

Step = Callable[[HandledRequests, CallbackRequest, str, datetime], CallbackRequest]

GONE = "Diesen Wunsch gibt es nicht mehr, oder er gehört zu einem anderen Team."
NO_COLLEAGUE = "Diese Person gibt es nicht, oder sie sieht die Wünsche dieses Teams nicht."

_REASONS = {
    "note": f"Die Notiz ist zu lang: Mehr als {handling.LONGEST_NOTE} Zeichen lassen sich nicht speichern.",
    "next_attempt_at": "Diese Zeit ist schon vorbei oder liegt nach der Löschung. Bitte wählen Sie eine andere.",
}


class RefusedError(Exception):
    """A step that was not taken; ``problem`` says why, in German and without anything of the request."""

    def __init__(self, problem: str) -> None:
        super().__init__("a step was refused")
        self.problem = problem


def visible(request_id: UUID) -> CallbackRequest | None:
    """The request, if there is one and it is this person's business."""
    return find_visible(request_id, signed_in().recipient)


def as_meant(now: CallbackRequest, version: int) -> CallbackRequest:
    """The request for a step: as it is now if the step still holds, else with the ``version`` that the person saw."""
    history = services().handled.history(now.id)
    holds = handling.still_holds(history, now, version, signed_in().user.login)
    return now if holds else replace(now, version=version if 0 < version < now.version else 0)


def take(step: Step, seen: CallbackRequest) -> CallbackRequest:
    """The request after a step; raises RefusedError, and what the database raises."""
    try:
        return step(services().handled, seen, signed_in().user.login, clock.now())
    except TakenError as error:
        raise RefusedError(f"{error.by} hat diesen Wunsch schon übernommen.") from None
    except ClosedError:
        raise RefusedError("Dieser Wunsch ist schon erledigt.") from None
    except TooLateError:
        raise RefusedError(
            "Das lässt sich nicht mehr zurücknehmen: Die Minute ist um, oder es geschah danach noch etwas."
        ) from None
    except StaleError:
        raise RefusedError(_stale(seen.id)) from None
    except RequestError as error:
        raise RefusedError(_REASONS[error.field]) from None


def finishing() -> Step:
    """In one press, without a note: the caller was reached."""
    company = services().company
    reached = next(result.name for result in company.results if result.means == "reached")
    return partial(handling.finish, terms=company.retention, outcome=Outcome(reached, unreached=company.unreached))


def assigning(request: CallbackRequest, login: str) -> Step:
    """To a colleague, or to oneself; raises RefusedError for who may not see the request."""
    if login not in {user.login for user in who_may_call(request.recipient)}:
        raise RefusedError(NO_COLLEAGUE)
    return partial(handling.assign, to=login, of_others=signed_in().user.role == "lead")


def undoing() -> Step:
    """Of one's own latest step."""
    return partial(handling.undo, unreached=services().company.unreached)


def who_may_call(recipient: str | None) -> list[User]:
    """Those whom requests of a recipient, or of any, can be assigned to."""
    with services().database.engine.connect() as connection:
        return [*colleagues(connection, recipient)]


def _stale(request_id: UUID) -> str:
    last = services().handled.history(request_id)[-1:]
    what = f" ({entry_words(last[0], clock.now())})" if last else ""
    return f"Inzwischen ist etwas geschehen{what}. Bitte sehen Sie den Wunsch noch einmal an; es wurde nichts geändert."
