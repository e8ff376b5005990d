"""Names told in parts: "Vorname Andreas, Nachname Schmidt", "Huber ist der Nachname"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.carriers import Match
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.parts import DOUBTFUL, Found, split, title_of
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import PAUSES, is_everyday, is_first, key_of, write, write_first


def named_apart(sentence: Sentence) -> Found | None:
    """ "Vorname Andreas, Nachname Schmidt", "Schmidt mit dt, Vorname Andreas", "Huber ist der Nachname"."""
    first = _part(sentence, sentence.first_cues)
    last = _part(sentence, sentence.last_cues)
    if first and last and first.start == last.start:
        last = None
    if first is None and last is None:
        return None
    taken = [run for run in (first, last) if run]
    other = None
    if first is None or last is None:
        other = _other_half(sentence, taken[0])
    runs = taken + ([other] if other else [])
    halves = split(replace(other, salutation=last is None)) if other else None
    return Found(
        write_first(first.words) if first else halves and (halves.first or halves.last),
        write(last.words) if last else halves and halves.last,
        next((title_of(run) for run in runs if run.titles), None),
        min(run.start for run in runs),
        max(run.end for run in runs),
        _certainty_apart(sentence, first, runs),
    )


def _certainty_apart(sentence: Sentence, first: Run | None, runs: Sequence[Run]) -> float:
    """How sure a name told in parts is; "Vorname Thanh, Long" may go on behind the pause."""
    said, after = sentence.said, first.end + 1 if first else 0
    goes_on = first and after < len(said) and said[after - 1].raw in PAUSES and is_first(said[after].raw)
    if goes_on and not any(run.start <= after < run.end for run in runs):
        return DOUBTFUL
    if first and any(run is not first and is_first(run.words[-1]) for run in runs):
        # "Paul, Krüger, nein, der Vorname ist Peter"
        return DOUBTFUL
    return 0.92 if len(runs) > 1 else 0.85


def _part(sentence: Sentence, cues: Sequence[Match]) -> Run | None:
    """The words of one part of the name, after its cue or ("... ist der Nachname") before it."""
    for match in cues:
        said = sentence.said
        before = match.start - 1
        at_end = all(piece.kind == "mark" for piece in said[match.end :])
        if before > 0 and (said[before].key in ("ist", "war") or at_end):
            stop = before if said[before].key in ("ist", "war") else match.start
            while stop > 1 and said[stop - 1].kind == "mark":
                stop -= 1
            for index in range(max(0, stop - 6), stop):
                run = read_run(said, index, stop, "named", sentence.cased) if said[index].kind == "word" else None
                if run and run.end == stop and said[index].key not in ("name", "und"):
                    return run
        told = said[match.end - 1].key in ("ist", "lautet", "heisst", "waere", "war")
        run = sentence.run_at(match.end, "named" if told else "present") or _unlisted(sentence, match.end)
        if run:
            return run
    return None


def _unlisted(sentence: Sentence, index: int) -> Run | None:
    """A name after its cue that is built like a word but is none: "Vorname Patroklos"."""
    run = sentence.run_at(index, "named")
    keys = [key_of(word) for word in run.words] if run else []
    return None if any(map(is_everyday, keys)) else run


def _other_half(sentence: Sentence, known: Run) -> Run | None:
    """The part of the name that was said without a cue, before the one that had it."""
    for found_at in (*(match.end for matches in sentence.before.values() for match in matches), 0):
        if known.start <= found_at < known.end:
            continue
        run = sentence.run_at(found_at, "asked")
        whole = run and len(run.words) - run.particles == 2 and is_first(run.words[0])
        if run and run.end <= known.start and (whole or len(run.words) - run.particles == 1):
            return run
    return None
