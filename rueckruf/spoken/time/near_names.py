"""Names of days and months that are almost right: "am 3. Oktobär", "am Mittwo", "moaing um zehn"; "um dreiselte elf".

Only a word without any meaning is put right, and only where such a name stands. It is read with doubt; a word that is
farther from every name says nothing, but makes what is read around it doubtful.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import fold
from rueckruf.spoken.time.lexicon import Senses, lexicon, replacements, small_words
from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words

_SHORTEST = 4
_NEAR, _LIKE = 1, 3
# A month after the number of its day may be farther away; of shorter names other words are too near.
_NEAR_BEHIND_NUMBER, _LONG = 2, 6
_LOST = 2
_DAYS = ("weekday", "relative_day")
_THIRDS = ("beginning", "middle", "ending")
_BEFORE_DAYS = ("next", "after_next", "this", "last", "from", "until", "range_opener", "range_to")
_BESIDE_DAYS = ("at", "about_hour", "about", "number", "part", "from", "until", "range_opener", "half", "quarter")
# What sounds alike over a telephone line or in a dialect, written in one way.
_ALIKE = (
    ("ae", "e"),
    ("tz", "z"),
    ("y", "i"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("v", "f"),
)
#: What is left of "viertel" over a telephone line: "Filte", "Sürbete"; in dialect three of them may stand before it.
_QUARTER = re.compile("[fvwsz]+(?:ue|ie|ae|[iue])[rl]+.{0,5}")
_THREE, _A_QUARTER, _THREE_QUARTERS = "drei", "viertel", "dreiviertel"
_FINAL_R, _DOUBLE = re.compile("er$"), re.compile(r"(.)\1+")


def with_near_names(words: Words) -> Words:
    """The words with the senses of the names that some of them almost are."""
    return Words([one for index, lexeme in enumerate(words.lexemes) for one in _put_right(words, index, lexeme)])


def _put_right(words: Words, index: int, lexeme: Lexeme) -> list[Lexeme]:
    word = lexeme.folded
    if lexeme.senses or len(word) < _SHORTEST or not word.isalpha() or word in _no_names():
        return [lexeme]
    senses: Senses | None = None
    if _stands_for_month(words, index):
        senses = _month(word, _follows_number(words, index))
    elif _stands_for_day(words, index):
        senses = _day(word)
    senses = senses or _three_quarters(word) or (_quarter(word) if _stands_for_quarter(words, index) else None)
    return [replace(lexeme, senses=senses)] if senses else _with_part(lexeme)


@cache
def _no_names() -> frozenset[str]:
    """ "Freilich" is no Friday, and neither is "Frieder", whom somebody calls beside the telephone."""
    first_names = chain.from_iterable(vocabulary("first_names").values())
    return small_words("no_names") | word_set("yes_and_no", "agreement") | frozenset(map(fold, first_names))


def _with_part(lexeme: Lexeme) -> list[Lexeme]:
    """ "Mitwochvormittag": a weekday that is almost right, and the part of the day behind it."""
    if not lexeme.folded.endswith(_endings()):
        return [lexeme]
    part = next(filter(lexeme.folded.endswith, _endings()))
    name = lexeme.folded.removesuffix(part)
    senses = _day(name)
    if not senses or "weekday" not in senses:
        return [lexeme]
    middle = lexeme.start + len(name)
    day = Lexeme(name, name, lexeme.start, middle, senses)
    return [day, Lexeme(part, part, middle, lexeme.end, _parts_of_day()[part])]


# --- where a name stands --------------------------------------------------------------------------------


def _stands_for_month(words: Words, index: int) -> bool:
    opened = words.among(index - 1, "before_month") or words.has(index - 1, *_THIRDS)
    return opened or _follows_number(words, index)


def _follows_number(words: Words, index: int) -> bool:
    return words.has(index - 1, "ordinal") or (words.mark(index - 1, ".") and bool(words[index - 2].digits))


def _stands_for_day(words: Words, index: int) -> bool:
    if words.has(index - 1, *_BEFORE_DAYS) or words.among(index - 1, "before_weekday"):
        return True
    begins = index == 0 or words[index - 1].folded in CLAUSE_MARKS
    return words.has(index + 1, *_BESIDE_DAYS) or (begins and words.ends_clause(index + 1))


def _stands_for_quarter(words: Words, index: int) -> bool:
    """ "Und *silte* vor elf"."""
    begins = words.has(index - 1, "at") or words.among(index - 1, "misheard_at")
    return begins and words.has(index + 1, "after", "before") and words.has(index + 2, "number")


# --- which name it is -----------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _month(word: str, numbered: bool) -> Senses | None:
    months, key = _names("month"), sound_of(word)
    found = extractOne(key, list(months), scorer=OSA.distance, score_cutoff=_LIKE)
    if found is None:
        return None
    name, distance, _ = found
    if name[0] == key[0] and distance <= _farthest(name, numbered):
        return {**months[name], "misheard": True}
    return {"unclear": True} if numbered and min(len(name), len(key)) >= _LONG else None


def _farthest(month: str, numbered: bool) -> int:
    if len(month) <= _SHORTEST:
        return 0
    if len(month) >= _LONG:
        return _NEAR_BEHIND_NUMBER if numbered else _NEAR
    return _NEAR if numbered else 0


@lru_cache(maxsize=1024)
def _day(word: str) -> Senses | None:
    key = sound_of(word)
    if len(key) <= _SHORTEST:
        return None
    names = {name: senses for name, senses in _spellings_of_days().get(key[0], {}).items() if len(name) > _SHORTEST}
    found = extractOne(key, list(names), scorer=OSA.distance, score_cutoff=_NEAR)
    near = found[0] if found else next((name for name in names if _is_cut_off(key, name)), None)
    return {**names[near], "misheard": True} if near else None


def _is_cut_off(word: str, name: str) -> bool:
    """Whether the end of the name was lost: "Mittwo"."""
    return name.startswith(word) and len(name) - len(word) <= _LOST


def _three_quarters(word: str) -> Senses | None:
    """ "Dreifelte", "dreiselte"."""
    if not word.startswith(_THREE) or not is_like_quarter(word.removeprefix(_THREE)):
        return None
    return {**lexicon().of_one_word[_THREE_QUARTERS], "misheard": True}


def _quarter(word: str) -> Senses | None:
    return {**lexicon().of_one_word[_A_QUARTER], "misheard": True} if is_like_quarter(word) else None


def is_like_quarter(word: str) -> bool:
    """Whether an unknown folded word may be a quarter that was misheard."""
    return _QUARTER.fullmatch(word) is not None


@cache
def _names(*kinds: str) -> dict[str, Senses]:
    """The sound of each name in one word, and what it means."""
    meanings = lexicon().of_one_word.items()
    return {sound_of(word): senses for word, senses in meanings if not senses.keys().isdisjoint(kinds)}


@cache
def _endings() -> tuple[str, ...]:
    """The parts of the day that a weekday may have behind it in one word, the longest first."""
    return tuple(sorted(_parts_of_day(), key=len, reverse=True))


@cache
def _parts_of_day() -> dict[str, Senses]:
    """Each spelling of a part of the day in one word, and what it means."""
    replaced = {heard: _senses_of(one.meant) for heard, one in replacements().of_one_word.items()}
    return {word: senses for word, senses in (replaced | lexicon().of_one_word).items() if "part" in senses}


@cache
def _spellings_of_days() -> dict[str, dict[str, Senses]]:
    """First letter -> the sound of each name of a day that begins so, those in dialect too, and what it means."""
    found = _names(*_DAYS)
    for heard, replacement in replacements().of_one_word.items():
        senses = _senses_of(replacement.meant)
        if not senses.keys().isdisjoint(_DAYS):
            found.setdefault(sound_of(heard), senses)
    by_letter: dict[str, dict[str, Senses]] = {}
    for name, senses in found.items():
        by_letter.setdefault(name[0], {})[name] = senses
    return by_letter


def _senses_of(words: Sequence[str]) -> Senses:
    return lexicon().meaning_of(words) or {}


def sound_of(word: str) -> str:
    """A folded word with all that sounds alike written in one way."""
    for heard, written in _ALIKE:
        word = word.replace(heard, written)
    return _DOUBLE.sub(r"\1", _FINAL_R.sub("a", word))
