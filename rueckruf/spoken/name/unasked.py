"""Unknown words where nothing asks for a name: "i bin *grod* auf da Baustell", "do is da *Viehdokta* no do"."""

from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import is_compound, is_last, is_word, key_of
from rueckruf.spoken.text.vocabulary import word_set

#: What stands behind a caller who has named himself: "bin zschoche *und* ...", "bin zschoche *vom* ...".
_GOES_ON = ("origins", "speaks_of_oneself", "unasked_goes_on")
#: Carriers of the same person that may stand between: "zschoche *bin ich*, es geht ...".
_OWN_CARRIERS = ("named", "present", "here", "hint")
#: "Da ist".
_THEN_IS = 2


def is_in_passing(sentence: Sentence, run: Run, section: str) -> bool:
    """Whether no list and no capital tells that it is a name, and the sentence runs on past it."""
    if _tells_why(sentence, run) or _is_on_then(sentence, run):
        return True
    if _is_told_to_be_one(run):
        return False
    if _points_back(sentence, run.start) or _is_done_by_the_caller(sentence, run):
        return True
    if section in ("present", "asked"):
        return _is_there(sentence, run.end)
    if section != "hint" or sentence.asked:
        return False
    if sentence.cased and run.start and all(word[0].isupper() for word in run.words):
        return False
    return not (_begins_apart(sentence, run) and _ends_apart(sentence, run.end))


def _is_told_to_be_one(run: Run) -> bool:
    """Whether "Herr", a title, a particle or a list tells that it is a name."""
    return run.salutation or bool(run.titles) or run.at is not None or (run.known > 0 and not _is_a_word(run))


def _tells_why(sentence: Sentence, run: Run) -> bool:
    """ "*Weil da ist* Brunnenweihe", "*wenn do* Markt *is*": nobody stands up so."""
    at = _before_carrier(sentence, run.start)
    leads = 0 < at < run.start and not (run.salutation or run.titles)
    return leads and sentence.said[at - 1].folded in word_set("caller_name", "telling_why")


def _is_on_then(sentence: Sentence, run: Run) -> bool:
    """ "*Da ist* Richtfest": a noun without an article is no caller, whatever follows."""
    at = _before_carrier(sentence, run.start)
    if at == run.start or len(run.words) > 1 or run.salutation or run.titles or is_last(run.words[0]):
        return False
    keys = [token.folded for token in sentence.said[at : run.start]]
    is_then = len(keys) == _THEN_IS and keys[0] in word_set("caller_name", "then")
    key = key_of(run.words[0])
    return is_then and keys[1] in word_set("caller_name", "being") and (is_noun(key) or is_compound(key))


def _before_carrier(sentence: Sentence, start: int) -> int:
    """Where the carrier begins that ends at ``start``; that itself where none does."""
    while start and start - 1 in sentence.covered:
        start -= 1
    return start


def _is_done_by_the_caller(sentence: Sentence, run: Run) -> bool:
    """ "Ich *lieg* hier mit Fieber", "mir *hocken* hier": a verb right behind "ich", but not "ich bin *Zschoche*"."""
    at = run.start - 1
    if at < 0 or at in sentence.covered or not (run.words[0].islower() or not sentence.cased):
        return False
    return sentence.said[at].folded in word_set("caller_name", "in_front_of_their_verbs")


def _is_there(sentence: Sentence, end: int) -> bool:
    """Whether somebody or something is told to be there: "do is da *Viehdokta no do*"."""
    return end < len(sentence.said) and sentence.said[end].folded in word_set("caller_name", "being_there")


def _points_back(sentence: Sentence, start: int) -> bool:
    """ "Donnerstag zwischen eins und zwei, *da* ist Übergabe": then, and not "da ist" in front of who is calling."""
    first = _before_carrier(sentence, start)
    if first == start or sentence.said[first].folded not in word_set("caller_name", "then"):
        return False
    return not all(is_filler(token) or is_courtesy(token) for token in sentence.said[:first])


def _is_a_word(run: Run) -> bool:
    """ "*Do* bin ich im Büro"."""
    return len(run.words) == 1 and is_word(key_of(run.words[0]))


def _begins_apart(sentence: Sentence, run: Run) -> bool:
    """Whether a carrier, a pause or politeness stands in front, or nothing: not "wat mit *mein* antrach is"."""
    start = run.start
    if not start or start - 1 in sentence.covered:
        return True
    before = sentence.said[start - 1]
    if before.folded in word_set("caller_name", "salutation_articles"):
        behind = sentence.said[run.end : run.end + 1]
        return any(token.folded in word_set("caller_name", "first_person") for token in behind)
    return is_filler(before) or is_courtesy(before)


def _ends_apart(sentence: Sentence, end: int) -> bool:
    """Whether nothing more is said, or the caller goes on with who is calling."""
    said = sentence.said
    while end < len(said) and (sentence.covered.get(end) in _OWN_CARRIERS or is_courtesy(said[end])):
        end += 1
    if end == len(said) or said[end].kind == "mark":
        return True
    return any(said[end].folded in word_set("caller_name", listed) for listed in _GOES_ON)
