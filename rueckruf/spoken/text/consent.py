"""A yes that no word of yes says: "was denn sonst", "so kann das raus", "das haben Sie schön gesagt".

``data/vocabulary/yes_and_no.yml`` has the words.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import dropwhile

from rueckruf.spoken.text.phrases import Phrase, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import blanked, clauses, folded_words, tokens

_listed = partial(word_set, "yes_and_no")
_COMPARING = "wie"
#: "So" with a verb behind it: "so weitergeben", "so stehen lassen", "so aufgeschrieben".
_VERBS_BEHIND = 2


def without_consent(words: Sequence[str]) -> tuple[list[str], int]:
    """The folded words without the turns of speech that say yes where nothing else is said, and how many these are."""
    return _without("consenting", tuple(words))


def without_comparison(words: Sequence[str]) -> Sequence[str]:
    """The folded words without what tells how well it fits: "passt *wie der Deckel auf den Topf*"."""
    if _COMPARING not in words or not (_listed("negations") | _listed("blame")).isdisjoint(words):
        return words
    at = words.index(_COMPARING)
    is_one = words[at - 1 : at] and words[at - 1] in _listed("fitting") and words[at + 1 : at + 2]
    return words[:at] if is_one and words[at + 1] in _listed("likened") else words


def without_idioms(words: Sequence[str]) -> tuple[list[str], int]:
    """The folded words without the turns of speech that find something right, and how many these are."""
    return _without("idioms", tuple(words))


def without_pardoned(words: Sequence[str]) -> list[str]:
    """The folded words without those of a yes that seem to be against it."""
    return _without("pardoned", tuple(words))[0]


def without_excuses(text: str) -> str:
    """The text without what excuses an objection, and the "aber" behind it: "tut mir leid, gute Frau, aber ..."."""
    words = [token for token in tokens(text) if token.kind == "word"]
    said = tuple(word.folded for word in words)
    found = one_of(_listed("excuses")).found_in(said)
    return blanked(text, ((words[one.start].start, words[_behind_but(said, one.stop) - 1].end) for one in found))


def _behind_but(words: Sequence[str], at: int) -> int:
    """The place behind an "aber", with whomever is addressed before it; ``at`` itself where there is none."""
    but = at
    while but < len(words) and words[but] in _listed("addressing"):
        but += 1
    return but + 1 if words[but : but + 1] == ("aber",) else at


def _without(list_name: str, words: Phrase) -> tuple[list[str], int]:
    phrases, denying = one_of(_listed(list_name)), _listed("negations")
    rest, found, at = list[str](), 0, 0
    while at < len(words):
        is_denied = at > 0 and words[at - 1] in denying
        width = 0 if is_denied else phrases.at(words, at)[1]
        found += width > 0
        rest += [] if width else [words[at]]
        at += width or 1
    return rest, found


def consents(text: str) -> bool:
    """Whether a clause of ``text`` is such a turn of speech, with courtesies at most: "na wat denn sonst"."""
    return any(map(only_consents, map(folded_words, clauses(text))))


def only_consents(words: Sequence[str]) -> bool:
    """Whether the folded words are nothing else."""
    return _only(*without_consent(words)) or _asks_in_vain(words)


def _asks_in_vain(words: Sequence[str]) -> bool:
    """ "Welche sollten Sie denn sonst nehmen", but not "was denn sonst noch alles"."""
    said = [*dropwhile((_listed("courtesy") | _listed("before_yes") | _listed("agreement")).__contains__, words)]
    found = next(one_of(_listed("rhetorical")).found_in(said), None)
    if found is None or not word_set("questions", "asking").issuperset(said[:1]):
        return False
    behind = said[found.stop :]
    return len(behind) < _VERBS_BEHIND and _only_verbs(behind)


def is_turn_of_speech(words: Sequence[str]) -> bool:
    """Whether the folded words are nothing but one of either kind: "ich bitte darum"."""
    return only_consents(words) or _only(*without_idioms(words))


def _only(rest: Sequence[str], found: int) -> bool:
    return found > 0 and _listed("before_yes") | _listed("courtesy") | _listed("agreement") >= set(rest)


def approves(words: Sequence[str]) -> bool:
    """Whether the folded words find something right though they begin as a question may: "können Sie so lassen"."""
    names_it = not (_listed("it") - {"alles"}).isdisjoint(words[1:])
    return without_idioms(words)[1] > 0 or (not names_it and any(True for _ in approving_at(words)))


def approving_at(words: Sequence[str]) -> Iterator[int]:
    """The places of the folded ``words`` of a clause that find what was said right without a word of praise.

    A "so" that means all of it as it was said, and a "gut" or "fein" of how it was done.
    """
    yield from _as_said(words)
    if not _listed("having_done").isdisjoint(words) and _is_participle(words[-1]):
        yield from (at for at, word in enumerate(words) if word in _listed("well"))


def leaves_untouched(words: Sequence[str]) -> bool:
    """Whether nothing is to be done to what was said: "da brauchen Sie nichts mehr *dran zu drehen*"."""
    nothing = _listed("negations") | _listed("nobody")
    if _listed("done_to_it").isdisjoint(words) or nothing.isdisjoint(words) or words[-1] in _listed("not_touching"):
        return False
    is_act = _listed("about").issuperset(words[-1:]) or not _listed("touching").isdisjoint(words)
    return is_act or words[-1].endswith(("en", "ern", "eln")) or _is_participle(words[-1])


def _as_said(words: Sequence[str]) -> Iterator[int]:
    """ "So kann das raus", "das könnt ihr so eintragen", "wird wohl so sein", but not "so ein Mist", "so, dann los".

    What is so with others or at another time is not what was read back: "das war *bei uns* auch so".
    """
    if not _listed("elsewhere").isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word in _listed("as_said"):
            before, behind = words[:at], _stressed(words[at + 1 :])
            if _begins_with_verb(before, behind) or (_names_it(before) and _only_verbs(behind)):
                yield at


def _begins_with_verb(before: Sequence[str], behind: Sequence[str]) -> bool:
    """ "*So soll* es sein", "ja *genauso hab* ich es gemeint"."""
    begins = set(before) <= _listed("before_yes") | _listed("agreement") | _listed("courtesy")
    return begins and _listed("being_so").issuperset(behind[:1]) and len(behind) > 1 and _names_it(behind[1:])


def _names_it(words: Sequence[str]) -> bool:
    return not (_listed("it") | _listed("being_so")).isdisjoint(words)


def _only_verbs(behind: Sequence[str]) -> bool:
    if len(behind) > _VERBS_BEHIND and behind[0] in _listed("passing_on"):
        behind = behind[-1:]
    verbs = all(word.endswith(("en", "ern", "eln")) or _is_participle(word) for word in behind)
    return len(behind) <= _VERBS_BEHIND and (verbs or _listed("being_so").issuperset(behind))


def _is_participle(word: str) -> bool:
    return _PARTICIPLE.match(word) is not None


def _stressed(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _listed("unstressed") | _listed("negations")]


_PARTICIPLE = re.compile(
    r"(?:ge|be|ver|er|ent|zer|auf|mit|hin|ein|raus|an|nach|wieder)\w*(?:t|en|n|cht|ngen)$|\w+iert$|passt$"
)
