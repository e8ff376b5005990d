"""From the pieces of a sentence to wishes: corrections taken, alternatives told apart, refusals set aside."""

from dataclasses import dataclass, replace

from rueckruf.spoken.time_grammar import Piece
from rueckruf.spoken.time_wish import DAY_SLOTS, TIME_SLOTS, Bound, Wish, merged
from rueckruf.spoken.time_words import Words

_BOUNDARIES = ("clause", "rather", "take_back", "either")
_LOOSE_ALTERNATIVE_DOUBT = 0.8
_CONTRADICTION_DOUBT = 0.4
_EXCEPT = frozenset({"ausser", "ausgenommen", "ohne"})


@dataclass(frozen=True)
class Sentence:
    """The wishes of a sentence, the first one meant before the others, and what was refused."""

    wishes: tuple[Wish, ...]
    refused: tuple[Wish, ...]


@dataclass
class _Entry:
    wish: Wish
    clause: int
    link: str
    refused: bool = False


def sentence_of(found: list[Piece], words: Words) -> Sentence:
    """Put the pieces together."""
    entries = _entries(found, words)
    refused = tuple(entry.wish for entry in entries if entry.refused)
    wishes = _fold([entry for entry in entries if not entry.refused])
    return Sentence(_parted(_shared(wishes)), refused)


# --- refusals -------------------------------------------------------------------------------------------


def _entries(found: list[Piece], words: Words) -> list[_Entry]:
    """Every partial wish with how it is linked to what was said before, and whether it is refused."""
    entries: list[_Entry] = []
    clause, link, refusing, excepting = 0, "", False, False
    for place, piece in enumerate(found):
        if piece.wish is not None:
            entry = _Entry(piece.wish, clause, link, refusing)
            if refusing and _only_bound(piece.wish):
                # "nicht unbedingt vor zehn"; in "außer dienstags ab zehn" the hour is no longer refused
                entry.refused = False
                entry.wish = piece.wish if entries and entries[-1].refused else _flipped(piece.wish)
                excepting = False
            entries.append(entry)
            link, refusing = "", excepting
            continue
        marker = piece.marker
        if marker in ("not", "unavailable"):
            excepting = words[piece.first].folded in _EXCEPT
            refusing = _refuses_what_follows(found, place, words, entries, clause)
            if not refusing:
                _refuse_clause(entries, clause)
        elif marker in ("afterwards", "beforehand"):
            _turn_round(entries, marker)
        elif marker in _BOUNDARIES or marker == "also":
            clause += marker != "also"
            comma = words.mark(piece.first, ",")
            excepting = excepting and (marker in ("either", "also") or comma)
            refusing = excepting
            link = marker if marker in ("rather", "take_back", "either", "also") else link or (comma * "comma")
            if marker == "rather":
                _drop_refused_clock(entries, clause - 1)
        elif not words.has(piece.first, "after_not"):
            refusing = excepting = False
    return entries


def _refuses_what_follows(found: list[Piece], place: int, words: Words, entries: list[_Entry], clause: int) -> bool:
    """Whether a "nicht" belongs to the time after it ("nicht am Freitag"), not before ("Freitag geht nicht")."""
    following = None
    for piece in found[place + 1 :]:
        if piece.wish is not None:
            following = piece.wish
            break
        if not words.has(piece.first, "after_not"):
            break
    if following is None:
        return False
    spoken = [entry.wish for entry in entries if entry.clause == clause]
    day_before = any(wish.said(DAY_SLOTS) for wish in spoken)
    return not (found[place].marker == "unavailable" and (not spoken or day_before) and following.said(DAY_SLOTS))


def _refuse_clause(entries: list[_Entry], clause: int) -> None:
    """Refuse what the clause has said so far; "vor zehn geht nicht" turns into "ab zehn"."""
    spoken = [entry for entry in entries if entry.clause == clause and not entry.refused]
    bounds = [entry for entry in spoken if _only_bound(entry.wish)]
    for entry in bounds or spoken:
        if bounds:
            entry.wish = _flipped(entry.wish)
        else:
            entry.refused = True


def _turn_round(entries: list[_Entry], marker: str) -> None:
    """ "Bis 17 Uhr arbeite ich, danach gerne": the wish begins where the bound ends."""
    side = "high" if marker == "afterwards" else "low"
    if entries and _only_bound(entries[-1].wish) and getattr(entries[-1].wish, side):
        entries[-1].wish = _flipped(entries[-1].wish)


def _only_bound(wish: Wish) -> bool:
    return (wish.low is None) != (wish.high is None)


def _flipped(wish: Wish) -> Wish:
    low, high = wish.low, wish.high
    return replace(
        wish,
        low=Bound(high.point, not high.inclusive) if high else None,
        high=Bound(low.point, not low.inclusive) if low else None,
    )


def _drop_refused_clock(entries: list[_Entry], clause: int) -> None:
    """After "nicht um zehn, sondern" the refused hour says nothing more."""
    for entry in list(entries):
        if entry.refused and entry.clause >= clause - 1 and not entry.wish.said(DAY_SLOTS):
            entries.remove(entry)


# --- corrections and alternatives -----------------------------------------------------------------------


def _fold(entries: list[_Entry]) -> list[Wish]:
    wishes = [Wish()]
    corrected: set[tuple[str, ...]] | None = None
    for entry in entries:
        piece = entry.wish
        if entry.link in ("take_back", "rather"):
            corrected = set()
            if entry.link == "rather" and piece in wishes:
                wishes = [piece, *(wish for wish in wishes if wish != piece)]
                continue
            wishes = wishes[-1:] if entry.link == "take_back" else wishes
        both = merged(wishes[-1], piece)
        if corrected is not None and entry.link != "either":
            both = _corrected(wishes[-1], piece, both, corrected, entry.link == "rather")
        if both is not None and (entry.link != "either" or _repeats(wishes[-1], piece)):
            wishes[-1] = both
        elif wishes[-1].empty:
            wishes[-1] = piece
        else:
            doubt = _doubt_of_two(wishes[-1], entry)
            wishes[0] = replace(wishes[0], confidence=wishes[0].confidence * doubt)
            wishes.append(piece)
    return [wish for wish in wishes if not wish.empty]


def _doubt_of_two(wish: Wish, entry: _Entry) -> float:
    """How far to trust that a second time is an alternative and no contradiction ("morgen, Donnerstag")."""
    if entry.link in ("either", "also"):
        return 1.0
    first, second = wish.day, entry.wish.day
    if first and second and first.weekday is None and second.weekday is not None and first.grain == "day":
        return _CONTRADICTION_DOUBT
    return 1.0 if entry.link == "comma" else _LOOSE_ALTERNATIVE_DOUBT


def _repeats(wish: Wish, piece: Wish) -> bool:
    """Whether "montags oder mittwochs" only lengthens a habit."""
    return bool(wish.habit and piece.habit) and not wish.said(TIME_SLOTS)


def _corrected(wish: Wish, piece: Wish, both: Wish | None, done: set[tuple[str, ...]], preferred: bool) -> Wish | None:
    """The wish with what the piece says put in the place of what was said of the same kind before."""
    for slots in (DAY_SLOTS, TIME_SLOTS):
        if not piece.said(slots) or slots in done:
            continue
        done.add(slots)
        turned = slots is TIME_SLOTS and piece.part and not piece.clock and wish.clock
        if both is None or not preferred or turned:
            wish = wish.without(slots)
            both = merged(wish, piece)
    return both


def _shared(wishes: list[Wish]) -> list[Wish]:
    """Give each alternative the day and the time that were said once for several."""
    shared = list(wishes)
    for place in range(1, len(shared)):
        if not shared[place].said(DAY_SLOTS) and not _days_in_bounds(shared[place]):
            before = shared[place - 1]
            shared[place] = replace(shared[place], day=before.day, habit=before.habit)
    for place in range(len(shared) - 2, -1, -1):
        after, wish = shared[place + 1], shared[place]
        if not after.said(DAY_SLOTS):
            continue
        if not wish.said(TIME_SLOTS) and after.said(TIME_SLOTS) and after.moment is None:
            slots = {slot: getattr(after, slot) for slot in TIME_SLOTS}
            shared[place] = replace(wish, **slots)
        elif not wish.said(DAY_SLOTS) and wish.said(TIME_SLOTS) and after.said(TIME_SLOTS):
            shared[place] = replace(wish, day=after.day, habit=after.habit)
    return shared


def _days_in_bounds(wish: Wish) -> bool:
    return any(bound and bound.point.day for bound in (wish.low, wish.high)) or wish.moment is not None


def _parted(wishes: list[Wish]) -> tuple[Wish, ...]:
    """An afternoon begins at two where the day's noon is named apart."""
    if not {"noon", "afternoon"} <= {wish.part for wish in wishes}:
        return tuple(wishes)
    return tuple(replace(w, part="afternoon_after_noon") if w.part == "afternoon" else w for w in wishes)
