"""The words of a name: cutting them out of speech, what the lists know about them, how they are written."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from rueckruf.spoken.text.numbers import cardinal, ordinal
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, Token, TokenKind, fold

_LETTER = "[^\\W\\d_][\u0300-\u036f]*"
_TOKEN = re.compile(rf"\d+|(?:{_LETTER})+(?:[-'’ʼ](?:{_LETTER})+)*|['’ʼ][tT](?!\w)|\S")
_PART = re.compile(rf"(?:{_LETTER})+|[-'’ʼ]")
#: A letter of another script than ours, with its accents in whatever language: Cyrillic, Greek, Arabic, Chinese.
_OTHER_SCRIPT = re.compile(r"(?![\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06])[^\W\d_\u0000-\u036f]")
_UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "’": "'"})
FIRST_NAMES, SURNAMES = "first_names", "surnames"
"""The lists of common names."""
PAUSES = frozenset({",", "."})
"""Marks that recognisers put where a caller pauses."""
#: So many letters stand in front of the ending of a word at least: "Kibar" and "Dinis" are none.
_SHORTEST_STEM = 3
#: A word that ends with an everyday one of so many letters is hardly a name: "Energieausweis".
_LONG_WORD = 6
#: What joins two words to one.
_JOINTS = ("", "s", "n", "en", "er", "es", "e")
_ANSWERS = ("function", "courtesy", "question_and_machine", "answers_and_dialect", "foreign")
#: Whose umlauts are no signs that a list may lack, or who have none.
_WITHOUT_UMLAUTS = ("german", "vietnamese_chinese_korean")
_VOWEL = re.compile("[aeiouyäöü]")
_UMLAUT = re.compile("[äöü]", re.IGNORECASE)
_TURKISH = re.compile("[ışğ\u0307]")


@lru_cache(maxsize=RECENT_TEXTS)
def name_tokens(text: str) -> tuple[Token, ...]:
    """All tokens of ``text`` in order, a word with its hyphens and apostrophes and its foreign accents.

    Letters strung with hyphens ("M-E-I-E-R") are tokens of their own. A word in another script is a mark: it is a
    greeting mostly, and a name that is written so can neither be spoken by our voice nor be read by whoever rings back.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        parts = re.split("-", raw)
        if raw[0].isdecimal():
            found.append(Token(raw, raw, match.start(), match.end(), "digits"))
        elif not raw[-1].isalpha() or _OTHER_SCRIPT.search(raw):
            found.append(Token(raw, raw, match.start(), match.end(), "mark"))
        elif len(parts) > 1 and any(len(part) == 1 for part in parts):
            for part in re.finditer("[^-]+|-", raw):
                kind: TokenKind = "mark" if part.group() == "-" else "word"
                start = match.start() + part.start()
                found.append(Token(part.group(), key_of(part.group()), start, start + len(part.group()), kind))
        else:
            found.append(Token(raw, key_of(raw), match.start(), match.end(), "word"))
    return tuple(found)


def part_start(said: Sequence[Token], stop: int) -> int:
    """Where the part of a sentence begins that ends at ``stop``: behind the last mark before it."""
    return max((at + 1 for at in range(stop) if said[at].kind == "mark"), default=0)


@lru_cache(maxsize=8192)
def key_of(word: str) -> str:
    """The folded word; foreign accents stay, so that no name is taken for another word."""
    return fold(unicodedata.normalize("NFC", word).replace("’", "'").replace("ʼ", "'")).replace("\u0307", "")


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """The bare Latin letters: "Yılmaz" -> "yilmaz", "Nguyễn" -> "nguyen", "Müller" -> "muller"."""
    bare = unicodedata.normalize("NFKD", word.lower()).translate(_UNDECOMPOSED)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


@dataclass(frozen=True)
class _Names:
    first: dict[str, str]  # either key of a first name -> where it is at home
    last: dict[str, str]
    written: dict[str, str]  # lower-case letters -> the spelling with its inner capitals and apostrophes


@cache
def _names() -> _Names:
    written = {}
    for table in ("first_names", "surnames"):
        for names in vocabulary(table).values():
            for name in names:
                if not re.fullmatch(r"[^\W\d_][^A-Z\W]*", name):
                    written[_letters(name)] = name
                    written[_letters(name).replace("'", "")] = name
                    written[_letters(name).replace("'", " ")] = name
    first, last = ({**_origins(f"rare_{table}"), **_origins(table)} for table in ("first_names", "surnames"))
    return _Names(first, last, written)


def _letters(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.lower())


def _origins(table: str) -> dict[str, str]:
    origins: dict[str, str] = {}
    for origin, names in vocabulary(table).items():
        for name in names:
            for part in {name, name.split()[-1]}:
                origins.setdefault(fold(part), origin)
                if origin != "german":  # recognisers drop foreign signs, hardly German umlauts: "Burgel" is not Bürgel
                    origins.setdefault(plain(part), origin)
    return origins


@lru_cache(maxsize=8192)
def first_name_origin(word: str) -> str | None:
    """Where a first name is at home, or None when the list has none such; "Hans-Peter" counts by its parts."""
    found = [_lookup(_names().first, part) for part in word.split("-")]
    return found[0] if all(found) else None


@lru_cache(maxsize=8192)
def surname_origin(word: str) -> str | None:
    """Where a surname is at home, or None when the list has none such."""
    for part in (word, *word.split("-")):
        origin = _lookup(_names().last, part)
        if origin:
            return origin
    return None


@cache
def german_surnames() -> tuple[str, ...]:
    """The German surnames in small letters, the common ones among them."""
    return tuple(name.lower() for name in vocabulary("surnames")["german"])


def is_east_asian(surname: str) -> bool:
    """Whether a surname stands before the first names where it is at home."""
    return surname_origin(surname) == "vietnamese_chinese_korean"


def _lookup(table: dict[str, str], word: str) -> str | None:
    """Where the table has a word at home, foreign signs left away or not; "Hörst" is no Horst, "Hä" no Ha."""
    listed = table.get(key_of(word))
    if listed:
        return listed
    bare = table.get(plain(word)) or table.get(plain(word).replace("'", ""))
    return None if bare in _WITHOUT_UMLAUTS and _UMLAUT.search(word) else bare


def is_first(word: str) -> bool:
    """Whether the lists know ``word`` as a first name."""
    return first_name_origin(word) is not None


def is_last(word: str) -> bool:
    """Whether the lists know ``word`` as a surname, or it ends as only surnames do."""
    if "-" in word and is_first(word) and any(map(is_only_first, word.split("-"))):
        return False  # "Hans-Peter"
    if "-" in word and key_of(word.rpartition("-")[2]) in _endings("word_endings"):
        return False  # "Konrad-Adenauer-Platz"
    if "-" in word and key_of(word.partition("-")[0]) in word_set("caller_name", "farms_of_two"):
        return True  # "Große-Wächter"
    if surname_origin(word) is not None:
        return True
    if len(word) < 6 or is_first(word) or is_everyday(key_of(word)):
        return False
    return _ends_as_a_surname(key_of(word))


def _ends_as_a_surname(key: str) -> bool:
    """ "Wiesmüller", but not "Hrmann": what stands before the ending can be spoken."""
    endings = _endings("surname_endings")
    if not key.endswith(endings):
        return False
    return any(key.endswith(ending) and _VOWEL.search(key[: -len(ending)]) for ending in endings)


@cache
def _common(table: str) -> frozenset[str]:
    return frozenset(_origins(table))


def is_common(word: str, table: str) -> bool:
    """Whether ``table``, "first_names" or "surnames", has ``word`` or all of its parts, not only that of rare ones."""
    return all(key_of(part) in _common(table) or plain(part) in _common(table) for part in word.split("-"))


def is_only_first(word: str) -> bool:
    """Whether the lists know a word as a first name alone."""
    return is_first(word) and not is_last(word)


def is_only_last(word: str) -> bool:
    """Whether the lists know a word as a surname alone."""
    return is_last(word) and not is_first(word)


@cache
def _endings(section: str) -> tuple[str, ...]:
    endings = vocabulary("caller_name")[section]
    return tuple({fold(ending) for ending in endings} | {plain(ending) for ending in endings})


@cache
def _ordinary() -> frozenset[str]:
    meaning = [words for group, words in vocabulary("ordinary_words").items() if group != "function"]
    spoken = [vocabulary(table)["spoken"] for table in ("more_ordinary_words", "dialect_words", "occupations")]
    others = vocabulary("occupations")["qualities"], vocabulary("questions")["asking"]
    listed = frozenset(fold(word) for words in (*meaning, *spoken, *others) for word in words)
    return listed | (_people_and_places() - _names().last.keys() - _names().first.keys())


def _people_and_places() -> frozenset[str]:
    """Words for people, and the larger towns; many of either are surnames as well."""
    people = word_set("represented", "people") | word_set("represented", "helpers")
    cities = chain.from_iterable(vocabulary("phone_number")["cities"].values())
    return people | word_set("caller_name", "people_besides") | frozenset(map(fold, cities))


def is_function(key: str) -> bool:
    """Whether a folded word only holds sentences together ("und", "ich", "der")."""
    return key in word_set("ordinary_words", "function")


@lru_cache(maxsize=8192)
def is_ordinary(key: str) -> bool:
    """Whether a folded word means something by itself: an everyday word or a number."""
    return key in _ordinary() or cardinal(key) is not None or ordinal(key) is not None


def is_everyday(key: str) -> bool:
    """Whether a folded word means something by itself or holds sentences together."""
    return is_ordinary(key) or is_function(key)


def answers(key: str) -> bool:
    """Whether a folded word is an answer by itself ("klar", "schön"), even where it is a surname."""
    return any(key in word_set("ordinary_words", group) for group in _ANSWERS)


def is_thing(key: str) -> bool:
    """Whether a folded word is an everyday noun or the like: a surname after a first name ("Stella Zahn")."""
    groups = ("matter", "things", "places_and_people")
    return key in word_set("more_ordinary_words", "spoken") or any(
        key in word_set("ordinary_words", group) for group in groups
    )


def is_in_dictionary(key: str) -> bool:
    """Whether a dictionary has the folded word as a verb, an adverb or an adjective: "reicht", "dazwischen"."""
    return key in word_set("dictionary_words", "words")


@lru_cache(maxsize=8192)
def looks_like_a_word(key: str) -> bool:
    """Whether an unlisted folded word is built like a German noun, verb or adjective, or a dictionary has it."""
    built = is_in_dictionary(key) or key.endswith("'s") or key[_SHORTEST_STEM:].endswith(_endings("word_endings"))
    return len(key) < 2 or built or _participle().fullmatch(key) is not None


@cache
def _participle() -> re.Pattern[str]:
    """ "gespült", "an|ge|fressen", "über|rascht"."""
    front, firm = ("|".join(word_set("caller_name", name)) for name in ("parted_prefixes", "firm_prefixes"))
    return re.compile(rf"ge.*t|(?:{front})ge.{{3,}}(?:t|en)|(?:{firm}).{{4,}}t")


def is_word(key: str) -> bool:
    """Whether a folded word means something by itself, even if it is mostly a name."""
    return is_ordinary(key) or key in word_set("caller_name", "also_words")


@lru_cache(maxsize=8192)
def is_compound(key: str) -> bool:
    """Whether a folded word is made of two everyday words: "dachlawine", "wasserschaden"."""
    if any(is_ordinary(key[at:]) for at in range(_SHORTEST_STEM, len(key) - _LONG_WORD + 1)):
        return True
    cuts = range(_SHORTEST_STEM, len(key) - _SHORTEST_STEM + 1)
    return any(is_ordinary(key[at:]) and any(map(is_word, _without_joint(key[:at]))) for at in cuts)


def _without_joint(key: str) -> Iterator[str]:
    """ "sonnen": "sonnen", "sonne", "sonn"."""
    stems = (key.removesuffix(joint) for joint in _JOINTS if key.endswith(joint))
    return (stem for stem in stems if len(stem) >= _SHORTEST_STEM)


def write(words: Sequence[str]) -> str:
    """Words of one name as a person writes them; what already has capitals of its own is kept.

    Particles before the last word stay small ("von der Heide", "María del Carmen").
    """
    kept = [unicodedata.normalize("NFC", word) for word in words]
    plain_case = all(word.islower() or word.isupper() for word in kept)
    listed = _names().written.get(_letters(" ".join(kept)))
    title_case = "'" in (listed or "") and all(word.istitle() for word in kept)
    if listed and (plain_case or title_case):
        return listed
    if len(kept) > 1 and key_of(kept[0]) in word_set("caller_name", "particles_of_rank"):
        kept[0] = kept[0].lower()  # the capital is that of the sentence: "Von Bülow am Apparat"
    small, capital = word_set("caller_name", "particles"), word_set("caller_name", "particles_capital")
    small |= word_set("caller_name", "place_prepositions")
    particles = small - capital if plain_case else small | capital
    return " ".join((*(_write_within(word, particles) for word in kept[:-1]), *map(_write_word, kept[-1:])))


def _write_within(word: str, particles: Container[str]) -> str:
    return word if word.islower() and key_of(word) in particles else _write_word(word)


def write_first(words: Sequence[str]) -> str:
    """First names as a person writes them: the first of them is no particle ("Van Duc")."""
    return " ".join(filter(None, (write(words[:1]), write(words[1:]) if words[1:] else "")))


def _write_word(word: str) -> str:
    if not (word.islower() or (word.isupper() and len(word) > 1)):
        # "Obrien", as recognisers write it
        return _names().written.get(_letters(word), word) if word.istitle() else word
    return _names().written.get(_letters(word)) or "".join(
        part if part in "-'’ʼ" else _capital(part) for part in _PART.findall(word.lower())
    )


def _capital(part: str) -> str:
    if len(part) > 4 and part.startswith("mc"):
        return "Mc" + part[2:].capitalize()
    if part[0] == "i" and _TURKISH.search(part):
        return "İ" + part[1:].removeprefix("\u0307")
    return part[0].upper() + part[1:]
