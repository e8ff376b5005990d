"""Times, numbers and states as German words for the page."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import phonenumbers

from rueckruf.answers import ANSWERS
from rueckruf.callbacks import schema
from rueckruf.callbacks.day_list import Section
from rueckruf.callbacks.figures import CountKind
from rueckruf.callbacks.handling import Entry, after_each
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.returning import CALL
from rueckruf.callbacks.routing import Route
from rueckruf.callbacks.schema import PHONE_SOURCES, STATUSES, TITLES
from rueckruf.clock import wall_clock
from rueckruf.privacy.wording import ACTIONS, PROBLEMS, REASONS, of_a_person
from rueckruf.spoken.aloud.times import say_weekday
from rueckruf.spoken.phone.dial_plan import GERMANY
from rueckruf.spoken.time.days_from_now import days_from_now

# Templates take all words from here.
__all__ = ["ACTIONS", "PHONE_SOURCES", "PROBLEMS", "REASONS", "STATUSES", "TITLES", "of_a_person"]

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_NEAR = {-2: "vorgestern", -1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"}

ROLES = {"sales": "Vertrieb", "lead": "Leitung", "privacy": "Datenschutz"}
FORMATS = {"json": "JSON", "csv": "CSV", "xlsx": "Excel", "ics": "Kalender"}
_AT = {**{slot: answer.at_question for slot, answer in ANSWERS.items()}, "confirmed": "bei der Zusammenfassung"}
_ENDS = {
    "cancel": "Wunsch zurückgenommen",
    "goodbye": "verabschiedet",
    "wrong_number": "falsch verbunden",
    "transfer": "an einen Menschen weiterverbunden",
}
STEPS = {
    "claimed": "hat übernommen",
    "assigned": "hat zugewiesen",
    "handed_back": "hat zurückgegeben",
    "done": "hat den Rückruf erledigt",
    "unreachable": "hat niemanden erreicht",
    "postponed": "hat den nächsten Versuch festgelegt",
    "noted": "hat die Notiz geändert",
    "undone": "hat den letzten Schritt zurückgenommen",
    "changed": "hat den Wunsch in einem Anruf geändert",
}


def day_words(day: date, today: date) -> str:
    """ "heute", "morgen", "Donnerstag", "Freitag, 27. März": the shorter, the nearer."""
    distance = (day - today).days
    if distance in _NEAR:
        return _NEAR[distance]
    if 2 < distance < 7:
        return say_weekday(day.weekday())
    return _date_words(day, today)


def _date_words(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{say_weekday(day.weekday())}, {day.day}. {_MONTHS[day.month - 1]}{year}"


def time_words(moment: datetime) -> str:
    """ "14" or "14:30", to be followed by "Uhr"."""
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def moment_words(moment: datetime, now: datetime) -> str:
    """ "heute 14:30 Uhr"; both aware."""
    local, here = wall_clock(moment), wall_clock(now)
    return f"{day_words(local.date(), here.date())} {time_words(local)} Uhr"


def exact_words(moment: datetime) -> str:
    """ "11.03.2026, 14:30:05 Uhr" in Berlin, of an aware time: what must be told to the second."""
    return f"{wall_clock(moment):%d.%m.%Y, %H:%M:%S} Uhr"


def day_in_german(moment: datetime) -> str:
    """ "11.03.2026", the Berlin day of an aware time."""
    return schema.day_in_german(wall_clock(moment).date())


def window_words(start: datetime, end: datetime, now: datetime) -> str:
    """ "heute 14–15 Uhr", "morgen 8 Uhr bis Freitag 14 Uhr"; all aware."""
    first, last = wall_clock(start), wall_clock(end)
    if first.date() == last.date():
        day = day_words(first.date(), wall_clock(now).date())
        return f"{day} {time_words(first)}–{time_words(last)} Uhr"
    return f"{moment_words(start, now)} bis {moment_words(end, now)}"


def phone_words(e164: str) -> str:
    """A number in groups that are easy to dial: "030 23 12 50 42"; abroad as is usual there, "+1 212-555-0123"."""
    number = phonenumbers.parse(e164)
    formats = phonenumbers.PhoneNumberFormat
    if number.country_code != GERMANY:
        return phonenumbers.format_number(number, formats.INTERNATIONAL)
    head, *rest = phonenumbers.format_number(number, formats.NATIONAL).replace("-", " ").replace("/", " ").split()
    digits = "".join(rest)
    odd = len(digits) % 2
    pairs = [digits[: 2 + odd], *(digits[at : at + 2] for at in range(2 + odd, len(digits), 2))]
    return " ".join([head, *pairs]).rstrip()


def meant_words(request: CallbackRequest, now: datetime) -> str:
    """Which days a quote of an earlier day meant: "übermorgen: Donnerstag, 12. März"; empty where none can mislead."""
    said_on, today = wall_clock(request.created_at).date(), wall_clock(now).date()
    if said_on == today:
        return ""
    days = days_from_now(request.callback_text, said_on)
    return ", ".join(f"{word}: {_date_words(day, today)}" for word, day in days)


def section_words(section: Section, now: datetime) -> str:
    """The heading of a section of the day's list."""
    if section.state == "due":
        return "Jetzt anrufen"
    if section.state == "overdue":
        return "Überfällig"
    assert section.day is not None
    today = wall_clock(now).date()
    words = "Heute noch" if section.day == today else day_words(section.day, today)
    return words[0].upper() + words[1:]


def attempts_words(request: CallbackRequest) -> str:
    """How often it was tried: "1 Versuch", "3 Versuche"; empty if never."""
    return f"{request.attempts} Versuch{'e' if request.attempts > 1 else ''}" if request.attempts else ""


def deletion_words(request: CallbackRequest, now: datetime) -> str:
    """When the request will be gone."""
    days = (request.delete_after - now) // timedelta(days=1)
    return day_words(wall_clock(request.delete_after).date(), wall_clock(now).date()) if days >= 0 else "in Kürze"


def end_words(kind: CountKind, end: str) -> str:
    """Where or how a call ended without a confirmed request; ``end`` is the value of its ``Figure``."""
    if kind == "ended":
        return _ENDS.get(end, "auf andere Weise")
    who = "vom Assistenten beendet" if kind == "gave_up" else "abgebrochen"
    return f"{who} {_AT.get(end, '')}".rstrip()


def period_words(days: int) -> str:
    """ "7 Tage", "4 Wochen"."""
    return f"{days} Tage" if days < 14 else f"{days // 7} Wochen"


def span_words(first: date, days: int, today: date) -> str:
    """A day, or the week that begins with it: "heute", "ab Donnerstag, 12. Februar"."""
    return day_words(first, today) if days == 1 else f"ab {_date_words(first, today)}"


def hour_words(hour: int) -> str:
    """ "9–10 Uhr"."""
    return f"{hour}–{hour + 1} Uhr"


def weekday_words(number: int) -> str:
    """The name of a weekday; 0 is Monday."""
    return say_weekday(number)


def short_weekday_words(number: int) -> str:
    """ "Mo"."""
    return say_weekday(number)[:2]


def percent_words(share: int | None) -> str:
    """A share of 100, or that there is none."""
    return "–" if share is None else f"{share} %"


def minutes_words(minutes: int | None) -> str:
    """ "45 min", "3 h 20 min", or that there are none."""
    if minutes is None:
        return "–"
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def calls_words(requests: int, left: int) -> str:
    """How many of the calls that were counted ended without a confirmed request."""
    calls = requests + left
    if not calls:
        return "In dieser Zeit ist kein Anruf gezählt."
    if not left:
        return "Jeder gezählte Anruf hat zu einem bestätigten Rückrufwunsch geführt."
    return f"Gezählte Anrufe: {calls}, davon ohne bestätigten Rückrufwunsch: {left}."


def topic_words(route: Route) -> str:
    """What a request was taken to be about, and by which words: "Reklamation (kaputt)"."""
    found = " oder ".join(f"{name} ({', '.join(words)})" for name, words in route.found)
    return f"unklar: {found}" if len(route.found) > 1 else found or "keines erkannt"


def entry_words(entry: Entry, now: datetime, came_of_it: str = "") -> str:
    """A line of the history, with what came of the step."""
    actor = "Die anrufende Person" if entry.actor == CALL else entry.actor
    return f"{moment_words(entry.at, now)}: {actor} {STEPS[entry.step]}{came_of_it and f' ({came_of_it})'}"


def history_words(history: Sequence[Entry], request: CallbackRequest, now: datetime) -> list[str]:
    """The lines of a request's history, with the result, the time or the person that each step was about."""
    results = after_each(history, request, "result")
    holders = after_each(history, request, "claimed_by")
    times = after_each(history, request, "next_attempt_at")
    lines = []
    for entry, result, holder, moment in zip(history, results, holders, times, strict=True):
        told = {"done": result, "unreachable": result, "assigned": holder}
        if entry.step == "postponed":
            told["postponed"] = moment_words(moment, now)
        lines.append(entry_words(entry, now, told.get(entry.step) or ""))
    return lines
