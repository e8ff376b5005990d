"""Names that are hardly the caller's own where nobody asked for one: "Tach, *Meister*!", "die *Gisela* vom Hort"."""

from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.words import is_first, is_last
from rueckruf.spoken.text.companies import is_company_word, is_institution
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens

#: So many words may tell where somebody is from: "von der alten Werft".
_MOST_OF_A_PLACE = 4
_KNOWS = "weiss"


def is_hardly_own(text: str, name: NameReading) -> bool:
    """Whether a first name alone is said, by which nobody can be asked for, or a word that hardly is who calls."""
    if is_of_a_house(text, name) or (name.first and not name.last) or _is_not_known(text, name):
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
    """ "Vorname Uwe, den Nachnamen *weiß* ich nicht"."""
    last = folded_words(name.last or "")[-1:]
    behind = folded_words(text[name.span[1] :])[:1]
    return last == [_KNOWS] and not word_set("caller_name", "in_front_of_their_verbs").isdisjoint(behind)


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
    return is_house and not (name.first and name.last) and is_first(name.first or name.last or "")


def _is_an_institution(text: str, name: NameReading, key: str) -> bool:
    """ "Hier ist der *Schützenverein*", "das *Jugendhaus*", but not "mein Name ist Brinkhaus"."""
    if is_last(name.last or "") or not word_set("caller_name", "called_by_name").isdisjoint(folded_words(text)):
        return False
    before = folded_words(text[: name.span[0]])[-1:]
    articles = word_set("caller_name", "salutation_articles") | word_set("caller_name", "articles_of_houses")
    return is_institution(key, told_by_article=not articles.isdisjoint(before))


def _is_spoken_to(text: str, name: NameReading, key: str) -> bool:
    """ "Moin, *Chef*", "so, Frau *Computer*"; of those that are surnames, "hier ist Frau *Meister*" is one."""
    if key in word_set("caller_name", "machines"):
        return True
    if key not in word_set("caller_name", "spoken_to_as"):
        return False
    behind = folded_words(text[name.span[1] :])[:1]
    return not (_is_introduced(text, name) or set(behind) & word_set("caller_name", "standing_up"))


def _is_told_of(text: str, name: NameReading) -> bool:
    """ "*Der Herr Gerhard* hat das gemacht": by an article, a salutation and a first name nobody stands up."""
    said = folded_words(text[: name.span[1]])[:-1]
    salutations, articles = word_set("caller_name", "salutations"), word_set("caller_name", "salutation_articles")
    addressed = len(said) > 1 and said[-1] in salutations and said[-2] in articles
    return addressed and is_first(name.last or "") and not _is_introduced(text, name)


def _is_introduced(text: str, name: NameReading) -> bool:
    """Whether callers speak of themselves before it: "*hier ist* Frau Meister", "mein *Name* ist Meister"."""
    return not word_set("caller_name", "introducing").isdisjoint(folded_words(text[: name.span[0]]))
