"""Whether words are a name where they stand: kinds of evidence, each with its weight in one table.

The weights of ``data/vocabulary/name_evidence.yml`` are fitted by ``scripts/fit_name_evidence.py``.
"""

from collections.abc import Iterable, Iterator, Sequence

from rueckruf.spoken.name.carriers import is_courtesy, is_filler, somebody
from rueckruf.spoken.name.nouns import is_noun, likens
from rueckruf.spoken.name.place_in_dialect import is_place_in_dialect
from rueckruf.spoken.name.run import Run, is_asian
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.shape import is_of_a_place_or_trade, is_surname_before, likeness
from rueckruf.spoken.name.spoken_to import is_doubted, is_spoken_to
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.third_person import is_confirmed, is_doing_something, is_set_beside
from rueckruf.spoken.name.titles import is_told_of
from rueckruf.spoken.name.words import (
    is_compound,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_thing,
    is_word,
    key_of,
    looks_like_a_word,
)
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

Evidence = tuple[str, str, str]
"""A question, its answer and the sort of the words, as the table has them: ("after", "oneself", "listed")."""

_WEIGHTS = "name_evidence"
_LISTED = ("first_name", "surname", "either", "short_name")
_EVERYDAY = ("word", "word_and_name")
_NOUNS = ("noun", "noun_like_a_name")
_UNLISTED = ("like_a_name", "unclear")
_LIKE_WORDS = ("like_a_word", "built_like_a_word", "compound")
#: Kinds of carriers with which callers stand up.
_STANDING_UP = ("named", "present", "here", "hint")
#: Letters of a short word ("Li", "an") at most; likeness of an unknown word to a name.
_SHORT, _NAME_LIKE, _UNCLEAR = 2, -0.15, -0.52
_LITTLE = 2
#: First name and surname.
_WHOLE = 2
#: "anne Werkstatt"
_AT_THE_PLACE = 2
#: So far from a name its neighbours are looked for, past pauses and hesitations.
_NEAR = 5


def is_name(sentence: Sentence, run: Run, carrier: str) -> bool:
    """Whether more speaks for a name than against it; "Nagelstudio Rosi" is none of somebody."""
    if is_company_word(key_of(run.words[0])) or _is_of_a_firm(sentence, run):
        return False
    return weigh(evidence(sentence, run, carrier)) > 0


def _is_of_a_firm(sentence: Sentence, run: Run) -> bool:
    """Whether it is the end of what a firm is called: "Kessler und *Söhne*", "*Wagner Erben*"; "Frau Erben" is none."""
    partners = word_set("represented", "partners")
    if run.salutation or run.titles or key_of(run.words[-1]) not in partners or is_first(run.words[0]):
        return False
    is_joined = run.start > 1 and sentence.said[run.start - 1].folded in word_set("represented", "and")
    return is_joined or len(run.words) > 1


def weigh(them: Iterable[Evidence]) -> int:
    """The sum of the weights; what the table does not name has none."""
    table = vocabulary(_WEIGHTS)
    return sum(table[question].get(answer, {}).get(sort, 0) for question, answer, sort in them)


def evidence(sentence: Sentence, run: Run, carrier: str) -> list[Evidence]:
    """All that speaks for or against a name: the carrier, the words, their writing, what stands around them.

    How much that is depends on the sort of the words: "addressed" where "Frau" or a title stands before them, "listed",
    "everyday", "noun" of a dictionary or "unknown".
    """
    own = [word for at, word in enumerate(run.words) if run.at is None or not run.at <= at < run.at + run.particles]
    kinds = [_kind(word) for word in own]
    if len(run.words) == 2 and is_surname_before(*run.words) and sentence.others(run) <= 1:
        kinds[0] = "surname"  # "der Hinterholzer Alois"
    if len(own) > 1 and kinds[0] in _EVERYDAY and is_first(own[0]) and _is_more_of_it(sentence, run, kinds[1]):
        kinds[0] = "first_name"  # "Rose Marie Seidel", "Ernst Kohl"
    kinds = _in_order(kinds, carrier == "before_remark" or not sentence.others(run))
    kinds = _of_a_lone_word(sentence, run, kinds)
    sort = _sort(run, kinds)
    answers = (
        ("carrier", carrier),
        *_words(run, kinds),
        ("written", _written(sentence, run)),
        ("before", _before(sentence, run)),
        ("after", _after(sentence, run)),
        ("beside", _beside(sentence, run)),
        ("about", _about(sentence, run)),
        ("asked", "again" if sentence.again else "once"),
    )
    return [(question, answer, sort) for question, answer in answers]


def _of_a_lone_word(sentence: Sentence, run: Run, kinds: list[str]) -> list[str]:
    """The kinds, that of "Ja, *Hallstadter*" as of a word that may be a name: so surnames end, and few words do."""
    is_alone = len(run.words) == 1 and not (sentence.others(run) or sentence.is_led_by(run.start))
    return ["unclear"] if is_alone and kinds[0] in _LIKE_WORDS and is_of_a_place_or_trade(run.words[0]) else kinds


def _is_more_of_it(sentence: Sentence, run: Run, kind: str) -> bool:
    """Whether a word of a ``kind`` behind one that is a first name as well as a word tells that it is one.

    Another first name does, and a surname where nothing else is said.
    """
    is_surname = kind in ("surname", "either", "word_and_name") or (sentence.cased and kind in _UNLISTED)
    return kind == "first_name" or (is_surname and len(run.words) == 2 and not sentence.others(run))


def _sort(run: Run, kinds: Sequence[str]) -> str:
    if run.salutation or run.titles:
        return "addressed"
    if kinds[0] in _EVERYDAY and not any(kind in _LISTED for kind in kinds):
        return "everyday"
    if (kinds[0] if run.at is None else kinds[-1]) in _NOUNS and not any(kind in _LISTED for kind in kinds):
        return "noun"
    return "listed" if kinds[0] in _LISTED or (kinds[-1] != "word" and run.at is not None) else "unknown"


def _words(run: Run, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the lists and the letters say about the words."""
    if run.at is not None:
        yield "particles", "some"
    if len(kinds) == 1:
        yield "one_word", kinds[0]
    else:
        yield "words", "two" if len(kinds) == 2 else "more"
        yield "first_word", kinds[0]
        yield "last_word", kinds[-1]


def _in_order(kinds: list[str], alone: bool) -> list[str]:
    """The kinds of the words, those of "Leitgeb Josef" as of "Josef Leitgeb", and where nothing else is said those of
    any word that is none of everyday speech or a dictionary: "Grünewald Renate".
    """
    surname = kinds[0] in _UNLISTED or (alone and kinds[0] in _LIKE_WORDS)
    turned = len(kinds) == 2 and surname and kinds[1] in ("first_name", "either")
    return kinds[::-1] if turned else kinds


def _kind(word: str) -> str:
    """What the lists and the letters say about a word."""
    key = key_of(word)
    listed = "first_name" if is_first(word) else "surname" if is_last(word) else ""
    if len(word) <= _SHORT:
        return "short_name" if listed else "short"
    if is_word(key) or is_function(key):
        return "word_and_name" if listed else "word"
    if listed:
        return "either" if listed == "first_name" and is_last(word) else listed
    return _unlisted_kind(word, key)


def _unlisted_kind(word: str, key: str) -> str:
    """What the letters of a word that no list of names or everyday words has say about it, and a dictionary."""
    if looks_like_a_word(key):
        return "built_like_a_word"
    if is_compound(key):
        return "compound"
    like = likeness(word)
    if is_noun(key):
        return "noun_like_a_name" if like > _NAME_LIKE else "noun"
    return "like_a_name" if like > _NAME_LIKE else "unclear" if like > _UNCLEAR else "like_a_word"


def _written(sentence: Sentence, run: Run) -> str:
    """Whether capitals speak for a name; the first word of a sentence has one anyway."""
    if not sentence.cased:
        return "without_capitals"
    if any(word[0].islower() for word in run.words if word[0].isalpha() and not is_function(key_of(word))):
        return "small"
    return "capital" if run.start or len(run.words) > 1 else "capital_at_start"


def _before(sentence: Sentence, run: Run) -> str:
    said = sentence.said
    if sentence.is_led_by(run.start):
        return "carrier"
    for kind in ("addressing", "where"):
        if run.start and said[run.start - 1].folded in word_set("caller_name", kind):
            return kind
    near = range(run.start - 1, max(run.start - 1 - _NEAR, -1), -1)
    at = next((index for index in near if not is_filler(said[index])), None)
    return "nothing" if at is None else _of_word_before(sentence, run, at)


def _of_word_before(sentence: Sentence, run: Run, at: int) -> str:
    """What the word is that stands before a name, with nothing but fillers and pauses between them."""
    said = sentence.said
    pause = "_pause" if any(token.kind == "mark" for token in said[at : run.start]) else ""
    if at in sentence.covered and not pause:
        return "carrier"
    is_greeted = pause and at and said[at - 1].folded in word_set("caller_name", "salutations")
    if is_courtesy(said[at]) or is_greeted:
        return "courtesy"
    if sentence.names_company(run.start):
        return "company"
    is_article = not pause and said[at].folded in word_set("caller_name", "may_precede")
    if is_article and _is_called_with_article(sentence, run):
        return "courtesy"
    return "article" if is_article else _other(said[at]) + pause


def _is_called_with_article(sentence: Sentence, run: Run) -> bool:
    """ "*Die* Ilse heiß ich"."""
    article = sentence.said[run.start - 1].folded in word_set("caller_name", "salutation_articles")
    return article and is_first(run.words[0]) and sentence.covered.get(run.end) == "named"


def _after(sentence: Sentence, run: Run) -> str:
    """The kind of word that follows the name, and whether there is a pause between them."""
    said = sentence.said
    pause = "_pause" if run.end < len(said) and said[run.end].kind == "mark" else ""
    end = "end"
    for index in range(run.end, min(run.end + _NEAR, len(said))):
        token = said[index]
        if index in sentence.letters:
            return "letters"
        if index in sentence.remarks:
            return "remark"
        if likens(said, index):
            return "likened"
        if index in sentence.covered:
            return f"carrier_{sentence.covered[index]}"
        if index == run.end and token.folded in word_set("caller_name", "addressing"):
            return "addressing"
        if takes_back(said, index):
            return "taken_back"
        if is_filler(token) and token.folded not in word_set("caller_name", "joins"):
            end = "end" if token.kind == "mark" else "filler"
            continue
        return end if is_confirmed(said, index) else _of_word_after(sentence, run, token, pause)
    return end


def _of_word_after(sentence: Sentence, run: Run, token: Token, pause: str) -> str:
    for kind in ("greetings", "speaks_of_oneself", "origins", "third_person", "joins", "may_follow"):
        if token.folded in word_set("caller_name", kind):
            goes_on = kind in ("origins", "may_follow") and _stands_up_with_frau(sentence, run)
            return "end" if goes_on else kind + pause
    return "courtesy" if is_courtesy(token) else _other(token) + pause


def _stands_up_with_frau(sentence: Sentence, run: Run) -> bool:
    """ "Hier ist Frau Sieber *von vorhin*", "... *mit* der Heizung": what follows tells nothing else there."""
    return (run.salutation or bool(run.titles)) and _introduction(sentence, run) in _STANDING_UP


def _other(token: Token) -> str:
    """What a word is that neither leads to a name nor continues after one."""
    if token.kind == "digits":
        return "digits"
    return "small_word" if is_function(token.folded) else "word" if is_everyday(token.folded) else "unknown_word"


def _beside(sentence: Sentence, run: Run) -> str:
    """How much is said that is neither name, carrier nor courtesy."""
    others = sentence.others(run)
    return "nothing" if not others else "little" if others <= _LITTLE else "much"


def _about(sentence: Sentence, run: Run) -> str:
    """Whether the sentence asks, or goes on about the named one as about somebody else.

    "Herrn" is somebody else, and who is told of ("gestern war Frau Peters am Apparat"), but not behind a carrier: "Sie
    sprechen mit Herrn Weber".
    """
    of_others = (is_spoken_to, is_doubted, is_doing_something, _is_of_another)
    telling = (*of_others, _is_from, _is_a_mere_word, _is_asked_with, _is_a_place, _is_of_a_thing)
    if any(tells(sentence, run) for tells in telling):
        return "set_beside"
    if sentence.question >= run.end:
        return "question"
    if sentence.covered.get(run.end) == "wanted":
        return "nothing"
    if _introduction(sentence, run) is None:
        if _is_told_of(sentence, run):
            return "somebody_else"
        if run.end not in sentence.covered and is_set_beside(sentence, run):
            return "set_beside"
    return _about_whom(sentence, run)


def _about_whom(sentence: Sentence, run: Run) -> str:
    """Of whom the sentence goes on right behind the name."""
    for token in sentence.said[run.end : run.end + _NEAR]:
        if token.folded in word_set("caller_name", "speaks_of_oneself"):
            return "oneself"
        if token.folded in word_set("caller_name", "own"):
            return "nothing"  # "hier ist Doktor Seibold, *unser* Server ist ausgefallen"
        if token.folded in word_set("caller_name", "third_person"):
            return "nothing" if is_confirmed(sentence.said, run.end) else "somebody_else"
    return "nothing"


def _introduction(sentence: Sentence, run: Run) -> str | None:
    """The kind of the carrier that stands before it, past "bitte" and the like."""
    at = run.start - 1
    while at > 0 and at not in sentence.covered and is_filler(sentence.said[at]) and sentence.said[at].kind == "word":
        at -= 1
    return sentence.covered.get(at)


def _is_of_another(sentence: Sentence, run: Run) -> bool:
    """Whether "*den* Winter" or "*en* Kollejin" is told of, or what is from somebody: "*Noten* von Bach"."""
    before = sentence.said[run.start - 1].folded if run.start else ""
    is_one_of_many = before in word_set("caller_name", "articles_of_any") and not run.known
    is_told = is_one_of_many or before in word_set("caller_name", "articles_of_others")
    thing = run.at == 1 and is_noun(key_of(run.words[0])) and not is_first(run.words[0])
    return (is_told or thing) and not sentence.is_led_to(run)


def _is_from(sentence: Sentence, run: Run) -> bool:
    """ "*Von Albrecht* hab ich nichts gehört", but not "von Albrecht heiße ich"."""
    behind = [token.folded for token in sentence.said[run.end : run.end + 2]]
    told_by_me = len(behind) > 1 and behind[1] in word_set("caller_name", "callers")
    return run.at == 0 and told_by_me and not sentence.is_led_to(run)


def _is_a_mere_word(sentence: Sentence, run: Run) -> bool:
    """Whether a word that is a name, too, has its own meaning: "*do* bin i", "so *schnell* es geht"."""
    if run.salutation or run.titles:
        return False
    if len(run.words) > 1:
        return _ends_with_a_dialect_word(sentence, run)
    key = key_of(run.words[0])
    if key in word_set("caller_name", "words_of_dialect"):
        return not (_is_introduced_at_last(sentence, run) or _is_called_so(sentence, run))
    if sentence.is_led_by(run.start):
        return False
    if sentence.cased or not is_word(key):
        return False
    before = sentence.said[run.start - 1].folded if run.start else ""
    behind = next((token for token in sentence.said[run.end :] if not is_filler(token)), None)
    return before in word_set("caller_name", "how_much") or (
        run.end < len(sentence.said) and sentence.said[run.end].kind == "word" and _goes_on_as_a_word(behind)
    )


def _is_asked_with(sentence: Sentence, run: Run) -> bool:
    """ "*Kost* das was", "*kost* mich das was", but not "Kost mein Name"."""
    is_verb = len(run.words) == 1 and key_of(run.words[0]) in word_set("caller_name", "verbs_that_ask")
    objects = word_set("caller_name", "pointing_back") | word_set("caller_name", "ring_me")
    asks = any(token.folded in objects for token in sentence.said[run.end : run.end + 1])
    return is_verb and asks and not sentence.is_led_by(run.start)


def _ends_with_a_dialect_word(sentence: Sentence, run: Run) -> bool:
    """ "Hajo, *do* bin ich", but not "Hung Do": a small letter, or no name of East Asia before it."""
    if len(run.words) != _WHOLE or key_of(run.words[1]) not in word_set("caller_name", "words_of_dialect"):
        return False
    return run.words[1].islower() and (sentence.cased or not is_asian(run.words[0]))


def _is_introduced_at_last(sentence: Sentence, run: Run) -> bool:
    """ "Do am Apparat", "hier ist Do", but not "Do spricht de Toni", "i bin do dahoam"."""
    behind = run.end
    while sentence.covered.get(behind) in ("named", "present"):
        behind += 1
    led = behind > run.end or sentence.is_led_by(run.start)
    return led and all(map(is_courtesy, sentence.said[behind:]))


def _is_called_so(sentence: Sentence, run: Run) -> bool:
    """ "Ich heiße *Mia* und mein Papa heißt Jan", "ich bin *die* Mia": a first name and no "wir"."""
    before = sentence.said[run.start - 1].folded if run.start else ""
    named = sentence.covered.get(run.start - 1) == "named" or before in word_set("caller_name", "salutation_articles")
    return named and is_first(run.words[0]) and (run.words[0][0].isupper() or not sentence.cased)


def _is_a_place(sentence: Sentence, run: Run) -> bool:
    return is_at_a_place(run.words) or is_place_in_dialect(sentence, run)


def is_at_a_place(words: Sequence[str]) -> bool:
    """Whether it is told where somebody stands: "hier *anne Werkstatt*", but not "Anne Koch"."""
    if len(words) != _AT_THE_PLACE or key_of(words[0]) not in word_set("caller_name", "at_the"):
        return False
    place = key_of(words[1])
    is_place = is_company_word(place) or place in word_set("represented", "workplaces")
    return not is_last(words[1]) and (is_place or is_everyday(place) or is_thing(place) or is_noun(place))


def _is_of_a_thing(sentence: Sentence, run: Run) -> bool:
    """Whether something has the name, "Robert Koch *Institut*", "Dr. Oetker *Pizza*"; not "Weber *Kundennummer* 12"."""
    if not sentence.cased or sentence.is_led_to(run) or sentence.others(run) > _LITTLE:
        return False
    behind = sentence.said[run.end : run.end + 2]
    numbered = any(token.kind == "digits" for token in behind)
    return _ends_with_a_thing(run) or (bool(behind) and not numbered and _names_a_thing(behind[0]))


def _ends_with_a_thing(run: Run) -> bool:
    """Whether the last word is a thing behind a surname: "Jäger *Schnitzel*"."""
    *before, word = run.words
    surname = bool(before) and is_last(before[-1]) and (len(before) > 1 or not is_first(before[-1]))
    return surname and run.at is None and not is_last(word) and (is_thing(key_of(word)) or is_noun(key_of(word)))


def _names_a_thing(token: Token) -> bool:
    """Whether it is a noun, and neither what somebody is nor what callers go on with."""
    if token.kind != "word" or not token.raw[0].isupper() or is_last(token.raw) or is_courtesy(token):
        return False
    follows = token.folded in word_set("caller_name", "may_follow") | somebody()
    return not follows and (is_thing(token.folded) or is_noun(token.folded) or looks_like_a_word(token.folded))


def _goes_on_as_a_word(behind: Token | None) -> bool:
    """Whether what follows an everyday word in small letters goes on with it, and not after a name."""
    if behind is None or is_courtesy(behind):
        return False
    listed = ("may_follow", "speaks_of_oneself", "greetings", "origins")
    return not any(behind.folded in word_set("caller_name", name) for name in listed)


def _is_told_of(sentence: Sentence, run: Run) -> bool:
    said = sentence.said
    verbs = {token.folded for token in said[max(0, run.start - 2) : run.start]} & word_set("caller_name", "told_of")
    others = said[run.start].folded in word_set("caller_name", "salutations_of_others")
    return bool(verbs) or others or is_told_of(said, run.start + 1)
