"""Corrections of a name: "nicht Müller, sondern Möller", "mit a i", "der Vorname ist Andreas"."""

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rueckruf.spoken.name.carriers import CarrierLine, is_filler, is_written_on
from rueckruf.spoken.name.change import change_name
from rueckruf.spoken.name.contrast import ALIKE, find_contrast
from rueckruf.spoken.name.double import is_double, keys_of, nearest_part, parts_of
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.parts import FoundName, split, words_for_parts
from rueckruf.spoken.name.remark import is_stranger, read_changes
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.spelling import alike
from rueckruf.spoken.name.third_person import is_likened
from rueckruf.spoken.name.words import (
    PAUSES,
    is_first,
    is_function,
    is_in_dictionary,
    is_last,
    is_ordinary,
    key_of,
    plain,
    surname_origin,
    write,
    write_first,
)
from rueckruf.spoken.name.writing import Change
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_CHANGED = 0.85
_UNFIT = 0.6
_CONFIRMED = 0.95


def corrected(
    said: Sequence[Token],
    found: FoundName | None,
    given: FoundName | None,
    heard: bool,
    letters: Set[int] = frozenset(),
) -> FoundName | None:
    """The name after the corrections of the sentence. ``given`` is the name before it, ``found`` the one in it; what
    stands at places of spelled ``letters`` corrects nothing.
    """
    found = _renewed(said, found, given)
    swapped = _swapped(said, given)
    if swapped and not _is_whole_of(found, swapped):
        found, heard = swapped, True
    is_placed = swapped is not None or any(token.folded in words_for_parts() for token in said)
    name = _merged(found, _kept(said, found, given), is_placed) if found else given
    changes = [change for change in read_changes(said) if change.at not in letters]
    if name and changes:
        name = name if _is_spelled(name, changes[0]) else _about_another(said, name, changes[0])
        name, done = _in_best_order(said, name, changes, heard)
        if done and not heard:
            return replace(name, start=min(change.at for change in changes), end=len(said))
        name = _said_out(said, name, changes[-1].at)
    return name if heard else None


def _renewed(said: Sequence[Token], found: FoundName | None, given: FoundName | None) -> FoundName | None:
    return found and _with_new_first_name(found, [token.raw for token in said[found.start : found.end]], given)


def _with_new_first_name(name: FoundName, words: Sequence[str], given: FoundName | None) -> FoundName:
    """ "*Focko* Harms", where Tomma Harms stands: what no list has before a surname is a first name."""
    if given is None or given.last is None or name.first or len(words) != len((name.last or "").split("-")):
        return name
    *before, surname = words
    stays = key_of(surname) == key_of(given.last)
    if not before or any(map(is_last, before)) or not (stays or is_last(surname)):
        return name
    first, last = write_first(before), given.last if stays else write([surname])
    return replace(name, first=first, last=last, certainty=max(name.certainty, _CHANGED) if stays else name.certainty)


def _kept(said: Sequence[Token], found: FoundName, given: FoundName | None) -> FoundName | None:
    """The name so far, as far as it may be that of who is named now: "Herrn Petersen" is somebody else."""
    others = said[found.start].folded in word_set("caller_name", "salutations_of_others")
    if given and (others or _is_wanted(said, found)):
        return replace(given, first=None, title=None)
    return _undenied(said, given)


def _is_whole_of(found: FoundName | None, part: FoundName) -> bool:
    """ "Nicht Schmidt, sondern Schmitz, *Heribert Schmitz*"."""
    return bool(
        found and found.first and found.last and (part.first, part.last) in ((None, found.last), (found.first, None))
    )


def _is_wanted(said: Sequence[Token], found: FoundName) -> bool:
    """Whether the one who is to be rung is named: "schreiben Sie's auf meine Frau, *die Petra Lang*"."""
    behind = (match.end for match in CarrierLine(said).find("carriers_wanted"))
    return (
        found.rung
        or is_written_on(said, found.start)
        or any(end <= found.start and all(map(is_filler, said[end : found.start])) for end in behind)
    )


def _undenied(said: Sequence[Token], given: FoundName | None) -> FoundName | None:
    """The name so far without the part that is taken back: "ich bin nicht Paul", "statt Sabine", "statt mir"."""
    taking = word_set("caller_name", "denying") | word_set("caller_name", "instead")
    denied = {after.folded for token, after in pairwise(said) if token.folded in taking}
    if given is None or not denied:
        return given
    if denied & word_set("caller_name", "oneself"):
        return replace(given, first=None)
    first, last = (part and (None if key_of(part) in denied else part) for part in (given.first, given.last))
    return replace(given, first=first, last=last)


def _about_another(said: Sequence[Token], name: FoundName, change: Change) -> FoundName:
    """The name with the part that a remark on the spelling follows: "Schmitt, Schmidt mit d t"."""
    at = next((at for at in range(change.at - 1, -1, -1) if said[at].kind == "word"), None)
    if at is None or not is_stranger(said[at]) or is_ordinary(said[at].folded) or is_likened(said, at):
        return name
    before = said[at]
    if before.folded in keys_of(name.first) | keys_of(name.last):
        return replace(name, last=name.last and _said_once(name.last, before.raw))
    first, last = (alike(part, before.raw) if part else 0.0 for part in (name.first, name.last))
    if is_first(before.raw) and first >= max(last, ALIKE):
        return replace(name, first=write([before.raw]))
    return replace(name, last=_with_word(name.last or "", before.raw)) if is_last(before.raw) else name


def _is_spelled(name: FoundName, change: Change) -> bool:
    """ "Torsten *mit T H O R S T E N*": all letters of a part were told, and that is written so."""
    return any(part and plain(part) == plain(change.letters) for part in (name.first, name.last))


def _with_word(surname: str, word: str) -> str:
    """The word in the place of the surname, or of the part of a double one that it is like."""
    part = nearest_part(surname, word) if is_double(surname) else None
    return part.replaced(write([word])) if part and part.likeness >= ALIKE else write([word])


def _said_once(surname: str, again: str) -> str:
    """The surname without its last part, where that is one of the others said again: "schmitt schmidt", mit d t."""
    *parts, last = parts_of(surname, again)
    if not parts or key_of(last.text) != key_of(again):
        return surname
    repeated = nearest_part(surname[: parts[-1].end], again)
    return repeated.replaced(write([again])) if repeated.likeness >= ALIKE else surname


def _said_out(said: Sequence[Token], name: FoundName, at: int) -> FoundName:
    """ "Beier mit y, also *Beyer*", "Jansen, warten Sie, mit zwei s, *Janssen*": the name as it is with the remark."""
    for before, token in pairwise(said[at:]):
        again = (before.folded in word_set("spelling", "in_short") or before.raw in PAUSES) and is_last(token.raw)
        if again and name.last and alike(name.last, token.raw) >= ALIKE:
            return replace(name, last=write([token.raw]))
    return name


def _merged(found: FoundName, given: FoundName | None, is_placed: bool) -> FoundName:
    """The new name; what the sentence does not mention stays as it was."""
    if given is None:
        return found
    if is_placed and (turned := _turned(found, given)):
        return turned
    if not (found.first and found.last) and not is_placed:
        found = _in_its_place(found, given)
    return replace(
        found,
        first=found.first or _kept_first(found, given),
        last=found.last or given.last,
        title=found.title or given.title,
    )


def _turned(found: FoundName, given: FoundName) -> FoundName | None:
    """The name with its parts the other way round, where one is said to be the other: "*Peter* ist der Vorname"."""
    if not (given.first and given.last) or (found.first and found.last):
        return None
    is_turned = (found.first, found.last) in ((given.last, None), (None, given.first))
    return replace(found, first=given.last, last=given.first, title=given.title) if is_turned else None


def _kept_first(found: FoundName, given: FoundName) -> str | None:
    """The first name so far, unless it was the beginning of what is now the surname: "van", "van der Velde"."""
    surname = {key_of(word) for word in (found.last or "").split()}
    return None if given.first and key_of(given.first) in surname else given.first


def _in_its_place(found: FoundName, given: FoundName) -> FoundName:
    """A single word as the part of the given name that it resembles: "Philipp" renews the first name "Filip"."""
    word = found.first or found.last or ""
    first, last = (alike(part, word) if part else 0.0 for part in (given.first, given.last))
    if max(first, last) < ALIKE:
        return found
    return replace(found, first=word if first > last else None, last=None if first > last else word)


def _swapped(said: Sequence[Token], given: FoundName | None) -> FoundName | None:
    """The second of two names that are set against each other, in the place of the first."""
    found = find_contrast(said, given)
    if found is None or (not found.new.salutation and _are_words(found.new) and _are_words(found.old)):
        return None  # "nicht Dienstag, sondern Mittwoch"
    old, new = found
    parts = split(new)
    told = FoundName(parts.first, parts.last, None, new.start, new.end, parts.certainty)
    told = _with_new_first_name(told, new.words, given)
    first, last = told.first, told.last
    word = first or last
    if word and not (first and last):
        if _replaces_first(old, word, given):
            first, last = word, None
        elif old is not None and not is_first(old.words[-1]):
            first, last = None, word
    return replace(told, first=first, last=last, certainty=min(told.certainty, _CHANGED))


def _replaces_first(old: Run | None, new: str, given: FoundName | None) -> bool:
    if given and given.first and given.last and old:
        if keys_of(given.first) | keys_of(given.last) <= set(map(key_of, old.words)):  # "nicht Lena Kern, sondern Leni"
            return is_first(new) and alike(given.first, new) >= alike(given.last, new)
        heard = old.words[-1]
        return alike(given.first, heard) > alike(given.last, heard)
    return is_first(new) and not is_last(new)


def _are_words(run: Run | None) -> bool:
    """Whether none of the words is a name: "sondern den Mandanten", "sondern im Büro"."""
    return run is None or all(_is_a_word(word) for word in run.words)


def _is_a_word(word: str) -> bool:
    key = key_of(word)
    of_dictionary = (is_noun(key) or is_in_dictionary(key)) and not is_last(word)
    return is_ordinary(key) or is_function(key) or of_dictionary


def _in_best_order(
    said: Sequence[Token], name: FoundName, changes: Sequence[Change], heard: bool
) -> tuple[FoundName, bool]:
    """The name with its writing changed as the remarks were made, or from the last to the first where only that makes
    a listed one: of "Leman, mit h und zwei n" no "Lemahn" becomes.
    """
    changed = _changed(said, name, changes, heard)
    if len(changes) > 1 and not _are_listed(changed[0]):
        turned = _changed(said, name, changes[::-1], heard)
        return turned if _are_listed(turned[0]) else changed
    return changed


def _are_listed(name: FoundName) -> bool:
    return all(_is_listed(part) for part in (name.first, name.last) if part)


def _changed(said: Sequence[Token], name: FoundName, changes: Sequence[Change], heard: bool) -> tuple[FoundName, bool]:
    """The name with its writing changed; a remark that fits no part of it only makes the name doubtful."""
    done, sure, spoken = False, name.certainty, name
    limits = []
    meant = [(change, fields) for change in changes for fields in _each_meant(said, spoken, change)]
    for change, fields in meant:
        changed, limit = _with_change(name, change, _written(said, name, change, fields, heard))
        if changed:
            name, done = changed, True
        limits.append(limit if changed or heard else 1.0)
    return replace(name, certainty=min(limits if min(limits) >= _CONFIRMED else [sure, *limits])), done


def _with_change(name: FoundName, change: Change, written: "_Written | None") -> tuple[FoundName | None, float]:
    """The name with one remark carried out on one of its parts (None: it fits none), and how sure that is."""
    if written is None:
        return None, _UNFIT
    if written.stays:
        return name, max(name.certainty, _CONFIRMED)
    fits = _fit(written.old, written.new, change)
    return (_with_part(name, written.field, written.new) if fits else None), fits or _UNFIT


class _Written(NamedTuple):
    """A part of a name, "first" or "last", as it is and as it becomes by a remark."""

    field: str
    old: str
    new: str

    @property
    def stays(self) -> bool:
        """Whether it is written so already."""
        return self.old == self.new

    @property
    def is_name(self) -> bool:
        """Whether a list has what it becomes as such a part of a name."""
        return is_last(self.new) if self.field == "last" else is_first(self.new)

    def fits(self, change: Change, nearest: str) -> int:
        """How well the remark fits: a part that has the letters best, then one that becomes a listed name, then the
        surname. Where that was said last it comes before all of the first name if it has the letters, or if what it
        becomes is listed: "Matthias *Rot* mit th". What is left away is so of what has it.
        """
        is_surname = self.field == "last"
        if change.kind == "without":
            return 1 if self.stays else 3 if self.is_name else 2 * is_surname
        if not (self.stays or self.is_name):
            return int(is_surname)
        has_them = self.stays * (1 + 2 * (len(change.letters) > 1))  # "Peer Sörensen mit zwei e"
        is_listed = surname_origin(self.new) is not None
        return 2 + has_them + (2 + is_listed) * (is_surname and nearest == "last")


def _written(
    said: Sequence[Token], name: FoundName, change: Change, fields: Sequence[str], heard: bool
) -> _Written | None:
    """The part that a remark is about, the surname of two that it fits as well.

    Of a name that stands it renews one: "mit K", of Wiebke Clausen, makes that Klausen.
    """
    parts = [(field, name.last if field == "last" else name.first) for field in ("last", "first") if field in fields]
    written = [_Written(field, old, new) for field, old in parts if old and (new := _rewritten(said, old, change))]
    renewed = [one for one in written if not one.stays and one.is_name and not heard]
    return max(renewed or written, key=lambda one: one.fits(change, fields[0]), default=None)


def _rewritten(said: Sequence[Token], name: str, change: Change) -> str | None:
    """A name with the remark carried out on the part of it that was said right before: "Claußen mit Eszett"."""
    before = next((token for token in reversed(said[: change.at]) if is_stranger(token)), None)
    part = before and next((part for part in parts_of(name) if key_of(part.text) == before.folded), None)
    if not part or change.kind in ("hyphen", "no_hyphen"):
        return change_name(name, change)
    new = change_name(part.text, change)
    return new and part.replaced(new)


def _fit(old: str, new: str, change: Change) -> float:
    """How sure the change of a part of a name is; 0 where the part is a word and no name."""
    if not change.letters or _is_listed(new):
        return _CHANGED
    if is_ordinary(key_of(old)):
        return 0.0
    return _CHANGED if _is_listed(old) else _UNFIT


def _with_part(name: FoundName, field: str, value: str) -> FoundName:
    return replace(name, first=value) if field == "first" else replace(name, last=value)


def _is_listed(word: str) -> bool:
    return is_last(word) or is_first(word)


def _each_meant(said: Sequence[Token], name: FoundName, change: Change) -> Sequence[Sequence[str]]:
    """The parts of which one is meant by a remark; of "*beides* mit th" each by itself."""
    beside = (*said[max(0, change.at - 1) : change.at], *said[change.end : change.end + 1])
    is_of_both = any(token.folded in word_set("spelling", "both_parts") for token in beside)
    return (("last",), ("first",)) if is_of_both else (_parts_meant(said, name, change),)


def _parts_meant(said: Sequence[Token], name: FoundName, change: Change) -> tuple[str, ...]:
    """Which parts of the name a remark may be about, the nearest first; none for that on a stranger.

    Behind the whole name it may be about either: "Kühlmann Renate, mit ü und h", but not "Mark Becker, Mark mit c".
    """
    part, at = _part_meant(said, name, change)
    if part not in ("first", "last"):
        return () if part == "other" else ("last", "first")
    other = "first" if part == "last" else "last"
    before = [token.folded for token in said[:at] if token.kind == "word"]
    follows = not keys_of(name.last if other == "last" else name.first).isdisjoint(before[-1:])
    return (part, other) if follows and said[at].folded not in before else (part,)


def _part_meant(said: Sequence[Token], name: FoundName, change: Change) -> tuple[str, int]:
    """Which part of the name a remark follows, and where that is said.

    It is "first", "last", "any" where none was named, or "other" for a stranger.
    """
    parts = {"first": name.first, "last": name.last}
    keys = {part: keys_of(value) for part, value in parts.items()}
    carriers = CarrierLine(said).find("carriers_after")
    carried = {index for carrier in carriers for index in range(carrier.start, carrier.end)}
    for index in range(change.at - 1, -1, -1):
        key = said[index].folded
        for part, words in keys.items():
            if key in words:
                return part, index
            if key in word_set("spelling", f"{part}_part"):
                return part, 0
        if index not in carried and is_stranger(said[index]):
            return "other", index
    return "any", 0
