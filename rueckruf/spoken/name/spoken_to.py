"""Whether a name is said to somebody, or of somebody whose name the caller hardly knows."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import (
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    name_tokens,
    part_start,
)
from rueckruf.spoken.name.writing import begins_remark
from rueckruf.spoken.text.ending import speaks_of_a_callback
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold

#: So many tokens before a name, or behind it, tell to whom or of whom it is said.
_NEAR = 4
#: Behind so many tokens a name that is called begins: "*Komm her*, Lina".
_CALL = 3
#: Within so many words from the question on stand its verb and "du".
_YOU = 3
#: So many tokens before a name may tell that it is not sure.
_CLAUSE = 6
#: First name and surname.
_WHOLE = 2
#: So far behind a word a task ends that is told to whoever is called so; and with what.
_TASK = 6
_INFINITIVES = ("en", "ln", "rn", "sein")
_ENDS = frozenset(".!?")
#: Verbs with these endings tell of somebody: "Petra *wollte* mal fragen".
_OF_OTHERS = ("t", "te", "n")


def is_spoken_to(sentence: Sentence, run: Run) -> bool:
    """Whether a name is called: "*Komm* mal her, Lina", "Herr Müller, *sind Sie das*?", "*danke*, Herr Müller"."""
    said = sentence.said
    if _is_looked_for(said, run.end) or _is_turned_to(sentence, run):
        return True
    if _is_haste_and_a_name(run) or _is_told_to_do(said, run.start, run.end):
        return True
    if not all(map(is_first, run.words)):
        return False
    if _is_told_something(sentence, run):
        return True
    if run.start < _CALL or said[run.start - 1].raw != ",":
        return _is_urged_on(said, run)
    begins = part_start(said, run.start - 1)
    told = word_set("caller_name", "orders") - word_set("caller_name", "origins") | word_set(
        "caller_name", "putting_off"
    )
    told_first = said[begins + 1]
    is_name = is_last(told_first.raw) and not is_everyday(told_first.folded)  # "nicht Brügger, Valentin"
    return said[begins].folded in told and run.start - 1 - begins > 1 and not is_name


def _is_urged_on(said: Sequence[Token], run: Run) -> bool:
    """ "*Komm*, Sabine, *wir* gehen": a word of haste right before a first name, and more behind it."""
    if len(run.words) > 1:
        return False
    goes_on = run.end < len(said) - 1 and said[run.end].raw in (",", "!")
    before = said[run.start - 2].folded if run.start > 1 and said[run.start - 1].raw == "," else ""
    return goes_on and before in word_set("caller_name", "urging_on")


def _is_haste_and_a_name(run: Run) -> bool:
    """ "*Los*, Emma": a word of haste that was taken for a surname said first."""
    haste = run.words[0].lower() in word_set("caller_name", "urging_on")
    return haste and len(run.words) == 2 and is_only_first(run.words[1])


def _is_looked_for(said: Sequence[Token], end: int) -> bool:
    """ "Herr Müller, *sind Sie das*?", or a verb that was taken for a surname: "Renate *holst du* mal"."""
    behind = [token.folded for token in said[end:] if token.kind == "word"]
    is_verb = said[end - 1].folded.endswith("st") and behind[:1] == ["du"]
    return is_verb or holds(behind, word_set("caller_name", "looked_for"))


def _is_told_something(sentence: Sentence, run: Run) -> bool:
    """Whether somebody is spoken to as one whom the caller knows, before the first name or behind it."""
    known = any(map(sentence.places, word_set("caller_name", "to_one_known")))
    told = len(run.words) == 1 and is_told_to(sentence.said, run.end)
    return (known and not sentence.is_led_to(run)) or (told and not sentence.is_led_by(run.start))


def is_called_out(text: str, name: tuple[int, int]) -> bool:
    """Whether the first name at ``name``, as character offsets, is of somebody in the room who is told something."""
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if token.kind == "word" and name[0] <= token.start < name[1]]
    if not inside:
        return False
    start, end = inside[0], inside[-1] + 1
    called = all(is_first(said[at].raw) for at in inside) and is_told_to(said, end)
    return called or _is_told_to_do(said, start, end)


def is_called_to(text: str, name: tuple[int, int], is_whole: bool) -> bool:
    """Whether a name that nothing introduces as the caller's is called into the room.

    An animal has it, "*Lumpi*, kimm", the caller asks for a moment before it, "Augenblick, *Frau Kaya*, gleich", or
    what follows is shouted and small: "*Lukas*, da hinne!". A greeting behind it tells that it is the caller's.
    """
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if name[0] <= token.start < name[1]]
    if not inside:
        return False
    start, end = inside[0], inside[-1] + 1
    if _is_shouted_to(said, end) or _tells_a_plan(said, _past_marks(said, end)):
        return True
    return not (is_whole or _greets_behind(said, end)) and _is_bidden(said, start)


def _is_bidden(said: Sequence[Token], start: int) -> bool:
    """Whether an animal is called so, or the caller asks for a moment before the name at ``start``."""
    waits = any(token.folded in word_set("caller_name", "asking_for_a_moment") for token in said[:start])
    return waits or said[start].folded in word_set("caller_name", "names_of_pets")


def _past_marks(said: Sequence[Token], at: int) -> int:
    while at < len(said) and said[at].kind == "mark":
        at += 1
    return at


def _end_of_sentence(said: Sequence[Token], begins: int) -> int:
    return next((at for at in range(begins, len(said)) if said[at].raw in _ENDS), len(said))


def _greets_behind(said: Sequence[Token], end: int) -> bool:
    behind = said[end : _end_of_sentence(said, end)]
    return any(token.folded in word_set("caller_name", "greetings") for token in behind)


def _is_shouted_to(said: Sequence[Token], end: int) -> bool:
    """ "Lukas, *da hinne!*": what stands between a name and an exclamation mark."""
    close = _end_of_sentence(said, end)
    shouts = close < len(said) and said[close].raw == "!"
    return shouts and _is_shouted([token for token in said[end - 1 : close] if token.kind == "word"])


def _is_shouted(words: Sequence[Token]) -> bool:
    """Whether what stands behind a name, or ends it, is an order or small: "Lukas, *da hinne*", "Kira, *Platz*"."""
    named, *behind = words
    told = [word for word in behind if not is_filler(word)] or behind
    listed = ("told_to_do", "orders", "putting_off", "asking_for_a_moment")
    orders = frozenset().union(*(word_set("caller_name", each) for each in listed))
    if not told:
        return named.folded in orders or named.raw.islower()
    if told[0].folded in orders and told[0].folded not in word_set("caller_name", "origins"):
        return True
    own = ("of_oneself", "unasked_goes_on", "origins", "greetings")
    is_own = is_courtesy(told[0]) or any(told[0].folded in word_set("caller_name", each) for each in own)
    return not is_own and (all(token.raw.islower() for token in told) or _is_task(told, alone=True))


def calls_somebody(text: str) -> bool:
    """Whether nothing but somebody in the room is spoken to, by their first name: "Thomas, kommst du mal"."""
    said = name_tokens(text)
    begins = [at for at, token in enumerate(said) if token.kind == "word" and not is_filler(token)]
    at = begins[0] if begins else 0
    if not begins or not word_set("caller_name", "of_the_speaker").isdisjoint(token.folded for token in said):
        return False
    if said[at].folded in word_set("caller_name", "urging_on") and at + 2 < len(said) and said[at + 1].raw == ",":
        at += 2
        return is_first(said[at].raw) and at + 2 < len(said) and said[at + 1].raw in (",", "!")
    return is_first(said[at].raw) and not is_everyday(said[at].folded) and is_told_to(said, at + 1)


def without_called_out(sentence: Sentence, run: Run) -> Run:
    """ "georg haupt *jonas* lass das": a whole name without the one behind it of somebody who is told something."""
    *_, before, last = ("", *run.words)
    called = is_first(last) or fold(last) in word_set("caller_name", "names_of_pets")
    is_whole = len(run.words) > _WHOLE and run.at is None and is_first(run.words[0]) and is_last(before)
    if not (called and is_whole and is_told_to(sentence.said, run.end)):
        return run
    end = next(at for at in range(run.end - 1, run.start, -1) if sentence.said[at].raw == last)
    return replace(run, words=run.words[:-1], end=end)


def is_told_to(said: Sequence[Token], end: int) -> bool:
    """Whether an order or a question to somebody follows the first name that ends there.

    "Hilde *mach ma* leiser", "Heinrich, *nu lass* mich", "Antje *wie heißt* der noch"; "Erika *wie die* Blume" is one.
    So it is behind the name called twice, "Jonas! Jonas, *lass* das", and as a question to one who is no stranger:
    "Thomas, *kommst du* mal".
    """
    at = end
    while at < len(said) and _is_between(said, at, said[end - 1].folded):
        at += 1
    if at >= len(said) or said[at].kind != "word":
        return False
    paused = any(token.kind == "mark" for token in said[end:at])
    behind = at + 1
    behind += behind < len(said) and said[behind].folded in word_set("caller_name", "salutation_articles")
    is_asked = not (paused and _is_polite(said[at:])) and _is_question(said[at], said[at + 1 : at + 2])
    return _is_order(said[at], said[behind : behind + 1]) or is_asked or _tells_a_plan(said, at)


def _is_told_to_do(said: Sequence[Token], start: int, end: int) -> bool:
    """ "*Spatzen*, Zähne putzen!", "Moment, *Wuffi*, Platz": one word and what whoever is called so has to do.

    It ends in an exclamation mark and no list has it as a surname, or a moment is asked for before it.
    """
    if end - start > 1 or (start and said[start - 1].kind != "mark") or end >= len(said):
        return False
    close = next((at for at in range(end + 1, min(end + _TASK, len(said))) if said[at].kind == "mark"), None)
    if said[end].raw not in (",", "!") or close is None or close == end + 1:
        return False
    waits = any(token.folded in word_set("caller_name", "asking_for_a_moment") for token in said[:start])
    is_called = waits or (said[close].raw == "!" and not is_last(said[start].raw))
    return is_called and _is_task(said[end + 1 : close], waits)


def _is_task(words: Sequence[Token], alone: bool) -> bool:
    """ "*Zähne putzen*", "*Platz*", "*Radio aus*", and ``alone`` "*weiterarbeiten*"; but not "bitte zurückrufen"."""
    *before, last = words
    if last.folded in word_set("caller_name", "told_to_do"):
        return True
    done = (alone or bool(before)) and last.raw.islower() and last.folded.endswith(_INFINITIVES)
    return done and not any(map(is_courtesy, before)) and not speaks_of_a_callback(" ".join(one.raw for one in words))


def _is_between(said: Sequence[Token], at: int, name: str) -> bool:
    """Whether what stands at ``at`` may stand between a name that is called and what is told."""
    return said[at].raw in (",", "!") or (said[at].kind == "word" and (is_filler(said[at]) or said[at].folded == name))


def _tells_a_plan(said: Sequence[Token], at: int) -> bool:
    """ "*Kannst du* mir mal die Butter geben", "wo *bist du*", "*wir müssen los*"."""
    words = [token.folded for token in said[at : at + _YOU] if token.kind == "word"]
    if one_of(word_set("caller_name", "plans")).at(tuple(token.folded for token in said[at:]), 0)[1]:
        return True
    return any(verb.endswith("st") and you == "du" for verb, you in pairwise(words))


def _is_order(word: Token, behind: Sequence[Token]) -> bool:
    """ "*Mach* leiser", "*such* mal"; "Sabine, *nicht* Susanne", "Edith, *nicht* mit t", "Eva *aus* Köln" are none."""
    key, urged = word.folded, any(token.folded in word_set("caller_name", "urging") for token in behind)
    if key in word_set("caller_name", "orders"):
        named = any(_is_name(token) or begins_remark(token) for token in behind)
        is_whole = not behind or behind[0].kind == "mark"  # "Rex, *aus*"
        return urged or (not named and (is_whole or key not in word_set("caller_name", "origins")))
    return urged and not (is_courtesy(word) or is_everyday(key) or key.endswith(_OF_OTHERS))


def _is_name(token: Token) -> bool:
    """Whether a list has it, and not as a small word: "lass *das*"."""
    return (is_first(token.raw) or is_last(token.raw)) and not is_function(token.folded)


def _is_question(word: Token, behind: Sequence[Token]) -> bool:
    """ "*Wo ist* die Nummer", but not "wie die Blume"."""
    goes_on = any(token.kind == "word" and token.raw.islower() and not _is_article(token) for token in behind)
    return goes_on and word.folded in word_set("questions", "asking")


def _is_polite(said: Sequence[Token]) -> bool:
    """Whether whoever is asked is no one they know well: "Sabine, wie *Sie* sehen"."""
    return any(token.folded in word_set("caller_name", "to_strangers") for token in said)


def _is_article(token: Token) -> bool:
    return any(token.folded in word_set("caller_name", name) for name in ("apposed", "articles_of_others", "joins"))


def _is_turned_to(sentence: Sentence, run: Run) -> bool:
    """Whether who has "Frau" or a title before the name is thanked, asked for or sought: "*Frau Fuchs* bitte"."""
    if not (run.salutation or run.titles) or sentence.is_led_to(run):
        return False
    said = sentence.said
    before, behind = _words(said[max(0, run.start - _NEAR) : run.start]), _words(said[run.end : run.end + _NEAR + 1])
    please = word_set("caller_name", "asking_for")
    if _ends_with(before, word_set("caller_name", "said_to")) or holds(behind, word_set("caller_name", "wished_for")):
        return True
    if behind:
        return len(behind) == 1 and behind[0] in please
    is_sought = run.end < len(said) and said[run.end].raw == "?" and not before
    is_asked_for = len(before) == 1 and said[run.start - 1].folded in please
    return is_sought or is_asked_for


def _words(said: Sequence[Token]) -> list[str]:
    return [token.folded for token in said if token.kind == "word"]


def _ends_with(words: Sequence[str], phrases: Container[str]) -> bool:
    return any(" ".join(words[at:]) in phrases for at in range(len(words)))


def is_doubted(sentence: Sentence, run: Run) -> bool:
    """Whether a caller is not sure of a name, as nobody is of their own: "der hieß Lohmann, *glaub ich*".

    So before it: "ich *glaub*, das war der Herr Engel". Or tells a trade by it: "Schneider *von Beruf*".
    """
    before = sentence.said[max(0, run.start - _CLAUSE) : run.start]
    introduced = sentence.covered.get(run.start - 1) not in (None, "asked")
    if not introduced and any(token.folded in word_set("caller_name", "unsure") for token in before):
        return True
    behind = _words(sentence.said[run.end : run.end + _NEAR])
    doubts = word_set("caller_name", "doubts") | word_set("caller_name", "by_trade")
    return any(" ".join(behind[:width]) in doubts for width in range(1, len(behind) + 1))
