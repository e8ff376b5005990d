"""Spoken groups of digits, each said in one go: a number, or one that is repeated, paired, in the plural or misheard.

"Siebenundsechzig", "doppel null", "zweimal die Sechs", "ein Paar Achten", "drei Sechsen", "ein Neuner".
"""

from collections.abc import Sequence
from functools import cache, lru_cache, partial

from rueckruf.spoken.phone.numerals import AMBIGUOUS, MISHEARD, PAUSES, Group, misheard, number_at, value_of
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import Token

_listed = partial(word_set, "digits")

_FARTHEST = 12
_MOST_REPEATS = 6
_FEWEST_OF_TWO_DIGITS = 10


@cache
def _repeats() -> dict[str, int]:
    return meanings(vocabulary("digits")["repeats"])


@cache
def _plurals() -> dict[str, int]:
    return meanings(vocabulary("digits")["plurals"]) | _by_name()


@cache
def _by_name() -> dict[str, int]:
    return meanings(vocabulary("digits")["by_name"])


def group_at(sentence: Sequence[Token], at: int) -> Group | None:
    """The spoken group that starts at token ``at``, or None."""
    if sentence[at].kind == "mark":
        return None
    group = _repeated(sentence, at) or _named(sentence, at) or number_at(sentence, at) or _misheard_digit(sentence, at)
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
    while at + 1 < len(sentence) and sentence[at].raw in PAUSES:
        at += 1
    return at


def _before_pauses(sentence: Sequence[Token], at: int) -> int:
    """The last token up to ``at`` that is none of these marks, -1 for none."""
    return next((place for place in range(at, -1, -1) if sentence[place].raw not in PAUSES), -1)


def _to_repeated(sentence: Sequence[Token], after: int, prefix: bool) -> int:
    """Where the digit stands that a repeat word before ``after`` repeats; ``after`` where it comes before it.

    A pause parts a repeat word from the digit after it only if neither "doppel" nor an article ("dreimal, die
    null") binds them: "die null zweimal, fünf".
    """
    at, article, pause = after, False, False
    while at < len(sentence):
        if sentence[at].folded in _listed("between"):
            article = True
        elif sentence[at].raw in PAUSES:
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
    return next(filter(None, map(value_of, counted)), None)


@lru_cache(maxsize=4096)
def _joined_repeat(word: str) -> str:
    """ "doppelnull" -> "00"; nothing in other words."""
    for repeat, count in _repeats().items():
        if word.startswith(repeat) and (value := value_of(word.removeprefix(repeat))) is not None:
            return str(value) * count
    return ""


def _count(token: Token) -> int | None:
    return int(token.raw) if token.kind == "digits" and len(token.raw) == 1 else value_of(token.folded)


def _repeated(sentence: Sequence[Token], at: int) -> Group | None:
    token = sentence[at]
    if digits := _joined_repeat(token.folded):
        return Group(digits, at, at + 1)
    count, after = repeat_count(sentence, at)
    if count:
        paused = sentence[min(after, len(sentence) - 1)].raw in PAUSES
        apart = at > 0 and sentence[at - 1].raw in PAUSES and paused
        named = _is_named_before(sentence, at)
        if named and paused:
            return None
        after = _to_repeated(sentence, after, apart or token.folded in _repeats())
        group = number_at(sentence, after) if after < len(sentence) else None
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


def _misheard_digit(sentence: Sequence[Token], at: int) -> Group | None:
    word = sentence[at].folded
    meaning = misheard("before_a_digit").get(word)
    if meaning is None and (among := {**misheard("between_digits"), **misheard("behind_a_digit")}.get(word)):
        before = _before_pauses(sentence, at - 1)
        meaning = among if before >= 0 and number_at(sentence, before) else None
    if meaning is None:
        return None
    if word in misheard("behind_a_digit") and all(token.kind == "mark" for token in sentence[at + 1 :]):
        return Group(str(value_of(meaning)), at, at + 1, certainty=MISHEARD)
    # Recognisers put commas and full stops between single digits.
    after = at + 1
    end = min(at + _FARTHEST, len(sentence))
    while after < end and (sentence[after].raw in PAUSES or sentence[after].folded == word):
        # "o, o, sechs"
        after += 1
    following = number_at(sentence, after) if after < len(sentence) else None
    if following is None or following.digits.startswith("0"):
        return None
    return Group(str(value_of(meaning)), at, at + 1, certainty=MISHEARD)
