"""How a name is written, in words: "mit a i", "hinten mit dt", "ohne h", "mit Bindestrich"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from rueckruf.spoken.name.alphabets import times
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.spelling import read_symbols
from rueckruf.spoken.name.words import PAUSES, is_first, is_function, is_last, plain, write
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

_PLACE_WORDS = 4
#: Letters that stand for one sound together; none of them is exchanged alone.
_ONE_SOUND = re.compile("sch|ch")
#: The h of "Christian" is none of a sound of its own.
_PART_OF_A_SOUND = re.compile("sch|ch(?!r)")
_LONG_UMLAUTS = ("äh", "öh", "üh")
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
    return _exchanged(said, (found or _turned(denied))[:_MOST_CHANGES])


def _counts_alone(said: Sequence[Token], index: int) -> bool:
    """ "*Doppel*-f bitte", "nein, *nur* ein t": a remark without "mit", at the head of the sentence."""
    counts = said[index].folded in word_set("spelling", "counting")
    return counts and all(token.kind == "mark" or is_courtesy(token) for token in said[:index])


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


def remark_starts(said: Sequence[Token]) -> list[int]:
    """Where remarks on the writing begin: the word before "mit a i" is a name."""
    return [
        index - (index > 0 and said[index - 1].folded in _before_remark())
        for index, token in enumerate(said)
        if begins_remark(token) and not _is_instead(token) and next(_remarks(said, index), None) is not None
    ]


def past_remarks(said: Sequence[Token], index: int) -> int:
    """The pause behind the remarks that follow there, "Stephan *mit p h*, Becker"; ``index`` itself without any."""
    while (end := _past_remark(said, index)) != index:
        index = end
    return index


def _past_remark(said: Sequence[Token], index: int) -> int:
    at = index
    while at < len(said) and (said[at].raw in PAUSES or said[at].folded in _before_remark()):
        at += 1
    remarks = list(_remarks(said, at)) if at < len(said) and begins_remark(said[at]) else []
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
        place = _place(said, index, end)
        once = once and kind == "with" and len(letters) == 1
        yield Change("once" if once else kind, index, letters, place, end=end)
        while end < len(said) and said[end].folded in word_set("spelling", "joining_remarks"):
            end += 1
        at, once = end, False


def _past_adjectives(said: Sequence[Token], at: int) -> int:
    """The place of the letters after "nur einem", "stummem" and pauses."""
    passed = word_set("spelling", "once") | word_set("spelling", "adjectives") | PAUSES | {"-"}
    while at < len(said) and (said[at].folded in passed or hesitates(said[at].folded)):
        at += 1
    return at


def _letters(said: Sequence[Token], index: int) -> tuple[str, int]:
    """Letters at ``index``: said one by one, or as recognisers join them ("dt", "ph", "AI")."""
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
    near = {
        token.folded for token in (*said[max(0, index - _PLACE_WORDS) : index], *said[end : end + _PLACE_WORDS - 1])
    }
    if near & word_set("spelling", "front"):
        return "front"
    return "back" if near & word_set("spelling", "back") else ""


def change_name(name: str, change: Change) -> str | None:
    """``name`` with the change carried out; the same when it is written so already; None when it cannot be."""
    if change.kind == "hyphen":
        return "-".join(name.split()) if len(name.split()) == 2 else name if "-" in name else None
    if change.kind == "no_hyphen":
        return name.replace("-", " ") if "-" in name else None
    lower = name.lower()
    if change.instead:
        at = lower.rfind(change.instead)
        return _cased(lower[:at] + change.letters + lower[at + len(change.instead) :]) if at >= 0 else None
    if change.kind == "once":
        doubled = change.letters * 2
        if doubled in lower:
            return _cased(lower.replace(doubled, change.letters))
        return name if change.letters in lower else _with(name, lower, change)
    if change.kind == "without":
        at = _without_its_sound(lower, change.letters)
        if at < 0:
            return name
        left = change.letters[0] if change.letters == change.letters[0] * 2 else ""  # "ohne Doppel-s"
        return _cased(lower[:at] + left + lower[at + len(change.letters) :]) if at > 0 else None
    return _with(name, lower, change)


def _without_its_sound(lower: str, letters: str) -> int:
    """Where letters stand last that are no part of the sound of others, as the h of "Schröder" is; below 0: nowhere."""
    parts = {at for sound in _PART_OF_A_SOUND.finditer(lower) for at in range(*sound.span()) if letters != sound[0]}
    return max((at for at in range(len(lower)) if lower.startswith(letters, at) and at not in parts), default=-1)


def _with(name: str, lower: str, change: Change) -> str | None:
    if _in_place(lower, lower.rfind(change.letters), change) or _in_place(lower, lower.find(change.letters), change):
        return name
    candidates = list(_candidates(lower, change))
    known = list(filter(_is_known, _swaps(lower, change))) if not change.place else []
    chosen = known or list(filter(_is_known, candidates)) or candidates
    if not chosen and (listed := _listed(lower, change.letters)):
        chosen = [listed]
    if not chosen:
        return None
    return _cased(chosen[0] if change.place == "front" or len(chosen) == 1 else chosen[-1])


def _is_known(word: str) -> bool:
    return is_last(word) or is_first(word)


def _swaps(lower: str, change: Change) -> Iterator[str]:
    """The name with one letter in the place of another of the same sound: "Meier mit Ypsilon" is Meyer, not Meyr."""
    group = next((group for group in vocabulary("spelling")["same_sound"] if change.letters in group), ())
    for at, letter in enumerate(lower):
        if letter in group and len(change.letters) == 1 and change.replaces(letter):
            yield lower[:at] + change.letters + lower[at + 1 :]


def _in_place(lower: str, at: int, change: Change) -> bool:
    """Whether the letters stand at ``at`` and where the caller says ("vorne", "hinten")."""
    if at < 0:
        return False
    if change.place == "front":
        return at <= 1
    if change.place == "back":
        return at + len(change.letters) >= len(lower) - 1
    return True


def _candidates(lower: str, change: Change) -> Iterator[str]:
    """All spellings of the name with the wanted letters for the same sound, from front to back."""
    spots: list[tuple[int, int]] = []
    for group in vocabulary("spelling")["same_sound"]:
        if change.letters not in group:
            continue
        for other in sorted(filter(change.replaces, group), key=len, reverse=True):
            spots.extend(_spots(lower, other, spots))
        if spots:
            break
    if change.letters == "h":
        inside = lower if change.place == "back" else lower[:-1]
        spots = [(at + 1, at + 1) for at, letter in enumerate(inside) if letter in "aeiouäöütr"]
    for at, end in sorted(spots):
        if change.place == "front" and at > 1:
            continue
        if change.place == "back" and end < len(lower) - 1:
            continue
        yield lower[:at] + change.letters + lower[end:]


def _spots(lower: str, letters: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = lower.find(letters)
    one_sound = [match.span() for match in _ONE_SOUND.finditer(lower)]
    while at >= 0:
        end = at + len(letters)
        cut = any(start < end and at < stop and end - at < stop - start for start, stop in one_sound)
        if not cut and not any(start < end and at < stop for start, stop in taken):
            yield at, end
        at = lower.find(letters, at + 1)


@cache
def _surname_keys() -> tuple[str, ...]:
    return tuple(name.lower() for names in vocabulary("surnames").values() for name in names)


def _listed(lower: str, letters: str) -> str | None:
    """The one listed surname with these letters that is a single letter away from the heard one."""
    near = process.extract(lower, _surname_keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=20)
    names = {name for name, _, _ in near if letters in name and plain(name) != plain(lower)}
    return names.pop() if len(names) == 1 else None


def _cased(lower: str) -> str:
    return write(lower.split())
