"""What is asked back before the name is told: "*meiner, meinen Sie?* Bodo Rathmann", "*wer, ich?* Uschi Kern".

Or of the machine: "*verstehen Sie das denn* Maria Kern". "Hören Sie mich, Frau Kern" calls somebody.
"""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.titles import titles_at
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, is_word
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Nobody asks more.
_MOST_QUESTIONS = 3
#: No question has more words.
_LONGEST = 9


def without_asking_back(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without what the caller asks back at the head, where right behind it a name of the lists is told."""
    begins, at, of_machine = _past_beside(said, 0), 0, False
    for _ in range(_MOST_QUESTIONS):
        width = _width(said, begins, "asking_back")
        if not width:
            width = _width(said, begins, "asking_the_machine")
            of_machine = of_machine or width > 0
        if not width:
            break
        at, begins = begins + width, _past_beside(said, begins + width)
    if not at:
        return said
    lead = begins + (begins < len(said) and said[begins].folded in word_set("caller_name", "answered_with"))
    is_called = of_machine and lead < len(said) and said[lead].folded in word_set("caller_name", "salutations")
    return said[lead:] if not is_called and _is_named(said, lead) else said


def _past_beside(said: Sequence[Token], at: int) -> int:
    """Past marks and what says nothing: "*ach*, meinen Namen", "..., *na* Holger Timm"."""
    while at < len(said) and (is_filler(said[at]) or said[at].folded in word_set("caller_name", "beside_asking_back")):
        at += 1
    return at


def _width(said: Sequence[Token], at: int, listed: str) -> int:
    """How many tokens at ``at`` ask back in a ``listed`` way, marks among them: "meiner*,* meinen Sie*?*"."""
    places = [index for index in range(at, min(len(said), at + 2 * _LONGEST)) if said[index].kind == "word"][:_LONGEST]
    words = tuple(said[index].folded for index in places)
    width = one_of(word_set("caller_name", listed)).at(words, 0)[1]
    return places[width - 1] + 1 - at if width else 0


def _is_named(said: Sequence[Token], at: int) -> bool:
    """Whether a name of the lists begins there, titles before it, and in small letters no word: "ich *koch* hier"."""
    titles, addressed, at = titles_at(said, at, len(said))
    if at >= len(said) or said[at].kind != "word" or not (is_first(said[at].raw) or is_last(said[at].raw)):
        return False
    if said[at].folded in word_set("caller_name", "called_by_name") and said[at].raw.islower():
        return False  # "ich *heiß* Lina"
    follows = at + 1 < len(said) and said[at + 1].kind == "word" and not is_everyday(said[at + 1].folded)
    return bool(titles) or addressed or follows or said[at].raw[0].isupper() or not is_word(said[at].folded)
