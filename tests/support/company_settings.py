"""Every key that ``company.yml`` may have, and for each of them another value than the one that is shipped."""

import base64
import copy
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from rueckruf.company import Company
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.speech_services import read_speech_services
from rueckruf.project import COMPANY

Settings = Mapping[str, Any]
"""What stands at places of ``company.yml``, as ``privacy.hosting`` or ``results.0.name``."""

#: Nobody answers there.
_HOST = "http://127.0.0.1:9"
_PAGE = {"handover.mail.page": "https://vertrieb.example/"}
_MAIL = {**_PAGE, "handover.mail.sender": "rueckruf@firma.example", "handover.mail.lead": "chef@firma.example"}
_CALENDAR = {
    **_PAGE,
    "handover.caldav.user": "rueckruf",
    "handover.caldav.appointments": {"company": f"{_HOST}/dav/termine/"},
}
_TRYTON = {**_PAGE, "handover.tryton.url": f"{_HOST}/crm", "handover.tryton.user": "rueckruf"}
_TOPICS = [
    {"name": "Reklamation & Retoure", "words": ["Reklamation", "beschädigt"], "recipient": "parent"},
    {"name": "Rechnung", "words": ["Rechnung"], "recipient": "company"},
]
_CONFIRMED = {"region": {"by": "Käthe Groß", "date": "2026-01-20", "of": ["ie1"]}}

#: By key, as :func:`keys` tells of it: what is written, and what must be written along for it to be a company. A call
#: that wishes for ten o'clock on a Wednesday gets it whichever of them are set.
OTHERWISE: Mapping[str, Settings] = {
    "name": {"name": "Maschinen- und Apparatebau Müller & Söhne <Nord> GmbH & Co. KG, Niederlassung Oberfranken"},
    "parent": {"parent": "Müller & Söhne Beteiligungs- und Verwaltungsgesellschaft mbH für den deutschen Norden"},
    "privacy_page": {"privacy_page": "https://www.maschinen-und-apparatebau-mueller-soehne.example/recht/datenschutz"},
    "transfer_number": {"transfer_number": "+493023125000"},
    "recipients.*.title": {"recipients.company.title": "Verkauf & Beratung"},
    "recipients.*.parent": {"recipients.north": {"title": "Konzernvertrieb Nord", "parent": True}},
    "recipients.*.sla_minutes": {"recipients.company.sla_minutes": 30},
    "routing.default": {"routing.default": "parent"},
    "routing.topics.*.name": {"routing.topics": _TOPICS},
    "routing.topics.*.words": {"routing.topics": _TOPICS},
    "routing.topics.*.recipient": {"routing.topics": _TOPICS},
    "federal_state": {"federal_state": "MV"},
    "opening_hours.monday": {"opening_hours.monday": "closed"},
    "opening_hours.tuesday": {"opening_hours.tuesday": "09:15-12:45, 13:15-15:05, 15:20-17:50"},
    "opening_hours.wednesday": {"opening_hours.wednesday": "00:00-23:59"},
    "opening_hours.thursday": {"opening_hours.thursday": "10:20-11:40"},
    "opening_hours.friday": {"opening_hours.friday": "07:05-20:55"},
    "opening_hours.saturday": {"opening_hours.saturday": "09:00-12:00"},
    "opening_hours.sunday": {"opening_hours.sunday": "11:30-12:30"},
    "concern": {"concern": "ask"},
    "callback.window_minutes": {"callback.window_minutes": 45},
    "callback.max_days_ahead": {"callback.max_days_ahead": 14},
    "conversation.idle_minutes": {"conversation.idle_minutes": 5},
    "retention.months": {"retention.months": 1},
    "retention.done_grace_days": {"retention.done_grace_days": 0},
    "retention.keep_incomplete": {"retention.keep_incomplete": True},
    "retention.incomplete_hours": {"retention.incomplete_hours": 1},
    "results.*.name": {"results.0.name": "gesprochen"},
    "results.*.means": {"results.5.means": "over"},
    "privacy.address": {"privacy.address": "Karl-Theodor-von-Dalberg-Straße 127 b, Hinterhaus, 80331 München"},
    "privacy.represented_by": {"privacy.represented_by": "Vorstand Käthe Groß & Söhne"},
    "privacy.email": {"privacy.email": "daten@firma.example"},
    "privacy.officer": {"privacy.officer": "Datenschutz | Beratung *Nord*, dsb@firma.example"},
    "privacy.authority": {"privacy.authority": "Landesbeauftragter für den Datenschutz, 19053 Schwerin"},
    "privacy.parent_address": {"privacy.parent_address": "Am Hafen 2, 19053 Schwerin"},
    "privacy.parent_way": {"privacy.parent_way": "legitimate_interest"},
    "privacy.telephony": {"privacy.telephony": "Twilio Ireland Limited (Zweigniederlassung Nord), 80331 München"},
    "privacy.hosting": {"privacy.hosting": "Rechenzentrum Müller & Söhne (Halle 4), 19053 Schwerin"},
    "privacy.systems": {"privacy.systems": ["Warenwirtschaft <Nord>", "Auswertung & Statistik"]},
    "confirmations.*.by": {"confirmations": _CONFIRMED},
    "confirmations.*.date": {"confirmations": _CONFIRMED},
    "confirmations.*.of": {"confirmations": _CONFIRMED},
    "workload_per_person": {"workload_per_person": True},
    "second_factor": {"second_factor": "required"},
    "handover.webhook_url": {"handover.webhook_url": f"{_HOST}/hooks"},
    "handover.reminder_minutes": {"handover.reminder_minutes": 60},
    "handover.names_in_calendars": {"handover.names_in_calendars": True},
    "handover.mail.*": {**_MAIL, "handover.mail.company": "a@firma.example, b@firma.example"},
    "handover.mail.sender": _MAIL,
    "handover.mail.lead": _MAIL,
    "handover.mail.send": {**_MAIL, "handover.mail.send": "each"},
    "handover.mail.morning_hour": {**_MAIL, "handover.mail.morning_hour": 5},
    "handover.mail.page": _PAGE,
    "handover.mail.personal_data": {**_MAIL, "handover.mail.personal_data": True},
    "handover.chat": {**_PAGE, "handover.chat": "teams"},
    "handover.push.contact": {"handover.push.contact": "it@firma.example"},
    "handover.push.services": {"handover.push.services": "push.services.mozilla.com"},
    "handover.caldav.user": _CALENDAR,
    "handover.caldav.appointments.*": _CALENDAR,
    "handover.caldav.tasks.*": {**_CALENDAR, "handover.caldav.tasks": {"parent": f"{_HOST}/dav/aufgaben/"}},
    "handover.caldav.personal_data": {**_CALENDAR, "handover.caldav.personal_data": True},
    "handover.tryton.url": _TRYTON,
    "handover.tryton.user": _TRYTON,
}

#: What may be left empty is so, and what need not stand there does not.
LITTLE: Settings = {
    "parent": "",
    "recipients": {"sales": "V"},
    "routing": {"default": "sales"},
    "results": [{"name": "ja", "means": "reached"}, {"name": "nein", "means": "again"}],
    "privacy.officer": "",
    "privacy.hosting": "",
    "privacy.parent_address": "",
    "privacy.parent_way": "",
    "concern": "off",
    "handover": {
        "webhook_url": "",
        "reminder_minutes": 20,
        "names_in_calendars": False,
        "mail": {"sender": "", "lead": "", "send": "each", "morning_hour": 7, "page": "", "personal_data": False},
        "chat": "",
        "push": {"contact": "", "services": ""},
    },
}

#: What the environment must hold along with a part of ``handover``.
_SECRETS: Mapping[str, tuple[str, str]] = {
    "webhook_url": ("RUECKRUF_WEBHOOK_SECRET", f"whsec_{base64.b64encode(bytes(24)).decode()}"),
    "mail.sender": ("RUECKRUF_SMTP_URL", "smtp://127.0.0.1:9"),
    "chat": ("RUECKRUF_CHAT_URL", f"{_HOST}/chat"),
    "caldav.user": ("RUECKRUF_CALDAV_PASSWORD", "geheim"),
    "tryton.user": ("RUECKRUF_TRYTON_PASSWORD", "geheim"),
}


def keys(schema: Any = Company, place: str = "") -> Iterator[str]:
    """Every key of the schema that holds a value, with ``*`` for names of an administrator's own and for numbers."""
    origin, arguments = get_origin(schema), get_args(schema)
    if origin is Annotated:
        yield from keys(arguments[0], place)
    elif origin in (Union, types.UnionType) and any(map(_is_table, arguments)):
        yield from (key for one in arguments if _is_table(one) for key in keys(one, place))
    elif origin is dict or (origin is tuple and _is_table(arguments[0])):
        yield from keys(arguments[1] if origin is dict else arguments[0], f"{place}.*")
    elif _is_table(schema):
        for name, field in schema.model_fields.items():
            yield from keys(field.rebuild_annotation(), f"{place}.{name}".lstrip("."))
        if extra := schema.__annotations__.get("__pydantic_extra__"):
            yield from keys(extra, place)
    else:
        yield place


def _is_table(schema: Any) -> bool:
    return isinstance(schema, type) and issubclass(schema, BaseModel)


def values(company: Company, key: str) -> dict[str, Any]:
    """What a company has at the places of a key that are of no other."""
    others = {*keys()} - {key}
    return {place: value for place, value in _values(company.model_dump(), key.split("."), ()) if place not in others}


def _values(value: Any, way: list[str], place: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if not way:
        yield ".".join(place), value
        return
    names = range(len(value)) if isinstance(value, tuple) else value
    for name in names:
        if way[0] in ("*", name):
            yield from _values(value[name], way[1:], (*place, str(name)))


def written(settings: Settings) -> str:
    """The text of the shipped ``company.yml`` with these settings."""
    document = yaml.safe_load(COMPANY.read_text(encoding="utf-8"))
    for place, value in settings.items():
        _put(document, place.split("."), copy.deepcopy(value))
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


def _put(table: Any, way: list[str], value: Any) -> None:
    *outer, name = [int(step) if step.isdigit() else step for step in way]
    for step in outer:
        if isinstance(table[step], str):  # a team told of by its title alone
            table[step] = {"title": table[step]}
        table = table[step]
    table[name] = value


def together(*some: str) -> Settings:
    """The settings of these keys in one company, of all without any."""
    return {place: value for key in some or OTHERWISE for place, value in OTHERWISE[key].items()}


def all_confirmed(company: Company) -> Settings:
    """Everything is confirmed that a company can have confirmed."""
    claims = Claims(company, read_speech_services()).all
    return {"confirmations": {c.topic: {**_CONFIRMED["region"], "of": [*c.services]} for c in claims}}


def secrets_of(company: Company) -> dict[str, str]:
    """What the environment of a company's server must hold."""
    used = (of for place, of in _SECRETS.items() if any(values(company, f"handover.{place}").values()))
    return dict(used)
