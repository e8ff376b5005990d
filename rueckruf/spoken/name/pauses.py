"""The commas that recognisers leave out around a name: "also gut *Schuster* Vorname Ines"."""

from collections.abc import Iterator, Sequence

from rueckruf.spoken.name.alphabets import announces_letters, times
from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy, somebody
from rueckruf.spoken.name.missing_letters import missing_letters
from rueckruf.spoken.name.parts import words_for_parts
from rueckruf.spoken.name.remark import ends_remark, is_of_writing, tells_letters
from rueckruf.spoken.name.taking_back import is_said_to_be_meant
from rueckruf.spoken.name.third_person import is_person
from rueckruf.spoken.name.verbs import is_listed_verb
from rueckruf.spoken.name.words import (
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    is_only_last,
    is_ordinary,
    is_word,
    looks_like_a_word,
    name_tokens,
    surname_origin,
)
from rueckruf.spoken.name.writing import begins_remark
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_MARKS = frozenset(",.;:!?…–")
#: So many words of a name are said again at most.
_WIDEST = 3
#: A first name that is told apart is behind a surname and another word; so many words tell where somebody is from.
_APART, _ORIGIN = 2, 4
#: Words that lead to a name of somebody else, or to one that was.
_LEADING = ("salutations", "called", "called_before", "urging")
#: Kinds of words in front of a name with which callers stand up.
_STANDING_UP = ("carriers_present", "carriers_hint")
#: Where surnames come from that have no "da" before them.
_WITHOUT_DA = ("german", "polish", "turkish")


def with_pauses(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with a comma where a name begins anew or behind something else, if the recogniser wrote none."""
    if len(said) <= _APART or any(token.raw in _MARKS for token in said[:-1]):
        return said
    rules = (
        _said_again,
        _at_the_end,
        _first_name_apart,
        _written_apart,
        _beside_carriers,
        _apposed,
        _meant,
        _called_so,
    )
    places = {at for rule in rules for at in rule(said)}
    return tuple(token for at in range(len(said)) for token in _with_pause(said, at, at in places))


def paused(text: str) -> str:
    """``text`` with these commas in the place of the blanks there, so that all offsets are kept."""
    said = name_tokens(text)
    for pause in set(with_pauses(said)).difference(said):
        text = text[: pause.start] + pause.raw + text[pause.end + 1 :]
    return text


def _with_pause(said: Sequence[Token], at: int, begins: bool) -> Iterator[Token]:
    if begins:
        yield Token(",", ",", said[at - 1].end, said[at - 1].end, "mark")
    yield said[at]


def _said_again(said: Sequence[Token]) -> Iterator[int]:
    """ "Anke Thiele *Thiele* ist der Nachname", "Carmen Ortega Molina *Ortega Molina* zusammen"."""
    keys = [token.folded for token in said]
    for at in range(1, len(keys)):
        for width in range(1, min(at, _WIDEST) + 1):
            if keys[at - width : at] == keys[at : at + width] and all(map(_is_surname, said[at : at + width])):
                yield at


def _at_the_end(said: Sequence[Token]) -> Iterator[int]:
    """Where the name begins with which a clause ends that tells something else first: "na gut *Ulla Petry*"."""
    for end in _ends(said):
        begins = end
        while begins and _is_of_a_name(said, begins - 1, end):
            begins -= 1
        if 0 < begins < end and _ends_clause(said, begins, end):
            yield begins


def _ends(said: Sequence[Token]) -> Iterator[int]:
    """Where a name may end: before what tells of its parts or its letters, and at the end."""
    for at, token in enumerate(said):
        if begins_remark(token) or token.folded in words_for_parts():
            begins = at
            while begins and said[begins - 1].folded in word_set("caller_name", "before_parts"):
                begins -= 1
            yield begins
    yield _end(said)


def _end(said: Sequence[Token]) -> int:
    """Where the sentence ends, before politeness."""
    end = len(said)
    while end and is_courtesy(said[end - 1]):
        end -= 1
    return end


def _is_of_a_name(said: Sequence[Token], at: int, end: int) -> bool:
    """Whether a word is a name and no other word, unless a first name beside it tells: "*Sommer* Katrin"."""
    if not _is_a_name(said[at]) or not is_word(said[at].folded):
        return _is_a_name(said[at])
    beside = at + 1 if at + 2 == end else at - 1
    return at + 2 >= end and beside >= 0 and is_only_first(said[beside].raw)


def _ends_clause(said: Sequence[Token], begins: int, end: int) -> bool:
    """Whether something else ends before a name; more words may before a whole one, but "*da* Silva" is one."""
    before, name = said[begins - 1], said[begins]
    is_whole = end - begins > 1 and (is_first(name.raw) or is_only_first(said[end - 1].raw))
    if before.folded in word_set("caller_name", "particles_romance") and not is_whole:
        return surname_origin(name.raw) in _WITHOUT_DA
    is_spelled = begins > 1 and all(len(token.raw) == 1 for token in said[begins - 2 : begins])
    if is_spelled or ends_remark(said, begins):
        return True
    if begins > 1 and _is_a_name(said[begins - 2]) and not is_word(said[begins - 2].folded):
        return False  # "Van *An* Nguyen"
    return _may_end(said, begins - 1) if is_whole else before.folded in word_set("caller_name", "ends_of_clauses")


def _first_name_apart(said: Sequence[Token]) -> Iterator[int]:
    """Where the first name stands apart with which an answer ends: "Huber der Sohn *Markus*", "Keller *die Monika*"."""
    last = _end(said) - 1
    if last < _APART or not is_only_first(said[last].raw):
        return
    head = _surname_at_the_head(said[: last - 1])
    if head is None:
        return
    if _is_article(said[last - 1]) and last - 2 == head:
        yield last - 1
    elif _tells_who(said, head + 1, last) or _may_end(said, last - 1):
        yield last


def _surname_at_the_head(said: Sequence[Token]) -> int | None:
    """Where a surname stands before which nothing but small words are said."""
    head = next((at for at, token in enumerate(said) if not (is_courtesy(token) or is_function(token.folded))), None)
    writing = head is None or any(map(begins_remark, said[:head]))
    return None if head is None or writing or not _is_surname(said[head]) else head


def _tells_who(said: Sequence[Token], begins: int, end: int) -> bool:
    """ "Huber *der Sohn* Markus", "Wimmer *aus Moosach* Sepp", "Weber *von der Au* Josef"."""
    if is_person(said[end - 1]):
        return _is_article(said[end - 2])
    if said[end - 1].folded in words_for_parts():
        return any(token.folded in word_set("caller_name", "before_cue") for token in said[end - 3 : end - 1])
    told = said[begins].folded in word_set("caller_name", "origins") and end - begins <= _ORIGIN
    return told and not is_function(said[end - 1].folded)


def _may_end(said: Sequence[Token], at: int) -> bool:
    """Whether a clause may end with a word before a name, which leads to none as articles and "kommt" do."""
    token = said[at]
    if token.folded in word_set("caller_name", "ends_of_clauses"):
        return True
    if len(token.raw) == 1 or is_function(token.folded) or is_courtesy(token) or is_person(token):
        return False
    leading = token.folded in words_for_parts() or any(
        token.folded in word_set("caller_name", name) for name in _LEADING
    )
    leading = leading or _is_a_name(token) or _is_verb(said, at)
    return not leading and (is_ordinary(token.folded) or looks_like_a_word(token.folded))


def _is_verb(said: Sequence[Token], at: int) -> bool:
    """ "Morgen *kommt* Peter Müller", "ich *suche* Anna Berger"; but "wie *gesagt*"."""
    by_me = at > 0 and said[at - 1].folded in word_set("caller_name", "callers")
    return by_me or is_listed_verb(said[at].folded)


def _written_apart(said: Sequence[Token]) -> Iterator[int]:
    """Where all that follows tells how a name is written: "Hofmann *zwei f*", "Walter *da gehört noch ein h rein*"."""
    begins = len(said)
    while begins and (is_of_writing(said[begins - 1]) or said[begins - 1].folded in times()):
        begins -= 1
    stands_up = any(token.folded in word_set("caller_name", "first_person") for token in said[begins:])  # "bin *i*"
    told = [begins] if begins < len(said) and tells_letters(said, begins) and not stands_up else []
    told += [*(change.at for change in missing_letters(said)), *_announced(said)]
    yield from filter(None, (_past_small_words(said, at) for at in told))


def _announced(said: Sequence[Token]) -> Iterator[int]:
    """ "Weiß *bei mir schreibt man* das hinten mit zwei s": where a remark follows."""
    for at, token in enumerate(said):
        if announces_letters(token) and any(map(begins_remark, said[at:])):
            yield at


def _past_small_words(said: Sequence[Token], at: int) -> int:
    """Where what tells letters begins, behind a name and before "da" and "bei mir"; 0 where no name stands there."""
    begins = at
    while begins and (is_function(said[begins - 1].folded) or is_courtesy(said[begins - 1])):
        begins -= 1
    named = begins > 0 and (_is_a_name(said[begins - 1]) or _surname_at_the_head(said[:begins]) == begins - 1)
    return begins if named else 0


def _beside_carriers(said: Sequence[Token]) -> Iterator[int]:
    """Before the word in front of carriers, or before carriers behind a surname."""
    line = CarrierLine(said)
    yield from _before_carriers(said, line)
    yield from _stood_up_behind(said, line)


def _before_carriers(said: Sequence[Token], line: CarrierLine) -> Iterator[int]:
    """ "Da ist einiges schief *Ritter ist der Name*": where a name begins of which only what follows tells that."""
    for match in line.find("carriers_after"):
        begins = match.start - 1
        if begins > 0 and _is_a_name(said[begins]) and _may_end(said, begins - 1):
            yield begins


def _stood_up_behind(said: Sequence[Token], line: CarrierLine) -> Iterator[int]:
    """ "Familie Keller *ich bin die* Monika", "Familie Keller *am Apparat ist die* Monika"."""
    for match in (match for section in _STANDING_UP for match in line.find(section)):
        if match.start > 0 and match.end < len(said) and is_only_last(said[match.start - 1].raw):
            yield match.start


def _apposed(said: Sequence[Token]) -> Iterator[int]:
    """ "Meine Nachbarin *die Frau Peters*", "meine Tante *Frau Peters*"."""
    for at in range(1, len(said) - 1):
        begins = at - _is_article(said[at - 1])
        addressed = said[at].folded in word_set("caller_name", "salutations")
        if addressed and begins and is_person(said[begins - 1]) and (begins < at or not _is_a_name(said[begins - 1])):
            yield begins  # "die *junge* Frau Haas"


def _meant(said: Sequence[Token]) -> Iterator[int]:
    """ "Herr Hahn *Hahnemann wollte ich sagen*": between a surname and the one that is told to be the right one."""
    for at in range(1, len(said) - 1):
        follows = _is_surname(said[at - 1]) and (_is_a_name(said[at]) or _is_surname(said[at]))
        if follows and is_said_to_be_meant(said, at + 1):
            yield at


def _called_so(said: Sequence[Token]) -> Iterator[int]:
    """ "Angerufen werden soll meine Mutter *Erna Pohl heißt die*": where the whole name of somebody begins."""
    for at in range(_APART, len(said) - 2):
        begins, (last, called, them) = at - 1, said[at : at + 3]
        is_told = called.folded in word_set("caller_name", "called") and them.folded in _pronouns()
        ends = at + 3 == len(said) or said[at + 3].folded not in somebody()
        if is_told and ends and is_last(last.raw) and is_first(said[begins].raw):
            yield begins


def _pronouns() -> frozenset[str]:
    return word_set("caller_name", "pointing_at_others") | word_set("caller_name", "articles_of_parish_and_trade")


def _is_article(token: Token) -> bool:
    return token.folded in word_set("caller_name", "salutation_articles")


def _is_a_name(token: Token) -> bool:
    listed = token.kind == "word" and (is_first(token.raw) or is_last(token.raw))
    return listed and not is_function(token.folded)


def _is_surname(token: Token) -> bool:
    listed = is_last(token.raw) and not is_first(token.raw)
    return token.kind == "word" and (listed or not (is_everyday(token.folded) or is_first(token.raw)))
