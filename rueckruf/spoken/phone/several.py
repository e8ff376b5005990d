"""Several numbers in one sentence, and which of them is to be rung first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from rueckruf.spoken.phone.abroad import read_from
from rueckruf.spoken.phone.dial_plan import country_of, is_mobile
from rueckruf.spoken.phone.labels import labelled
from rueckruf.spoken.phone.own_number import own_number_beside
from rueckruf.spoken.phone.phone_number import PhoneReading, of_own_number
from rueckruf.spoken.phone.remarks import begun_anew
from rueckruf.spoken.phone.said_anew import said_anew
from rueckruf.spoken.text.choices import named_choice, names_last
from rueckruf.spoken.text.discourse import second_thought
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, folded_words, tokens

_order, _edits = partial(word_set, "phone_number", "order"), partial(word_set, "phone_number", "edits")
_FULL_STOPS = frozenset(".;!")
#: Nobody names more numbers in a sentence; the sentence is read once for each.
_MOST = 5
_PAIR = 2


def numbers_in_order(text: str, first: PhoneReading, *, expected: bool = False, home: str = "DE") -> list[PhoneReading]:
    """All numbers of ``text`` as the caller wants them rung, ``first`` among them; each can be dialled.

    That is the order in which they are said, unless one is preferred: "... aber lieber unter der zweiten". The
    telephone of the call, which rings from ``home``, may be one of them.
    """
    found = [first, *_others(text, first, home)]
    own = of_own_number(own_number_beside(text, expected, [reading.span for reading in found]))
    found += [own] if own else []
    found.sort(key=lambda reading: reading.span)
    preferred = _preferred(text, found)
    return [found[preferred], *found[:preferred], *found[preferred + 1 :]]


def rung_first(text: str, e164s: Sequence[str]) -> int | None:
    """The place of the number among those known that is to be rung first: "*zuerst aufs Festnetz*", "*nicht am Handy*".

    None where ``text`` orders none of them.
    """
    said = tokens(text)
    parts = [[said[at].folded for at in part] for part in _clauses(said, range(len(said)))]
    named = [(words, place) for words in parts if (place := _place_of_known(words, e164s)) is not None]
    later = [place for words, place in named if _comes_later(words)]
    first = [place for words, place in named if _comes_first(words, e164s) and not _comes_later(words)]
    others = [place for place in range(len(e164s)) if place not in later]
    return next(iter(first), others[0] if later and len(others) == 1 else None)


def _place_of_known(words: Sequence[str], e164s: Sequence[str]) -> int | None:
    other = len(e164s) - 1 if len(e164s) == _PAIR and _names_the_other(words) else None
    ways = (_place_of_kind(words, e164s), _place_of_country(words, e164s), _named(words, len(e164s)), other)
    return next((one for one in ways if one is not None), None)


def _names_the_other(words: Sequence[str]) -> bool:
    """ "Zuerst *die andere*", "die *andere Nummer*", but not "eine andere Zeit"."""
    behind = next((words[at + 1 :] for at, word in enumerate(words) if word in _order("other")), None)
    may_follow = _prefers() | word_set("phone_number", "labels", "phone") | word_set("ordinary_words", "courtesy")
    return behind is not None and may_follow.issuperset(behind)


def _comes_later(words: Sequence[str]) -> bool:
    """ "*Dann* erst das Handy", "*nicht* am Handy", "das Handy *nur* zur Not"."""
    return not (_conditions() | _order("then")).isdisjoint(words)


def _comes_first(words: Sequence[str], e164s: Sequence[str]) -> bool:
    """ "*Nehmen* Sie das Handy", "*erst* aufs Festnetz", but not "zu Hause bin ich erst um elf"."""
    behind = next((words[at:] for at, word in enumerate(words) if word in _order("at_first")), [])
    return not _prefers().isdisjoint(words) or _place_of_known(behind, e164s) is not None


def _prefers() -> frozenset[str]:
    return _ordering() | _order("preferred")


def names_another(text: str) -> bool:
    """Whether a number in ``text`` is one more and takes no other's place: "und notfalls mobil ...".

    "Passt, oder halt, nein, nehmen Sie ..." thinks better of it, but "aber eigentlich die hier" comes back to this one.
    """
    said = one_of(_order("back_to_this")).before(folded_words(text))
    words, _ = second_thought(tuple(said))
    adds = not _order("otherwise").isdisjoint(words) or _there_is_one(words)
    return adds and _order("preferred").isdisjoint(words)


def _there_is_one(words: Sequence[str]) -> bool:
    return holds(words, _order("there_is"))


def _others(text: str, first: PhoneReading, home: str) -> Iterator[PhoneReading]:
    spans = [first.span, *_forgotten(text, first, home)]
    numbers = {first.e164}
    while len(numbers) < _MOST and (reading := read_from(home, _without(text, spans))) and reading.e164:
        begin, end = reading.span
        # "Ich hab *zwei*: F, und M": what stands before another number is none of its digits.
        begin = max((behind for _, behind in spans if begin < behind <= end), default=begin)
        spans.append((begin, end))
        if reading.e164 not in numbers:
            numbers.add(reading.e164)
            yield replace(reading, span=(begin, end))


def _forgotten(text: str, first: PhoneReading, home: str) -> list[tuple[int, int]]:
    """What stands before the words that start over: "... zwei vier, nein, *noch mal von vorn*, null drei null"."""
    behind = said_anew(text, None, home) or begun_anew(text)
    return [(0, behind)] if 0 < behind <= first.span[0] else []


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with a pause and nothing else in place of the numbers, all offsets kept."""
    for start, end in spans:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    return text


def _preferred(text: str, found: Sequence[PhoneReading]) -> int:
    """The place of the number that is preferred, else the first."""
    if len(found) == 1:
        return 0
    starts = [reading.span[0] for reading in found]
    said = tokens(_without(text, [reading.span for reading in found]))
    numbers = [at for at, token in enumerate(said) if token.start in starts]
    for at, token in enumerate(said):
        if token.folded in _order("preferred"):
            place = _meant(said, numbers, at)
            if place is not None:
                return place
    taken = next((place for place in range(1, len(found)) if _is_taken(said, numbers, place)), None)
    ordered = _ordered_behind(said, numbers, [reading.e164 or "" for reading in found]) if taken is None else taken
    return _ranked(said, numbers) if ordered is None else ordered


def _ranked(said: Sequence[Token], numbers: Sequence[int]) -> int:
    """The place of the first number that is "die wichtige", else that is none "für den Notfall", else of use."""
    told = [_told_of(said, numbers, place) for place in range(len(numbers))]
    ranks = (("first_of_all", True), ("in_reserve", False))
    for listed, wanted in ranks:
        holding = [any(holds(part, _order(listed)) for part in parts) for parts in told]
        if any(holding) and not all(holding):
            return holding.index(wanted)
    return _first_of_use(said, numbers)


def _told_of(said: Sequence[Token], numbers: Sequence[int], place: int) -> list[Sequence[str]]:
    """The words of the parts around a number that tell of it: "F, *das ist die wichtige*, und *für den Notfall* M"."""
    begin = _end_of_told(said, numbers, place - 1) if place else 0
    parts = [*_clauses(said, range(begin, numbers[place]))]
    parts += _clauses(said, range(numbers[place] + 1, _end_of_told(said, numbers, place)))
    return [[said[at].folded for at in part if said[at].kind == "word"] for part in parts]


def _end_of_told(said: Sequence[Token], numbers: Sequence[int], place: int) -> int:
    """Where the words about a number end: at an "und" or a full stop, or before a part that does not point to it."""
    if place + 1 == len(numbers):
        return len(said)
    first, after = numbers[place] + 1, numbers[place + 1]
    gap = range(first, after)
    ends = next((at for at in gap if said[at].raw in _FULL_STOPS or said[at].folded in _order("and")), None)
    if ends is not None:
        return ends
    parts = _clauses(said, gap)
    own = [one for one in parts if (one.start == first or said[one.start].folded in _order("pointing"))]
    return own[-1].stop if own and own[-1].stop < after else first


def _first_of_use(said: Sequence[Token], numbers: Sequence[int]) -> int:
    last = len(numbers) - 1
    return next((place for place in range(last) if not _is_hampered(said, numbers, place)), last)


def _is_taken(said: Sequence[Token], numbers: Sequence[int], place: int) -> bool:
    """Whether a number is set against the one before it as the one to ring: "F, *aber nehmen Sie das Handy*, M"."""
    lead = [token.folded for token in said[numbers[place - 1] + 1 : numbers[place]] if token.kind == "word"]
    against = _order("otherwise") | _order("and") | _edits("wrong") | _order("only")
    is_set_against = not _order("but").isdisjoint(lead) and not (_ordering() | _order("taking")).isdisjoint(lead)
    return is_set_against and against.isdisjoint(lead)


def _ordered_behind(said: Sequence[Token], numbers: Sequence[int], e164s: Sequence[str]) -> int | None:
    """The place of the number that an order behind all of them names: "F, M. *Nehmen Sie ruhig die mobile*"."""
    place_of = partial(_place_in, said, numbers, e164s)
    clauses = _clauses(said, range(numbers[-1] + 1, len(said)))
    limited = [clause for clause in clauses if not _conditions().isdisjoint(said[at].folded for at in clause)]
    ordering = _ordering() | _order("preferred") | _order("coming_back")
    ordered = (clause for clause in clauses if any(said[at].folded in ordering for at in clause))
    named = (clause for clause in clauses if _names_only_a_place([said[at].folded for at in clause]))
    clause = next(ordered, None) or next(named, None)
    if clause is None or clause in limited:
        return None  # "nehmen Sie das Handy nur im Notfall"
    place = place_of(clause)
    # "Nehmen Sie das Handy, *zu Hause nur zur Not*", but not "nehmen Sie das Handy, *aber nur zur Not*"
    return None if any(place_of(one) in (None, place) for one in limited) else place


def _place_in(said: Sequence[Token], numbers: Sequence[int], e164s: Sequence[str], clause: range) -> int | None:
    """The place of the number that a clause means by its label, its kind or its place."""
    words = [said[at].folded for at in clause]
    ways = (
        labelled(said, numbers, clause, clause),
        _place_of_kind(words, e164s),
        _place_of_country(words, e164s),
        _named(words, len(numbers)),
    )
    return next((one for one in ways if one is not None), None)


def _clauses(said: Sequence[Token], behind: range) -> list[range]:
    """The parts of what stands ``behind`` the numbers between its marks, and before an "und"."""
    parting = _order("and")
    ends = [at for at in behind if (said[at].kind == "mark" and said[at].raw != "'") or said[at].folded in parting]
    return [range(start + 1, end) for start, end in pairwise([behind.start - 1, *ends, behind.stop]) if end > start + 1]


def _conditions() -> frozenset[str]:
    return _order("otherwise") | _order("hampered") | _order("only") | _order("than") | _edits("wrong")


def _ordering() -> frozenset[str]:
    return word_set("phone_number", "ordered", "by")


def _names_only_a_place(words: Sequence[str]) -> bool:
    """ "*Die zweite* bitte"."""
    small = word_set("ordinary_words", "function") | word_set("ordinary_words", "courtesy")
    rest = [word for word in words if word not in small]
    return len(rest) == 1 and _named(rest, _MOST) is not None


def _named(words: Sequence[str], numbers: int) -> int | None:
    """The place that is named: "die zweite", "die letzte"."""
    text = " ".join(words)
    choice = named_choice(text) or (numbers if names_last(text) else None)
    return choice - 1 if choice is not None and choice <= numbers else None


def _place_of_kind(words: Sequence[str], e164s: Sequence[str]) -> int | None:
    """The place of the one number that is of the kind named: "das *Handy*", "aufs *Festnetz*"."""
    kinds = {kind for kind in ("mobile", "landline") if not word_set("phone_number", "ordered", kind).isdisjoint(words)}
    of_kind = [place for place, e164 in enumerate(e164s) if ("mobile" if is_mobile(e164) else "landline") in kinds]
    return of_kind[0] if len(kinds) == len(of_kind) == 1 else None


def _place_of_country(words: Sequence[str], e164s: Sequence[str]) -> int | None:
    """The place of the one number of the country that is named: "bitte die *deutsche*"."""
    countries = {code for code in vocabulary("phone_number")["countries"] if not _country(code).isdisjoint(words)}
    there = [place for place, e164 in enumerate(e164s) if country_of(e164) in countries]
    return there[0] if len(countries) == len(there) == 1 else None


def _country(code: str) -> frozenset[str]:
    return word_set("phone_number", "countries", code)


def _is_hampered(said: Sequence[Token], numbers: Sequence[int], place: int) -> bool:
    """Whether a number is called of little use before the next one: "F, da hebt *nie* wer ab, also M"."""
    between = [token.folded for token in said[numbers[place] + 1 : numbers[place + 1]] if token.kind == "word"]
    if one_of(_order("unanswered")).at(tuple(between), 0)[1]:
        return False  # "F, *geht keiner ran*, dann M"
    one_more = _order("otherwise") | _order("and")
    return one_more.isdisjoint(between) and not _order("hampered").isdisjoint(between)


def _meant(said: Sequence[Token], numbers: Sequence[int], at: int) -> int | None:
    """The place of the number that the preferring word ``at`` means."""
    begin = _end(said, range(at - 1, -1, -1), "than", "and", "or", "but", "only") + 1
    end = _end(said, range(at + 1, len(said)), "than", "and", "or")
    sentence = range(begin, end)
    place = labelled(said, numbers, range(at + 1, end), sentence)
    if place is None:
        place = _next(said, numbers, at)
    return labelled(said, numbers, range(begin, at), sentence) if place is None else place


def _end(said: Sequence[Token], places: range, *lists: str) -> int:
    """Where on the way of ``places`` the clause ends: at a mark, or a word of one of the ``lists``."""
    ending = _ending().union(*(_order(listed) for listed in lists))
    there = (at for at in places if said[at].kind == "mark" or said[at].folded in ending)
    return next(there, places.stop)


def _ending() -> frozenset[str]:
    return _order("otherwise") | _order("preferred")


def _next(said: Sequence[Token], numbers: Sequence[int], at: int) -> int | None:
    """The place of the number that comes next or is named by its place: "lieber die zweite"."""
    behind = range(at + 1, len(said))
    if at + 1 in numbers:
        return numbers.index(at + 1)  # "aber lieber null acht neun ..."
    if not behind or said[at + 1].kind == "mark":
        return None  # "da bin ich besser zu erreichen": what was said before is meant
    last = next((one for one in behind if said[one].folded in _ending()), len(said))
    following = next((place for place, one in enumerate(numbers) if at < one < last), None)
    if following is not None:
        return following
    choice = named_choice(" ".join(said[one].folded for one in range(at + 1, last)))
    return choice - 1 if choice is not None and choice <= len(numbers) else None
