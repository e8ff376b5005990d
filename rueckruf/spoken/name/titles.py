"""Titles and salutations in front of a name."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.office import is_office_word
from rueckruf.spoken.name.words import PAUSES, is_everyday, is_first, is_last, is_only_first, looks_like_a_word
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

# So many words before a name may tell of whom it is.
_CLAUSE = 10
#: First name and surname.
_WHOLE = 2


def titles_at(tokens: Sequence[Token], index: int, stop: int) -> tuple[tuple[str, ...], bool, int]:
    """The titles from ``index`` on, whether a salutation was among them, and where the name begins."""
    titles: list[str] = []
    salutation = False
    while index < stop:
        title, width = _title(tokens, index, stop)
        if title:
            titles.append(title)
        elif tokens[index].folded in word_set("caller_name", "salutations") or _is_office(tokens, index, stop):
            salutation, width = True, 1
        elif (tokens[index].raw in PAUSES and (titles or salutation) and not _is_said_to(tokens, index)) or (
            salutation and (_joins(tokens, index, stop) or hesitates(tokens[index].folded))
        ):
            width = 1
        else:
            break
        index += width
    return tuple(titles), salutation, index


def _is_said_to(tokens: Sequence[Token], index: int) -> bool:
    """Whether an everyday word follows the pause: "Fräulein, *hören* Sie mich?"."""
    if index + 1 >= len(tokens) or is_title(tokens[index + 1]):
        return False
    behind = tokens[index + 1]
    return is_everyday(behind.folded) and not (is_first(behind.raw) or is_last(behind.raw))


def _joins(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """ "Herr *und* Frau Weber", "Signora, *also* Frau Weber"."""
    joins = tokens[index].folded in word_set("caller_name", "between_salutations") or is_filler(tokens[index])
    return joins and index + 1 < stop and tokens[index + 1].folded in word_set("caller_name", "salutations")


def is_title(token: Token) -> bool:
    """Whether a word is a title by itself: "Prof"."""
    return (token.folded,) in _title_phrases()


@cache
def _title_phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(fold(phrase).split()): title
        for title, phrases in vocabulary("caller_name")["titles"].items()
        for phrase in phrases
    }


def _title(tokens: Sequence[Token], index: int, stop: int) -> tuple[str | None, int]:
    """A title at ``index`` and its width; "Dipl.-Ing." is two words with marks between."""
    words: list[str] = []
    found: tuple[str | None, int] = (None, 0)
    for width in range(1, min(6, stop - index) + 1):
        token = tokens[index + width - 1]
        if token.kind == "mark" and token.raw in ".-":
            continue
        words.extend(token.folded.split("-"))
        if title := _title_phrases().get(tuple(words)):
            found = (title, width)
        if len(words) >= 2:
            break
    return found


def _is_office(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Whether an office stands before a surname or a title: "*Pfarrer* Kolb", "*Oberarzt* Doktor Reindl"."""
    if not is_office_word(tokens[index].folded) or index + 1 >= stop:
        return False
    following = tokens[index + 1]
    if _is_whole_behind_a_pause(tokens, index + 1, stop):
        return True
    if is_office_word(following.folded) or _title(tokens, index + 1, stop)[0]:
        return True
    if is_everyday(following.folded):
        return is_last(following.raw) and not following.raw.islower()
    return is_last(following.raw) or (following.kind == "word" and not looks_like_a_word(following.folded))


def _is_whole_behind_a_pause(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """ "Ich bin die Försterin, *Anke Bruns*"."""
    words = tokens[index + 1 : min(stop, index + 1 + _WHOLE)]
    if tokens[index].raw != "," or len(words) < _WHOLE or any(word.kind != "word" for word in words):
        return False
    return is_only_first(words[0].raw) and is_last(words[1].raw) and not is_everyday(words[1].folded)


def is_before_a_first_name(said: Sequence[Token], index: int) -> bool:
    """Whether an office, a relative or a trade stands before a first name.

    "*Schwester* Gerlinde Voss", "*Tante* Erna"; a trade before a whole name: "*Fotograf* Magnus Thörl", "die
    *Praxismanagerin* Doris Uhlenbrock".
    """
    if index + 1 >= len(said) or not is_first(said[index + 1].raw):
        return False
    if is_office_word(said[index].folded) or said[index].folded in word_set("caller_name", "relatives"):
        return True
    words = said[index : index + 3]
    is_whole = len(words) > 2 and all(token.kind == "word" and token.raw[0].isupper() for token in words)
    key = said[index].folded
    is_trade = key in word_set("occupations", "spoken") or key.endswith(tuple(word_set("functions", "endings")))
    return is_whole and is_trade


def is_told_of(said: Sequence[Token], index: int) -> bool:
    """Whether somebody else is named behind "Frau": "früher *war* da immer die Frau *Peters* dran"."""
    addressed = index > 1 and said[index - 1].folded in word_set("caller_name", "salutations")
    clause = takewhile(lambda token: token.kind != "mark", reversed(said[max(0, index - _CLAUSE) : index - 1]))
    return addressed and any(token.folded in word_set("caller_name", "told_of") for token in clause)


def is_greeted(said: Sequence[Token], index: int) -> bool:
    """Whether somebody is greeted: "Hallo *Frau* Weber"; behind a pause it may be who greets: "Hallo, Frau Weber"."""
    addressed = said[index].folded in word_set("caller_name", "salutations")
    return addressed and index > 0 and said[index - 1].folded in word_set("caller_name", "greeting_people")
