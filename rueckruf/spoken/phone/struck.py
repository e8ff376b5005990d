"""Digits of a dictation that are called wrong by their name: "die letzte Vier streichen Sie, das ist eine Fünf"."""

from collections.abc import Sequence

from rueckruf.spoken.phone.digits import group_at
from rueckruf.spoken.phone.further_back import further_back, is_said_again
from rueckruf.spoken.phone.numerals import AMBIGUOUS, CORRECTED, Group
from rueckruf.spoken.phone.parts import Mark, Part, digits_said, is_pause, last_with, put, take_out_last
from rueckruf.spoken.text.phrases import Meaning, Phrases, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

PAUSES = frozenset(",.;/-–—()[]_:|~…")
"""Marks that may stand inside a number."""
_LONGEST_PHRASE = 10


def strike(sentence: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Puts right in ``parts``, which were said before token ``at``, what the words there call wrong.

    The place behind these words; 0 where nothing is called wrong.
    """
    return _strike_named(sentence, at, parts) or _contrast(sentence, at, parts) or _ends_so(sentence, at, parts)


def phrase_at(phrases: Phrases[Meaning], sentence: Sequence[Token], at: int) -> tuple[Meaning | None, int]:
    """The meaning of the phrase that begins with token ``at``, and how many tokens it takes with pauses inside."""
    if at >= len(sentence) or not phrases.may_begin_with(sentence[at].folded):
        return None, 0
    end = min(at + _LONGEST_PHRASE, len(sentence))
    words = [place for place in range(at, end) if sentence[place].raw not in PAUSES]
    meaning, width = phrases.at(tuple(sentence[place].folded for place in words), 0)
    return meaning, words[width - 1] + 1 - at if width else 0


def groups_of_a_breath(sentence: Sequence[Token], at: int) -> tuple[str, int]:
    """The digits from ``at`` up to a pause or another word, and the place behind them."""
    digits = ""
    while group := _group(sentence, at):
        digits += group.digits
        at = group.after
    return digits, at


def _strike_named(sentence: Sequence[Token], at: int, parts: list[Part]) -> int:
    """ "... vier vier, die letzte Vier streichen Sie, das ist eine Fünf": one that was said is taken out again."""
    verb = _phrase(sentence, "before", at)
    named = _past(sentence, "naming", at + verb)
    group = _group(sentence, named) if verb or named > at else None
    if group is None:
        return 0
    end = group.after + (0 if verb else _phrase(sentence, "behind", group.after))
    place = last_with(parts, group.digits)
    if place is None or (end == group.after and not verb):
        return 0
    right_at = _past(sentence, "leading", end)
    right = _group(sentence, right_at) if right_at > end else None
    put(parts, place, group.digits, right)
    return _past(sentence, "trailing", right.after) if right else end


def _contrast(sentence: Sequence[Token], at: int, parts: list[Part]) -> int:
    """ "... vier fünf sechs, (hinten) nicht sechs, sieben": the last digits are taken out again.

    "Dreizehn, nicht dreißig, dreizehn" only makes plain what was said.
    """
    begin = _past(sentence, "where", at)
    if begin >= len(sentence) or sentence[begin].folded not in word_set("phone_number", "edits", "wrong"):
        return 0
    wrong, after = groups_of_a_breath(sentence, _past(sentence, "naming", begin + 1))
    right_at = _past(sentence, "leading", _past(sentence, "where", after))
    right = _group(sentence, right_at) if wrong else None
    if right is None or right_at == after:
        return 0
    said = digits_said(parts)
    if said.endswith(wrong) and right.digits != wrong:
        if _is_further_back(parts, _digits_from(sentence, right_at)):
            parts.append(Mark("correction"))  # "..., nicht eins am Ende, sondern" all of it from some digits before on
        else:
            take_out_last(parts, wrong)
        return right_at
    if said.endswith(right.digits) and len(wrong) == len(right.digits):
        parts.append(Mark("pause"))
        return right.after
    return 0


def _is_further_back(parts: Sequence[Part], new: str) -> bool:
    groups = [part.digits for part in parts if isinstance(part, Group)]
    return any(map(is_said_again, further_back(groups, new)))


def _ends_so(sentence: Sequence[Token], at: int, parts: list[Part]) -> int:
    """ "... zwei sechs neun, die Neun *am Ende*": the last digits are only said again."""
    end = _past(sentence, "where", at)
    if end == at or _group(sentence, end):
        return 0
    begins = [place for place, part in enumerate(parts) if is_pause(part) or _is_named(sentence, part)]
    begin = begins[-1] if begins else len(parts) - 1
    if is_pause(parts[begin]) and parts[begin].certainty == CORRECTED:
        return 0  # "..., nicht acht, *sieben am Ende*" has just taken the other's place
    again = digits_said(parts[begin:])
    if not again or not digits_said(parts[:begin]).endswith(again):
        return 0
    del parts[begin:]
    last = max(at for at, part in enumerate(parts) if isinstance(part, Group))
    parts[last] = _doubted(parts[last])
    return end


def _doubted(part: Part) -> Part:
    return part._replace(certainty=part.certainty * AMBIGUOUS)


def _is_named(sentence: Sequence[Token], part: Part) -> bool:
    """ "*Die* Neun"."""
    articles = word_set("dictation", "articles")
    return isinstance(part, Group) and part.first > 0 and sentence[part.first - 1].folded in articles


def _phrase(sentence: Sequence[Token], where: str, at: int) -> int:
    """How many tokens a phrase of a list takes at ``at``, with the pause before it."""
    passed, end = at, min(at + _LONGEST_PHRASE, len(sentence))
    while passed < end and sentence[passed].raw in PAUSES:
        passed += 1
    width = phrase_at(one_of(word_set("dictation", f"struck_{where}")), sentence, passed)[1]
    return passed + width - at if width else 0


def _past(sentence: Sequence[Token], where: str, at: int) -> int:
    """The place behind all phrases of a list that stand at ``at``, and the pauses between them."""
    end = min(at + _LONGEST_PHRASE, len(sentence))
    while at < end:
        width = _phrase(sentence, where, at) or int(sentence[at].raw in PAUSES)
        if not width:
            break
        at += width
    return at


def _group(sentence: Sequence[Token], at: int) -> Group | None:
    return group_at(sentence, at) if at < len(sentence) else None


def _digits_from(sentence: Sequence[Token], at: int) -> str:
    """The digits from ``at`` up to another word, whatever pauses stand between them."""
    digits = ""
    while at < len(sentence) and (sentence[at].raw in PAUSES or group_at(sentence, at)):
        said, after = groups_of_a_breath(sentence, at)
        digits += said
        at = max(after, at + 1)
    return digits
