"""Words that a company's name follows, and no names of people: "*Autohaus* Keller", "*Nagelstudio* Rosi"."""

from functools import lru_cache

from rueckruf.spoken.text.vocabulary import word_set


@lru_cache(maxsize=2048)
def is_company_word(key: str) -> bool:
    """Whether a folded word tells what kind of company is named, or ends with one that does."""
    kinds = word_set("represented", "kinds_of_companies")
    return key in word_set("represented", "companies") or any(key != kind and key.endswith(kind) for kind in kinds)


def is_workplace(key: str) -> bool:
    """Whether a folded word tells where in a company or in public service somebody works: "*Zollamt* Kehl"."""
    kinds = word_set("represented", "kinds_of_workplaces")
    return key in word_set("represented", "workplaces") or any(map(key.endswith, kinds))


def is_institution(key: str, told_by_article: bool = False) -> bool:
    """Whether a folded word tells where many belong: "*Tennisclub*", "das *Jugendhaus*", "*TSV* Altdorf"."""
    if key in word_set("represented", "clubs"):
        return True
    kinds = word_set("represented", "kinds_of_institutions")
    houses = word_set("represented", "kinds_of_houses") if told_by_article else frozenset[str]()
    return any(map(key.endswith, kinds | houses))
