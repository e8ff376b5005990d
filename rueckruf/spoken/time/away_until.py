"""Who is away until a time can be called after it, "ich bin jetzt erst mal *weg bis Mittwoch*", and on no day on which
they are: "ich bin *morgen weg*".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention, blanked
from rueckruf.spoken.time.clause_times import tells_more
from rueckruf.spoken.time.clauses import DAYS, Clause, clauses_of
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.words import HOURS, Lexeme, Words

_list = partial(word_set, "time_clauses")
_COMMA = ","
_UNAVAILABLE = {"unavailable": True}
_ONE_DAY = ("weekday", "relative_day")
_AT_PRESENT = ("in_passing", "vague")
_OTHER_TIMES = ("after", "before", "between", "not", "rather", "otherwise", "either", "take_back")


def with_away_until(words: Words) -> Words:
    """The words of such clauses with the absence behind its end, and without a "jetzt" that only tells since when."""
    if not (words.say("until") or (words.say(*DAYS) and _says_gone(words))):
        return words
    words = _without_until_again(words) if sum("until" in one.senses for one in words.lexemes) > 1 else words
    lexemes: list[Lexeme] = []
    end = 0
    clauses = clauses_of(words)
    for place, clause in enumerate(clauses):
        gone = _place_of_absence(clause) if clause.has_sense("until") else _place_of_absent_day(clause)
        if gone is not None:
            back = any(_comes_back(clause, other) for other in clauses[place + 1 :])
            said = words.lexemes[clause.first : clause.after]
            told = [blanked(one, "mention") for one in said] if back else _told_in_order(clause, gone)
            lexemes += [*words.lexemes[end : clause.first], *told]
            end = clause.after
    return Words([*lexemes, *words.lexemes[end:]]) if end else words


def _says_gone(words: Words) -> bool:
    return not _list("gone").isdisjoint({one.folded for one in words.lexemes})


def _without_until_again(words: Words) -> Words:
    """ "Wir sind bis Mittwoch im Harz, oder? *Ja, bis Mittwoch*": the same end is named again, and nothing besides."""
    untils = [at for at in range(len(words) - 1) if words.has(at, "until") and words.has(at + 1, *_ONE_DAY)]
    ends = [_day_at(words, at + 1) for at in untils]
    again = [at for place, at in enumerate(untils) if ends[place] in ends[:place] and _is_whole_clause(words, at)]
    told = as_mention(words, [at + 1 for at in again])
    return Words([_pause(one) if at in again else one for at, one in enumerate(told.lexemes)])


def _pause(lexeme: Lexeme) -> Lexeme:
    return replace(lexeme, folded=_COMMA, senses=lexicon().of_one_word[_COMMA])


def _is_whole_clause(words: Words, until: int) -> bool:
    """Whether nothing more is said of the day behind it: a mark follows, or another day."""
    return words.ends_clause(until + 2) or words.has(words.skip(until + 2, "glue"), *_ONE_DAY)


def _ends_of(clause: Clause) -> set[object]:
    """The days that it names behind "bis"."""
    words = clause.words
    return {_day_at(words, at + 1) for at in range(clause.first, clause.after) if words.has(at, "until")} - {None}


def _comes_back(gone: Clause, later: Clause) -> bool:
    """Whether the day until which they are gone is named for their return: "bis Mittwoch weg, *Mittwoch wieder da*"."""
    days = _ends_of(gone)
    if later.has_sense("not", "unavailable", "until", "after") or later.says("not_available"):
        return False
    return any(_day_at(later.words, at) in days for at in range(later.first, later.after))


def _day_at(words: Words, place: int) -> object:
    return words.get(place, "weekday") or words.get(place, "relative_day")


def _place_of_absent_day(clause: Clause) -> int | None:
    """Where it ends with an absence on days, at no hour: "am Freitag sind wir *weg*"."""
    words, last = clause.words, clause.after - 1
    if words[last].folded not in _list("gone") or clause.has_sense("oclock", "at", *_OTHER_TIMES):
        return None
    hours = (at for at in range(clause.first, last) if words.has(at, *HOURS))
    if any(not words.has(at + 1, "unit") for at in hours):
        return None
    return last if _is_speaker(clause) and clause.has_sense(*DAYS) else None


def _place_of_absence(clause: Clause) -> int | None:
    """Where a clause says that somebody is away, until when and nothing else: "bis elf bin ich *weg*"."""
    if clause.says("present", "wishing", "suiting", "duty"):
        return None
    words = clause.words
    from_now = (at for at in range(clause.first, clause.after) if words.has(at, "from"))
    if clause.has_sense(*_OTHER_TIMES) or any(not words.has(at + 1, *_AT_PRESENT) for at in from_now):
        return None
    gone = [at for at in range(clause.first, clause.after) if _is_absence(words, at)]
    return gone[-1] if gone and (_is_speaker(clause) or words.has(gone[-1], "unavailable")) else None


def _is_speaker(clause: Clause) -> bool:
    """Whether it is the caller: "wir sind", "*bin* bis drei", and not "der Hund ist bis Mittwoch weg".

    Who names nobody, and says no more, speaks of themselves: "*weg bis Mittwoch*".
    """
    named = clause.says("being", "called_for", "others") or clause.has_sense("range_opener", *HOURS)
    if not (named or tells_more(clause, "gone")):
        return True
    return clause.says("first_person") or (clause.says("speaker") and clause.says("being"))


def _is_absence(words: Words, place: int) -> bool:
    return words[place].folded in _list("gone") or words.has(place, "unavailable")


def _told_in_order(clause: Clause, gone: int) -> list[Lexeme]:
    """Its words, the absence last: "weg bis Mittwoch" is "bis Mittwoch weg"."""
    words = clause.words
    kept = [words[at] for at in range(clause.first, clause.after) if at != gone]
    told = [blanked(one, "mention") if one.senses.keys() & set(_AT_PRESENT) else one for one in kept]
    told = [
        blanked(one, "mention") if one.get("from") and after.get("mention") else one
        for one, after in zip(told, [*told[1:], words[gone]], strict=True)
    ]
    return [*told, replace(words[gone], senses=_UNAVAILABLE)]
