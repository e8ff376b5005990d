"""Spoken groups of digits: "vier", "siebenundsechzig", "neun und achtzig", "doppel null", "drei sechsen", "45".

A group is what a dictating person says in one go. Where one group ends and the next begins is German usage:
tens come after their unit, so "dreißig vier" is 30 and 4, while "vier und dreißig" is 34.
"""

from collections.abc import Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from rueckruf.spoken.phone.dialect_numbers import plain_number
from rueckruf.spoken.text.numbers import AND, HUNDRED, THOUSAND, cardinal
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

_listed = partial(word_set, "digits")

_SEAMS = (AND, HUNDRED, THOUSAND)
_LONGEST_COMPOUND = 6
_LONGEST_RUN = 60
_FARTHEST = 12
_PAUSES = frozenset({",", "."})
_MOST_REPEATS = 6
_FEWEST_OF_TWO_DIGITS, _FEWEST_TENS = 10, 20

MISHEARD = 0.6
"""Confidence factor of a group that the recogniser seems to have misspelt."""
CORRECTED = 0.85
"""Confidence factor of a number that was corrected while it was said."""
AMBIGUOUS = 0.8
"""Confidence factor where another reading is possible: "zweihundert fünf" may be 205 or 200 and 5."""


class Group(NamedTuple):
    """Digits said in one go.

    ``first`` and ``after`` are token indices (half open), ``start`` and ``end`` character offsets;
    ``numeral`` marks digits written as such; ``certainty`` is a factor from 0 to 1.
    """

    digits: str
    first: int
    after: int
    numeral: bool = False
    certainty: float = 1.0
    start: int = 0
    end: int = 0


@cache
def _repeats() -> dict[str, int]:
    return meanings(vocabulary("digits")["repeats"])


@cache
def _plurals() -> dict[str, int]:
    return meanings(vocabulary("digits")["plurals"]) | _by_name()


@cache
def _by_name() -> dict[str, int]:
    return meanings(vocabulary("digits")["by_name"])


@cache
def misheard(where: str) -> dict[str, str]:
    """Folded misheard word -> folded meaning; ``where`` is a part of ``mishearings_phone.yml``."""
    return {word: fold(entry["means"]) for word, entry in vocabulary("mishearings_phone")[where].items()}


def _standard(word: str) -> str:
    """The folded number word that is meant by one that is spelled in dialect or misheard."""
    return misheard("anywhere").get(word) or plain_number(word)


@lru_cache(maxsize=4096)
def _value(word: str) -> int | None:
    return None if word in _listed("articles") else cardinal(_standard(word))


def group_at(sentence: Sequence[Token], at: int) -> Group | None:
    """The spoken group that starts at token ``at``, or None."""
    if sentence[at].kind == "mark":
        return None
    group = _repeated(sentence, at) or _named(sentence, at) or _number(sentence, at) or _misheard_digit(sentence, at)
    return group and group._replace(start=sentence[at].start, end=sentence[group.after - 1].end)


def repeat_count(sentence: Sequence[Token], at: int) -> tuple[int, int]:
    """How often the next group is repeated and the token after the repeat words; (0, at) without such words."""
    word = sentence[at].folded
    following = sentence[at + 1].folded if at + 1 < len(sentence) else ""
    if word in _repeats():
        return _repeats()[word], at + 1
    if count := _joined_count(word):
        return _counted(count, at + 1, at)
    count = _count(sentence[at])
    if not count:
        return 0, at
    if following in _listed("times"):
        return _counted(count, at + 2, at)
    times = _past_pauses(sentence, at + 1)
    if times + 1 < len(sentence) and sentence[times].folded in _listed("times"):
        # "zwei, mal die sechs": without the article "mal" may be a filler.
        article = sentence[_past_pauses(sentence, times + 1)].folded in _listed("between")
        if article:
            return _counted(count, times + 1, at)
    return 0, at


def _past_pauses(sentence: Sequence[Token], at: int) -> int:
    """The first token from ``at`` on that is none of the marks recognisers put into pauses, at most the last one."""
    while at + 1 < len(sentence) and sentence[at].raw in _PAUSES:
        at += 1
    return at


def _before_pauses(sentence: Sequence[Token], at: int) -> int:
    """The last token up to ``at`` that is none of these marks, -1 for none."""
    return next((place for place in range(at, -1, -1) if sentence[place].raw not in _PAUSES), -1)


def _to_repeated(sentence: Sequence[Token], after: int, prefix: bool) -> int:
    """Where the digit stands that a repeat word before ``after`` repeats; ``after`` where it comes before it.

    A pause parts a repeat word from the digit after it only if neither "doppel" nor an article ("dreimal, die
    null") binds them: "die null zweimal, fünf".
    """
    at, article, pause = after, False, False
    while at < len(sentence):
        if sentence[at].folded in _listed("between"):
            article = True
        elif sentence[at].raw in _PAUSES:
            pause = True
        elif sentence[at].raw != "-":
            break
        at += 1
    return at if prefix or article or not pause else after


def _is_named_before(sentence: Sequence[Token], at: int) -> bool:
    """Whether an article and a digit stand right before the repeat words: "*die Vier* zweimal, die Fünf ..."."""
    digit = _before_pauses(sentence, at - 1)
    article = _before_pauses(sentence, digit - 1)
    return article >= 0 and sentence[article].folded in _listed("between") and _count(sentence[digit]) is not None


def _counted(count: int, after: int, at: int) -> tuple[int, int]:
    return (count, after) if count <= _MOST_REPEATS else (0, at)


@lru_cache(maxsize=4096)
def _joined_count(word: str) -> int | None:
    """ "zweimal" -> 2."""
    counted = (word.removesuffix(times) for times in _listed("times") if word.endswith(times))
    return next(filter(None, map(_value, counted)), None)


@lru_cache(maxsize=4096)
def _joined_repeat(word: str) -> str:
    """ "doppelnull" -> "00"; nothing in other words."""
    for repeat, count in _repeats().items():
        if word.startswith(repeat) and (value := _value(word.removeprefix(repeat))) is not None:
            return str(value) * count
    return ""


def _count(token: Token) -> int | None:
    return int(token.raw) if token.kind == "digits" and len(token.raw) == 1 else _value(token.folded)


def _repeated(sentence: Sequence[Token], at: int) -> Group | None:
    token = sentence[at]
    if digits := _joined_repeat(token.folded):
        return Group(digits, at, at + 1)
    count, after = repeat_count(sentence, at)
    if count:
        paused = sentence[min(after, len(sentence) - 1)].raw in _PAUSES
        apart = at > 0 and sentence[at - 1].raw in _PAUSES and paused
        named = _is_named_before(sentence, at)
        if named and paused:
            return None
        after = _to_repeated(sentence, after, apart or token.folded in _repeats())
        group = _number(sentence, after) if after < len(sentence) else None
        if group is None:
            return None
        # "null. zweimal. neun" and "die null zweimal neun" may be either digit twice.
        certainty = min(group.certainty, AMBIGUOUS) if apart or named else group.certainty
        return group._replace(digits=group.digits * count, first=at, numeral=False, certainty=certainty)
    return _pair(sentence, at) or _in_plural(sentence, at)


def _pair(sentence: Sequence[Token], at: int) -> Group | None:
    """ "Ein Paar Achten", "Pasch sechs", "ein Sechserpasch"."""
    after = at + 1 if sentence[at].folded in _listed("articles_alone") else at
    if after >= len(sentence):
        return None
    digit = _joined_pair(sentence[after].folded)
    if sentence[after].folded in _listed("pairs") and after + 1 < len(sentence):
        after += 1
        digit = _plurals().get(sentence[after].folded, _count(sentence[after]))
    is_one = digit is not None and digit < _FEWEST_OF_TWO_DIGITS
    return Group(str(digit) * 2, at, after + 1, certainty=AMBIGUOUS) if is_one else None


@lru_cache(maxsize=4096)
def _joined_pair(word: str) -> int | None:
    """ "Sechserpasch" -> 6."""
    stems = (word.removesuffix(pair) for pair in _listed("pairs") if word.endswith(pair))
    return next((_plurals()[stem] for stem in stems if stem in _plurals()), None)


def _in_plural(sentence: Sequence[Token], at: int) -> Group | None:
    """ "Drei Sechsen"."""
    plural = _past_pauses(sentence, at + 1)
    if plural < len(sentence) and (digit := _plurals().get(sentence[plural].folded)) is not None:
        count = _count(sentence[at]) or 0
        if 2 <= count <= _MOST_REPEATS:
            return Group(str(digit) * count, at, plural + 1)
    return None


def _named(sentence: Sequence[Token], at: int) -> Group | None:
    """ "Ein Neuner", "no a Siebener"."""
    named = at + (sentence[at].folded in _listed("articles_by_name"))
    digit = _by_name().get(sentence[named].folded) if named < len(sentence) else None
    return None if digit is None else Group(str(digit), at, named + 1)


def _number(sentence: Sequence[Token], at: int) -> Group | None:
    token = sentence[at]
    if token.kind == "digits":
        return _compound(sentence, at) or Group(token.raw, at, at + 1, numeral=True)
    if _is_typed_zero(sentence, at):
        return Group("0" * len(token.raw), at, at + 1, numeral=True, certainty=AMBIGUOUS)
    value = _value(token.folded)
    if value is None and not token.folded.endswith(AND):
        run_together = _run_together(token.folded)
        return Group(run_together, at, at + 1, certainty=AMBIGUOUS) if run_together else None
    compound = _compound(sentence, at)
    if compound or value is None:
        return compound
    certainty = min(_certainty(token), AMBIGUOUS) if _may_end_a_compound(sentence, at) else _certainty(token)
    return Group(str(value), at, at + 1, certainty=certainty)


def _may_end_a_compound(sentence: Sequence[Token], at: int) -> bool:
    """Whether a recogniser may have put a pause into a compound: "drei, und zwanzig"."""
    before = at - 1
    while before > 0 and (sentence[before].raw in _PAUSES or sentence[before].folded == AND):
        before -= 1
    words = [token.folded for token in sentence[before + 1 : at] if token.raw not in _PAUSES]
    paused = before + len(words) + 1 < at
    return paused and words == [AND] and _value(sentence[before].folded + AND + sentence[at].folded) is not None


def _is_typed_zero(sentence: Sequence[Token], at: int) -> bool:
    """Whether a token is the letter O in place of a zero, inside figures: "0171 392OO42"."""
    token = sentence[at]
    if set(token.folded) != {"o"}:
        return False
    beside = [sentence[index] for index in (at - 1, at + 1) if 0 <= index < len(sentence)]
    return any(other.kind == "digits" and (other.end == token.start or other.start == token.end) for other in beside)


@lru_cache(maxsize=4096)
def _run_together(word: str) -> str:
    """The digits of number words that a recogniser wrote without spaces: "nulleinssieben", else ""."""
    if not word.startswith(_number_starts()) or len(word) > _LONGEST_RUN:
        return ""
    for length in range(len(word) - 2, 2, -1):
        value = _value(word[:length])
        rest = word[length:]
        if value is not None:
            following = _value(rest)
            digits = str(following) if following is not None else _run_together(rest)
            if digits:
                return str(value) + digits
    return ""


@cache
def _number_starts() -> tuple[str, ...]:
    table = vocabulary("numbers")
    kinds = (table["units"], table["teens"], table["tens"])
    return tuple(fold(word) for kind in kinds for listed in kind.values() for word in listed)


def _certainty(token: Token) -> float:
    return MISHEARD if token.folded in misheard("anywhere") else 1.0


@cache
def _figures() -> dict[str, str]:
    """Figures that may be pieces of a compound ("9 und 90"), as words."""
    table = vocabulary("numbers")
    return {str(value): fold(table[kind][value][0]) for kind in ("units", "tens") for value in table[kind]}


def _piece(token: Token) -> str:
    return _figures().get(token.raw, "") or _standard(token.folded)


def _compound(sentence: Sequence[Token], at: int) -> Group | None:
    """A compound in pieces: "neun und achtzig", "9 und 90", "zwei hundert fünf", "hundertdrei und zwanzig"."""
    word = last = _piece(sentence[at])
    best: Group | None = None
    certainty = _certainty(sentence[at])
    for index in range(at + 1, min(at + _LONGEST_COMPOUND, len(sentence))):
        if (last == AND or word == "ein") and sentence[index].raw in _PAUSES:
            # "drei und, zwanzig", "ein, und zwanzig"
            certainty = min(certainty, AMBIGUOUS)
            continue
        piece = _piece(sentence[index])
        if not _is_seam(last, piece) or _is_another(word, piece):
            break
        of_tens = piece == HUNDRED and (cardinal(word) or 0) >= _FEWEST_TENS
        ambiguous = last == HUNDRED or (piece.startswith(HUNDRED) and piece != HUNDRED) or of_tens
        certainty = min(certainty, _certainty(sentence[index]))
        word, last = word + piece, piece
        value = _value(word)
        if value is not None:
            certainty = min(certainty, AMBIGUOUS) if ambiguous else certainty
            best = Group(str(value), at, index + 1, certainty=certainty)
    return best


def _is_seam(left: str, right: str) -> bool:
    # "zweihundert fünf" stays apart: a recogniser joins 205, so a pause was heard.
    alone = left in (HUNDRED, THOUSAND) or left.endswith(AND)
    return alone or right.startswith(_SEAMS)


def _is_another(word: str, piece: str) -> bool:
    """Whether a pause parts two numbers: "dreiundzwanzig hundertfünfundzwanzig" is 23 and 125."""
    return piece.startswith(HUNDRED) and piece != HUNDRED and (cardinal(word) or 0) >= _FEWEST_TENS


def _misheard_digit(sentence: Sequence[Token], at: int) -> Group | None:
    word = sentence[at].folded
    meaning = misheard("before_a_digit").get(word)
    if meaning is None and (among := {**misheard("between_digits"), **misheard("behind_a_digit")}.get(word)):
        before = _before_pauses(sentence, at - 1)
        meaning = among if before >= 0 and _number(sentence, before) else None
    if meaning is None:
        return None
    if word in misheard("behind_a_digit") and all(token.kind == "mark" for token in sentence[at + 1 :]):
        return Group(str(_value(meaning)), at, at + 1, certainty=MISHEARD)
    # Recognisers put commas and full stops between single digits.
    after = at + 1
    end = min(at + _FARTHEST, len(sentence))
    while after < end and (sentence[after].raw in _PAUSES or sentence[after].folded == word):
        # "o, o, sechs"
        after += 1
    following = _number(sentence, after) if after < len(sentence) else None
    if following is None or following.digits.startswith("0"):
        return None
    return Group(str(_value(meaning)), at, at + 1, certainty=MISHEARD)
