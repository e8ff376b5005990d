"""What callers make of what they hear: what is asked, and which values are read back.

Callers know nothing of slots, responses and listening profiles. They go by the words, as people do.
"""

import re
from collections.abc import Sequence
from typing import Literal

from rueckruf.simulator.callers.dictation import DIGITS
from rueckruf.simulator.callers.goals import Goal, Wish
from rueckruf.simulator.callers.goals import now as calls_begin
from rueckruf.spoken.aloud.times import say_window

Question = Literal[
    "caller_name", "phone_number", "rest_of_number", "keys", "own_number", "callback_time", "other_time", "part_of_day",
    "confirmed", "what_is_wrong",
]  # fmt: skip

#: The first that fits counts: "Wie lautet die richtige Telefonnummer?" has words of two questions.
_ASKED: tuple[tuple[Question, str], ...] = (
    ("rest_of_number", r"und weiter\?|nummer weiter\?|geht es weiter\?"),
    ("own_number", r"\bendung\b"),
    ("what_is_wrong", r"was (darf|soll) ich ändern|welche angabe"),
    (
        "confirmed",
        r"\bstimmt\b[^.]*\?|ist (das|alles) richtig|sagen sie ja|ja, das stimmt|wenn alles (richtig|stimmt)"
        r"|ein ja genügt|die eins für ja|wunsch (speichern|so eintragen)\?|passt es jetzt\?|soll ich das so eintragen"
        r"|bleiben(, ja oder nein)?\?|passt das weiterhin"
        r"|\b(löschen|entfallen|ich lösche sie|sollen alle .* weg)\b.*\?",
    ),
    ("other_time", r"würde es ihnen .* passen\?|kann ihnen .* anbieten|wie wäre es|möglich wäre es"),
    ("part_of_day", r"vormittags? oder (am )?nachmittag"),
    ("keys", r"\btasten\b"),
    ("caller_name", r"\b(vor|nach)?namen?\b|\bheißen\b|\bwen\b|für sie tun\?"),
    ("callback_time", r"\b(wann|zeit|tag|uhr|morgen)\b"),
    ("phone_number", r"nummer"),
)
_REFUSED = (
    r"nicht besetzt|niemand im haus|außerhalb|feiertag|schon vorbei|nicht mehr\.|verstrichen|niemanden zurückrufen"
    r"|im voraus|zu lange|so weit|zu weit"
)
_STILL_THERE = r"noch (da|dran|am apparat)|hören sie mich"
_EXAMPLE = r"\b(zum Beispiel|Ein Beispiel)\b"
_ENDS_ON = r"\bendet auf ([\w ]+)"
_SHORTEST_NUMBER = 6
_WORD = re.compile(r"[\w-]+|[^\w\s]")
_BEFORE_A_NAME = ("Name", "Namen")
#: Spellings of one sound, in the order in which they are put down to it.
_SOUNDS = (
    ("ß", "s"), ("ph|v", "f"), ("th|dt|td", "t"), ("ck?(?![hei])|ck", "k"), ("t[sz]|z", "z"), ("[ae][iy]|ey", "ei"),
    ("äu", "eu"), ("ie|y", "i"), (r"(?<=[aeiouäöü])h(?![aeiouäöü])", ""), (r"(\w)\1", r"\1"),
)  # fmt: skip


def question(heard: Sequence[str]) -> Question | None:
    """What the latest sentences ask for, or None where they only tell something ("Ich warte.")."""
    words = heard[-1].lower() if heard else ""
    return next((asked for asked, pattern in _ASKED if re.search(pattern, words)), None)


def digits_heard(text: str) -> list[str]:
    """The runs of digit words in ``text`` as digits, "plus" as "+"."""
    runs, run = [], ""
    for word in re.findall(r"\w+|[.?!:;]", text.lower()):
        if word in DIGITS or word == "plus":
            run += "+" if word == "plus" else str(DIGITS.index(word))
        elif run:
            runs.append(run)
            run = ""
    return [*runs, run] if run else runs


def misheard(heard: Sequence[str], goal: Goal, surname_will_do: bool = False) -> dict[str, bool]:
    """The values that were read back, and whether each is wrong; the surname alone is right where it ``will_do``."""
    found: dict[str, bool] = {}
    for sentence in (sentence for sentence in heard if not re.search(_EXAMPLE, sentence)):
        if (other := _tells_another_number(sentence, goal)) is not None:
            found["phone_number"] = other
        if _names_a_person(sentence):
            right = (goal.name, goal.last) if surname_will_do else (goal.name,)
            found["caller_name"] = not any(_is_named(name, sentence) for name in right)
        if _tells_a_time(sentence):
            found["callback_time"] = as_read_back(goal.wish) not in sentence
    return found


def sounds(words: str) -> str:
    """Words as they sound: the same for two that nobody can tell from each other by ear ("Lehmann", "Lehman")."""
    heard = words.lower()
    for spelling, sound in _SOUNDS:
        heard = re.sub(spelling, sound, heard)
    return heard


def wants_a_sign(heard: Sequence[str]) -> bool:
    """Whether somebody asks if the caller is still there."""
    return any(re.search(_STILL_THERE, sentence.lower()) for sentence in heard)


def is_refused(heard: Sequence[str]) -> bool:
    """Whether a time was turned down."""
    return any(re.search(_REFUSED, sentence.lower()) for sentence in heard)


def as_read_back(wish: Wish) -> str:
    """The words in which the assistant would tell the right window."""
    return say_window(wish.start, None if wish.at else wish.end, calls_begin())


def _is_named(name: str, sentence: str) -> bool:
    """Whether that name is read back, and no other beside it: not "Paul Weber" where it is "Weber"."""
    wanted, words = _sounding(name), ["", *_WORD.findall(sentence), ""]
    said = _sounding(" ".join(words))
    places = range(1, len(words) - len(wanted))
    found = [at for at in places if said[at - 1 : at - 1 + len(wanted)] == wanted]
    return any(not _more(words[at - 1]) and not _more(words[at + len(wanted)]) for at in found)


def _sounding(text: str) -> list[str]:
    return [sounds(word) for word in _WORD.findall(text)]


def _more(word: str) -> bool:
    return word[:1].isupper() and word not in _BEFORE_A_NAME


def _tells_another_number(sentence: str, goal: Goal) -> bool | None:
    """Whether a number is read back that is another or ends otherwise; None without one. A right end proves nothing."""
    if (ending := re.search(_ENDS_ON, sentence)) and not goal.number.endswith(digits_heard(ending[1])[0]):
        return True
    numbers = [digits for digits in digits_heard(sentence) if len(digits) >= _SHORTEST_NUMBER]
    return numbers[-1] not in (goal.number, goal.e164) if numbers else None


def _names_a_person(sentence: str) -> bool:
    return bool(
        re.match(r"(also|noch einmal): ", sentence.lower())
        or re.search(r"\b(der Name ist|Name ist also|den Namen|Namen geändert:) [A-ZÄÖÜa-z]", sentence)
        or re.match(r"Verstanden habe ich: |Ich habe (?!null\b|plus\b).* verstanden\.", sentence)
    )


def _tells_a_time(sentence: str) -> bool:
    """A read-back tells a day and an hour, an example or a question does not ("Also: ...")."""
    return bool(
        re.match(r"(also|noch einmal): |gut, dann |ich habe den rückruf jetzt ", sentence.lower())
        or re.match(r"Ich habe die Zeit geändert: |Notiert habe ich |Ich habe verstanden: ", sentence)
        or re.match(r"Wir rufen Sie .* zurück\. |Ihr Rückruf ist |Angerufen werden Sie ", sentence)
        or re.search(r"\b[Rr]ückruf .* (löschen|also entfallen)|Soll ich den Rückruf .*\?$", sentence)
        or re.match(r"Der Rückruf ist also |Wir rufen .* an\. ", sentence)
    )
