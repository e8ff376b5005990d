"""Remarks on how a name is written: "mit a i", "hinten mit dt", "ohne h", "mit Bindestrich", "am Ende zwei l"."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import attrgetter

from rueckruf.spoken.name.alphabets import (
    PLACES,
    announces_letters,
    are_one_sound,
    joined_letters,
    letter_words,
    place_words,
    times,
)
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.missing_letters import missing_letters
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.words import PAUSES, is_function
from rueckruf.spoken.name.writing import (
    LEAST_OF_A_NAME,
    MOST_LETTERS,
    PLACE_WORDS,
    Change,
    are_letters,
    begins_remark,
    is_instead,
    letters_at,
    place_of,
    remarks_at,
)
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many words stand between what is right and what is wrong at most: "ein f *und* kein v".
_AGAINST = 3
#: Nobody makes more remarks on a name.
_MOST_CHANGES = 8


def read_changes(said: Sequence[Token]) -> list[Change]:
    """All remarks of a sentence on how a name is written."""
    found: list[Change] = []
    denied: list[Change] = []
    before = ""
    for index, token in enumerate(said):
        if begins_remark(token) or _stands_alone(said, index):
            (denied if before in word_set("spelling", "denying") else found).extend(remarks_at(said, index))
        before = token.folded if token.kind == "word" else before
    found = _with_wrong_ones(said, sorted([*found, *missing_letters(said)], key=attrgetter("at")))
    return _exchanged(said, (_set_against(_meant(said, found), denied) or _turned(denied))[:_MOST_CHANGES])


def _meant(said: Sequence[Token], changes: Sequence[Change]) -> list[Change]:
    """The remarks that are not taken back by the next one: "*mit e i*, nein, mit a y"."""
    meant = list(changes[-1:])
    for change, following in pairwise(reversed(changes)):
        if not any(takes_back(said, at) for at in range(following.end, change.at)):
            meant.insert(0, following)
    return meant


def _set_against(changes: Sequence[Change], denied: Sequence[Change]) -> list[Change]:
    """What is right in the place of what is denied beside it: "mit th, nicht mit dt", "nicht ck, nur k"."""
    wrong = [change.letters for change in denied if change.letters]
    alone = len(changes) == 1 == len(wrong)
    against = [[one for one in wrong if alone or are_one_sound(one, change.letters)] for change in changes]
    return [
        replace(change, instead=letters[0]) if letters else change
        for change, letters in zip(changes, against, strict=True)
    ]


def _with_wrong_ones(said: Sequence[Token], changes: Sequence[Change]) -> list[Change]:
    """ "Hinten ein f, *kein v*", "*kein b*, sondern ein p": one remark on what is right in its place."""
    found: list[Change] = []
    for change in changes:
        before = found[-1] if found else None
        wrong, right = (change, before) if change.kind == "without" else (before, change)
        if wrong and right and _is_set_against(said, wrong, right):
            found[-1] = replace(right, kind="with", at=found[-1].at, instead=wrong.letters, end=change.end)
        else:
            found.append(change)
    return found


def _is_set_against(said: Sequence[Token], wrong: Change, right: Change) -> bool:
    near = max(wrong.at, right.at) - min(wrong.end, right.end) <= _AGAINST
    is_denied = wrong.kind == "without" and said[wrong.at].folded in word_set("spelling", "no_such")
    return is_denied and near and right.kind in ("with", "once", "more") and right.letters != wrong.letters


def _stands_alone(said: Sequence[Token], index: int) -> bool:
    """Whether a remark without "mit" begins there."""
    return _counts_alone(said, index) or _is_all_letters(said, index) or _is_set_against_letters(said, index)


def _is_set_against_letters(said: Sequence[Token], index: int) -> bool:
    """ "Nicht mit ä sondern *a e*", "nicht mit e i sondern *a y*"."""
    if not index or said[index - 1].folded not in word_set("caller_name", "contrasting"):
        return False
    letters, end = letters_at(said, index) if _begins_letters(said[index]) else ("", index)
    return letters in joined_letters() and (end == len(said) or said[end].kind == "mark" or is_courtesy(said[end]))


def _is_all_letters(said: Sequence[Token], index: int) -> bool:
    """Whether letters of one sound, or at one end, begin there in a clause that tells only how a name is written.

    "Maier, aber *a y*, nicht *a i*", "Klausen, *C* am Anfang", "das ä wird bei mir als *a e* geschrieben".
    """
    if not _begins_letters(said[index]):
        return False
    letters, end = letters_at(said, index)
    if letters not in joined_letters() and not _is_lone_letter(said, index, end):
        return False
    begins = _begin_of_writing(said, index)
    behind = range(end, min(len(said), end + MOST_LETTERS))
    ends = next((at for at in behind if not is_of_writing(said[at])), behind.stop)
    if any(map(begins_remark, said[max(0, begins - 2) : index])) or (ends < len(said) and said[ends].kind == "word"):
        return False
    led = any(token.folded in _before_remark() | _in_short() for token in said[begins:index])
    return begins > 0 and (led or said[begins - 1].kind == "mark")


def _begin_of_writing(said: Sequence[Token], index: int) -> int:
    """Where the words begin that only lead to the letters there: "*das ä wird als* a e"."""
    near = range(index - 1, max(-1, index - 1 - MOST_LETTERS), -1)
    return next((at + 1 for at in near if not is_of_writing(said[at])), max(0, index - MOST_LETTERS))


def _is_lone_letter(said: Sequence[Token], index: int, end: int) -> bool:
    """Whether a single letter is told by where it stands, or by another: "*C* am Anfang", "nicht c k, sondern *k*"."""
    before = said[index - 1 : index]
    is_meant = any(token.folded in word_set("caller_name", "contrasting") for token in before)
    if end - index > 1 or any(map(_is_letter, (*before, *said[end : end + 1]))):
        return False
    return is_meant or bool(place_of(said, index, end))


def is_of_writing(token: Token) -> bool:
    """Whether a word may stand beside letters that tell how a name is written: "das *ä wird bei mir* als a e"."""
    adjective = token.folded in word_set("spelling", "adjectives")
    is_letter = _is_letter(token) or are_letters(token) or adjective or token.folded in letter_words()
    return is_letter or _is_beside_letters(token) or announces_letters(token)


def tells_letters(said: Sequence[Token], index: int) -> bool:
    """Whether letters stand there, behind words that tell where: "hinten *dt*", "am Ende *zwei l*"."""
    at = next((at for at in range(index, len(said)) if _begins_letters(said[at])), len(said))
    return at < len(said) and bool(letters_at(said, at)[0])


def _begins_letters(token: Token) -> bool:
    return _is_letter(token) or are_letters(token) or token.folded in times()


def _is_letter(token: Token) -> bool:
    return token.kind == "word" and len(token.raw) == 1


def _counts_alone(said: Sequence[Token], index: int) -> bool:
    """Whether a remark without "mit" begins there: "*Doppel*-f bitte", "nein, *nur* ein t", "Mahl, am Ende *zwei* l".

    At the head of the sentence, or as all of its clause.
    """
    key = said[index].folded
    if key in word_set("spelling", "counting") and all(map(is_courtesy, said[:index])):
        return True
    if key not in _counts():
        return False
    remarks = list(remarks_at(said, index)) if _is_apart(said, index) else []
    end = remarks[-1].end if remarks else 0
    while 0 < end < len(said) and _is_beside_letters(said[end]) and not begins_remark(said[end]):
        end += 1
    return bool(remarks) and (end == len(said) or said[end].kind == "mark" or begins_remark(said[end]))


@cache
def _counts() -> frozenset[str]:
    return word_set("spelling", "counting") | word_set("spelling", "once") | times().keys()


def _is_apart(said: Sequence[Token], index: int) -> bool:
    """Whether nothing but where letters stand is said before them, behind a pause or with such a place."""
    begins = index
    while begins and _is_beside_letters(said[begins - 1]):
        begins -= 1
    is_denied = any(token.folded in word_set("spelling", "denying") for token in said[begins:index])
    is_placed = any(token.folded in place_words() for token in said[:index])
    return (said[begins - 1].kind == "mark" if begins else is_placed) and not is_denied


def _is_beside_letters(token: Token) -> bool:
    """Whether a word tells where letters stand, or nothing: "*am Ende* zwei l"."""
    is_place = token.folded in place_words() | word_set("spelling", "of_a_letter")
    return token.kind == "word" and (is_place or is_function(token.folded) or is_courtesy(token))


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
    wrong = next((change for change in changes if is_instead(said[change.at])), None)
    if wrong is None:
        return changes
    right = next((change for change in changes if change.kind == "with"), None)
    if right is None and (letters := _behind_article(said, wrong.at) or _right_before(said, wrong.at)):
        right = Change("with", wrong.at, letters, wrong.place)
    if right is None:
        return changes
    rest = [change for change in changes if change not in (wrong, right)]
    return [*rest, replace(right, at=min(right.at, wrong.at), instead=wrong.letters)]


def _behind_article(said: Sequence[Token], index: int) -> str:
    """ "Statt b *ein p*"."""
    articles = (at for at in range(index, len(said) - 1) if said[at].folded in word_set("spelling", "indefinite"))
    article = next(articles, None)
    return letters_at(said, article + 1)[0] if article is not None else ""


def _right_before(said: Sequence[Token], index: int) -> str:
    """ "*U e* statt ü"."""
    near = range(max(0, index - MOST_LETTERS), index)
    found = (letters_at(said[:index], at) for at in near if _begins_letters(said[at]))
    return next((letters for letters, end in found if letters and end == index), "")


def _before_remark() -> frozenset[str]:
    return word_set("spelling", "before_remark")


def _in_short() -> frozenset[str]:
    return word_set("spelling", "in_short")


def remark_places(said: Sequence[Token]) -> dict[int, int]:
    """Where remarks on the writing begin, with the word before "mit a i" that leads to it, and where each ends.

    "TV" and "LED" may be letters of a name only where that has them.
    """
    places = {change.at: change.end for change in missing_letters(said)}
    leading = _before_remark() | word_set("spelling", "denying")
    for index, token in enumerate(said):
        if begins_remark(token) and not is_instead(token) and not _is_short_for_something(said, index + 1):
            begins = _past_place_before(said, index)
            begins -= begins > 0 and said[begins - 1].folded in leading
        elif _is_all_letters(said, index):
            begins = _begin_of_writing(said, index)
        else:
            continue
        if remarks := list(remarks_at(said, index)):
            places[begins] = remarks[-1].end
    return places


def _past_place_before(said: Sequence[Token], index: int) -> int:
    """Where "*am Ende* mit dt", "*vorne* mit C", "*in der Mitte* mit p" begins."""
    if index == 0 or said[index - 1].folded not in place_words():
        return index
    begins = index - 1
    while (
        begins > max(0, index - PLACE_WORDS)
        and said[begins - 1].kind == "word"
        and is_function(said[begins - 1].folded)
    ):
        begins -= 1
    return begins


def _is_short_for_something(said: Sequence[Token], index: int) -> bool:
    """Whether letters in capitals are none of one sound and none that the word before them has: "Zimmer mit *TV*"."""
    if index >= len(said) or len(said[index].raw) == 1 or not said[index].raw.isupper():
        return False
    key = said[index].raw.lower()
    return key not in joined_letters() and not (index > 1 and key in said[index - 2].folded)


def past_remarks(said: Sequence[Token], index: int) -> int:
    """The pause behind the remarks that follow there, "Stephan *mit p h*, Becker"; ``index`` itself without any."""
    while (end := _past_remark(said, index)) != index:
        index = end
    return index


def _past_remark(said: Sequence[Token], index: int) -> int:
    at = index
    while at < len(said) and (said[at].raw in PAUSES or said[at].folded in _before_remark() | _in_short()):
        at += 1
    placed = next((one for one in range(at, min(at + PLACE_WORDS, len(said))) if begins_remark(said[one])), at)
    if _past_place_before(said, placed) == at:
        at = placed
    begins = at < len(said) and (begins_remark(said[at]) or _stands_alone(said, at))
    remarks = list(remarks_at(said, at)) if begins else []
    if not remarks:
        return index
    end = remarks[-1].end
    near = range(end, min(end + PLACE_WORDS, len(said)))
    return next((at for at in near if said[at].kind == "mark" or said[at].folded in _in_short()), end)


def ends_remark(said: Sequence[Token], index: int) -> bool:
    """Whether the letters of a remark end there: "*mit zwei t*", "*mit i e und d*"."""
    return any(
        begins_remark(said[at]) and any(change.end == index for change in remarks_at(said[:index], at))
        for at in range(max(0, index - MOST_LETTERS), index)
    )


def is_stranger(token: Token) -> bool:
    """Whether a word before a remark is what the remark is about, and not about spelling: "*Vermieter* mit dt"."""
    small = is_function(token.folded) or is_courtesy(token) or len(token.folded) < LEAST_OF_A_NAME
    small = small or token.folded in letter_words()
    about = any(token.folded in word_set("spelling", name) for name in (*PLACES, "once", "adjectives", "about"))
    return token.kind == "word" and not (small or about or announces_letters(token))
