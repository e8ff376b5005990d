"""Names given in parts: "Vorname Andreas, Nachname Schmidt", "Huber ist der Nachname"."""

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from rueckruf.spoken.name.carriers import Match, is_courtesy, is_filler
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.parts import DOUBTFUL, FoundName, Parts, split, title_of
from rueckruf.spoken.name.replaced import instead_of, said_later
from rueckruf.spoken.name.run import Run, has_asian_surname_first
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.verbs import is_not_known
from rueckruf.spoken.name.words import (
    PAUSES,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    is_thing,
    key_of,
    part_start,
    write,
    write_first,
)
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import Token

_NO_PARTS = Parts(None, None, 1.0)
_LOOK_BACK = 6
#: So many tokens has a clause with nothing but a surname at most.
_CLAUSE = 4
#: First name and surname.
_WHOLE = 2
#: How sure a name is that is told in parts, of which one is said with the other.
_TOLD = 0.95


def named_apart(sentence: Sentence) -> FoundName | None:
    """ "Vorname Andreas, Nachname Schmidt", "Schmidt mit dt, Vorname Andreas", "Huber ist der Nachname"."""
    first = _part(sentence, sentence.first_cues)
    last = _part(sentence, sentence.last_cues)
    if first and last and first.start == last.start:
        last = None
    if whole := (_both(last) if last and first is None else _both_at_once(first, last)):
        return whole
    if last is None and (whole := _surname_first(first)):
        return whole
    told = [run for run in (first, last) if run]
    if len(told) == 1 and (whole := _said_whole(sentence, told[0], last is None)):
        return whole
    return _of_parts(sentence, first, last, told) if told else None


def _of_parts(sentence: Sentence, first: Run | None, last: Run | None, told: Sequence[Run]) -> FoundName:
    """The name of the parts that were told, and of the other half where only one was."""
    other = _other_half(sentence, told[0]) if len(told) == 1 else None
    if other and first and _ends_as_told(other, first):
        parts = split(other)
        return FoundName(parts.first, parts.last, title_of(other), other.start, first.end, _TOLD)
    runs = [run for run in (*told, other) if run]
    halves = _halves(other, told[0], last is None) if other else _NO_PARTS
    return FoundName(
        write_first(first.words[: first.at if last else None]) if first else halves.first or halves.last,
        write(last.words) if last else halves.last,
        next(filter(None, map(title_of, runs)), None),
        min(map(attrgetter("start"), runs)),
        max(map(attrgetter("end"), runs)),
        _certainty_apart(sentence, first, runs),
    )


def _ends_as_told(whole: Run, first: Run) -> bool:
    """ "Tran Thi Mai, *Mai ist der Vorname*": the last of the names behind a surname of East Asia."""
    keys, again = ([key_of(word) for word in run.words] for run in (whole, first))
    return whole.at is None and has_asian_surname_first(whole.words) and len(keys) > len(again) and keys[-1:] == again


def _both_at_once(first: Run | None, last: Run | None) -> FoundName | None:
    """ "Nachname Wolf, Vorname Hans, nee, *Jens Wolf*": no first name ends with what is none, or is the surname."""
    if first is None or (is_first(first.words[-1]) and not (last and first.words[-1] == last.words[-1])):
        return None
    return _both(first)


def _both(part: Run) -> FoundName | None:
    """ "Abend ist mein Nachname, *Ulrike Abend*": no surname begins with what is a first name alone."""
    is_whole = is_only_first(part.words[0]) and (part.at or (len(part.words) == _WHOLE and part.at is None))
    parts = split(part)
    return FoundName(parts.first, parts.last, title_of(part), part.start, part.end, _TOLD) if is_whole else None


def _surname_first(part: Run | None) -> FoundName | None:
    """ "*Brandl Jonas* mit Vornamen": nobody has a first name that begins with a surname."""
    if part is None or part.at is not None or len(part.words) != _WHOLE:
        return None
    surname, first = part.words
    if is_first(surname) or not is_first(first):
        return None
    return FoundName(write([first]), write([surname]), title_of(part), part.start, part.end, _TOLD)


def _said_whole(sentence: Sentence, known: Run, is_first_name: bool) -> FoundName | None:
    """ "Vorname Anton, *Anton Rieger*", "Hübner heiße ich mit Nachnamen, *Jana Hübner*"."""
    first, last = (write_first(known.words), None) if is_first_name else (None, write(known.words))
    return said_later(sentence, FoundName(first, last, title_of(known), known.start, known.end, _TOLD))


def _halves(other: Run, known: Run, is_surname: bool) -> Parts:
    """What is said without a cue: the rest of "Thi Lan Nguyen, Nachname Nguyen", or what it looks like."""
    rest = _rest(other, known)
    return Parts(write_first(rest), write(rest), 1.0) if rest else split(replace(other, salutation=is_surname))


def _rest(other: Run, known: Run) -> tuple[str, ...]:
    """The words of a name without the known part at its end or beginning; none where that does not stand there."""
    keys, again = ([key_of(word) for word in run.words] for run in (other, known))
    width = len(again)
    return other.words[:-width] if keys[-width:] == again else other.words[width:] if keys[:width] == again else ()


def _certainty_apart(sentence: Sentence, first: Run | None, runs: Sequence[Run]) -> float:
    """How sure a name given in parts is; "Vorname Thanh, Long" may go on after the pause."""
    said, after = sentence.said, first.end + 1 if first else 0
    goes_on = first and after < len(said) and said[after - 1].raw in PAUSES and is_first(said[after].raw)
    if goes_on and not any(run.start <= after < run.end for run in runs):
        return DOUBTFUL
    if first and any(run is not first and is_first(run.words[-1]) for run in runs):
        # "Paul, Krüger, nein, der Vorname ist Peter"
        return DOUBTFUL
    if first and _may_be_either(sentence, first):
        return DOUBTFUL
    return 0.92 if len(runs) > 1 else 0.85


def _may_be_either(sentence: Sentence, first: Run) -> bool:
    """ "Zervakos mit Vornamen, Patroklos": no list has the word before the cue, which may tell of either."""
    ends = len(sentence.said) - 1
    goes_on = any(first.end <= cue.start < cue.end < ends for cue in sentence.first_cues)
    return goes_on and not (sentence.last_cues or any(map(is_first, first.words)))


def _part(sentence: Sentence, cues: Sequence[Match]) -> Run | None:
    """The words of one part of the name, after its cue or ("... ist der Nachname") before it."""
    for match in cues:
        if _is_asked(sentence, match) or _is_denied(sentence, match):
            continue
        run = _before_cue(sentence, match) or _after_cue(sentence, match) or _told_at_last(sentence, match)
        if run and not _is_not_known(sentence, run):
            return instead_of(sentence, run.end) or run
    return None


def _is_not_known(sentence: Sentence, run: Run) -> bool:
    behind = (token.folded for token in sentence.said[run.end : run.end + 1])
    return len(run.words) == 1 and is_not_known(key_of(run.words[0]), behind)


def _is_asked(sentence: Sentence, cue: Match) -> bool:
    """ "*Wie* heißt Frau Lang mit Vornamen?" """
    begins = sentence.said[part_start(sentence.said, cue.start)].folded
    return sentence.question >= cue.end and begins in word_set("questions", "asking")


def _is_denied(sentence: Sentence, cue: Match) -> bool:
    """ "*Net* Karl mit Vornamen, Karl is der Nachname", "Karl ist *nicht* der Vorname": it tells the other part."""
    said, others = sentence.said, sentence.last_cues if cue in sentence.first_cues else sentence.first_cues
    begins = part_start(said, cue.start)
    denies = any(token.folded in word_set("yes_and_no", "negations") for token in said[begins : cue.start])
    return denies and bool(others)


def _before_cue(sentence: Sentence, cue: Match) -> Run | None:
    """ "Huber ist der Nachname", "Huber Nachname" at the end of the sentence."""
    said, stop = sentence.said, cue.start
    linking = word_set("caller_name", "before_cue")
    stop -= stop > 1 and said[stop - 1].kind == "mark" and said[stop - 2].folded in linking
    linked = stop > 1 and said[stop - 1].folded in linking
    if not (linked or cue in sentence.told_behind or _ends(sentence, cue) or _closes(sentence, cue)):
        return None
    stop = _name_ends(sentence, stop - linked)
    if pointed := _pointed_at(sentence, stop - 1):
        return pointed
    for index in range(max(part_start(said, stop), stop - _LOOK_BACK), stop):
        run = None if index in sentence.letters else read_run(said, index, stop, "named", sentence.cased)
        if run and run.end == stop and said[index].folded not in word_set("caller_name", "never_before_cue"):
            return run
    return None


def _pointed_at(sentence: Sentence, at: int) -> Run | None:
    """ "Ernst Otto, *der hintere* ist der Nachname": that one of two names that were said."""
    said, places = sentence.said, meanings(vocabulary("caller_name")["pointing_at"])
    if said[at].folded not in places:
        return None
    names = [
        one for one in range(at) if said[one].kind == "word" and (is_first(said[one].raw) or is_last(said[one].raw))
    ]
    names = [one for one in names if not is_function(said[one].folded)]
    if len(names) != _WHOLE:
        return None
    named = names[places[said[at].folded]]
    run = read_run(said, named, named + 1, "named", sentence.cased)
    return run and replace(run, start=at, end=at + 1)


def _name_ends(sentence: Sentence, stop: int) -> int:
    """Where a name ends in front of a cue, past "heiße ich", a pause and "das"."""
    said = sentence.said
    stop = next((match.start for match in sentence.after["named"] if match.end == stop and match.start), stop)
    beside = word_set("caller_name", "pointing_back") | word_set("caller_name", "here_behind")
    while stop > 1 and (said[stop - 1].kind == "mark" or said[stop - 1].folded in beside):
        stop -= 1
    return stop


def _ends(sentence: Sentence, cue: Match) -> bool:
    return cue.start > 1 and all(token.kind == "mark" for token in sentence.said[cue.end :])


def _closes(sentence: Sentence, cue: Match) -> bool:
    """ "Gisela *mit Vornamen*, Brunner mit Nachnamen", "Karl *mein Vorname*, Karl Wiese", "*mit Vorname* und Noll".

    No cue does that leads on, "der Vorname *ist*, Peter", or that a first name follows: "Krüger *mit Vornamen*, Peter".
    """
    said, leads_on = sentence.said, word_set("caller_name", "after_cue")
    if cue.start == 0 or said[cue.start - 1].kind != "word" or cue.end - cue.start == 1 or cue.end >= len(said):
        return False
    is_first_name, behind = is_first(said[cue.start - 1].raw), said[cue.end : cue.end + 2]
    if said[cue.end - 1].folded in leads_on or (not is_first_name and _names_first(behind)):
        return False
    parts = behind[0].raw in PAUSES or behind[0].folded in word_set("caller_name", "between_salutations")
    return parts or (is_first_name and cue in sentence.first_cues and not _names_first(behind))


def _names_first(said: Sequence[Token]) -> bool:
    return any(token.kind == "word" and is_first(token.raw) for token in said)


def _after_cue(sentence: Sentence, cue: Match) -> Run | None:
    told = sentence.said[cue.end - 1].folded in word_set("caller_name", "after_cue")
    run = sentence.run_at(cue.end, "named" if told else "present") or _unlisted(sentence, cue.end)
    return run or _word_apart(sentence, cue.end)


def _word_apart(sentence: Sentence, at: int) -> Run | None:
    """ "Nachname *Kalt*", "Nachname *Gut*, so wie gut und böse": any word that is all that is told behind the cue.

    It has a capital, or the other part of the name is told as well.
    """
    said = sentence.said
    if at >= len(said) or said[at].kind != "word" or not _ends_there(sentence, at + 1):
        return None
    may_be = said[at].raw[0].isupper() if sentence.cased else bool(sentence.first_cues and sentence.last_cues)
    return read_run(said, at, at + 1, "named", sentence.cased) if may_be else None


def _ends_there(sentence: Sentence, at: int) -> bool:
    """Whether nothing more is told of a part of the name but what it is like."""
    if at >= len(sentence.said) or sentence.said[at].kind == "mark":
        return True
    likening = sentence.said[at].folded in word_set("caller_name", "likening")
    return likening or any(cue.start == at for cue in (*sentence.first_cues, *sentence.last_cues))


def _told_at_last(sentence: Sentence, cue: Match) -> Run | None:
    """ "Krüger, ach, den Vornamen brauchen Sie auch, *Wiebke*": a first name with which the answer ends.

    Or a thing right behind the cue: "Sandra, und mit Nachnamen *Blume*".
    """
    said, stop = sentence.said, len(sentence.said)
    while stop > cue.end and is_courtesy(said[stop - 1]):
        stop -= 1
    between = said[cue.end : stop - 1]
    is_thing_there = cue in sentence.last_cues and stop == cue.end + 1 and is_thing(said[cue.end].folded)
    is_told = cue in sentence.first_cues and stop > cue.end and is_only_first(said[stop - 1].raw)
    if not (
        sentence.asked
        and (is_told or is_thing_there)
        and all(is_filler(token) or is_everyday(token.folded) for token in between)
    ):
        return None
    return sentence.run_at(stop - 1, "named", stop)


def _unlisted(sentence: Sentence, index: int) -> Run | None:
    """A name after its cue that is built like a word but is none: "Vorname Patroklos"."""
    run = sentence.run_at(index, "named")
    keys = [key_of(word) for word in run.words] if run else []
    return None if any(map(is_everyday, keys)) else run


def _other_half(sentence: Sentence, known: Run) -> Run | None:
    """The part of the name that was said without a cue, before the one that had it."""
    begun = (match.end for matches in (*sentence.before.values(), sentence.ordered) for match in matches)
    cues = (*sentence.first_cues, *sentence.last_cues)
    starts = (*begun, *([] if any(cue.start == 0 for cue in cues) else [0]))  # "*langt* Ihnen der Nachname? Wolf"
    found = (sentence.run_at(at, "asked") or _unlisted(sentence, at) for at in starts if not _holds(known, at))
    halves = [run for run in found if run and _is_half(run, known)]
    if halves:
        half = next(filter(_is_surely_one, halves), halves[0])  # "da ist Chor, ich bin *Frau Kern*, Vorname Ruth"
        return _taken_back(sentence, half, known) or half
    return _said_last(sentence, known) or _said_next(sentence, known) or _told_behind(sentence, known)


def _taken_back(sentence: Sentence, half: Run, known: Run) -> Run | None:
    """ "Ich bin Frau Lang, nee, jetzt *Brinkmann*, und Ulla mit Vornamen"."""
    instead = instead_of(sentence, half.end) if len(half.words) == 1 else None
    return instead if instead and instead.words != known.words else None


def _holds(run: Run, at: int) -> bool:
    return run.start <= at < run.end


def _is_surely_one(run: Run) -> bool:
    return run.salutation or bool(run.titles) or run.known > 0


def _told_behind(sentence: Sentence, known: Run) -> Run | None:
    """ "Mein Vorname ist Uwe, *ich heiße Brinkmann*": the surname, told to be the name behind the first one."""
    if not all(map(is_first, known.words)):
        return None
    behind = (match.end for match in sentence.before["named"] if match.start >= known.end)
    runs = filter(None, (sentence.run_at(end, "named") for end in behind))
    surnames = (run for run in runs if len(run.words) - run.particles == 1 and not is_only_first(run.words[0]))
    return next(surnames, None)


def _said_next(sentence: Sentence, known: Run) -> Run | None:
    """ "Erst der Vorname? Luca. Dann *Marino*.", "Stavros mit Vornamen *Papadakis*": what follows the first name."""
    said = sentence.said
    begins = next((cue.end for cue in sentence.first_cues if cue.start == known.end), known.end + 1)
    if begins >= len(said) or (begins == known.end + 1 and said[known.end].kind != "mark"):
        return None
    if not all(map(is_first, known.words)):
        return None
    run = sentence.run_at(begins, "asked")
    if run is None or run.end - begins > _CLAUSE or is_first(run.words[0]) or not is_name(sentence, run, "bare"):
        return None
    ends = run.end == len(said) or said[run.end].kind == "mark"
    return run if ends and len(run.words) - run.particles == 1 else None


def _said_last(sentence: Sentence, known: Run) -> Run | None:
    """ "Ja, das ist richtig, *Wagenknecht*, Vorname Tobias": the name right before the pause before a cue."""
    for index in range(known.start - 1, 0, -1):
        if sentence.said[index - 1].kind == "mark":
            run = sentence.run_at(index, "asked")
            if run and _is_half(run, known) and is_name(sentence, run, "bare"):
                return run
    return None


def _is_half(run: Run, known: Run) -> bool:
    """Whether a name stands before the known part, and is a single one, a first name and a surname, or two surnames."""
    double = len(run.words) - run.particles == _WHOLE and (is_first(run.words[0]) or run.at == 1)
    single = len(run.words) - run.particles == 1 and run.words != known.words  # "Jensen. *Jensen* mit Vornamen"
    return run.end <= known.start and bool(double or _rest(run, known) or single)
