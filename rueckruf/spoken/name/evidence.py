"""Whether words that no clear carrier calls a name are one."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.shape import likeness
from rueckruf.spoken.name.words import is_first, is_last, is_ordinary, key_of, looks_like_a_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Likeness of an unknown word to a name: alone, and where two words with capitals stand together.
_NAME_LIKE, _HARDLY_WORDS, _NOT_WORDS = -0.2, -0.15, -0.5
_SHORT = 2
_THIRD_PERSON_NEAR = 4


def may_precede(said: Sequence[Token], index: int) -> bool:
    """Whether the word before a name leaves it one: "einen Menschen am Apparat" names nobody."""
    return not index or is_courtesy(said[index - 1]) or said[index - 1].folded in word_set("caller_name", "may_precede")


def plausible(sentence: Sentence, run: Run, trust: Trust) -> bool:
    """Whether words that nothing but a hint calls a name are one."""
    if run.salutation or run.titles:
        return run.clean
    names = [word for word in run.words if len(word) > _SHORT]
    if not names:
        return trust == "asked" and _is_short_name(run.words[0]) and _nothing_else(sentence, run)
    if not sentence.cased and all(is_ordinary(key_of(word)) for word in run.words):
        return trust == "asked" and _nothing_else(sentence, run)
    if _is_listed(run, names):
        return run.clean
    return trust != "hint" and _unlisted_is_name(sentence, run, names, trust)


def _is_listed(run: Run, names: Sequence[str]) -> bool:
    """Whether the lists know at least half of the words."""
    known = max(run.known * (len(names) > 1), sum(_is_known(word, names) for word in names))
    known += run.at is not None
    return known > 0 and 2 * known >= len(names)


def _unlisted_is_name(sentence: Sentence, run: Run, names: Sequence[str], trust: Trust) -> bool:
    """Whether words that the lists hardly know are a name: by how they are built and what stands around them."""
    capitals = all(word[0].isupper() for word in names)
    if (sentence.cased and not capitals) or any(looks_like_a_word(key_of(word)) for word in run.words):
        return False
    if len(names) == 1:
        return _one_word_is_name(sentence, run, names[0], trust)
    two = len(names) == 2
    if not (_stands_free(sentence, run) or (two and _opens(sentence, run, "opens"))):
        return False
    least = _NOT_WORDS if sentence.cased or sentence.covered() else _HARDLY_WORDS
    shape = sum(map(likeness, names)) / len(names)
    return shape > least and (sentence.cased or two or is_first(names[0]))


def _one_word_is_name(sentence: Sentence, run: Run, name: str, trust: Trust) -> bool:
    """The same of a single word beside short ones at most."""
    if sentence.again and len(run.words) == 1 and _introduced(sentence, run):
        return run.clean
    from_somewhere = _opens(sentence, run, "origins")
    if not _stands_free(sentence, run):
        return False
    if sentence.again and trust == "asked":
        return True
    return likeness(name) > (_NOT_WORDS if from_somewhere or _greets(sentence, run) else _NAME_LIKE)


def _stands_free(sentence: Sentence, run: Run) -> bool:
    return _alone(sentence, run) or _opens(sentence, run, "origins")


def _is_short_name(word: str) -> bool:
    """ "Li", "Ho": with a capital, letter by letter as listed, and no letter that is spelled ("Ha", "Hä")."""
    written = word[0].isupper() and word.isascii() and key_of(word) not in word_set("spelling", "everyday")
    return written and is_last(word)


def _is_known(word: str, names: Sequence[str]) -> bool:
    """Whether the lists tell a name; a surname that is a word counts alone and with a first name."""
    counts = len(names) == 1 or is_first(names[0]) or not is_ordinary(key_of(word))
    return is_first(word) or (is_last(word) and counts)


def about_somebody_else(sentence: Sentence, run: Run) -> bool:
    """Whether the sentence goes on about the named one as about somebody else ("Herr Schulze soll mich ...")."""
    for token in sentence.said[run.end : run.end + _THIRD_PERSON_NEAR]:
        if token.folded in word_set("caller_name", "speaks_of_oneself"):
            return False
        if token.folded in word_set("caller_name", "third_person"):
            return True
    return False


def _opens(sentence: Sentence, run: Run, section: str) -> bool:
    """Whether a name starts the sentence and the caller goes on about himself: "..., ich hätte gern", "von der"."""
    said = sentence.said
    behind = next((token.folded for token in said[run.end :] if token.kind == "word"), "")
    return (
        run.clean
        and behind in word_set("caller_name", section)
        and all(is_courtesy(token) or index in sentence.covered() for index, token in enumerate(said[: run.start]))
    )


def _greets(sentence: Sentence, run: Run) -> bool:
    return any(token.folded in word_set("caller_name", "greetings") for token in sentence.said[run.end : run.end + 2])


def _introduced(sentence: Sentence, run: Run) -> bool:
    """Whether words as "ich bin die" stand before the name."""
    return run.start > 0 and run.start - 1 in sentence.covered()


def _nothing_else(sentence: Sentence, run: Run) -> bool:
    """Whether at most a greeting, "ja" or "hier" stands beside a word: "weiß, guten Tag", not "schnell bitte"."""
    rest = [token for index, token in enumerate(sentence.said) if not run.start <= index < run.end]
    allowed = word_set("caller_name", "beside_a_word")
    return len(run.words) == 1 and all(token.kind == "mark" or token.folded in allowed for token in rest)


def _alone(sentence: Sentence, run: Run) -> bool:
    """Whether nothing but politeness and carriers stands beside the name."""
    covered = sentence.covered()
    return all(
        is_courtesy(token) or index in covered or run.start <= index < run.end
        for index, token in enumerate(sentence.said)
    ) and not any(token.raw == "?" for token in sentence.said)
