"""Verbs of what others do, as they stand behind whoever is told of: "Herr Vogt *nimmt* nicht ab"."""

from collections.abc import Iterable

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.words import is_function
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: What verbs of what others do end with, "nimmt", "sagte", and how many letters they have at least.
_ENDINGS, _SHORTEST = ("t", "te"), 4
_KNOWS = "weiss"


def is_verb_of_others(token: Token, cased: bool) -> bool:
    """Whether a word is, or ends as, a verb of what others do: "ist", "rief", "betreut".

    ``cased``: the text has capitals where German has them, so that no noun is small.
    """
    key = token.folded.removesuffix("'s")
    if is_listed_verb(key):
        return True
    shaped = token.raw[0].islower() and len(key) >= _SHORTEST and key.endswith(_ENDINGS)
    if not shaped or is_function(key) or is_courtesy(token) or cardinal(key) is not None:
        return False
    return not (key in word_set("caller_name", "ends_as_a_verb") or (not cased and _is_a_noun(key)))


def is_not_known(key: str, behind: Iterable[str]) -> bool:
    """Whether a folded word is the verb of who does not know a name, and no surname: "den Nachnamen *weiß ich* nicht".

    So tells the folded word ``behind`` it; "mein Nachname ist Weiß, ich brauche ..." is one.
    """
    return key == _KNOWS and not word_set("caller_name", "in_front_of_their_verbs").isdisjoint(behind)


def _is_a_noun(key: str) -> bool:
    groups = ("matter", "things", "places_and_people")
    return is_noun(key) or any(key in word_set("ordinary_words", group) for group in groups)


def is_listed_verb(key: str) -> bool:
    """Whether the lists have a folded word as a verb of what others do."""
    return any(key in word_set("caller_name", listed) for listed in ("third_person", "others_did"))
