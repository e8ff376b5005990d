"""What callers say of the number that is offered, beside yes and no: "da erreichen Sie mich am besten", "lieber aufs
Festnetz" (``data/vocabulary/offered_number.yml``)."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import dropwhile, pairwise

from rueckruf.spoken.phone.own_number import own_number
from rueckruf.spoken.phone.remarks import but_for_not_known, speaks_against
from rueckruf.spoken.text.companies import is_company_word, is_institution, is_workplace
from rueckruf.spoken.text.consent import only_consents
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, clauses, folded_words
from rueckruf.spoken.text.yes_and_no import agrees, is_polite_yes, objects

_listed = partial(word_set, "offered_number")

#: So many words before a telephone may say that it is to be rung: "*auf* mein ganz altes Zweithandy".
_NEAR = 3


@lru_cache(maxsize=2 * RECENT_TEXTS)
def suits(text: str) -> bool | None:
    """Whether the offered number shall be rung, or another; None where ``text`` tells neither."""
    words = folded_words(text)
    if offers_another(text):
        return False
    if "?" in text or asks(text) or not words:
        return None
    if only_consents(words):
        return True
    if (thought_better := _on_second_thought(text, words)) is not None:
        return thought_better
    if concluded := _conclusion(words):
        return suits(concluded) if objects(concluded) else True
    return _suits_as_told(text, words)


def offers_another(text: str) -> bool:
    """Whether another number is to be said instead: "darf ich eine andere nennen?", "rufen Sie mich im Büro an"."""
    words = folded_words(text)
    return not agrees(text) and max(_end_of("offering_another", words), _end_of("ringing_elsewhere", words)) > 0


def _suits_as_told(text: str, words: Sequence[str]) -> bool | None:
    if (clear := _tells_clearly(text, words)) is not None:
        return clear
    is_wrong = _says(words, "wrong") and finds_right(text) is not True
    if speaks_against(words) and not is_wrong:
        return _agrees_all_the_same(text, words) or None
    if is_wrong or _is_another_meant(words, yes=agrees(text)):
        return False
    return True if _praises(text, words, yes=agrees(text)) else None


def _is_ordered(text: str, words: Sequence[str]) -> bool:
    """ "Mit 042 hinten, *die nehmen Sie mal*"."""
    return not _says_no(words) and any(map(_orders_this, map(folded_words, clauses(text))))


def speaks_of_it(text: str) -> bool:
    """Whether a sentence is about the number that is offered, by how it begins: "*die* hat mir die Post gegeben".

    "Ich ruf vom Büro an" tells neither what that is nor whether it suits.
    """
    words = folded_words(text)
    return _phrase_at_first("of_it", words) and not _says(words, "workplaces")


def tells_two_apart(text: str) -> bool:
    """Whether one telephone is named, and one that it is not: "meine private, *nicht die von der Firma*".

    Which of the two is offered nobody here knows, unless a yes or a no is said as well.
    """
    if agrees(text) or objects(text) or not speaks_against(words := folded_words(text)):
        return False
    at = next((at for at, word in enumerate(words) if speaks_against([word])), 0)
    one, other = words[:at], words[at + 1 :]
    is_named = _names_telephone(one) or _says(one, "mine") or any(map(_is_some_telephone, one))
    return is_named and len(other) > 1 and other[0] in _listed("pointing") | _listed("mine")


def tells_how_long(text: str) -> bool:
    """Whether it is told until when somebody is there, and not reached: "*da wohn ich bloß bis* morgen früh"."""
    return any(map(_stays_until, map(folded_words, clauses(text))))


def _stays_until(words: Sequence[str]) -> bool:
    stays = _says(words, "staying") and _says(words[:_NEAR], "pointing") and _says(words, "first_person")
    return stays and _says(words, "until") and not _says(words, "suiting")


def told_of_being_there(text: str) -> str:
    """The first clause behind a no if it tells when they are there: "nein, *da bin ich nur abends daheim*"; or ""."""
    first = next((part for part in clauses(text) if not _beside_a_no().issuperset(folded_words(part))), "")
    words = [*dropwhile(_beside_a_no().__contains__, folded_words(first))]
    is_there = _says(words, "staying") and _says(words[:1], "pointing") and _says(words, "first_person")
    return first if is_there and _says(words, "only_then") and not _says(words, "suiting") else ""


def tells_where_it_lies(text: str) -> bool:
    """Whether a part of the sentence is of where that telephone is: "*das bleibt* nachmittags im Lehrerzimmer"."""
    parts = (words[:_NEAR] for words in map(folded_words, clauses(text)))
    return any(_says(words, "pointing") and _says(words, "lying") for words in parts)


def _is_known_again(text: str) -> bool:
    """ "*Meine Nummer.* Ja, bitte": whose it is and no more, and then a yes; or that it is this one."""
    if _is_this_alone(text):
        return True
    first, *rest = [part for part in clauses(text) if folded_words(part)]
    words, naming = set(folded_words(first)), _listed("mine") | _listed("telephones") | _listed("mobiles")
    is_mine = not _listed("mine").isdisjoint(words) and words <= naming | word_set("discourse", "hesitations")
    return is_mine and is_polite_yes(" ".join(rest))


def _is_this_alone(text: str) -> bool:
    """ "*Na die halt*, a andere hab i ned"."""
    first, *rest = [words for words in map(folded_words, clauses(text)) if words]
    is_this = one_of(_listed("this_alone")).at(tuple(first), 0)[1] == len(first)
    return is_this and all(_end_of("only_one", words) > 0 or _end_of("consenting", words) > 0 for words in rest)


def _is_this_though_not_known(text: str, words: Sequence[str]) -> bool:
    """ "Ja, vom Telefon hier, *die hab ich nicht im Kopf*": that no tells only why it is not said."""
    rest = but_for_not_known(words)
    if len(rest) == len(words) or speaks_against(rest) or objects(text) or _is_another_meant(rest):
        return False
    return agrees(text) or finds_right(" ".join(rest)) is True or own_number(text, expected=True) is not None


def _on_second_thought(text: str, words: Sequence[str]) -> bool | None:
    """What holds where a yes or a no is taken back at once: "ja, *ach nee*, da ist der Akku leer", "nein, *ach doch*".

    But "ja, äh nein, passt" finds it right, and what "nein, ach ja, die vom Büro" means the rest tells.
    """
    if _is_this_though_not_known(text, words):
        return True
    if agrees(text) and (end := _end_of("yes_taken_back", words)):
        return _is_right_after_all(words[end:])
    if objects(text) and (end := _end_of("no_taken_back", words)):
        return True if not words[end:] or _is_right_after_all(words[end:]) else None
    return None


def _conclusion(words: Sequence[str]) -> str:
    """A later no and what follows, or "also ja": "das ist mein Reisehandy, das ist meist aus, *nein, die andere*"."""
    last = max((at for at in range(1, len(words)) if _begins_conclusion(words, at)), default=len(words))
    return " ".join(words[last:])


def _begins_conclusion(words: Sequence[str], at: int) -> bool:
    no, hesitates = _listed("begins_no"), _listed("no_of_thought")
    begins = words[at] in no - hesitates and words[at - 1] not in no | word_set("yes_and_no", "before_yes")
    return begins or one_of(_listed("concluding_yes")).at(tuple(words), at)[1] > 0


def _is_right_after_all(words: Sequence[str]) -> bool:
    """ "Passt", "die stimmt schon", "nehmen Sie ruhig die"."""
    if not words:
        return False
    rest = " ".join(words)
    return _orders_this(words) or is_polite_yes(rest) or finds_right(rest) is True or suits(rest) is True


def _orders_this(words: Sequence[str]) -> bool:
    orders = _listed("ordering") | _listed("pointing") | _listed("beside_an_order")
    return _says(words, "ordering") and _says(words, "pointing") and orders >= set(words)


def _tells_clearly(text: str, words: Sequence[str]) -> bool | None:
    """What is said whether or not a "nicht" stands beside it."""
    yes = agrees(text)
    if _is_known_again(text):
        return True
    is_any_time = " ".join(words) in _listed("at_any_time")
    if (
        is_any_time
        or _is_no_matter(words)
        or _end_of("only_one", words)
        or _consents(words)
        or (yes and _calls_the_other_bad(words))
    ):
        return True
    hampered = not yes and (_is_hampered(words) or _end_of("own_instead", words) > 0)
    refused = _declines(text) or _refuses_it(words) or _is_told("unsuitable", words)
    return False if hampered or refused or _prefers_another(text) else None


def _is_no_matter(words: Sequence[str]) -> bool:
    """ "Das ist mir gleich", and no word more."""
    return one_of(_listed("no_matter")).at(tuple(words), 0)[1] == len(words)


def _agrees_all_the_same(text: str, words: Sequence[str]) -> bool:
    return agrees(text) and (finds_right(text) is True or _limits_the_call(words))


def _limits_the_call(words: Sequence[str]) -> bool:
    """ "Ja, aber *nicht während* der Schicht": of no telephone, only when or how they shall not call."""
    found = next(one_of(_listed("not_so")).found_in(tuple(words)), None)
    if found is None or _names_telephone(words):
        return False
    return _listed("pointing").isdisjoint(words[: found.start]) and _listed("this").isdisjoint(words)


def _declines(text: str) -> bool:
    """ "Auf der Leitung nicht", "lieber nicht, ...", "..., nicht meiner": a clause of a "nicht" and no more."""
    parts = [words for words in map(folded_words, clauses(text)) if words]
    if agrees(text) and _says(folded_words(" ".join(clauses(text)[1:])), "pointing"):
        parts = parts[1:]  # "ja, aber nicht auf diesem"
    first = next((words for words in parts if not _beside_a_no().issuperset(words)), [])
    mine = [words for words in parts if not _listed("mine").isdisjoint(words)]
    return any(speaks_against(words) and _listed("beside_a_not") | _around() >= set(words) for words in (first, *mine))


@cache
def _around() -> frozenset[str]:
    lists = ("pointing", "leading", "places", "mobiles", "telephones", "mine", "preferring")
    return frozenset().union(*map(_listed, lists)) | _beside_a_no()


def _beside_a_no() -> frozenset[str]:
    return _listed("begins_no") | word_set("yes_and_no", "before_yes") | word_set("discourse", "hesitations")


def _is_another_meant(words: Sequence[str], *, yes: bool = True) -> bool:
    if not yes and (_tells_what_it_is(words) or _is_to_ring_somebody(words)):
        return True
    return _tells_of_another(words) or _wants_another(words) or _is_somebody_elses(words)


def telephones_named(words: Iterable[str]) -> int:
    """How many of the folded words name a telephone, or where it stands: "im *Büro*", "aufs *Handy*"."""
    return len((_listed("places") | _listed("mobiles")).intersection(words))


def _rings_from_work(words: Sequence[str]) -> bool:
    """ "Hier ist *Eisdiele*", "das ist *die Pforte*": where the caller is and whoever is to be rung is not."""
    end = _end_of("rings_from", words)
    place = words[end] if 0 < end < len(words) else ""
    return place in _listed("places") | _listed("desks") or is_company_word(place)


def _refuses_it(words: Sequence[str]) -> bool:
    """ "Naa, net meine", "na, das ist die Schule", "na, das Handy bleibt hier", "das ist nur der Empfang"."""
    is_elsewhere = _names_place(words) or _is_at_work(words) or (_says(words, "lying") and _names_telephone(words))
    no = _says_no(words) and (_end_of("not_this", words) > 0 or is_elsewhere)
    return no or _end_of("merely", words) > 0


def _is_hampered(words: Sequence[str]) -> bool:
    """ "Da erreichen Sie mich *kaum*", "auf der hier geht es *schlecht*", but not "nicht schlecht"."""
    return _is_told("hampering", words) and not _says(words, "hearing")


def _is_told(listed: str, words: Sequence[str]) -> bool:
    """Whether a phrase of a list is said with no "nicht" before it."""
    found = one_of(_listed(listed)).found_in(tuple(words))
    return any(not speaks_against(words[max(0, one.start - 1) : one.start]) for one in found)


def _consents(words: Sequence[str]) -> bool:
    """ "Nein, da habe ich nichts dagegen", "nee, passt, ja", "nein nein, nehmen Sie die": behind the no it is a yes."""
    if _end_of("consenting", words) or _is_reassuring_order(words):
        return True
    behind = words[1:]
    return _says_no(words) and _says(behind, "reassuring") and is_polite_yes(" ".join(behind))


def _is_reassuring_order(words: Sequence[str]) -> bool:
    """ "*Nein nein*, nehmen Sie die", "nö, die können Sie *ruhig* nehmen", and no word more."""
    behind = [*dropwhile(_listed("begins_no").__contains__, words)]
    reassures = len(words) - len(behind) > 1 or (len(behind) < len(words) and _says(behind, "reassuring"))
    return reassures and _orders_this([word for word in behind if word not in _listed("may_order")])


def _calls_the_other_bad(words: Sequence[str]) -> bool:
    """ "Ja, *die andere ist kaputt*"."""
    return _end_of("of_the_other", words) > 0 and not (_says(words, "preferring") or _says(words, "suiting"))


def _tells_of_another(words: Sequence[str]) -> bool:
    """ "Das ist die falsche", "die Frau Pohl hat ein anderes", "nein, die ist vom Taxi"."""
    elsewhere = _says_no(words) and (_end_of("elsewhere", words) > 0 or _rings_from_work(words))
    return elsewhere or _end_of("of_another", words) > 0


def _is_somebody_elses(words: Sequence[str]) -> bool:
    """ "Nee, da geht immer *meine Frau* ran"; not "nein nein, das passt, meine Frau ist auch da"."""
    praise = word_set("yes_and_no", "praise") | word_set("yes_and_no", "good")
    return _says_no(words) and words[1:2] != words[:1] and _speaks_of_somebody(words) and praise.isdisjoint(words)


def _is_to_ring_somebody(words: Sequence[str]) -> bool:
    """ "Ihr sollt ja *den Chef* anrufen"."""
    end = _end_of("ordering_to_ring", words)
    return 0 < end < len(words) and _speaks_of_somebody(words[end : end + 1])


def _says_no(words: Sequence[str]) -> bool:
    """Whether a no stands first, behind "ei" or "ach" too, or a cry: "um Himmels willen"."""
    if width := one_of(_listed("cries")).at(tuple(words), 0)[1]:
        return width < len(words)
    said = [*dropwhile(word_set("yes_and_no", "before_yes").__contains__, words)]
    return bool(said) and said[0] in _listed("begins_no") and not _phrase_at_first("na_of_consent", said)


def _is_at_work(words: Sequence[str]) -> bool:
    """ "Na, *i bin grad im Büro*"."""
    is_there = _end_of("being_at", words) > 0 and not (_listed("workplaces") | _listed("desks")).isdisjoint(words)
    return is_there and _listed("suiting").isdisjoint(words)


def _names_place(words: Sequence[str]) -> bool:
    """ "Na, *das ist* die Schule", "nee nee, *das ist* genau das Festnetz", but not "nein, das ist die richtige"."""
    praise = _listed("suiting") - _listed("exactly") | word_set("yes_and_no", "whole")
    return _end_of("being_some", words) > 0 and praise.isdisjoint(words) and not _is_own(words)


def _tells_what_it_is(words: Sequence[str]) -> bool:
    """ "*Das ist die Firma*", "das ist *vom Nachbarn*", "*mei Büro is des*": whose it is, and no word that it suits."""
    praise = _listed("suiting") | word_set("yes_and_no", "whole") | word_set("yes_and_no", "praise")
    if not _says(words, "first_person"):
        praise -= _listed("answered_by")
    elif holds(words, _listed("at_any_time")):
        return False
    if not praise.isdisjoint(words) or _is_own(words):
        return False
    end = _end_of("being_some", words)
    where = words[end] if 0 < end < len(words) else words[-3] if _end_of("being_that", words) == len(words) > 2 else ""
    is_place = where in _listed("workplaces") | _listed("desks") | _listed("vehicles") or is_company_word(where)
    of_somebody = end > 0 and _names_telephone(words[end : end + 1]) and _speaks_of_somebody(words[end:])
    return is_place or of_somebody or _end_of("being_of", words) > 0


def _names_telephone(words: Sequence[str]) -> bool:
    return not (_listed("mobiles") | _listed("telephones") | _listed("places")).isdisjoint(words)


def _prefers_another(text: str) -> bool:
    """ "Das ist das Telefon hier im Laden, *besser das Handy*", "hier hör ich nichts, *besser in der Kanzlei*"."""
    parts = map(folded_words, clauses(text))
    return any(_says(said, "preferring") and _names_where(said) and _wants_another(said) for said in parts)


def _names_where(words: Sequence[str]) -> bool:
    listed = _listed("mobiles") | _listed("places") | _listed("workplaces") | _listed("desks")
    return any(word in listed or is_workplace(word) or is_institution(word) for word in words)


def _wants_another(words: Sequence[str]) -> bool:
    """Whether another telephone is named: "lieber aufs Festnetz", "nehmen Sie die Büronummer", "im Büro"."""
    if _says(words, "this") or _is_own(words):
        return False
    if _says(words, "another"):
        return True
    return _is_one_preferred(words) or _is_one_ordered(words)


def _is_one_preferred(words: Sequence[str]) -> bool:
    named = _names_where(words) or any(map(_is_some_telephone, words))
    return _says(words, "preferring") and (named or _speaks_of_somebody(words))


def _is_one_ordered(words: Sequence[str]) -> bool:
    alone = set(words) <= _listed("places") | _listed("leading")
    orders, no = _says(words, "ordering"), _says_no(words)
    if (alone or orders or no) and _is_to_ring_on(words):
        return True
    return (orders and no) or (_says(words, "places") and (alone or orders))


def _is_to_ring_on(words: Sequence[str]) -> bool:
    """ "Bitte *aufs Stalltelefon*", "na, *auf mein Zweithandy*"."""
    at = next((at for at, word in enumerate(words) if _is_some_telephone(word)), 0)
    return not _listed("ringing_on").isdisjoint(words[max(0, at - _NEAR) : at])


def _is_some_telephone(word: str) -> bool:
    """Whether it is one of several by its name: "Zweithandy", "Küchenanschluss", and not "Telefonnummer"."""
    return word.endswith(tuple(_listed("kinds"))) and word not in _listed("kinds") | _listed("any_telephone")


def _praises(text: str, words: Sequence[str], yes: bool) -> bool:
    """Whether it suits, or with a ``yes`` is just told of: "ja, das ist die Zentrale", "ja, die ist vom Café"."""
    if yes and _rings_from_work(words):
        return True
    if not word_set("yes_and_no", "limits").isdisjoint(words):
        return False
    if yes and _end_of("elsewhere", words) and not _speaks_of_somebody(words):
        return True
    return _is_liked(text, words, yes)


def _is_liked(text: str, words: Sequence[str], yes: bool) -> bool:
    suiting = _is_suiting(words, yes) and (yes or not _end_of("others_answer", words))
    liked = suiting or _says([*dropwhile(lambda word: word not in _listed("preferring"), words)], "this")
    denied = _begins_with_a_no(words) and not _suits_after_all(words, suiting)
    is_own = _is_own(words) and not (denied or _speaks_of_somebody(words))
    return _is_ordered(text, words) or is_own or (liked and not denied and _says(words, "pointing"))


def _is_suiting(words: Sequence[str], yes: bool) -> bool:
    """Whether a word says that it suits, or the first agrees: "*exakt* die"."""
    if _leads_somewhere(words):
        return False
    return _says(words, "suiting") or (not yes and words[0] in word_set("yes_and_no", "agreement"))


def _suits_after_all(words: Sequence[str], suiting: bool) -> bool:
    """ "Nein, das ist mein Handy, *das passt*", but not "nein, da *geht* die Zentrale *ran*"."""
    return suiting and not _listed("suiting_without_a_no").issuperset(_listed("suiting").intersection(words))


def _leads_somewhere(words: Sequence[str]) -> bool:
    """ "Stell dich da an, da *geht* es *schneller*": said to somebody in the room."""
    said = [word for word in words if word not in _listed("it")]
    going, where_to = _listed("going"), _listed("where_to")
    return any(word in going and behind in where_to for word, behind in pairwise(said))


def _speaks_of_somebody(words: Sequence[str]) -> bool:
    """Whether somebody else may be the one to ring: "nein nein, das ist meine, bitte die *Nachbarin* anrufen"."""
    people = word_set("represented", "people") | word_set("represented", "helpers")
    return not (people | word_set("caller_name", "salutations")).isdisjoint(words)


def _begins_with_a_no(words: Sequence[str]) -> bool:
    """ "Nein, das ist meine", said for somebody else; but "nein nein, das ist meine" reassures."""
    return objects(" ".join(words)) and words[1:2] != words[:1]


def _is_own(words: Sequence[str]) -> bool:
    """Whether it is called the caller's: "das ist mein Handy", but not "das ist meine Frau"."""
    end = _end_of("own", words)
    telephones = (_listed("places") | _listed("mobiles") | _listed("telephones")) - _listed("workplaces")
    behind = telephones | _listed("pointing")  # "das ist meine, *die* nehmen wir"
    return end > 0 and (end == len(words) or words[end] in behind or _is_some_telephone(words[end]))


def _says(words: Sequence[str], listed: str) -> bool:
    return not _listed(listed).isdisjoint(words)


def _phrase_at_first(listed: str, words: Sequence[str]) -> bool:
    return one_of(_listed(listed)).at(tuple(words), 0)[1] > 0


def _end_of(listed: str, words: Sequence[str]) -> int:
    """Where a phrase of a list ends; 0 where none stands there."""
    return next((found.stop for found in one_of(_listed(listed)).found_in(tuple(words))), 0)
