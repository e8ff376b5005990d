"""How a question is worded: the values of the slots ``question`` and ``prompting`` (see data/README.md)."""

from enum import StrEnum


class Wording(StrEnum):
    """How a question is put. The slot of the one answer that a summary reads back is a wording, too."""

    # the first question of the call
    FIRST = "first"
    # helps, step by step after each miss
    AGAIN = "again"
    EXAMPLE = "example"
    LAST_HELP = "last_help"
    # for one turn only; the wording of the question stays
    SILENT = "silent"
    WAITING = "waiting"
    # of a question, until it is answered
    CORRECTION = "correction"
    REFUSED = "refused"
    OFFER = "offer"
    MORE = "more"
    WHOLE_NAME = "whole_name"
    BY_FUNCTION = "by_function"
    PART_OF_DAY = "part_of_day"
    WHICH_DAY = "which_day"
    WHAT_HOUR = "what_hour"
    ALTERNATIVE = "alternative"
    WHAT_IS_WRONG = "what_is_wrong"
    LEAVING = "leaving"
    ENDING = "ending"
    AT_LAST = "at_last"
    # of the goodbye, where no number was said and none is shown
    WITHOUT_NUMBER = "without_number"
    # of a request from an earlier call
    RETURNING = "returning"
    ERASING = "erasing"
    ERASING_ALL = "erasing_all"


#: The wording of a question after one, two and three misses; one more and the call ends.
LADDER = (Wording.AGAIN, Wording.EXAMPLE, Wording.LAST_HELP)

#: A yes to one of these erases what is stored: no help for another question may come in between.
ERASING = frozenset({Wording.ERASING, Wording.ERASING_ALL})

#: After this many misses a question is still asked in its own wording: it offers something or says more than a help.
ASKED_AGAIN = {
    Wording.OFFER: 1,
    Wording.ALTERNATIVE: 1,
    Wording.MORE: 1,
    Wording.LEAVING: 1,
    Wording.ENDING: 1,
    Wording.WHAT_HOUR: 1,
    Wording.WHAT_IS_WRONG: 2,
    Wording.RETURNING: 2,
    **dict.fromkeys(ERASING, len(LADDER)),
}

#: After those, only the last help is of use.
HELPED_AT_LAST = frozenset({Wording.MORE, Wording.LAST_HELP})

#: To these a yes is none to what was read back or is offered.
NO_YES_TO_ALL = ERASING | {Wording.WHAT_IS_WRONG, Wording.LEAVING, Wording.ENDING, Wording.RETURNING}
