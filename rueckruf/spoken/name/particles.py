"""Small words of a surname: "von der", "zu", "van", "Freiherr von"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.run import ASIAN, Run, Trust, has_asian_surname_first, is_asian
from rueckruf.spoken.name.words import (
    PAUSES,
    first_name_origin,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    is_ordinary,
    looks_like_a_word,
    surname_origin,
)
from rueckruf.spoken.text.companies import is_company_word, is_institution
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold

_MOST_PARTICLES = 5
#: Within so many tokens a surname is said again.
_AGAIN = 8
#: How verbs end behind "du".
_OF_ONE_KNOWN = "st"
#: The particle that is an article in dialect as well.
_ARTICLE = "de"
_ROMANCE = ("italian", "spanish_portuguese")


def with_particles(tokens: Sequence[Token], index: int, stop: int, run: Run, trust: Trust) -> Run | None:
    """``run`` with the particles at ``index`` and the surname word after them."""
    if place := _of_a_place(tokens, index, stop, run):
        return place
    if _is_a_word_here(tokens, index, stop) or _is_name_here(tokens, index, stop, run):
        return None
    if not (_particle_may_stand(tokens[index].folded, run, trust) or _is_romance(tokens, index, stop)):
        return None
    ranked = _past_rank(tokens, index, stop, run)
    if ranked is None:
        return None
    places, end = _particles_at(tokens, ranked, stop)
    if end == index or end >= stop or not _may_be_surname(tokens[end]):
        return None
    added = tuple(tokens[place].raw for place in (*range(index, ranked), *places, end))
    again = run.at == 0 and run.words[: len(added)] == added
    if not again and _leads_away(tokens, index, end, run, trust):
        return None
    at, small = (len(run.words), len(added) - 1) if run.at is None else (run.at, run.particles)
    return replace(run, words=run.words + added, at=at, particles=small, end=end + 1, known=run.known + 1)


def _is_an_article(tokens: Sequence[Token], index: int, end: int, run: Run) -> bool:
    """ "Da spricht der Brunner, *de* Pumpn brummt": in dialect behind a German surname, and no surname behind it."""
    alone = len(run.words) == 1 and not is_first(run.words[0]) and surname_origin(run.words[0]) == "german"
    return alone and tokens[index].folded == _ARTICLE and not is_last(tokens[end].raw)


def _of_a_place(tokens: Sequence[Token], index: int, stop: int, run: Run) -> Run | None:
    """``run`` with a surname that tells where a farm lay: "Schulte *im Walde*", "Auf der Heide"; not "aus Hagen"."""
    if run.at is not None or tokens[index].folded not in word_set("caller_name", "place_prepositions"):
        return None
    has_article = index + 1 < stop and tokens[index + 1].folded in word_set("caller_name", "place_articles")
    at = index + 1 + has_article
    if at >= stop or not (has_article or tokens[index].folded in word_set("caller_name", "with_their_articles")):
        return None
    if tokens[at].folded not in word_set("caller_name", "places_in_surnames") and not _is_said_twice(
        tokens, index, at + 1
    ):
        return None
    words = tuple(token.raw for token in tokens[index : at + 1])
    return replace(
        run, words=run.words + words, at=len(run.words), particles=at - index, end=at + 1, known=run.known + 1
    )


def _is_said_twice(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "*Auf der Heiden*, Margret *auf der Heiden*": as a whole and behind a first name, which no time or place is."""
    width, words = end - start, [token.folded for token in tokens[start:end]]
    near = range(max(0, start - _AGAIN), min(start + _AGAIN, len(tokens) - width) + 1)
    places = [at for at in near if [token.folded for token in tokens[at : at + width]] == words]
    is_named = any(at and is_first(tokens[at - 1].raw) for at in places)
    return len(places) > 1 and is_named and not word_set("ordinary_words", "time") & {*words}


def _tells_of_oneself(tokens: Sequence[Token], index: int) -> bool:
    """ "Ich *bin*", "*bin* der": no part of an Arabic name."""
    spoken = index == 0 or tokens[index - 1].folded in word_set("caller_name", "speaks_of_oneself")
    return spoken and tokens[index].folded in word_set("caller_name", "particles_of_oneself")


def _leads_away(tokens: Sequence[Token], index: int, end: int, run: Run, trust: Trust) -> bool:
    """Whether small words lead to something else than the surname."""
    return _is_an_article(tokens, index, end, run) or _tells_where(tokens, index, end, run, trust)


def _is_a_word_here(tokens: Sequence[Token], index: int, stop: int) -> bool:
    return _tells_of_oneself(tokens, index) or _tells_somebody(tokens, index, stop)


def _tells_somebody(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """ "Nein Paul, *du kriegst* kein Eis", but not "Jacques du Test": a verb in small letters behind "du"."""
    if tokens[index].folded not in word_set("caller_name", "to_one_known") or index + 1 >= stop:
        return False
    verb = tokens[index + 1]
    return verb.raw.islower() and verb.folded.endswith(_OF_ONE_KNOWN) and not is_last(verb.raw)


def _past_rank(tokens: Sequence[Token], index: int, stop: int, run: Run) -> int | None:
    """The place of the particles after "Freiherr"; None where no surname can begin."""
    key = tokens[index].folded
    if key in word_set("caller_name", "nobility") and index + 1 < stop:
        of_rank = tokens[index + 1].folded in _affiliations() or key.startswith("frei")
        return index + 1 if run.at is None and of_rank else None
    begins = key in word_set("caller_name", "particles_first") | word_set("caller_name", "particles_capital")
    return index if begins else None


def _particles_at(tokens: Sequence[Token], index: int, stop: int) -> tuple[list[int], int]:
    """The places of the particles from ``index`` on, and that of the word after them."""
    small = word_set("caller_name", "particles") | word_set("caller_name", "particles_capital")
    places: list[int] = []
    while index < stop and tokens[index].folded in small and len(places) < _MOST_PARTICLES:
        places.append(index)
        index += 1
        if index + 1 < stop and tokens[index].raw in PAUSES and tokens[index + 1].kind == "word":
            index += 1
    return places, index


def _tells_where(tokens: Sequence[Token], index: int, end: int, run: Run, trust: Trust) -> bool:
    """Whether small words lead to where somebody belongs: "Weber *von der Dekra*", "ich bin *vom Fach*"."""
    if tokens[index].folded not in _affiliations():
        return False
    if run.has_surname:
        return not _ends_a_surname(tokens, index, end)
    if run.words and not run.salutation and _is_where_they_work(tokens[end]):
        return True
    if tokens[index].folded in word_set("caller_name", "place_prepositions") and not is_last(tokens[end].raw):
        return not _is_called_so(run, trust)  # "vom Bodensee"
    if not (run.words or run.titles or run.salutation) and is_a_club(tokens[end].raw):
        return trust != "named"
    return is_noun(tokens[end].folded) and not (_is_called_so(run, trust) or _is_before_first_name(tokens, end))


def _is_before_first_name(tokens: Sequence[Token], at: int) -> bool:
    """ "Von der *Linde*, Jan": a noun that surnames are made of, with a pause and a first name behind it."""
    in_surnames = word_set("caller_name", "places_in_surnames") | word_set("caller_name", "nouns_in_surnames")
    paused = at + 2 < len(tokens) and tokens[at + 1].raw in PAUSES
    return tokens[at].folded in in_surnames and paused and is_only_first(tokens[at + 2].raw)


def is_a_club(word: str) -> bool:
    """Whether many belong there, and it is no surname: "von der *Krabbelgruppe*", "*Ruderverein* Möwe hier"."""
    return is_institution(fold(word), told_by_article=True) and not is_last(word)


def _is_where_they_work(word: Token) -> bool:
    """ "Bärbel *vom Sportheim*", "Heiko *von der Werft*", but not "Karl vom Stein" nor "Otto von der Heide"."""
    in_surnames = word_set("caller_name", "places_in_surnames") | word_set("caller_name", "nouns_in_surnames")
    if is_last(word.raw) or word.folded in in_surnames:
        return False
    return is_noun(word.folded) or is_a_club(word.raw) or looks_like_a_word(word.folded)


def _is_called_so(run: Run, trust: Trust) -> bool:
    """Whether more calls it a surname: "Frau zur Eiche" is one, "ich bin vom Fach" has none."""
    return bool(run.words or run.titles) or run.salutation or trust in ("named", "present")


def _may_be_surname(token: Token) -> bool:
    """ "Karl vom *Stein*", but not "Giovanni vom *Eiscafé*"."""
    ordinary = (is_ordinary(token.folded) or is_company_word(token.folded)) and not is_last(token.raw)
    return token.kind == "word" and not is_function(token.folded) and not ordinary


def _ends_a_surname(tokens: Sequence[Token], index: int, end: int) -> bool:
    """ "Wichmann *von der Lühe*", "Meier *zu Wendischhoff*", but not "Weber von der Dekra in Ulm".

    A place that no list has, and no word behind it that tells more of it.
    """
    small, word = " ".join(each.folded for each in tokens[index:end] if each.raw not in PAUSES), tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    goes_on = following and following.kind == "word" and following.folded not in word_set("caller_name", "may_follow")
    if goes_on or small not in word_set("caller_name", "particles_of_double_names"):
        return False
    is_short_form = word.raw.isupper() and not tokens[index].raw.isupper()
    return not (is_everyday(word.folded) or _is_where_they_work(word) or is_short_form)


def _affiliations() -> frozenset[str]:
    return word_set("caller_name", "particles_of_rank")


def _particle_may_stand(key: str, run: Run, trust: Trust) -> bool:
    """Whether a small word may begin a surname here: "zu spät" is none, "Otto zu Hohenlohe" is."""
    if key not in word_set("caller_name", "particles_weak"):
        return True
    if run.words:
        return any(map(is_first, run.words)) or trust == "named"
    return trust in ("named", "present") or run.salutation or bool(run.titles)


def _is_romance(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """ "*da* Silva", "*lo* Bianco": before a surname of Portugal or Italy, or where such a first name is behind it:
    "*Lo* Giudice, Rosaria".
    """
    if tokens[index].folded not in word_set("caller_name", "particles_romance") or index + 1 >= stop:
        return False
    surname, first = tokens[index + 1], tokens[index + 3 : index + 4]
    if is_everyday(surname.folded) or surname.kind != "word":
        return False
    is_apart = bool(first) and tokens[index + 2].raw in PAUSES
    is_behind = is_apart and first_name_origin(first[0].raw) in _ROMANCE
    return is_behind or surname_origin(surname.raw) in _ROMANCE


def _is_name_here(tokens: Sequence[Token], index: int, stop: int, run: Run) -> bool:
    """Whether a particle is a name itself: "Ben Müller", "Le Van Duc", "Frau Do"."""
    word = tokens[index].raw
    origin = surname_origin(word) or first_name_origin(word)
    if origin is None:
        return False
    after = index + 1
    while after < stop and tokens[after].raw in PAUSES:
        after += 1
    if after >= stop or tokens[after].kind != "word":
        return True
    following = tokens[after].raw
    if tokens[after].folded in word_set("caller_name", "particles") and not (
        surname_origin(following) or first_name_origin(following)
    ):
        return False  # "Thuy van der Velde"
    if run.words:
        return run.at is None and (has_asian_surname_first(run.words) or is_asian(run.words[-1]))
    return (origin != ASIAN and is_first(word)) or is_asian(tokens[after].raw)
