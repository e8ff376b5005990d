"""How responses sound: what a voice can't read well, what takes too long, what is impolite."""

import re
from collections.abc import Iterable, Mapping

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.responses import VARIABLE, Response, Variation
from rueckruf.data_check.yaml_lines import Part
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


def check_voice(responses: Iterable[Response], facts: Mapping[str, str], faults: Faults) -> None:
    """Faults of all texts; ``facts`` are the company's, as they are spoken."""
    for response in responses:
        for variation in response.variations:
            if variation.text is not None:
                _check_text(variation.text, facts, _longest(response, variation), faults)


def seconds(text: str, facts: Mapping[str, str]) -> float:
    """The length of ``text`` as it is spoken, in seconds, with variables as long as they usually are."""
    return seconds_aloud(in_full(text, facts))


def in_full(text: str, facts: Mapping[str, str]) -> str:
    """``text`` with its variables as long as they usually are."""
    words = {**SPOKEN_SLOTS, **facts}
    return VARIABLE.sub(lambda name: words.get(name.group(1), _OTHER_SLOT), text)


def _longest(response: Response, variation: Variation) -> int:
    if response.name != SUMMARY:
        return LONGEST_SECONDS
    return LONGEST_WITH_NUMBER if "phone_number" in variation.variables else LONGEST_SUMMARY


def _check_text(part: Part, facts: Mapping[str, str], longest: int, faults: Faults) -> None:
    bare = VARIABLE.sub("", part.text)
    for pattern, problem in _LINT:
        for found in pattern.finditer(bare):
            faults.add(part, problem.format(found.group()))
    if not part.text.rstrip().endswith(_ENDS):
        faults.add(part, "the text ends without full stop, question or exclamation mark")
    length = seconds(part.text, facts)
    if length > longest:
        faults.add(part, f"takes about {length:.1f} seconds to say, at most {longest}: shorten it")
