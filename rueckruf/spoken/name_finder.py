"""Finds the name in a sentence: after or before its carrier words, or bare where it was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rueckruf.spoken.name_carriers import Match, find, is_courtesy, is_filler
from rueckruf.spoken.name_parts import Parts, split
from rueckruf.spoken.name_run import Run, Trust, read_run
from rueckruf.spoken.name_words import Piece, is_first, is_last, looks_like_a_word, word_set
from rueckruf.spoken.spelling import Spelled

_BASE = {"named": 1.0, "present": 0.98, "asked": 0.9, "hint": 0.88}
_UNCLEAN = 0.1
_LOOK_BACK = 9
_SENTENCE_MARKS = frozenset(".!?;:")


@dataclass(frozen=True)
class Found:
    """A name in a sentence; ``start`` and ``end`` count pieces, ``certainty`` goes from 0 to 1."""

    first: str | None
    last: str | None
    title: str | None
    start: int
    end: int
    certainty: float


def is_cased(said: Sequence[Piece]) -> bool:
    """Whether capitals in the text tell something: not all small, not all capital, not just the first word."""
    words = [piece.raw for piece in said if piece.kind == "word"]
    if len(words) == 1:
        return words[0][0].isupper() and not words[0].isupper()
    return any(word[0].isupper() for word in words[1:]) and not all(word.isupper() for word in words)


class _Sentence:
    """The pieces of a sentence with the places where no name can go on."""

    def __init__(self, said: Sequence[Piece], spelled: Sequence[Spelled], asked: bool) -> None:
        self.said = said
        self.asked = asked
        self.cased = is_cased(said)
        self.first_cues = find(said, "first_name_cues")
        self.last_cues = find(said, "last_name_cues")
        self.after = find(said, "carriers_after")
        self.after_present = find(said, "carriers_after_present")
        self.before = {section: find(said, f"carriers_{section}") for section in ("named", "present", "hint", "asked")}
        cues = self.first_cues + self.last_cues
        carriers = self.before["named"] + self.before["present"]
        self.barriers = sorted(
            {match.start for match in (*cues, *carriers, *self.after, *self.after_present)}
            | {letters.start for letters in spelled}
        )

    def stop_after(self, index: int) -> int:
        return next((barrier for barrier in self.barriers if barrier > index), len(self.said))

    def run_at(self, index: int, trust: Trust, stop: int | None = None) -> Run | None:
        """The name at ``index`` or after the fillers there."""
        stop = self.stop_after(index) if stop is None else stop
        first = index
        while index < stop and is_filler(self.said[index]):
            index += 1
        run = read_run(self.said, index, stop, trust, self.cased) if index < stop else None
        if run is None and trust == "named" and index > first and self.said[index - 1].kind == "word":
            # "mein Name ist Bitte": the filler itself is the name.
            run = read_run(self.said, index - 1, index, trust, self.cased)
        return run


def find_name(said: Sequence[Piece], spelled: Sequence[Spelled], asked: bool) -> Found | None:
    """The most certain name of the sentence; of two equally certain ones the later."""
    if not said:
        return None
    sentence = _Sentence(said, spelled, asked)
    apart = _named_apart(sentence)
    if apart:
        return apart
    best: Found | None = None
    for found in _all(sentence):
        if best is None or found.certainty >= best.certainty:
            best = found
    return best


def _all(sentence: _Sentence) -> Iterator[Found]:
    for section in ("named", "present", "hint", "asked"):
        trust: Trust = section  # type: ignore[assignment]
        if section == "asked" and not sentence.asked:
            continue
        if section == "hint" and sentence.asked:
            trust = "asked"
        for match in sentence.before[section]:
            run = sentence.run_at(match.end, trust)
            if run and (section in ("named", "present") or _plausible(sentence, run, trust)):
                yield _found(sentence, run, section)
    for match in sentence.after:
        yield from _before(sentence, match, "named")
    for match in sentence.after_present:
        yield from _before(sentence, match, "asked" if sentence.asked else "hint")
    if sentence.asked:
        yield from _bare(sentence)


def _before(sentence: _Sentence, match: Match, trust: Trust) -> Iterator[Found]:
    """The name that ends where a carrier starts ("Weber mein Name")."""
    said, stop = sentence.said, match.start
    while stop and is_filler(said[stop - 1]) and (said[stop - 1].kind == "mark" or stop > 1):
        stop -= 1
    begin = max(0, stop - _LOOK_BACK)
    for index in range(begin, stop):
        if is_filler(said[index]) and index + 1 < stop:
            continue
        run = read_run(said, index, stop, trust, sentence.cased)
        if run and run.end == stop and (trust == "named" or _plausible(sentence, run, trust)):
            yield _found(sentence, replace(run, clean=True), trust)
            return


def _plausible(sentence: _Sentence, run: Run, trust: Trust) -> bool:
    """Whether words that nothing but a hint calls a name are one."""
    names = [word for word in run.words if len(word) > 2 or is_last(word) or is_first(word)]
    known = sum(is_first(word) or is_last(word) for word in names) + run.particles
    if run.salutation or run.titles:
        return run.clean
    if trust == "hint":
        return known > 0 and 2 * known >= len(names) and run.clean
    if known and 2 * known >= len(names):
        return run.clean
    alone = _alone(sentence, run)
    if not alone or any(looks_like_a_word(word.lower()) for word in run.words):
        return False
    if len(names) > 2:
        return sentence.cased and all(word[0].isupper() for word in names)
    return not sentence.cased or all(word[0].isupper() for word in names)


def _alone(sentence: _Sentence, run: Run) -> bool:
    """Whether nothing but politeness and carriers stands beside the name."""
    covered = {
        index
        for matches in (*sentence.before.values(), sentence.after, sentence.after_present)
        for match in matches
        for index in range(match.start, match.end)
    }
    return all(
        is_courtesy(piece) or index in covered or run.start <= index < run.end
        for index, piece in enumerate(sentence.said)
    ) and not any(piece.raw == "?" for piece in sentence.said)


def _bare(sentence: _Sentence) -> Iterator[Found]:
    """A name without a carrier, at the start of the sentence or of one of its parts."""
    said = sentence.said
    starts = [0] + [index + 1 for index, piece in enumerate(said) if piece.raw in _SENTENCE_MARKS | {","}]
    for start in starts:
        index = start
        while index < len(said) and is_courtesy(said[index]) and not _starts_name(sentence, index):
            index += 1
        if index >= len(said) or index in {other for other in starts if other > start}:
            continue
        run = read_run(said, index, sentence.stop_after(index - 1), "asked", sentence.cased)
        if run is None or not _plausible(sentence, run, "asked"):
            continue
        yield _found(sentence, run, "asked")
        if all(is_courtesy(piece) for piece in said[:index]):
            return


def _starts_name(sentence: _Sentence, index: int) -> bool:
    """A polite word that is a first or last name with a capital, before another name ("Gott", "Klar")."""
    piece = sentence.said[index]
    return piece.kind == "word" and is_first(piece.raw) and index + 1 < len(sentence.said)


def _found(sentence: _Sentence, run: Run, trust: str) -> Found:
    run = _after_comma(sentence, run)
    parts = split(run)
    certainty = parts.certainty * _BASE[trust]
    if not run.clean and not (parts.first and parts.last and run.surname_known):
        certainty -= _UNCLEAN
    found = Found(parts.first, parts.last, _title(run), run.start, run.end, certainty)
    return _taken_back(sentence, found)


def _title(run: Run) -> str | None:
    return " ".join(run.titles) or None


def _after_comma(sentence: _Sentence, run: Run) -> Run:
    """ "Huber, Josef", "Köhler, Wolfgang Köhler", "Sabine. Müller.": two halves of one name."""
    said, index = sentence.said, run.end
    if index >= len(said) or said[index].raw not in ",.":
        return run
    stop = sentence.stop_after(index)
    second = read_run(said, index + 1, stop, "asked", sentence.cased) if index + 1 < stop else None
    if second is None or not second.clean:
        return run
    same = second.words[-1].lower() == run.words[-1].lower()
    if same and len(second.words) > len(run.words):
        return replace(second, start=run.start, titles=run.titles or second.titles)
    first_follows = all(is_first(word) for word in second.words) and not second.salutation
    if first_follows and (run.at is not None or not is_first(run.words[0])) and len(run.words) - run.particles == 1:
        # The surname came first.
        small = run.particles if run.at is not None else 0
        return replace(
            run,
            words=second.words + run.words,
            at=len(second.words),
            particles=small,
            end=second.end,
            clean=second.clean,
        )
    if len(run.words) == 1 == len(second.words) and _halves(run.words[0], second.words[0]):
        return replace(run, words=run.words + second.words, end=second.end, clean=second.clean)
    return run


def _halves(first: str, last: str) -> bool:
    return is_first(first) and not is_last(first) and is_last(last) and not is_first(last)


def _taken_back(sentence: _Sentence, found: Found) -> Found:
    """ "Weber, Quatsch, Becker": what follows the taking back replaces what it is."""
    said, index = sentence.said, found.end
    while index < len(said) and said[index].kind == "mark":
        index += 1
    begin = index
    while index < len(said) and (said[index].kind == "mark" or said[index].key in word_set("caller_name", "take_back")):
        index += 1
    if index == begin or index >= len(said):
        return found
    while index < len(said) and is_filler(said[index]):
        index += 1
    stop = sentence.stop_after(index - 1)
    run = read_run(said, index, stop, "asked", sentence.cased) if index < stop else None
    if run is None or not _plausible(sentence, run, "hint"):
        return found
    parts = split(run)
    return replace(
        found,
        first=parts.first or found.first,
        last=parts.last or found.last,
        title=_title(run) or found.title,
        end=run.end,
        certainty=min(parts.certainty, found.certainty) - 0.05,
    )


def _named_apart(sentence: _Sentence) -> Found | None:
    """ "Vorname Andreas, Nachname Schmidt", "Schmidt mit dt, Vorname Andreas", "Huber ist der Nachname"."""
    first = _part(sentence, sentence.first_cues)
    last = _part(sentence, sentence.last_cues)
    if first is None and last is None:
        return None
    taken = [run for run in (first, last) if run]
    other = None
    if first is None or last is None:
        other = _other_half(sentence, taken[0])
    first_words = split(replace(first, at=None)) if first else None
    last_words = split(replace(last, salutation=True)) if last else None
    runs = taken + ([other] if other else [])
    halves = split(replace(other, salutation=last is None)) if other else None
    return Found(
        _joined(first_words) if first_words else halves.first or halves.last if halves else None,
        (last_words.last or last_words.first) if last_words else halves.last if halves else None,
        next((_title(run) for run in runs if run.titles), None),
        min(run.start for run in runs),
        max(run.end for run in runs),
        0.92 if len(runs) > 1 else 0.85,
    )


def _joined(parts: Parts) -> str:
    return " ".join(part for part in (parts.first, parts.last) if part)


def _part(sentence: _Sentence, cues: Sequence[Match]) -> Run | None:
    """The words of one part of the name, after its cue or ("... ist der Nachname") before it."""
    for match in cues:
        said = sentence.said
        before = match.start - 1
        at_end = all(piece.kind == "mark" for piece in said[match.end :])
        if before > 0 and (said[before].key in ("ist", "war") or at_end):
            stop = before if said[before].key in ("ist", "war") else match.start
            for index in range(max(0, stop - 3), stop):
                run = read_run(said, index, stop, "named", sentence.cased) if said[index].kind == "word" else None
                if run and run.end == stop and said[index].key not in ("name", "und"):
                    return run
        run = sentence.run_at(match.end, "named")
        if run:
            return run
    return None


def _other_half(sentence: _Sentence, known: Run) -> Run | None:
    """The part of the name that was said without a cue, before the one that had it."""
    for found_at in (*(match.end for matches in sentence.before.values() for match in matches), 0):
        if known.start <= found_at < known.end:
            continue
        run = sentence.run_at(found_at, "asked")
        if run and run.end <= known.start and len(run.words) - run.particles == 1:
            return run
    return None
