"""Whether a name is spoken of, as that of somebody who is not on the line: "nein, *Frau Pohl* hat Festnetz"."""

from collections.abc import Sequence
from itertools import takewhile

from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy, is_filler, somebody
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.parts import words_for_parts
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence, is_cased
from rueckruf.spoken.name.verbs import is_listed_verb, is_verb_of_others
from rueckruf.spoken.name.words import is_first, is_thing, is_word, key_of, name_tokens, part_start
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, folded_words

#: So far before a comma is the word for whoever is named behind it.
_NEAR = 3
#: So many words before "auf" may tell what one does.
_CLAUSE = 6
#: So many words before "der heißt" may tell who that is: "mein Hund ist mir weggelaufen, der heißt Anton".
_SENTENCE = 10
#: With words of these sections, before or after a name, callers stand up or give one.
_INTRODUCING = (
    *("carriers_named", "carriers_present", "carriers_here", "carriers_hint"),
    *("carriers_after", "carriers_after_present", "carriers_after_here", "carriers_after_hint"),
)


def is_spoken_of(text: str, span: tuple[int, int]) -> bool:
    """Whether the sentence tells something of whoever is named at ``span``, and sets no other name against that."""
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if token.kind == "word" and span[0] <= token.start < span[1]]
    if not inside:
        return False
    start, end = _with_salutation(said, inside[0]), inside[-1] + 1
    if _is_introduced(said, range(start, inside[0] + 1), end) or _is_set_against_another(said, start):
        return False
    follows = said[end].folded if end < len(said) else ""
    addressed = start < inside[0] or said[start].folded in word_set("caller_name", "salutations")
    return follows in word_set("caller_name", "third_person") or (addressed and _tells_more(said, start, end))


def is_told_behind(text: str, name: tuple[int, int]) -> bool:
    """Whether right behind a name stands what makes it that of somebody else, or of something.

    "Thomas Schneider *hat gesagt*", "Martin Weber *von Ihnen*", "Anna Müller *oder so*", "Karl Marx *Straße*".
    """
    said = name_tokens(text[name[1] :])
    behind = [token.folded for token in takewhile(lambda token: token.kind == "word", said)]
    if not behind:
        return False
    asks = any(match.start == 0 for match in CarrierLine(said).find("carriers_after_asking"))
    tells = is_listed_verb(behind[0]) and not asks
    about = word_set("caller_name", "of_the_called") | word_set("caller_name", "doubts")
    named_so = behind[0] in word_set("caller_name", "named_so")
    return tells or named_so or _begins_with(behind, about) or is_of_those_called(text, name)


def is_of_those_called(text: str, name: tuple[int, int]) -> bool:
    """ "Der Wagner *von euch*", "Frau Moll *bei Ihnen*"."""
    return _begins_with(folded_words(text[name[1] :]), word_set("caller_name", "with_you"))


def _begins_with(words: Sequence[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[:width]) in phrases for width in range(1, _NEAR + 2))


def _with_salutation(said: Sequence[Token], start: int) -> int:
    """Where "*die Frau* Pohl" begins, or "*die* Edeltraud"."""
    for leading in ("salutations", "salutation_articles"):
        start -= bool(start) and said[start - 1].folded in word_set("caller_name", leading)
    return start


def _is_introduced(said: Sequence[Token], starts: range, end: int) -> bool:
    """Whether a carrier stands right before it, "hier ist *die Frau* Pohl", or right behind it."""
    line = CarrierLine(said)
    return any(match.end in starts or match.start == end for name in _INTRODUCING for match in line.find(name))


def _is_set_against_another(said: Sequence[Token], start: int) -> bool:
    """ "*Nicht* Frau Pohl", "*statt* Herrn Stein"."""
    against = ("denying", "instead", "contrasting")
    return bool(start) and any(said[start - 1].folded in word_set("caller_name", name) for name in against)


def _tells_more(said: Sequence[Token], start: int, end: int) -> bool:
    """Whether more stands beside the name than politeness and words about names: "nein, nur Frau Pohl"."""
    about = word_set("caller_name", "not_a_name_after_carrier")
    return not all(is_courtesy(token) or token.folded in about for token in (*said[:start], *said[end:]))


def is_set_beside(sentence: Sentence, run: Run) -> bool:
    """Whether a name tells who somebody is of whom the caller speaks.

    "Das liegt bei der Nachbarin, *der Frau Peters*", "mein Nachbar, *der Herr Busch*, hat Sie empfohlen", "jemand
    namens *Behrens*". "Ich bin der Enkel, *der Tim*" is the caller, and who is to be rung is named as well.
    """
    said = sentence.said
    comma = run.start - 1 - (run.start > 0 and said[run.start - 1].folded in word_set("caller_name", "apposed"))
    if comma >= 0 and said[comma].folded in word_set("caller_name", "introducing_others"):
        return True
    if _is_called_what_follows(said, run.end):
        return True
    noun = _person_before(said, comma)
    if _is_put_between(sentence, run) and (noun or _is_told_which(said, comma)):
        return True
    return noun is not None and _is_put_beside(sentence, run, comma, noun)


def _is_put_beside(sentence: Sentence, run: Run, comma: int, noun: int) -> bool:
    """Whether it stands behind the word for somebody who is neither the caller nor to be rung.

    So behind a sentence about that one: "*der Vertreter* war am Dienstag da, Herr Klöppel".
    """
    said = sentence.said
    ends = all(map(is_courtesy, said[run.end :])) and said[0].folded in word_set("caller_name", "own")
    if sentence.asked and ends:
        return False  # "meine Tante, Frau Kunz", in reply to the question for the name
    article, beside = comma < run.start - 1, noun == comma - 1
    is_subject = noun == _subject_before(said, comma)
    named = article or (run.salutation and (beside or is_subject))
    return named and (is_subject or not _may_be_rung(sentence, noun))


def _is_called_what_follows(said: Sequence[Token], end: int) -> bool:
    """ "Hartmann *heißt der Vermieter*"; whoever belongs to the caller, "Grothe heißt mein Mann", may be rung."""
    behind = [token.folded for token in said[end : end + _NEAR]]
    called = len(behind) == _NEAR and behind[0] in word_set("caller_name", "called")
    of_others = ("salutation_articles", "of_yours")
    return called and any(behind[1] in word_set("caller_name", name) for name in of_others) and behind[2] in somebody()


def _is_pointed_at(sentence: Sentence, run: Run) -> bool:
    """ "Die Frau Otto, *ist die* noch da?", but not "Otto, ist die Chefin da?" nor "Otto, ist Ihnen das recht?"."""
    said, at = sentence.said, run.end + 2
    if not _is_put_between(sentence, run) or at >= len(said):
        return False
    is_small = all(token.raw[0].islower() for token in said[at : at + 2] if token.kind == "word")
    return sentence.cased and is_small and said[at].folded in word_set("caller_name", "pointing_at_others")


def _is_put_between(sentence: Sentence, run: Run) -> bool:
    """Whether a comma and what somebody does follow a name: "unser Einkauf, Herr Maurer, *braucht* das"."""
    behind = sentence.said[run.end : run.end + 2]
    return len(behind) > 1 and behind[0].raw == "," and is_verb_of_others(behind[1], sentence.cased)


def _is_told_which(said: Sequence[Token], comma: int) -> bool:
    """ "*Unser Einkauf*, Herr Maurer, braucht ...", but not "Kanzlei Borchert, Frau Beck, ..."."""
    if comma < 1 or said[comma].raw != ",":
        return False
    begins = part_start(said, comma)
    determiners = ("salutation_articles", "own", "theirs", "of_yours")
    return any(said[begins].folded in word_set("caller_name", listed) for listed in determiners)


def _person_before(said: Sequence[Token], comma: int) -> int | None:
    """The word for somebody before a comma, "die alte *Dame* von nebenan,", "mit Ihrer *Kollegin* gesprochen,"."""
    if comma < 1 or said[comma].raw != ",":
        return None
    near = range(comma - 1, max(comma - 1 - _NEAR, -1), -1)
    return next((at for at in near if said[at].folded in somebody()), _subject_before(said, comma))


def _subject_before(said: Sequence[Token], comma: int) -> int | None:
    """The word for somebody of whom a sentence tells: "der *Vertreter* war am Dienstag da,"."""
    begins = part_start(said, comma)
    kinds = (
        word_set("caller_name", "salutation_articles") | word_set("caller_name", "of_yours"),
        somebody(),
        word_set("caller_name", "told_of") | word_set("caller_name", "third_person"),
    )
    clause = [token.folded for token in said[begins:comma]]
    tells = len(clause) >= len(kinds) and all(key in kind for key, kind in zip(clause, kinds, strict=False))
    return begins + 1 if tells else None


def _may_be_rung(sentence: Sentence, noun: int) -> bool:
    """Whether a word for somebody is the caller's, "ich bin der *Enkel*", or who is asked for: "für meine *Mutter*"."""
    said, at = sentence.said, noun - 1
    beside = word_set("represented", "before_helpers") | word_set("represented", "before_names")
    theirs = word_set("caller_name", "theirs")
    while at >= 0 and said[at].folded in beside | theirs | word_set("caller_name", "own"):
        at -= 1
    if at < 0 or said[at].kind == "mark":
        return said[at + 1].folded not in word_set("caller_name", "own")
    asked_for = sentence.covered.get(at) not in (None, "asked")
    return asked_for or said[at].folded in word_set("represented", "stands_up")


def is_doing_something(sentence: Sentence, run: Run) -> bool:
    """Whether nothing introduces a name and a verb follows right there: "Herr Vogt *nimmt* nicht ab".

    Or somebody else, "*Kennt* Frau Lang das?", or whoever is one of two.
    """
    if run.end >= len(sentence.said) or sentence.is_led_to(run):
        return False
    if _is_pointed_at(sentence, run):
        return True
    behind, *further = sentence.said[run.end : run.end + 2]
    if is_verb_of_others(behind, sentence.cased):
        by_myself = any(token.folded in word_set("caller_name", "doing_it_myself") for token in further)
        return not by_myself and not is_confirmed(sentence.said, run.end)
    return _is_one_of_two(sentence, run) or behind.folded in word_set("caller_name", "salutations")


def _is_one_of_two(sentence: Sentence, run: Run) -> bool:
    """ "Herr Haas *oder* Frau Roth", "Bosch *oder* Siemens", "Hinz *und* Kunz"."""
    behind, *further = sentence.said[run.end : run.end + 2]
    another = any(token.kind == "word" and token.raw[0].isupper() for token in further)
    if behind.folded in word_set("caller_name", "choosing"):
        return another or run.salutation or is_word(key_of(run.words[-1]))
    joined = behind.folded in word_set("caller_name", "between_salutations")
    return joined and another and _ends(sentence, run.end + 2)


def _ends(sentence: Sentence, index: int) -> bool:
    return all(token.kind == "mark" for token in sentence.said[index:])


def is_confirmed(said: Sequence[Token], at: int) -> bool:
    """ "Kreutzer *ist richtig*"; a whole name also by "Vreni Kern *isch das*", but not "klein *ist das* nicht"."""
    being, *told = said[at : at + 3]
    if being.folded not in word_set("caller_name", "being") or not told or told[0].kind != "word":
        return False
    is_whole = at > 1 and said[at - 2].kind == "word" and all(token.kind == "mark" for token in told[1:])
    points_back = is_whole and told[0].folded in word_set("caller_name", "pointing_back")
    return points_back or told[0].folded in word_set("caller_name", "confirmed")


def is_thing_for(said: Sequence[Token], at: int) -> bool:
    """Whether "für" stands there, and a thing before: "*Karten* für Kowalski", "das *Rezept* ist für Frau Lorenz"."""
    before = at - 1
    if at < 1 or said[at].folded not in word_set("represented", "ringing_for"):
        return False
    while before > 0 and (said[before].folded in word_set("caller_name", "being") or is_filler(said[before])):
        before -= 1
    if before < 0 or said[before].folded in word_set("caller_name", "given_a_name"):
        return False
    key, is_written_so = said[before].folded, before > 0 and is_cased(said) and said[before].raw[0].isupper()
    return key in word_set("caller_name", "brought") or is_noun(key) or is_thing(key) or is_written_so


def is_waited_for(said: Sequence[Token], at: int) -> bool:
    """Whether "auf" stands there, and before it what leads to others: "ich *warte* schon *auf* Frau Krüger"."""
    if said[at].folded not in word_set("caller_name", "written_on"):
        return False
    clause = takewhile(lambda token: token.kind == "word", reversed(said[max(0, at - _CLAUSE) : at]))
    return any(token.folded in word_set("caller_name", "waiting") for token in clause)


def is_likened(said: Sequence[Token], at: int) -> bool:
    """Whether a name is told to be like a word, or unlike it: "Bäuerle, net *wie der* Bauer", "*wie* Schlitter"."""
    article = at > 0 and said[at - 1].folded in word_set("caller_name", "likened")
    begins = at - 1 - article
    return begins >= 0 and said[begins].folded in word_set("caller_name", "likening")


def is_of_a_relative(said: Sequence[Token], start: int) -> bool:
    """Whether somebody is named who belongs to the caller: "für meine *Mutter* Erna Pohl", "mein *Mann* heißt Karl"."""
    at = start if said[start].folded in somebody() else start - 1
    while at > 0 and said[at].folded in word_set("caller_name", "behind_relatives"):
        at -= 1
    if at < 1 or said[at].folded not in somebody():
        return False
    return said[at - 1].folded in word_set("caller_name", "own")


def is_told_of_beside(said: Sequence[Token], start: int) -> bool:
    """Whether a name only tells how somebody is called, "die *Nachbarin heißt* Frau Dietz", or for whom something is.

    Not where it is said that they shall be rung: "*rufen Sie* meine Mutter an, die heißt Erna Pohl".
    """
    keys = [token.folded for token in said]
    if _is_to_be_rung(keys):
        return False
    at = start
    while at > 0 and keys[at - 1] in _leading_to_others():
        at -= 1
        if at and keys[at] in word_set("caller_name", "called") and keys[at - 1] in _pronouns():
            return True
    if at in (0, start):
        return False
    is_of_somebody = said[at - 1].folded in somebody() and not _is_who_calls(said, at - 1)
    return is_of_somebody or keys[at - 1] in word_set("represented", "ringing_for")


def is_what_something_is_called(text: str, name: tuple[int, int]) -> bool:
    """ "*Die Anlage heißt* Winkler", "*unser altes Haus heißt* Kramer", but not "mein Nachname heißt Kramer"."""
    noun = _called_so(text, name)
    names = words_for_parts() | word_set("spelling", "whole_name")
    return noun is not None and noun not in somebody() | names


def is_what_others_are_called(text: str, name: tuple[int, int]) -> bool:
    """The same of somebody whom nobody shall ring: "*mein Kollege heißt* Brandner und hat den Plan"."""
    keys = [token.folded for token in name_tokens(text)]
    is_of_somebody = _called_so(text, name) in somebody() and not _is_to_be_rung(keys)
    return is_of_somebody or is_what_something_is_called(text, name)


def _called_so(text: str, name: tuple[int, int]) -> str | None:
    """The word for who or what is told to be called so, behind an article or "mein"."""
    said = name_tokens(text[: name[0]])
    if len(said) < _NEAR or said[-1].folded not in word_set("caller_name", "called"):
        return None
    listed = ("own", "theirs", "salutation_articles", "articles_of_houses")
    determiners = frozenset().union(*(word_set("caller_name", each) for each in listed))
    is_determined = any(token.folded in determiners for token in said[-_NEAR - 1 : -2])
    return said[-2].folded if is_determined and said[-2].kind == "word" else None


def _is_to_be_rung(keys: Sequence[str]) -> bool:
    """Whether somebody else shall be rung, and not the caller."""
    rings, me = word_set("caller_name", "ringing"), word_set("caller_name", "ring_me")
    return not rings.isdisjoint(keys) and me.isdisjoint(keys)


def _leading_to_others() -> frozenset[str]:
    """What stands between somebody and their name: "die Kollegin, *das ist die Frau* Unger"."""
    listed = ("behind_relatives", "pointing_back", "apposed", "salutations")
    return frozenset().union(*(word_set("caller_name", each) for each in listed))


def _pronouns() -> frozenset[str]:
    return word_set("caller_name", "pointing_at_others")


def _is_who_calls(said: Sequence[Token], at: int) -> bool:
    """ "*Ich bin* die Nachbarin, Erna Pohl"."""
    before = [token.folded for token in said[max(0, at - _NEAR) : at]]
    return not word_set("caller_name", "first_person").isdisjoint(before)


def is_told_who(said: Sequence[Token], end: int) -> bool:
    """Whether somebody else is told to have the name that ends there: "läuft auf Karl Voss, *das ist mein Opa*"."""
    at = next((at for at in range(end, min(end + _NEAR, len(said))) if said[at].kind == "mark"), end - 1) + 1
    while at < len(said) and (is_filler(said[at]) or said[at].folded in word_set("caller_name", "pointing_back")):
        at += 1
    if at + 2 >= len(said) or said[at].folded not in word_set("caller_name", "being"):
        return False
    determiners = ("own", "salutation_articles", "theirs")
    is_theirs = any(said[at + 1].folded in word_set("caller_name", listed) for listed in determiners)
    return is_theirs and said[at + 2].folded in somebody()


def is_person(token: Token) -> bool:
    """Whether a word tells what somebody is to somebody, or does."""
    return token.folded in somebody()


def is_called_by_first_name(said: Sequence[Token], start: int) -> bool:
    """Whether somebody is told to be called so: "mein *Sohn heißt* Lukas", but not "mein Chef heißt Paul"."""
    called = start > 1 and said[start - 1].folded in word_set("caller_name", "behind_relatives")
    # "ich *bin* die Tochter, Franziska"
    is_own = (
        start > _NEAR
        and said[start - _NEAR - 1].folded in word_set("represented", "stands_up")
        and said[start - _NEAR].folded not in word_set("caller_name", "own")  # "und *mein* Papa heißt Jan"
    )
    by_first_names = word_set("caller_name", "called_by_first_names")
    if called and said[start - 2].folded in _pronouns() | word_set("caller_name", "pointing_back"):
        return any(token.folded in by_first_names for token in said[max(0, start - _SENTENCE) : start - 2])
    return called and not is_own and said[start - 2].folded in by_first_names


def is_told_by_first_name(text: str, name: tuple[int, int]) -> bool:
    """The same of a single word at ``name``, as character offsets: nobody can be asked for by it."""
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if name[0] <= token.start < name[1]]
    return len(inside) == 1 and is_called_by_first_name(said, inside[0])


def rung_by_first_name(text: str) -> tuple[int, int] | None:
    """Where the mere first name stands of who belongs to the caller and shall be rung.

    "Anrufen müssen Sie aber die Mama, die heißt *Hilde*"
    """
    said = name_tokens(text)
    if word_set("caller_name", "ring_them").isdisjoint(token.folded for token in said):
        return None
    called = (at for at, token in enumerate(said) if is_first(token.raw) and is_called_by_first_name(said, at))
    at = next(called, None)
    if at is None or _goes_on_with_a_name(said, at + 1) or not _are_to_ring_them(said, at):
        return None
    return said[at].start, said[at].end


def _are_to_ring_them(said: Sequence[Token], name: int) -> bool:
    """Whether another clause than that of the name has them rung: "*rufen Sie* meine Oma *an*", "den *anrufen*"."""
    clauses: list[list[str]] = [[]]
    for at, token in enumerate(said):
        clauses[-1].append("" if at == name else token.folded)
        if token.kind == "mark":
            clauses.append([])
    return any(_has_them_rung(clause) for clause in clauses if "" not in clause)


def _has_them_rung(clause: Sequence[str]) -> bool:
    words = frozenset(clause)
    them = somebody() | word_set("caller_name", "them")
    needed = (word_set("caller_name", "ring_them"), word_set("caller_name", "you"), them)
    return not any(words.isdisjoint(each) for each in needed) and words.isdisjoint(word_set("caller_name", "ring_me"))


def _goes_on_with_a_name(said: Sequence[Token], at: int) -> bool:
    return at < len(said) and said[at].kind == "word" and not is_word(said[at].folded)
