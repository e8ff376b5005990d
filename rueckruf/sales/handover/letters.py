"""What the mails to sales say: German, plain text; without personal data unless ``company.yml`` wants it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, as_data, in_german
from rueckruf.callbacks.written_phones import international
from rueckruf.clock import BERLIN

# Who, when and in which words stand in one line; who receives it is who reads it, and when it goes is told by the page.
_IN_THE_LINE = frozenset({"name", "phone", "phone_source", "callback_start", "callback_end", "callback_text"})
_NOT_TOLD = frozenset({"id", "created_at", "recipient", "delete_after"})
_HINT = "Diese Nachricht wurde automatisch erzeugt. Bitte antworten Sie nicht darauf."


@dataclass(frozen=True)
class Letter:
    """Subject, which never holds personal data, and text."""

    subject: str
    text: str


def new_request(request: CallbackRequest, page: str, personal: bool) -> Letter:
    """For those who receive the request; ``page`` is the address of the sales page."""
    return _letter("Neuer Rückrufwunsch", "Es liegt ein neuer Rückrufwunsch vor.", [request], page, personal)


def day_list(requests: Sequence[CallbackRequest], day: date, page: str, personal: bool) -> Letter:
    """For those who receive ``requests``, which are due on the Berlin ``day`` or were before."""
    written = format_date(day, "EEEE, d. MMMM", locale="de")
    if not requests:
        return _letter(f"Keine Rückrufe für {written}", "Heute ist kein Rückruf fällig.", [], page, personal)
    if len(requests) == 1:
        return _letter(f"Ein Rückruf für {written}", "Heute ist ein Rückruf fällig.", requests, page, personal)
    count = f"{len(requests)} Rückrufe"
    return _letter(f"{count} für {written}", f"Heute sind {count} fällig.", requests, page, personal)


def reminder(request: CallbackRequest, at: datetime, recipient: str, page: str, personal: bool) -> Letter:
    """For the lead: nobody has touched ``request``, which is for ``recipient``, and its window passes.

    Of several windows it is the one that counts at the aware time ``at``.
    """
    end = request.window_at(at)[1].astimezone(BERLIN)
    opening = f"Ein Rückrufwunsch für {recipient} ist noch unberührt. Sein Zeitfenster endet um {end:%H:%M} Uhr."
    return _letter("Ein Rückruf droht versäumt zu werden", opening, [request], page, personal)


def escalation(request: CallbackRequest, recipient: str, page: str, personal: bool) -> Letter:
    """For the lead: ``request``, which is for ``recipient``, waits for its first attempt longer than promised."""
    subject = "Ein Rückruf ist länger offen als zugesagt"
    return _letter(subject, escalation_words(recipient), [request], page, personal)


def escalation_words(recipient: str) -> str:
    """The same in one line, for any way to tell it."""
    return f"Ein Rückrufwunsch für {recipient} wartet länger auf den ersten Versuch als zugesagt."


def test(page: str) -> Letter:
    """To try whether mails arrive."""
    return _letter("Test der Rückruf-Nachrichten", "Nachrichten über Rückrufwünsche kommen hier an.", [], page, False)


def _letter(subject: str, opening: str, requests: Sequence[CallbackRequest], page: str, personal: bool) -> Letter:
    lines = [line for request in requests for line in _lines(request)] if personal else []
    parts = [opening, "\n".join(lines), f"Zur Rückrufliste: {page}", _HINT]
    return Letter(subject, "\n\n".join(part for part in parts if part) + "\n")


def _lines(request: CallbackRequest) -> Iterator[str]:
    """Who is to be called when, and below it what else is known; nothing said in it can look like another request."""
    yield f"- {_indented(_line(request))}"
    data = as_data(request)
    words = in_german(data, {})
    for column in COLUMNS:
        if data[column.key] and column.key not in _IN_THE_LINE | _NOT_TOLD:
            yield f"  {column.title}: {_indented(words[column.key])}"


def _indented(text: str) -> str:
    return "\n    ".join(text.splitlines())


def _line(request: CallbackRequest) -> str:
    number = request.phone and international(request.phone)
    told = (request.name, number, request.callback_text and f"„{request.callback_text}“")  # less if the call broke off
    return f"{_window(request)}: {', '.join(filter(None, told)) or 'unbekannt'}"


def _window(request: CallbackRequest) -> str:
    begin, end = (moment.astimezone(BERLIN) for moment in (request.callback_start, request.callback_end))
    return f"{begin:%d.%m.} {begin:%H:%M} bis {_end(begin, end)}"


def _end(begin: datetime, end: datetime) -> str:
    return f"{end:%H:%M} Uhr" if begin.date() == end.date() else f"{end:%d.%m.} {end:%H:%M} Uhr"
