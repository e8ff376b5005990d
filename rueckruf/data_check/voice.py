"""How responses sound: what a voice can't read well, what takes too long, what is impolite."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from functools import cache
from types import SimpleNamespace

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.responses import VARIABLE, Response, Variation
from rueckruf.data_check.yaml_lines import Part
from rueckruf.spoken.aloud.company_facts import company_facts
from rueckruf.spoken.aloud.speed import seconds_aloud

LONGEST_SECONDS = 12
#: The summary is what callers hear again and again; a number that is read out takes its time.
SUMMARY = "utter_ask_confirmed"
LONGEST_SUMMARY, LONGEST_WITH_NUMBER = 9, 12
#: What slots sound like, for the length: of usual size, not of the smallest.
SPOKEN_SLOTS = {
    "caller_name": "Sabine Müller",
    "name_spelling": "",
    "phone_number": "null drei null, zwei drei eins, zwei fünf, null vier zwei",
    "phone_digits": "null drei null, zwei drei eins",
    "caller_ending": "null vier zwei",
    "phone_ending": "null vier zwei",
    "concern": ", Anliegen: das Angebot",
    "callback_time": "morgen, Mittwoch, den elften, um vierzehn Uhr",
    "known_time": "morgen, Mittwoch, den elften, um vierzehn Uhr",
    "alternatives": "morgen, Mittwoch, den elften, um zehn Uhr oder am Freitag, dem dreizehnten März, um zehn Uhr",
}
_MORNING, _AFTERNOON, _LONGER = (time(8), time(12)), (time(13), time(17)), (time(13), time(18))
_SHORT_DAY = (time(8), time(14))
#: Who speaks, for the length: of usual size, and with all that a company can have. Whoever writes a text keeps it
#: short, and nothing that an administrator sets in ``company.yml`` makes it too long.
USUAL_COMPANY = SimpleNamespace(
    name="Maschinenbau Weber GmbH",
    parent="Weber Beteiligungen AG",
    privacy_page="https://www.maschinenweber.example/datenschutz",
    retention=SimpleNamespace(months=3),
    handover=SimpleNamespace(systems_know_names=True),
    privacy=SimpleNamespace(
        address="Heinrich-Hertz-Straße 27, 80331 München",
        hosting="Musterhosting GmbH, 90402 Nürnberg",
        telephony="Twilio Ireland Limited, Dublin, Irland",
        systems=(),
    ),
    hours=lambda: SimpleNamespace(week=[*[(_MORNING, _AFTERNOON)] * 3, (_MORNING, _LONGER), (_SHORT_DAY,), (), ()]),
)
_OTHER_SLOT = "zwanzig Buchstaben"

_ABBREVIATION = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|o\. ?ä|i\. ?d\. ?R|etc|max|min|Str|Std|Min|Hr|Dr|Prof|St|"
    r"Mo|Di|Mi|Do|Fr|Sa|So)\.(?!\w)"
    r"|\b(?:bzw|bzgl|bspw|ca|evtl|ggf|inkl|Nr|Tel|usw|vgl|zzgl)\b\.?"
)
_FAMILIAR = re.compile(r"\b(?:du|dich|dir|dein(?:e[nmrs]?)?|euch|euer|eure[nmrs]?)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\b[\w-]+\.(?:de|com|net|org|eu)\b", re.IGNORECASE)
_MARKUP = re.compile(r"[<>*_#`|~^=\\]|&\w+;")
_BRACKETS = re.compile(r"[()\[\]]")
_SYMBOL = re.compile(r"[&%€$§+/@°]")
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]")
_ENDS = (".", "!", "?")

_LINT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d+"), "digits '{}': write numbers as words, as they shall be spoken"),
    (_ABBREVIATION, "abbreviation '{}': write it out"),
    (_ADDRESS, "web address '{}': write it as it is spoken, or use {{privacy_page}}"),
    (_EMOJI, "emoji or symbol '{}': a voice can't say it"),
    (_MARKUP, "markup '{}': a voice can't say it"),
    (_BRACKETS, "bracket '{}': nobody hears it, make it a sentence"),
    (_SYMBOL, "symbol '{}': write it as a word"),
    (_FAMILIAR, "'{}': callers are addressed with Sie"),
)


def check_voice(responses: Iterable[Response], faults: Faults) -> None:
    """Faults of all texts."""
    for response in responses:
        for variation in response.variations:
            if variation.text is not None:
                _check_text(variation.text, _longest(response, variation), faults)


def seconds(text: str) -> float:
    """The length of ``text`` as it is spoken, in seconds, with variables as long as they usually are."""
    return seconds_aloud(in_full(text))


def in_full(text: str) -> str:
    """``text`` with its variables as long as they usually are."""
    words = {**SPOKEN_SLOTS, **_usual_facts()}
    return VARIABLE.sub(lambda name: words.get(name.group(1), _OTHER_SLOT), text)


@cache
def _usual_facts() -> Mapping[str, str]:
    return company_facts(USUAL_COMPANY)


def _longest(response: Response, variation: Variation) -> int:
    if response.name != SUMMARY:
        return LONGEST_SECONDS
    return LONGEST_WITH_NUMBER if "phone_number" in variation.variables else LONGEST_SUMMARY


def _check_text(part: Part, longest: int, faults: Faults) -> None:
    bare = VARIABLE.sub("", part.text)
    for pattern, problem in _LINT:
        for found in pattern.finditer(bare):
            faults.add(part, problem.format(found.group()))
    if not part.text.rstrip().endswith(_ENDS):
        faults.add(part, "the text ends without full stop, question or exclamation mark")
    length = seconds(part.text)
    if length > longest:
        faults.add(part, f"takes about {length:.1f} seconds to say, at most {longest}: shorten it")
