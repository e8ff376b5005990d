"""Corrections of a name: "nicht Müller, sondern Möller", "mit a i", "der Vorname ist Andreas"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name_change import Change, change_name, read_changes
from rueckruf.spoken.name_finder import Found
from rueckruf.spoken.name_parts import split
from rueckruf.spoken.name_run import Run, read_run
from rueckruf.spoken.name_sentence import is_cased
from rueckruf.spoken.name_words import Piece, is_first, is_last
from rueckruf.spoken.spelling import alike

_CHANGED = 0.85
_CONFIRMED = 0.95
#: So alike (0 to 100) are a part of a name and its correction.
_ALIKE = 60


def corrected(said: Sequence[Piece], found: Found | None, given: Found | None, heard: bool) -> Found | None:
    """The name after the corrections of the sentence. ``given`` is the name before it, ``found`` the one in it."""
    swapped = _swapped(said, given)
    if swapped:
        found, heard = swapped, True
    name = _merged(found, given) if found else given
    changes = read_changes(said)
    if name and changes:
        name, done = _changed(name, changes)
        if done and not heard:
            places = [index for index, piece in enumerate(said) if piece.key in ("mit", "ohne", "statt")]
            return replace(name, start=places[0], end=len(said))
    return name if heard else None


def _merged(found: Found, given: Found | None) -> Found:
    """The new name; what the sentence does not tell stays as it was."""
    if given is None:
        return found
    if not (found.first and found.last):
        found = _in_its_place(found, given)
    return replace(
        found,
        first=found.first or given.first,
        last=found.last or given.last,
        title=found.title or given.title,
    )


def _in_its_place(found: Found, given: Found) -> Found:
    """A single word as the part of the given name that it resembles: "Philipp" renews the first name "Filip"."""
    word = found.first or found.last or ""
    first, last = (alike(part, word) if part else 0.0 for part in (given.first, given.last))
    if max(first, last) < _ALIKE:
        return found
    return replace(found, first=word if first > last else None, last=None if first > last else word)


def _swapped(said: Sequence[Piece], given: Found | None) -> Found | None:
    """ "nicht Müller, sondern Möller": the second name, in the place of the first."""
    keys = [piece.key for piece in said]
    if "sondern" not in keys or "nicht" not in keys[: keys.index("sondern")]:
        return None
    new = _run(said, keys.index("sondern") + 1)
    old = _run(said, keys.index("nicht") + 1)
    if new is None:
        return None
    parts = split(new)
    first, last = parts.first, parts.last
    single = not (first and last)
    word = first or last
    if single and word and _replaces_first(old, word, given):
        first, last = word, None
    elif single and old is not None and not is_first(old.words[-1]):
        first, last = None, word
    return Found(first, last, None, new.start, new.end, min(parts.certainty, _CHANGED))


def _run(said: Sequence[Piece], index: int) -> Run | None:
    return read_run(said, index, len(said), "named", is_cased(said)) if index < len(said) else None


def _replaces_first(old: Run | None, new: str, given: Found | None) -> bool:
    if given and given.first and given.last and old:
        heard = old.words[-1]
        return alike(given.first, heard) > alike(given.last, heard)
    return is_first(new) and not is_last(new)


def _changed(name: Found, changes: Sequence[Change]) -> tuple[Found, bool]:
    """The name with its writing changed: the surname where that is possible, else the first name."""
    done = False
    for change in changes:
        last = change_name(name.last, change) if name.last else None
        first = change_name(name.first, change) if name.first and last is None else None
        if first is None and last is None:
            continue
        changed = replace(name, first=first or name.first, last=last or name.last)
        same = changed == name
        certainty = max(name.certainty, _CONFIRMED) if same else min(name.certainty, _CHANGED)
        name, done = replace(changed, certainty=certainty), True
    return name, done
