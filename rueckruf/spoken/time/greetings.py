"""A "Morgen" that greets and names no day: "Morgen, hier ist Frau Weber", "Weber, Morgen, ich bräuchte ..."."""

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import CLAUSE_MARKS, Words

#: So many words of who is calling stand before it at most.
_MOST = 5
_NO_TIME = frozenset({"company", "title", "greeting", "name"})
_TIMES = (
    *("number", "half", "quarter", "three_quarters", "at", "about_hour", "from", "until", "before", "after", "between"),
    *("part", "weekday", "short_weekday", "either", "also", "rather", "vague", "not", "oclock"),
)


def greeting_by_time(words: Words, asked: bool) -> int | None:
    """The place of such a word; ``asked``: whether the sentence answers the question for the time."""
    if _is_greeting(words, 0) and _leads_to_a_name(words):
        return 0
    return None if asked else next((at for at in range(_end_of_the_head(words)) if _greets_apart(words, at)), None)


def _is_greeting(words: Words, place: int) -> bool:
    return words[place].folded in word_set("time_clauses", "greeting_by_time")


def _leads_to_a_name(words: Words) -> bool:
    """ "Morgen, hier ist Frau Weber"."""
    after = words[2 if words[1].folded in CLAUSE_MARKS else 1]
    return bool(after.get("name_opener")) or after.folded in word_set("time_clauses", "after_greeting")


def _end_of_the_head(words: Words) -> int:
    """Where more is said than courtesy and who is calling: "Ja, Weigelt, Morgen, *ich* brauch"."""
    said = 0
    for place, lexeme in enumerate(words.lexemes):
        tells = lexeme.folded not in CLAUSE_MARKS and not _is_greeting(words, place)
        if tells and not _may_be_a_name(words, place):
            return place
        said += tells
        if said > _MOST:
            return place
    return len(words)


def _may_be_a_name(words: Words, place: int) -> bool:
    word = words[place]
    if not word.senses.keys() <= _NO_TIME or word.folded in word_set("time_clauses", "of_a_call"):
        return False
    courteous = word.folded in fillers() | word_set("ordinary_words", "courtesy") or bool(word.senses)
    return courteous or word.raw[:1].isupper()


def _greets_apart(words: Words, place: int) -> bool:
    """Whether it stands alone, and no hour or wish follows: "Sabine Weber, *morgen, um zehn*" is one."""
    if not _is_greeting(words, place) or not words.mark(place + 1, ","):
        return False
    after = words.skip(place + 1, among=CLAUSE_MARKS)
    wishes = words.has(after, *_TIMES) or words[after].folded in word_set("time_clauses", "please")
    return (not place or words[place - 1].folded in CLAUSE_MARKS) and after < len(words) and not wishes
