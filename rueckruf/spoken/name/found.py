"""A run of words as the name that it is, and how sure that is where it stands."""

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.halves import after_comma
from rueckruf.spoken.name.parts import DOUBTFUL, FoundName, split, title_of
from rueckruf.spoken.name.replaced import taken_back
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spoken_to import without_called_out
from rueckruf.spoken.name.third_person import is_called_by_first_name
from rueckruf.spoken.name.titles import is_greeted
from rueckruf.spoken.name.words import PAUSES, is_everyday, is_first
from rueckruf.spoken.text.vocabulary import word_set

_BASE = {
    **{"named": 1.0, "present": 0.98, "wanted": 1.0, "told": 1.0},
    **{"dictated": 0.95, "asked": 0.9, "here": 0.88, "hint": 0.88},
}
_UNCLEAN = 0.1
#: Whoever is greeted is the caller only where nobody else is named, and is read back.
_GREETED = 0.45


def trust_of(section: str, asked: bool) -> Trust:
    """How far the words of a section of carriers may be trusted to name somebody."""
    if section == "named":
        return "named"
    if section in ("present", "wanted", "told", "dictated", "remark"):
        return "present"
    return "asked" if asked else "hint"


def name_of(sentence: Sentence, run: Run, trust: str) -> FoundName:
    """The name that a run of words is, with what the sentence takes back of it."""
    run = after_comma(sentence, without_called_out(sentence, run))
    parts = split(run)
    certainty = parts.certainty * _BASE[trust]
    if run.doubtful or _name_goes_before(sentence, run):
        certainty = min(certainty, DOUBTFUL)
    if trust == "asked" and is_greeted(sentence.said, run.start):
        certainty = min(certainty, _GREETED)
    if not run.clean and not (parts.first and parts.last and run.surname_known):
        certainty -= _UNCLEAN
    if parts.first is None and _is_first_name(sentence, run):
        parts = parts._replace(first=parts.last, last=None)
    found = FoundName(parts.first, parts.last, title_of(run), run.start, run.end, certainty)
    return taken_back(sentence, found)


def _is_first_name(sentence: Sentence, run: Run) -> bool:
    """ "Ich bin der Werner", "mein Sohn heißt Lukas": a word that is first name and surname is a first name here."""
    article = run.start and sentence.said[run.start - 1].folded in word_set("caller_name", "salutation_articles")
    return (
        (bool(article) or is_called_by_first_name(sentence.said, run.start))
        and len(run.words) == 1
        and is_first(run.words[0])
        and not (run.salutation or run.titles)
    )


def _name_goes_before(sentence: Sentence, run: Run) -> bool:
    """Whether part of a name stands right before it: "Eva, Maria Gruber", "María del Carmen, Pérez", "Ana, da, Sá"."""
    said, at = sentence.said, run.start - 1
    particle = at - (at > 0 and said[at].raw in PAUSES)
    if particle > 0 and said[particle].folded in word_set("caller_name", "particles"):
        before = particle - 1 - (said[particle - 1].raw in PAUSES)
        if before >= 0 and is_first(said[before].raw):
            return True
    if at < 1 or said[at].raw not in PAUSES or said[at - 1].kind != "word" or said[at - 1].raw in run.words:
        return False
    word = said[at - 1]
    unnamed = is_everyday(word.folded) or is_courtesy(word)
    return not unnamed or word.folded in word_set("caller_name", "particles_capital")
