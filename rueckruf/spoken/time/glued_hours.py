"""Hours that run together with the word before them: "morgen abselte ihn, Uhr", "am Montag umselte vor elf".

A telephone line leaves of such a number its consonants, and those of one sound for another. Only a word without any
meaning is read so, behind a day, where an hour would stand; what is read is doubtful.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.time.lexicon import Senses, lexicon
from rueckruf.spoken.time.unknown import is_unknown
from rueckruf.spoken.time.words import Lexeme, Words

_BEFORE = {"um": "um", "un": "um", "ab": "ab"}
_DAYS = ("weekday", "relative_day", "named_day", "month", "ordinal")
_SHORTEST, _MOST_WORDS = 4, 3
#: A longer word with a meaning of its own is no part of an hour.
_LONGEST_SYLLABLE = 3
#: Verbs end so, and are meant unless "Uhr" follows.
_VERBS = "en"
#: What is left of the spellings of a sound, "ich" and vowels being lost; "z" is heard as one half of it or the other.
_SOUNDS = (
    ("ich|^w", ""), ("ch", "k"), ("ph|tz|[fvwsz]", "s"), ("[dt]", "t"), ("[bp]", "p"), ("[gkqcx]", "k"), ("[mn]", "n"),
    ("[rl]", "l"), ("[^stpknl]", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
_TEN_AS_VERB = "ziehen"
_TEN, _OF_TEN, _HALF, _OCLOCK = "zehn", "(?:ts?|s)n", "l[pt]?", "l?"
_QUARTER, _THREE = re.compile("sl[st]+n?l?"), re.compile("d?rei")
#: "Uhr", "Ruhe", "uwa".
_UHR = re.compile("r?u[hw]?[ra]?[re]?")
#: What begins something of its own.
_OTHERS = ("at", "about_hour", "after", "before", "until", "from", "number", "oclock")
#: Of shorter ones too little is left.
_HOURS = (
    *(_TEN, "dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
    f"halb {_TEN}",
)


def with_glued_hours(words: Words) -> Words:
    """The words with the hours that some of them hold."""
    if not any(lexeme.folded.startswith(tuple(_BEFORE)) and not lexeme.senses for lexeme in words.lexemes):
        return words
    found: list[Lexeme] = []
    index = 0
    while index < len(words):
        parts, width = _taken_apart(words, index) or ([words[index]], 1)
        found.extend(parts)
        index += width
    return Words(found)


def _taken_apart(words: Words, index: int) -> tuple[list[Lexeme], int] | None:
    """The lexemes in place of so many from ``index`` on, or None."""
    if not stands_for_an_hour(words, index):
        return None
    word, rest = words[index], words[index].folded[2:]
    if _goes_on_as_quarter(words, index + 1) and (quarters := _quarters(rest)):
        return _parts(word, word.end, quarters), 1
    if _may_be_verb(word) and not _UHR.fullmatch(words[index + 1 + words.mark(index + 1, ",")].folded):
        return None
    for width, said in _joined(words, index, rest):
        if is_unknown(words, index + width):  # "umflutte in *Reite*": more of it was misheard
            continue
        for hour, sound in _sounds_of_hours().items():
            if sound.fullmatch(said):
                parts = _parts(word, words[index + width - 1].end, *hour.split())
                place = index + width + words.mark(index + width, ",")
                return ([*parts, words[place]], place + 1 - index) if words.has(place, "oclock") else (parts, width)
    return None


def _quarters(word: str) -> str | None:
    """ "Um*selte* elf", "um*reißelte* elf"."""
    if _QUARTER.fullmatch(_sound(word)):
        return "viertel"
    return "dreiviertel" if _THREE.match(word) and _QUARTER.fullmatch(_sound(_THREE.sub("", word))) else None


def stands_for_an_hour(words: Words, index: int) -> bool:
    """Whether a word without any meaning behind a day begins like the word before an hour."""
    word, before = words[index], index - 1 - words.mark(index - 1, ",")
    is_unknown = not word.senses and len(word.folded) >= _SHORTEST and word.folded[:2] in _BEFORE
    return is_unknown and words.has(before, *_DAYS)


def _may_be_verb(word: Lexeme) -> bool:
    """ "Abschließen", "umsteigen", "abziehen"; none begins with "un" or as "*absel*ziehen" does."""
    is_other = word.folded.startswith("un") or word.folded[_LONGEST_SYLLABLE:].endswith(_TEN_AS_VERB)
    return word.folded.endswith(_VERBS) and not is_other


def _goes_on_as_quarter(words: Words, index: int) -> bool:
    """ "Vor elf", or the hour alone: "viertel zehn Uhr" is hardly said."""
    place = index + words.has(index, "after", "before")
    is_hour = words.get(place, "number") in range(1, 13)
    return is_hour and (place > index or not words.has(place + 1, "oclock"))


def _joined(words: Words, index: int, rest: str) -> Iterator[tuple[int, str]]:
    """The sounds of the word, and of those behind it with it, and how many lexemes they are."""
    if words.get(index + 1, "number") == cardinal(_TEN):
        yield 2, _sound(rest + _TEN)
    for width in range(1, _MOST_WORDS + 1):
        yield width, _sound(rest)
        following = words[index + width]
        is_syllable = len(following.folded) <= _LONGEST_SYLLABLE and following.senses.keys().isdisjoint(_OTHERS)
        if not following.folded.isalpha() or (following.senses and not is_syllable):
            return
        rest += following.folded


def _sound(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = re.sub(spelling, sound, word)
    return word


@cache
def _sounds_of_hours() -> Mapping[str, re.Pattern[str]]:
    """The words of each hour, and what may be left of them; "Uhr" may run together with it too."""
    return {hour: re.compile(_left_of(hour) + _OCLOCK) for hour in _HOURS}


def _left_of(hour: str) -> str:
    before = hour.removesuffix(_TEN)
    if before == hour:
        return _sound(hour)
    return (_HALF if before.startswith("halb") else _sound(before).rstrip("s")) + _OF_TEN


def _parts(word: Lexeme, end: int, *hour: str) -> list[Lexeme]:
    """The word before the hour, and the words of the hour, none of which is surely heard."""
    before, middle = _BEFORE[word.folded[:2]], word.start + 2
    opened = Lexeme(before, before, word.start, middle, lexicon().of_one_word[before])
    return [opened, *(Lexeme(part, part, middle, end, {**_senses(part), "misheard": True}) for part in hour)]


def _senses(word: str) -> Senses:
    number = cardinal(word)
    return lexicon().of_one_word[word] if number is None else {"number": number}
