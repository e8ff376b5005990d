"""Where somebody is, in dialect, by small words that particles of names sound like: "bi *de kohen*", "*op de Diek*"."""

from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import is_first, is_last, key_of
from rueckruf.spoken.text.vocabulary import word_set

#: A preposition and an article.
_LEADING = 2


def is_place_in_dialect(sentence: Sentence, run: Run) -> bool:
    """Whether small words and a word that no list has as a surname tell a place or a thing, and nobody is called so.

    "Op de Beeck" has a surname, "mein Name ist op de Hipt" says so, and so does an answer that is nothing else.
    """
    if run.salutation or run.titles or _is_called_so(sentence, run):
        return False
    if _is_behind_both(sentence, run):
        return True
    if is_last(run.words[-1]):
        return False
    if _is_behind_a_preposition(sentence, run):
        return True
    if sentence.asked and not sentence.others(run):
        return False
    return _begins_with_a_preposition(run) or _is_article_and_noun(sentence, run)


def _is_called_so(sentence: Sentence, run: Run) -> bool:
    return "named" in (sentence.covered.get(run.start - 1), sentence.covered.get(run.end))


def _begins_with_a_preposition(run: Run) -> bool:
    """ "*Op de* Diek", "*bi de* kohen"."""
    keys = [key_of(word) for word in run.words]
    leads = len(keys) > _LEADING and keys[0] in word_set("caller_name", "prepositions_in_dialect")
    return leads and keys[1] in word_set("caller_name", "articles_behind_them")


def _is_behind_a_preposition(sentence: Sentence, run: Run) -> bool:
    """ "*Bei* de Schoof", "*an* de Kirch"."""
    before = sentence.said[run.start - 1].folded if run.start else ""
    leads = before in word_set("caller_name", "prepositions_in_dialect")
    return leads and key_of(run.words[0]) in word_set("caller_name", "articles_behind_them")


def _is_behind_both(sentence: Sentence, run: Run) -> bool:
    """ "*An de* kirch": what stands there is one even if many are called so."""
    before = [token.folded for token in sentence.said[max(0, run.start - _LEADING) : run.start]]
    return (
        len(before) == _LEADING
        and before[0] in word_set("caller_name", "prepositions_in_dialect")
        and before[1] in word_set("caller_name", "articles_behind_them")
    )


def _is_article_and_noun(sentence: Sentence, run: Run) -> bool:
    """ "Hier is *de melker*"; "Hier ist *De* Backer" is written as a name."""
    if run.at != 0 or any(map(is_first, run.words)):
        return False
    is_written_so = sentence.cased and run.start > 0 and run.words[0][0].isupper()
    return key_of(run.words[0]) in word_set("caller_name", "articles_behind_them") and not is_written_so
