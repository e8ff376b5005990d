"""Two halves of one name with a pause between them: "Huber, Josef", "Köhler, Wolfgang Köhler", "Sabine. Müller"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.remark import past_remarks
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.shape import surname_likeness
from rueckruf.spoken.name.spoken_to import is_told_to
from rueckruf.spoken.name.third_person import is_doing_something, is_person
from rueckruf.spoken.name.words import PAUSES, is_east_asian, is_first, is_last, is_only_first, is_only_last, key_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many tokens tell where somebody comes from: "vom Gasthof Post,".
_ORIGIN = 5


def after_comma(sentence: Sentence, run: Run) -> Run:
    """ "Huber, Josef", "Köhler, Wolfgang Köhler", "Sabine. Müller.": two halves of one name."""
    if partner := _partner(sentence, run):
        return _with_surname_of(partner, run)
    second = _behind_comma(sentence, run)
    if second is None or not second.clean or _is_of_somebody_else(sentence, second):
        return run
    if _is_said_whole(run, second):
        return replace(second, start=run.start, titles=run.titles or second.titles, known=second.known + 1)
    if _is_surname_before(run, second):
        return _turned(run, second)
    alone = not sentence.others(replace(run, end=second.end))
    if len(run.words) == 1 == len(second.words) and _halves(run.words[0], second.words[0], alone):
        return replace(run, words=run.words + second.words, end=second.end, clean=second.clean)
    return replace(run, doubtful=run.doubtful or not second.salutation)


def _partner(sentence: Sentence, run: Run) -> Run | None:
    """ "Werner *und Ursula Hennig*": who is named with the surname of both."""
    said, begins = sentence.said, run.end + 1
    joined = begins < len(said) and said[run.end].folded in word_set("caller_name", "between_salutations")
    if not (joined and all(map(is_first, run.words))):
        return None
    second = read_run(said, begins, sentence.stop_after(run.end), "asked", sentence.cased)
    is_whole = second and len(second.words) > 1 and is_first(second.words[0]) and second.has_surname
    return second if is_whole and run.at is None else None


def _with_surname_of(partner: Run, run: Run) -> Run:
    at = len(partner.words) - 1 if partner.at is None else partner.at
    return replace(
        partner,
        start=run.start,
        words=run.words + partner.words[at:],
        at=len(run.words),
        titles=run.titles,
        salutation=run.salutation,
    )


def _is_of_somebody_else(sentence: Sentence, run: Run) -> bool:
    """ "Janssen, *Antje* wie heißt der noch", "Weber, *Sabine* ist krank"."""
    told = is_told_to(sentence.said, run.end) or is_doing_something(sentence, run)
    return all(map(is_first, run.words)) and told


def _is_said_whole(run: Run, second: Run) -> bool:
    """Whether the name is said again, with more of it: "Köhler, Wolfgang Köhler", "Tran, Tran Van Minh"."""
    first, whole = ([key_of(word) for word in one.words] for one in (run, second))
    again = len(first)
    if len(whole) > again and whole[-again:] == first:
        return True
    return is_east_asian(run.words[0]) and len(whole) > 1 and whole[:again] == first


def _behind_comma(sentence: Sentence, run: Run) -> Run | None:
    index = _past_origin(sentence, past_remarks(sentence.said, run.end))
    if index >= len(sentence.said) or sentence.said[index].raw not in PAUSES:
        return None
    stop = sentence.stop_after(index)
    begins = index + 1 + _is_article_of_a_first_name(sentence.said, index + 1)
    return read_run(sentence.said, begins, stop, "asked", sentence.cased) if begins < stop else None


def _is_article_of_a_first_name(said: Sequence[Token], index: int) -> bool:
    """ "Zschoche, *die* Kerstin"."""
    article = index + 1 < len(said) and said[index].folded in word_set("caller_name", "salutation_articles")
    return bool(article) and is_only_first(said[index + 1].raw)


def _past_origin(sentence: Sentence, index: int) -> int:
    """The pause behind where somebody comes from, "der Huber *vom Lechnerhof*, Alois"; ``index`` itself without any.

    So behind who that is: "Huber *hier, die Frau*, Erna", "Huber, *die Frau vom Alois*, Erna". Behind a pause "von der"
    may go on with the name.
    """
    said = sentence.said
    index = next((match.end for matches in sentence.after.values() for match in matches if match.start == index), index)
    begins = index + (index < len(said) and said[index].raw == ",")
    origins = _origins() if begins == index else _origins() - word_set("caller_name", "particles")
    if not (_is_somebody(said, begins) or (begins < len(said) and said[begins].folded in origins)):
        return index
    near = range(begins + 1, min(begins + _ORIGIN, len(said)))
    return next((at for at in near if said[at].raw == ","), index)


def _is_somebody(said: Sequence[Token], index: int) -> bool:
    """ "*die Frau*", "*der Sohn*"."""
    article = index + 1 < len(said) and said[index].folded in word_set("caller_name", "salutation_articles")
    return bool(article) and is_person(said[index + 1])


def _origins() -> frozenset[str]:
    return word_set("caller_name", "origins")


def _is_surname_before(run: Run, second: Run) -> bool:
    """Whether the surname came first: "Huber, Josef", "Schmidt von der Heide, Anna", "Pérez Gómez, Lucía"."""
    first_follows = all(is_first(word) for word in second.words) and not second.salutation
    surname_only = run.at is not None or not is_first(run.words[0]) or is_last(run.words[0])
    is_double = run.at != 0 and all(is_only_last(word) for word in run.words[: run.at])
    return first_follows and surname_only and (is_double or len(run.words) - run.particles == 1)


def _turned(surname: Run, first: Run) -> Run:
    word, is_double = surname.words[0], surname.at is None and len(surname.words) > 1
    return replace(
        surname,
        words=first.words + surname.words,
        at=None if is_double else len(first.words) + (surname.at or 0),
        particles=surname.particles if surname.at is not None else 0,
        end=first.end,
        clean=first.clean,
        doubtful=is_first(word) or (not is_last(word) and surname_likeness(word) < 0),
    )


def _halves(first: str, last: str, alone: bool) -> bool:
    """Whether a first name and a surname are one name; ``alone``: nothing else is said, so "Thomas. Reinders." is."""
    return is_first(first) and (alone or not is_last(first)) and is_only_last(last)
