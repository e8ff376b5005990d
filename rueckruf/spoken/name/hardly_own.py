"""Names that are hardly the caller's own where nobody asked for one: "Tach, *Meister*!", "die *Gisela* vom Hort"."""

from collections.abc import Sequence

from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.office import is_compound_office, is_office_or_trade, sounds_like_a_trade
from rueckruf.spoken.name.particles import is_a_club
from rueckruf.spoken.name.third_person import is_what_others_are_called
from rueckruf.spoken.name.verbs import is_not_known
from rueckruf.spoken.name.words import is_first, is_function, is_last
from rueckruf.spoken.text.companies import is_company_word, is_institution
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold, folded_words, tokens

#: So many words may tell where somebody is from: "von der alten Werft".
_MOST_OF_A_PLACE = 4
#: So many words behind a name introduce it: "mein Name", "am Apparat".
_BEHIND = 2
#: So many capitals are a short form at most: "AWO".
_LONGEST_SHORT_FORM = 4


def is_hardly_own(text: str, name: NameReading) -> bool:
    """Whether a first name alone is said, by which nobody can be asked for, or a word that hardly is who calls."""
    if is_of_a_house(text, name) or (name.first and not name.last) or _is_not_known(text, name):
        return True
    if is_told_what_or_where(text, name) or is_what_others_are_called(text, name.span):
        return True
    if name.first or name.title or not name.last or " " in name.last:
        return False
    key = folded_words(name.last)[-1]
    return (
        key in word_set("caller_name", "hardly_names")
        or _is_an_institution(text, name, key)
        or _is_spoken_to(text, name, key)
        or _is_told_of(text, name)
    )


def _is_not_known(text: str, name: NameReading) -> bool:
    behind = folded_words(text[name.span[1] :])[:1]
    return any(is_not_known(key, behind) for key in folded_words(name.last or "")[-1:])


def mere_first_name(text: str) -> tuple[int, int] | None:
    """Where the first name stands if no more is said but where they are from: "die *Bärbel* vom Sportheim"."""
    said = [token for token in tokens(text) if token.kind == "word" and not (is_filler(token) or is_courtesy(token))]
    while len(said) > 1 and said[0].folded in _leading_to_a_first_name():
        said = said[1:]
    if not said or not is_first(said[0].raw):
        return None
    behind = [token.folded for token in said[1:]]
    is_all = not behind or (behind[0] in word_set("caller_name", "origins") and len(behind) <= _MOST_OF_A_PLACE)
    return (said[0].start, said[0].end) if is_all else None


def _leading_to_a_first_name() -> frozenset[str]:
    listed = ("salutation_articles", "introducing", "being", "callers")
    return frozenset().union(*(word_set("caller_name", each) for each in listed))


def is_of_a_house(text: str, name: NameReading) -> bool:
    """ "Das Pflegeheim *Sankt Anna*", "*Haus* Katharina"; "Haus Katharina Berg" may be who lives there."""
    saints = word_set("caller_name", "saints")
    before = tokens(text[: name.span[0]])[-1:]
    leading = before[0].folded if before else ""
    if leading in saints or not saints.isdisjoint(folded_words(name.full)):
        return True
    is_house = leading in word_set("caller_name", "houses") or is_company_word(leading)
    if is_house and not (name.first and name.last) and is_first(name.first or name.last or ""):
        return True
    return is_a_club(leading) if not name.first else is_a_club(fold(name.first)) and not is_first(name.first)


def is_told_what_or_where(text: str, name: NameReading) -> bool:
    """Whether a surname tells what callers are or where they belong: "ich bin *Küster*", "*von der Bergwacht*"."""
    if name.title or not name.last or _has_salutation(text, name):
        return False
    if name.first:  # "*Feuerwehrkommandant von* Hinterdorf"
        return is_compound_office(fold(name.first)) and not is_first(name.first)
    return _tells_what_or_where(text, name, folded_words(name.last))


def _has_salutation(text: str, name: NameReading) -> bool:
    return not word_set("caller_name", "salutations").isdisjoint(folded_words(text[slice(*name.span)])[:1])


def _tells_what_or_where(text: str, name: NameReading, keys: Sequence[str]) -> bool:
    """Whether it is told what callers are or where they belong."""
    if len(keys) > 1:
        return _tells_where_from(text, name) or is_compound_office(keys[0])
    key = keys[0]
    return _is_an_office(text, name, key) or _is_of_a_people(text, name, key) or _is_a_short_form(text, name)


def _tells_where_from(text: str, name: NameReading) -> bool:
    """ "Ich bin *von der Krabbelgruppe*", "die Wohnanlage *am See* hier": by small words and what is no surname.

    Nor is a surname one behind a noun; but "Frau von der Heide" and "hier spricht von der Lühe" are.
    """
    small, *_, last = folded_words(name.last or "")
    before = tokens(text[: name.span[0]])[-1:]
    if small in word_set("caller_name", "articles_of_parish_and_trade"):
        return last in word_set("caller_name", "parish_and_trade")
    if small not in word_set("caller_name", "place_prepositions") | word_set("caller_name", "particles_of_rank"):
        return False
    in_surnames = word_set("caller_name", "places_in_surnames") | word_set("caller_name", "nouns_in_surnames")
    return (bool(before) and _is_something(before[0])) or not (is_last(last) or last in in_surnames)


def _is_something(word: Token) -> bool:
    """Whether a word is neither a small or polite one, nor introduces a name."""
    introduces = word.folded in word_set("caller_name", "introducing")
    return not (introduces or is_function(word.folded) or is_filler(word) or is_courtesy(word))


def _is_an_office(text: str, name: NameReading, key: str) -> bool:
    """ "Hier ist *der Küster aus* Oldersum", "ich bin *Küster*", "der *Jugendwart* vom Ruderclub".

    With an article and where, or of oneself, in dialect too, "ick bin *Elektriga*"; "der Müller aus Fulda" and "ich
    heiße Küster" are none.
    """
    before = folded_words(text[: name.span[0]])
    if not is_office_or_trade(key):
        return _is_told_of_oneself(before) and sounds_like_a_trade(key)
    behind = folded_words(text[name.span[1] :])[:1]
    has_article = not word_set("caller_name", "articles_of_parish_and_trade").isdisjoint(before[-1:])
    is_named = not word_set("caller_name", "called_by_name").isdisjoint(folded_words(text))
    if has_article and is_compound_office(key) and not is_named:
        return True
    is_told_where = not word_set("caller_name", "origins").isdisjoint(behind)
    return (has_article and is_told_where) or _is_told_of_oneself(before)


def _is_told_of_oneself(before: Sequence[str]) -> bool:
    """Whether "ich bin" stands there, past "hier", "nur" and an article: "ich *bin hier der*"."""
    between = word_set("caller_name", "articles_of_parish_and_trade") | word_set("represented", "before_helpers")
    at = len(before)
    while at and before[at - 1] in between:
        at -= 1
    return at > 0 and before[at - 1] in word_set("caller_name", "first_person")


def _is_of_a_people(text: str, name: NameReading, key: str) -> bool:
    """ "Ich bin *Thüringer* und sag das gradheraus", but not "hier ist Thüringer"."""
    before = folded_words(text[: name.span[0]])[-1:]
    is_of = not word_set("caller_name", "first_person").isdisjoint(before)
    return is_of and key in word_set("caller_name", "peoples")


def _is_a_short_form(text: str, name: NameReading) -> bool:
    """ "Ich bin Köchin vom Schützenhaus, *SSV*": a few capitals, where the others of the sentence are small."""
    said = text[slice(*name.span)]
    return 1 < len(said) <= _LONGEST_SHORT_FORM and said.isupper() and not text.isupper()


def _is_an_institution(text: str, name: NameReading, key: str) -> bool:
    """ "Hier ist der *Schützenverein*", "das *Jugendhaus*", but not "mein Name ist Brinkhaus"."""
    if is_last(name.last or "") or not word_set("caller_name", "called_by_name").isdisjoint(folded_words(text)):
        return False
    before = folded_words(text[: name.span[0]])[-1:]
    articles = word_set("caller_name", "salutation_articles") | word_set("caller_name", "articles_of_houses")
    return is_institution(key, told_by_article=not articles.isdisjoint(before))


def _is_spoken_to(text: str, name: NameReading, key: str) -> bool:
    """ "Moin, *Chef*", "so, Frau *Computer*", "*Buderus*, die tropft"; but "hier ist Frau *Meister*" is one."""
    if key in word_set("caller_name", "machines"):
        return True
    if key not in word_set("caller_name", "spoken_to_as") | word_set("caller_name", "makers"):
        return False
    behind = frozenset(folded_words(text[name.span[1] :])[:_BEHIND])
    is_named = not behind.isdisjoint(word_set("caller_name", "standing_up") | {"name"})
    return not (is_named or _is_introduced(text, name))


def _is_told_of(text: str, name: NameReading) -> bool:
    """ "*Der Herr Gerhard* hat das gemacht": by an article, a salutation and a first name nobody stands up."""
    said = folded_words(text[: name.span[1]])[:-1]
    salutations, articles = word_set("caller_name", "salutations"), word_set("caller_name", "salutation_articles")
    addressed = len(said) > 1 and said[-1] in salutations and said[-2] in articles
    return addressed and is_first(name.last or "") and not _is_introduced(text, name)


def _is_introduced(text: str, name: NameReading) -> bool:
    """Whether callers speak of themselves before it: "*hier ist* Frau Meister", "mein *Name* ist Meister"."""
    return not word_set("caller_name", "introducing").isdisjoint(folded_words(text[: name.span[0]]))
