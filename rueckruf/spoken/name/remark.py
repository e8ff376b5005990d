"""Remarks on how a name is written: "mit a i", "hinten mit dt", "ohne h", "mit Bindestrich", "am Ende zwei l"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, takewhile

from rueckruf.spoken.name.alphabets import times
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.spelling import read_symbols
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.words import PAUSES, is_first, is_function
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

_LONG_UMLAUTS = ("äh", "öh", "üh")
_PLACE_WORDS = 4
_LEAST_OF_A_NAME = 3
_MOST_JOINED = 3
#: Nobody makes more remarks on a name, or names more letters (tokens) in one.
_MOST_CHANGES, _MOST_LETTERS = 8, 12


@dataclass(frozen=True)
class Change:
    """One remark on the writing, made at token ``at`` and ending before ``end``.

    ``kind``: with, without, once, hyphen, no_hyphen. ``instead``: the letters whose place the new ones take ("mit p
    statt b").
    """

    kind: str
    at: int
    letters: str = ""
    place: str = ""
    instead: str = ""
    end: int = 0

    def replaces(self, other: str) -> bool:
        """Whether the letters may take the place of others of the same sound; "oe" leaves the h of "öh"."""
        return other != self.letters and not (other in _LONG_UMLAUTS and not self.letters.endswith("h"))


def read_changes(said: Sequence[Token]) -> list[Change]:
    """All remarks of a sentence on how a name is written."""
    found: list[Change] = []
    denied: list[Change] = []
    before = ""
    for index, token in enumerate(said):
        if begins_remark(token) or _counts_alone(said, index):
            (denied if before in word_set("spelling", "denying") else found).extend(_remarks(said, index))
        before = token.folded if token.kind == "word" else before
    return _exchanged(said, (_meant(said, found) or _turned(denied))[:_MOST_CHANGES])


def _meant(said: Sequence[Token], changes: Sequence[Change]) -> list[Change]:
    """The remarks that are not taken back by the next one: "*mit e i*, nein, mit a y"."""
    meant = list(changes[-1:])
    for change, following in pairwise(reversed(changes)):
        if not any(takes_back(said, at) for at in range(following.end, change.at)):
            meant.insert(0, following)
    return meant


def _counts_alone(said: Sequence[Token], index: int) -> bool:
    """Whether a remark without "mit" begins there: "*Doppel*-f bitte", "nein, *nur* ein t", "Mahl, am Ende *zwei* l".

    At the head of the sentence, or as all of its clause.
    """
    key = said[index].folded
    if key in word_set("spelling", "counting") and all(map(is_courtesy, said[:index])):
        return True
    if key not in word_set("spelling", "counting") | word_set("spelling", "once") | times().keys():
        return False
    begins = index
    while begins and _is_beside_letters(said[begins - 1]):
        begins -= 1
    is_denied = any(token.folded in word_set("spelling", "denying") for token in said[begins:index])
    is_apart = begins > 0 and said[begins - 1].kind == "mark" and not is_denied
    remarks = list(_remarks(said, index)) if is_apart else []
    end = remarks[-1].end if remarks else 0
    while 0 < end < len(said) and _is_beside_letters(said[end]):
        end += 1
    return bool(remarks) and (end == len(said) or said[end].kind == "mark")


def _is_beside_letters(token: Token) -> bool:
    """Whether a word tells where letters stand, or nothing: "*am Ende* zwei l"."""
    places = word_set("spelling", "front") | word_set("spelling", "back")
    return token.kind == "word" and (token.folded in places or is_function(token.folded) or is_courtesy(token))


def _turned(denied: Sequence[Change]) -> list[Change]:
    """What is right where only what is wrong is said: "nicht mit einem r", "nicht mit Doppel-n"."""
    turned = []
    for change in denied:
        letter = change.letters[:1]
        if change.kind == "once":
            turned.append(replace(change, kind="with", letters=letter * 2))
        elif change.kind == "with" and change.letters == letter * 2:
            turned.append(replace(change, kind="once", letters=letter))
    return turned


def _exchanged(said: Sequence[Token], changes: list[Change]) -> list[Change]:
    """ "mit p statt b", "statt b mit p", "statt b ein p": two remarks as one."""
    wrong = next((change for change in changes if _is_instead(said[change.at])), None)
    if wrong is None:
        return changes
    right = next((change for change in changes if change.kind == "with"), None)
    if right is None:
        article = next(
            (at for at in range(wrong.at, len(said)) if said[at].folded in word_set("spelling", "indefinite")),
            len(said),
        )
        letters = _letters(said, article + 1)[0] if article + 1 < len(said) else ""
        right = Change("with", wrong.at, letters, wrong.place) if letters else None
    if right is None:
        return changes
    rest = [change for change in changes if change not in (wrong, right)]
    return [*rest, replace(right, at=min(right.at, wrong.at), instead=wrong.letters)]


def begins_remark(token: Token) -> bool:
    """Whether a remark on the writing may begin here: "mit", "ohne", "statt"."""
    return token.folded in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset().union(*(word_set("spelling", name) for name in ("with", "without", "instead")))


def _before_remark() -> frozenset[str]:
    return word_set("spelling", "before_remark")


def _in_short() -> frozenset[str]:
    return word_set("spelling", "in_short")


def _is_instead(token: Token) -> bool:
    return token.folded in word_set("spelling", "instead")


def remark_places(said: Sequence[Token]) -> dict[int, int]:
    """Where remarks on the writing begin, with the word before "mit a i" that leads to it, and where each ends.

    "TV" and "LED" may be letters of a name only where that has them.
    """
    places = {}
    for index, token in enumerate(said):
        if not begins_remark(token) or _is_instead(token) or _is_short_for_something(said, index + 1):
            continue
        if remarks := list(_remarks(said, index)):
            leads = index > 0 and said[index - 1].folded in _before_remark()
            places[index - leads] = remarks[-1].end
    return places


def _is_short_for_something(said: Sequence[Token], index: int) -> bool:
    """Whether letters in capitals are none of one sound and none that the word before them has: "Zimmer mit *TV*"."""
    if index >= len(said) or len(said[index].raw) == 1 or not said[index].raw.isupper():
        return False
    key = said[index].raw.lower()
    return key not in _joined_letters() and not (index > 1 and key in said[index - 2].folded)


def past_remarks(said: Sequence[Token], index: int) -> int:
    """The pause behind the remarks that follow there, "Stephan *mit p h*, Becker"; ``index`` itself without any."""
    while (end := _past_remark(said, index)) != index:
        index = end
    return index


def _past_remark(said: Sequence[Token], index: int) -> int:
    at = index
    while at < len(said) and (said[at].raw in PAUSES or said[at].folded in _before_remark() | _in_short()):
        at += 1
    begins = at < len(said) and (begins_remark(said[at]) or _counts_alone(said, at))
    remarks = list(_remarks(said, at)) if begins else []
    if not remarks:
        return index
    end = remarks[-1].end
    near = range(end, min(end + _PLACE_WORDS, len(said)))
    return next((at for at in near if said[at].kind == "mark" or said[at].folded in _in_short()), end)


def ends_remark(said: Sequence[Token], index: int) -> bool:
    """Whether the letters of a remark end there: "*mit zwei t*", "*mit i e und d*"."""
    return any(
        begins_remark(said[at]) and any(change.end == index for change in _remarks(said[:index], at))
        for at in range(max(0, index - _MOST_LETTERS), index)
    )


def is_stranger(token: Token) -> bool:
    """Whether a word before a remark is what the remark is about, and not about spelling: "*Vermieter* mit dt"."""
    small = is_function(token.folded) or is_courtesy(token) or len(token.folded) < _LEAST_OF_A_NAME
    about = any(token.folded in word_set("spelling", name) for name in ("front", "back", "once", "adjectives", "about"))
    announces = token.folded.startswith(tuple(vocabulary("spelling")["announcements"]))
    return token.kind == "word" and not (small or about or announces)


def _remarks(said: Sequence[Token], index: int) -> Iterator[Change]:
    begins = begins_remark(said[index])
    kind = "without" if begins and said[index].folded not in word_set("spelling", "with") else "with"
    at = _past_adjectives(said, index + begins)
    once = any(token.folded in word_set("spelling", "once") for token in said[index + begins : at])
    if at >= len(said):
        return
    if said[at].folded in word_set("spelling", "hyphens"):
        yield Change("hyphen" if kind == "with" else "no_hyphen", index, end=at + 1)
        return
    while at < len(said):
        letters, end = _letters(said, at)
        if not letters:
            return
        if beside := _beside_another(said, end, letters, kind):
            end = beside.end
            yield replace(beside, at=index)
        else:
            once = once and kind == "with" and len(letters) == 1
            yield Change("once" if once else kind, index, letters, _place(said, index, end), end=end)
        while end < len(said) and said[end].folded in word_set("spelling", "joining_remarks"):
            end += 1
        at, once = end, False


def _is_last_name_word(said: Sequence[Token], at: int) -> bool:
    """ "Ziegler, mit langem i, *Rosa*": a first name behind a pause with which the answer ends is no letter."""
    named = at > 0 and said[at - 1].raw in PAUSES and len(said[at].raw) >= _LEAST_OF_A_NAME and is_first(said[at].raw)
    return named and all(token.kind == "mark" for token in said[at + 1 :])


def _beside_another(said: Sequence[Token], index: int, letters: str, kind: str) -> Change | None:
    """ "Mit h *hinter dem t*", "ohne e *nach dem u*": letters that are told by the one they stand beside."""
    if index + 1 >= len(said):
        return None
    behind = said[index].folded in word_set("spelling", "behind")
    if not behind and said[index].folded not in word_set("spelling", "ahead"):
        return None
    other, end = _letters(said, _past_adjectives(said, index + 1))
    both = other + letters if behind else letters + other
    if not other:
        return None
    if kind == "without":
        return Change("with", index, other, instead=both, end=end)
    return Change(kind, index, both, end=end)


def _past_adjectives(said: Sequence[Token], at: int) -> int:
    """The place of the letters after "nur einem", "stummem" and pauses."""
    passed = word_set("spelling", "once") | word_set("spelling", "adjectives") | PAUSES | {"-"}
    while at < len(said) and (said[at].folded in passed or hesitates(said[at].folded)):
        at += 1
    return at


def _letters(said: Sequence[Token], index: int) -> tuple[str, int]:
    """Letters at ``index``: said one by one, or as recognisers join them ("dt", "ph", "AI")."""
    if _is_last_name_word(said, index):
        return "", index
    stop = min(len(said), index + _MOST_LETTERS)
    until = next((at for at in range(index, stop) if _parts_remarks(said, at)), stop)
    letters, end = read_symbols(said[:until], index)
    word_goes_on = end + 1 < len(said) and said[end].raw == "-" and len(said[end + 1].raw) > 1
    if word_goes_on:
        return "", index
    if letters and not (end - index == 1 and is_function(said[index].folded)):
        return letters, end
    return (said[index].raw.lower(), index + 1) if _are_letters(said[index]) else ("", index)


def _are_letters(token: Token) -> bool:
    """Whether a recogniser joined letters to a word: "dt", "AI"."""
    in_capitals = token.raw.isupper() and len(token.raw) <= _MOST_JOINED
    return token.kind == "word" and (in_capitals or token.raw.lower() in _joined_letters())


@cache
def _joined_letters() -> frozenset[str]:
    return frozenset(letters for group in vocabulary("spelling")["same_sound"] for letters in group if len(letters) > 1)


def _parts_remarks(said: Sequence[Token], at: int) -> bool:
    """Whether "und" or a comma ends the letters of a remark; in "zwei, f" and "a, i" it does not.

    In "statt b ein p" the article does: it begins what is right.
    """
    near = said[max(0, at - _MOST_LETTERS) : at]
    if said[at].folded in word_set("spelling", "indefinite") and any(map(_is_instead, near)):
        return True
    counted = at and said[at - 1].folded in times()
    spelled = 0 < at < len(said) - 1 and len(said[at - 1].raw) == 1 == len(said[at + 1].raw)
    return said[at].folded in word_set("spelling", "ending_remark") or (
        said[at].raw in PAUSES and not counted and not spelled
    )


def _place(said: Sequence[Token], index: int, end: int) -> str:
    behind = takewhile(lambda token: token.raw not in PAUSES, said[end : end + _PLACE_WORDS - 1])
    near = {token.folded for token in (*said[max(0, index - _PLACE_WORDS) : index], *behind)}
    if near & word_set("spelling", "front"):
        return "front"
    return "back" if near & word_set("spelling", "back") else ""
