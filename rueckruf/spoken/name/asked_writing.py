"""A question for how a name is written: "haben Sie das mit th?", "wie schreiben Sie mich?", "mit y oder mit i?"."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from rueckruf.spoken.name.alphabets import announces_letters, letter_words, times
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.remark import read_changes
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.name.writing import letters_at
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

#: A letter before an article is told of: "das *h*".
_ARTICLES = ("articles", "indefinite")


def asks_how_written(text: str) -> bool:
    """Whether ``text`` asks that, or orders the name to be spelled."""
    said = name_tokens(text)
    words = [token.folded for token in said if token.kind == "word"]
    is_question = text.rstrip().endswith("?") or leaves_open(text) or _begins_as_question(words)
    return is_question and (_tells_letters(said) or _tells_of_writing(said, words))


def leaves_open(text: str) -> bool:
    """Whether it asks which of two it is: "mit y *oder* mit i"."""
    return any(token.folded in word_set("caller_name", "choosing") for token in name_tokens(text))


def letters_told(text: str) -> list[str]:
    """The letters that the name has or may have: "th" of "haben Sie das mit th?"."""
    return [change.letters for change in read_changes(name_tokens(text)) if change.letters]


def _begins_as_question(words: Sequence[str]) -> bool:
    before = word_set("questions", "openings") | word_set("questions", "leading_up") | word_set("spelling", "about")
    first, behind, *_ = [*dropwhile(before.__contains__, words), "", ""]
    verbs = word_set("questions", "verbs") | word_set("spelling", "asking")
    return first in word_set("questions", "asking") or (first in verbs and behind in word_set("questions", "subjects"))


def _tells_letters(said: Sequence[Token]) -> bool:
    """ "*Mit th*", "das *h*", "ein *Bindestrich*", "*Doppel-t*"."""
    if read_changes(said) or any(token.folded in word_set("spelling", "hyphens") for token in said):
        return True
    articles = frozenset().union(*(word_set("spelling", name) for name in _ARTICLES))
    if any(before.folded in articles and token.folded in letter_words() for before, token in pairwise(said)):
        return True
    return any(token.folded in times() and letters_at(said, at)[0] for at, token in enumerate(said))


def _tells_of_writing(said: Sequence[Token], words: Sequence[str]) -> bool:
    """ "*Wie schreiben* Sie mich", "*buchstabieren* Sie das mal", but not "schreiben Sie das auf"."""
    if any(token.folded.startswith(tuple(vocabulary("spelling")["asked"])) for token in said):
        return True
    how = not (word_set("caller_name", "likening").isdisjoint(words) or _say(words, "how_long"))
    if (how or _say(words, "rightly")) and _say(words, "named") and _say(words, "written_down"):
        return True  # "wie haben Sie meinen Namen denn notiert"
    return how and word_set("caller_name", "callers").isdisjoint(words) and any(map(announces_letters, said))


def _say(words: Sequence[str], listed: str) -> bool:
    return not word_set("spelling", listed).isdisjoint(words)


def tells_how_written(text: str, surname: str) -> bool:
    """ "Nein, um drei, und *Größler bitte mit ö*": nothing else is told of the name."""
    key = fold(surname)
    said = (token for token in name_tokens(text) if not is_courtesy(token))
    return any(name.folded == key and behind.folded in word_set("spelling", "with") for name, behind in pairwise(said))
