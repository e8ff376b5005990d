"""What replaces a name in the same sentence: "Weber, Quatsch, Becker", "nein, ich hab ja geheiratet, Lindinger"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.halves import after_comma
from rueckruf.spoken.name.parts import FoundName, split, title_of
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import MUCH_THE_SAME, alike
from rueckruf.spoken.name.taking_back import after_taking_back, is_said_to_be_meant, takes_back
from rueckruf.spoken.name.third_person import is_person
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, key_of
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many times a caller corrects the name at most.
_MOST_CORRECTIONS = 3
#: First name and surname.
_WHOLE = 2
_MORE = "mehr"
#: With words of these kinds callers stand up.
_STANDING_UP = ("named", "present", "here", "hint")


def taken_back(sentence: Sentence, found: FoundName) -> FoundName:
    """The name after what the sentence takes back of it: "Weber, Quatsch, Becker"."""
    whole = None if found.first else said_later(sentence, found)
    run = None if whole else instead_of(sentence, found.end) or _called_now(sentence, found)
    if run and not _is_spoken_to_behind(sentence, found, run):
        found = _with(found, run)
    return whole or said_later(sentence, found) or found


def _is_spoken_to_behind(sentence: Sentence, found: FoundName, run: Run) -> bool:
    """ "Karin Postel, nein *Lena*, das ist mein Handy": somebody in the room, and what they are told.

    "Paul Krüger, nein, *Peter*", "... *Peter*, nicht Paul", "... *Peter* heiß ich" is the right one.
    """
    if not _may_be_spoken_to(sentence, found, run):
        return False
    said = sentence.said
    behind = [at for at in range(run.end, len(said)) if said[at].kind == "word" and not is_courtesy(said[at])]
    if not behind or _is_of_the_name(sentence, behind[0]):
        return False
    own = {key_of(word) for part in (found.first or "", found.last or "") for word in part.split()}
    return {said[at].folded for at in behind}.isdisjoint(own | word_set("caller_name", "about_first_names"))


def _may_be_spoken_to(sentence: Sentence, found: FoundName, run: Run) -> bool:
    """Whether a mere first name, to which nothing leads, stands behind a whole name."""
    before = next((at for at in range(run.start - 1, 0, -1) if sentence.said[at].kind == "word"), 0)
    alone = len(run.words) == 1 and not run.salutation and before not in sentence.covered
    return alone and bool(found.first and found.last) and _is_of_the_first(run.words[0], found)


def _is_of_the_name(sentence: Sentence, at: int) -> bool:
    """Whether the words there go on with the name before them: "*heiße ich*", "*mit e*", letters."""
    matches = (match for each in (*sentence.after.values(), sentence.before["named"]) for match in each)
    is_carrier = any(match.start == at for match in matches)
    return is_carrier or at in sentence.remarked or at in sentence.letters or takes_back(sentence.said, at) > 0


def said_later(sentence: Sentence, found: FoundName) -> FoundName | None:
    """The name as it is said once more, with the part that it lacked or another surname."""
    whole = _said_later(sentence, found)
    return _with(found, whole) if whole else None


def instead_of(sentence: Sentence, end: int) -> Run | None:
    """The name behind words that take back the one that ends there."""
    if meant := _meant(sentence, end):
        return meant
    index = after_taking_back(sentence.said, end)
    if index is None:
        return _of_late(sentence, end + 1, False) if _is_startled(sentence.said, end) else None
    return _replacing(sentence, index) or _of_late(sentence, index, True)


def _meant(sentence: Sentence, end: int) -> Run | None:
    """ "Ich bin Herr Baum, *Baumann* wollte ich sagen": the name behind a pause that is told to be the right one.

    A day is that of a callback: "Weber, Freitag wollte ich sagen".
    """
    said = sentence.said
    run = _run_behind(sentence, end) if end < len(said) and is_filler(said[end]) else None
    if run is None or said[run.start].folded in word_set("ordinary_words", "time"):
        return None
    behind = run.end + (run.end < len(said) and said[run.end].kind == "mark")
    may_be = all(is_first(word) or is_last(word) or _is_like(word, said[end - 1]) for word in run.words)
    return run if may_be and is_said_to_be_meant(said, behind) else None


def _is_like(word: str, name: Token) -> bool:
    """Whether a word that no list knows is much like the name before it: "Meier, *Meierling* wollte ich sagen"."""
    return not is_everyday(key_of(word)) and alike(name.raw, word) >= MUCH_THE_SAME


def _is_startled(said: Sequence[Token], end: int) -> bool:
    """Whether who has said a name begins anew behind it: "Wolter, *äh*, das war jetzt die Mama"."""
    behind = [token for token in said[end : end + 2] if token.kind == "word"][:1]
    return any(hesitates(token.folded) or token.folded in word_set("caller_name", "startled") for token in behind)


def _with(found: FoundName, run: Run) -> FoundName:
    """The name with what is told instead of it, or more of it."""
    parts = split(run)
    if found.first and found.last and len(run.words) == 1 and _is_of_the_first(run.words[0], found):
        parts = parts._replace(first=parts.first or parts.last, last=None)  # "Paul Krüger, nein, *Peter*"
    return replace(
        found,
        first=parts.first or found.first,
        last=parts.last or found.last,
        title=title_of(run) or found.title,
        end=run.end,
        certainty=min(parts.certainty, found.certainty) - 0.05,
    )


def _is_of_the_first(word: str, name: FoundName) -> bool:
    """Whether a first name takes the place of another, and is not much the same as the surname."""
    return is_first(word) and alike(name.last or "", word) < MUCH_THE_SAME


def _of_late(sentence: Sentence, index: int, is_wrong: bool) -> Run | None:
    """ "nein, ich hab ja geheiratet, *Lindinger* jetzt": the name behind what tells why it is another, or whose it was.

    "Quatsch, das ist mein Kollege, *Steffen Kretzschmar*"; so behind what stands up, "ich bin der *Steffen*",
    where what was said before ``is_wrong``.
    """
    said, new = sentence.said, word_set("caller_name", "new_name")
    tells = False
    for at in range(index + 1, len(said)):
        tells = tells or said[at - 1].folded in new or is_person(said[at - 1])
        carrier, is_new = sentence.covered.get(at - 1), said[at - 1].folded in new
        begins = said[at].kind == "mark" or is_new or carrier in _STANDING_UP or (carrier and is_wrong)
        stands_up = is_wrong and carrier in _STANDING_UP
        if (stands_up or (tells and begins)) and (run := _replacing(sentence, at)):
            return run
    return None


def _called_now(sentence: Sentence, found: FoundName) -> Run | None:
    """ "Sabine Wolf, *jetzt wieder* Krüger", "Frau Lang, *nicht mehr Lang*, Frau Kunz": a listed surname behind it."""
    said, begins = sentence.said, _past_no_longer(sentence.said, found)
    at = begins or found.end
    while at < len(said) and (is_filler(said[at]) or said[at].folded in word_set("caller_name", "called_now")):
        at += 1
    if not begins and (at == found.end or said[at - 1].folded not in word_set("caller_name", "called_now")):
        return None
    run = _run_behind(sentence, at)
    return run if run and _is_surname_now(sentence, run) else None


def _is_surname_now(sentence: Sentence, run: Run) -> bool:
    """Whether a listed surname is all of a clause, or is a name where it stands."""
    if not is_last(run.words[-1]) or (is_everyday(key_of(run.words[-1])) and not run.salutation):
        return False
    goes_on = any(token.kind == "word" for token in sentence.said[run.end : run.end + 1])
    return not goes_on or is_name(sentence, run, "replacing")


def _past_no_longer(said: Sequence[Token], found: FoundName) -> int:
    """Where "nicht mehr Lang" ends behind the name Lang, 0 where nobody says so."""
    at = found.end
    while at < len(said) and (is_filler(said[at]) or takes_back(said, at)):
        at += takes_back(said, at) or 1
    no_longer, again = said[at : at + 2], said[at + 2 : at + 3]
    is_denied = len(no_longer) > 1 and no_longer[0].folded in word_set("yes_and_no", "negations")
    is_old = is_denied and no_longer[1].folded == _MORE and any(key_of(found.last or "") == one.folded for one in again)
    return at + 3 if is_old else 0


def _replacing(sentence: Sentence, index: int) -> Run | None:
    """The name that begins here, after fillers."""
    run = _run_behind(sentence, index)
    return run if run and is_name(sentence, run, "replacing") else None


def _run_behind(sentence: Sentence, index: int) -> Run | None:
    said = sentence.said
    while index < len(said) and is_filler(said[index]):
        index += 1
    stop = sentence.stop_after(index - 1)
    return read_run(said, index, stop, "asked", sentence.cased) if index < min(stop, len(said)) else None


def _said_later(sentence: Sentence, found: FoundName) -> Run | None:
    """The first name with another surname, or the surname with a first name.

    "Petra Lang, Quatsch, ich hab ja geheiratet, Petra Wiesinger", "König wie der Herrscher, Albert König".
    """
    starts = _starts_of_it(sentence, found)
    for start in starts[-_MOST_CORRECTIONS:]:
        run = _replacing(sentence, start) if start >= found.end else None
        run = run and after_comma(sentence, run)
        if run and len(run.words) > 1 and " ".join(run.words) != found.first:
            return _in_order(run, found)
    return None


def _said_whole_again(sentence: Sentence, found: FoundName) -> list[int]:
    """ "Haberkorn, Emre, es reicht, *Tobias Haberkorn*": what stood behind the surname alone was somebody spoken to."""
    last = key_of((found.last or "").split(" ")[-1])
    surname_first = key_of(sentence.said[found.start].raw) == last
    again = [at for at in sentence.places(last) if at >= found.end and _first_name_before(sentence, at)]
    return [at - 1 for at in again] if surname_first else []


def _starts_of_it(sentence: Sentence, found: FoundName) -> list[int]:
    """Where a name may be said once more: by its first name if the surname is known, else with the other part."""
    if found.first and found.last:
        starts = [at for at in sentence.places(key_of(found.first.split()[0])) if not _was_called(sentence, at)]
        return starts + _said_whole_again(sentence, found)
    *small, word = (found.last or found.first or " ").split(" ")  # "von der Leyen"
    places = [place - len(small) for place in sentence.places(key_of(word))]
    own = (place for place in places if not _is_of_a_company(sentence, place))
    return [place - _first_name_before(sentence, place) for place in own]


def _was_called(sentence: Sentence, at: int) -> bool:
    """ "Steffi Brandt, *früher* Steffi Müller"."""
    return at > 0 and sentence.said[at - 1].folded in word_set("caller_name", "called_before")


def _is_of_a_company(sentence: Sentence, at: int) -> bool:
    """ "Brandt, *Firma* Brandt Metallbau"."""
    return at > 0 and sentence.said[at - 1].folded in word_set("represented", "companies")


def _first_name_before(sentence: Sentence, place: int) -> bool:
    """Whether a first name stands before a word, or behind a pause one of no list: "Krause, *Anselma* Krause"."""
    said = sentence.said
    if place < 1 or said[place - 1].kind != "word":
        return False
    pause = place > 1 and said[place - 2].kind == "mark"
    return is_first(said[place - 1].raw) or (pause and not is_everyday(said[place - 1].folded))


def _in_order(run: Run, found: FoundName) -> Run:
    """ "Bürgi Simone", with the surname first: it was said alone before."""
    surname = found.last and not found.first and key_of(run.words[0]) == key_of(found.last)
    return replace(run, words=run.words[::-1]) if surname and len(run.words) == _WHOLE and run.at is None else run
