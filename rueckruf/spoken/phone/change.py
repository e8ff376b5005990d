"""Pieces put together to one number: continued, prefixed with its area code, or changed in one place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import eq

from rueckruf.spoken.phone.dial_plan import (
    LONGEST_AREA_CODE,
    SHORTEST_AREA_CODE,
    Verdict,
    area_code,
    judge,
    national_form,
)
from rueckruf.spoken.phone.length import is_hardly_whole, length_of
from rueckruf.spoken.phone.numerals import AMBIGUOUS, TWO_READINGS
from rueckruf.spoken.phone.piece import LONGEST_CHANGE, Piece
from rueckruf.spoken.phone.second_breath import (
    begins_again,
    begun_further_back,
    in_same_area,
    is_new,
    said_again,
    taken_back,
)
from rueckruf.spoken.phone.told_in_full import told_in_full

_CHANGED = 0.9
_GUESSED = 0.55
_CONTINUED = 0.7
_LEFT_OUT = 0.5
_LONGEST_EXTENSION = 5
_PAIR = 2
#: So many digits tell that one was left out of the last ones, and none of them by chance.
_SURELY_ONE_MORE = 3
_FEWEST_WORDS, _MOST_WORDS = 2, 5
_NO_DIGITS = re.compile(r"[^\d+]")


@dataclass
class Draft:
    """A number being put together, at first only ``earlier``, the digits of an earlier breath."""

    earlier: str
    region: str
    digits: str = ""
    certainty: float = 1.0
    extension: str | None = None
    to_come: Piece | None = None
    heard: bool = False
    labelled: bool = False
    start: int = 0
    end: int = 0
    breaths: tuple[int, ...] = ()

    def take(self, pieces: Sequence[Piece]) -> None:
        """Works all pieces of a sentence in, in the order they were said."""
        self.digits = _NO_DIGITS.sub("", self.earlier)
        index = 0
        while index < len(pieces):
            used = self._resume(pieces[index]) or self._contrast(pieces, index)
            if not used:
                self._take(pieces[index])
            index += used or 1
        if self.to_come and self._complete():
            self._extend(self.to_come)

    def put_area_right(self, code: str, pieces: Sequence[Piece]) -> None:
        """Puts the area code that all ``pieces`` say, which call the earlier one wrong, in the place of that."""
        self.digits = _NO_DIGITS.sub("", self.earlier)
        self._prefix(replace(pieces[0], digits=code, end=pieces[-1].end, certainty=1.0))

    def _take(self, piece: Piece) -> None:
        piece = self._without_named_zero(piece)
        if full := self._told_in_full(piece):
            self._use(piece, full, _CHANGED)
        elif self._is_zero_before(piece):
            self._use(piece, piece.digits + self.digits)
        elif self._is_extension(piece):
            self._extend(piece)
        elif piece.label == "extension" and not (self.digits or piece.whole):
            self.to_come = piece  # "Durchwahl vierzehn, die Zentrale ist ..."
        elif self.digits and self._change(piece):
            return
        elif self._is_area_code(piece):
            self._prefix(piece)
        elif self.heard:
            self._follow(piece)
        elif self.earlier:
            self._second_breath(piece)
        elif not piece.changes or (piece.whole and not piece.closes):
            self._use(piece, piece.number, self._certainty_of_its_end(piece))

    def _certainty_of_its_end(self, piece: Piece) -> float:
        return TWO_READINGS if self._says_its_end_again(piece) else 1.0

    def _says_its_end_again(self, piece: Piece) -> bool:
        """Whether "*eins acht am Ende*" behind "... acht eins" may be those digits once more, or put them right."""
        if not piece.ends_behind:
            return False
        for width in (1, _PAIR):
            before, last = piece.number[:-width], piece.number[-width:]
            e164 = judge(before, self.region).e164
            if e164 and sorted(before[-width:]) == sorted(last) and not is_hardly_whole(e164):
                return True
        return False

    def _use(self, piece: Piece, digits: str, certainty: float = 1.0) -> None:
        self.start = min(self.start, piece.start) if self.heard else piece.start
        self.end = max(self.end, piece.end)
        self.digits = digits
        self.breaths = piece.breaths if digits.endswith(piece.digits) else ()
        self.certainty *= certainty * piece.certainty
        self.labelled = self.labelled or piece.label in ("phone", "area", "extension")
        self.heard = True

    def _complete(self) -> bool:
        return judge(self.digits, self.region).e164 is not None

    # -- one place of the number

    def _change(self, piece: Piece, *, instead: bool = False) -> bool:
        digits = national_form(self.digits, self.region)
        closed = not instead and self._is_closed_by(piece)
        if len(piece.digits) > LONGEST_CHANGE or piece.label == "area" or closed:
            return False
        changed = _at_place(digits, piece) or self._with_one_more(piece) or self._with_its_breath_anew(piece)
        doubt = 1.0 if changed or not self._may_cut_a_breath(piece) else TWO_READINGS
        changed = changed or _at_an_end(digits, piece)
        if changed is None:
            return False
        self._use(piece, changed, _CHANGED * doubt)
        return True

    def _with_its_breath_anew(self, piece: Piece) -> str | None:
        """ "... null null neun, *fünf drei*, ach nee, hinten *fünf acht eins*": the last breath had only begun."""
        last = min(self.breaths, default=0)
        is_longer = 0 < last < len(piece.digits) and self._is_at_the_end(piece)
        if not (is_longer and self._is_begun_by(piece, last)):
            return None
        longer = self.digits[:-last] + piece.digits
        return longer if judge(longer, self.region).verdict in ("valid", "too_short") else None

    def _may_cut_a_breath(self, piece: Piece) -> bool:
        """Whether digits at the end may as well take the place of fewer digits than they are: those said last."""
        last = min(self.breaths, default=0)
        if self._cuts_a_breath(piece, last):
            return self._alike(piece) < len(piece.digits) - 1
        some = range(1, len(piece.digits)) if len(piece.digits) >= _SURELY_ONE_MORE and not self.breaths else ()
        return self.heard and self._is_at_the_end(piece) and any(self._is_begun_by(piece, width) for width in some)

    def _cuts_a_breath(self, piece: Piece, last: int) -> bool:
        is_longer = 0 < last < len(piece.digits) and len(piece.digits) not in self.breaths
        return is_longer and self._is_at_the_end(piece)

    def _is_at_the_end(self, piece: Piece) -> bool:
        return piece.side == "ending" and not (piece.count or piece.appends)

    def _is_begun_by(self, piece: Piece, width: int) -> bool:
        """Whether so many last digits begin like the new ones, of which none stands in its place so far."""
        return self.digits[-width] == piece.digits[0] and not self._alike(piece)

    def _alike(self, piece: Piece) -> int:
        return sum(map(eq, self.digits[-len(piece.digits) :], piece.digits))

    def _with_one_more(self, piece: Piece) -> str | None:
        """ "... eins drei sieben, hinten ist es *eins drei eins sieben*": a digit was left out of the last ones."""
        new, last = piece.digits, self.digits[-len(piece.digits) + 1 :]
        told = piece.side == "ending" and not (piece.count or piece.appends or self.digits.endswith(new))
        missing = len(new) >= _SURELY_ONE_MORE and any(new[:at] + new[at + 1 :] == last for at in range(len(new)))
        longer = self.digits.removesuffix(last) + new
        return longer if told and missing and judge(longer, self.region).verdict == "valid" else None

    def _told_in_full(self, piece: Piece, *, again: bool = False) -> str | None:
        """ "Nein, am Ende eins sechs, also zwei neun drei null, eins eins eins sechs".

        But not "nein, null sieben eins eins ... neun null", which is another number that ends as it begins.
        """
        another = piece.whole and judge(piece.number, self.region).verdict == "valid"
        again = again or piece.side == "ending" or (piece.corrects and not another)
        full = told_in_full(self.digits, piece.groups) if again else None
        return full if full and judge(full, self.region).verdict == "valid" else None

    def _is_closed_by(self, piece: Piece) -> bool:
        """Whether "am Ende 45" is no change but the end of what is being dictated."""
        if self._is_other_way_round(piece):
            return False
        only_told = piece.count or not self.heard or (self.digits.endswith(piece.digits) and not piece.continues)
        if not piece.closes or (only_told and self._complete()):
            return False
        return judge(self.digits + piece.digits, self.region).verdict == "valid"

    def _is_other_way_round(self, piece: Piece) -> bool:
        """ "... fünf acht eins, Ende eins acht": the last digits in another order put a whole number right."""
        last = self.digits[-len(piece.digits) :]
        is_other = last != piece.digits and sorted(last) == sorted(piece.digits)
        return self.heard and piece.side == "ending" and not piece.continues and is_other and self._complete()

    def _resume(self, piece: Piece) -> int:
        """ "... vier vier zwei, nein, nicht vier vier zwei, drei drei zwei, fünf ...": the last digits are said anew.

        A whole number that is called wrong is left out.
        """
        if not _is_long_contrast(piece):
            return 0
        parts = range(len(piece.groups) - 1, 0, -1)
        at = next((at for at in parts if self.digits.endswith("".join(piece.groups[:at]))), 0)
        wrong = "".join(piece.groups[:at])
        full = told_in_full(self.digits, piece.groups[at:]) if wrong else None
        if full and judge(full, self.region).verdict == "valid":
            self._use(piece, full, _CHANGED)  # "nicht null neun, eins neun, *zwei eins eins neun*"
        elif wrong and "".join(piece.groups) == piece.digits:
            self._use(piece, self.digits.removesuffix(wrong) + piece.digits.removeprefix(wrong), _CHANGED)
        return 1

    def _contrast(self, pieces: Sequence[Piece], index: int) -> int:
        """ "nicht 17, sondern 71", "71 statt 17", "statt 6 7", "statt 67 eine 76"; how many pieces that took."""
        piece = pieces[index]
        following = next((other for other in pieces[index + 1 :] if not _is_long_contrast(other)), None)
        if piece.contrasts or (piece.rejected and following):
            return self._put_right(piece, following)
        is_long = len(piece.digits) > LONGEST_CHANGE
        if not following or is_long:
            return 0
        if following.digits == piece.digits and any(other.contrasts for other in pieces[index + 2 : index + 3]):
            return 1  # "*acht* ist es, acht, nicht sieben"
        if not following.contrasts:
            return 0
        return self._against(_said_once(piece, following), following)

    def _put_right(self, wrong: Piece, following: Piece | None) -> int:
        """By what ``wrong`` says itself, which needs no digits behind it, else by the piece that follows."""
        if wrong.instead and (following is None or len(following.digits) != len(wrong.digits)):
            return self._swap(*wrong.instead, wrong)
        if wrong.halves and wrong.digits not in self.digits:
            return self._swap(*wrong.halves, wrong)
        if following is None:
            return 1
        if full := self._told_in_full(following, again=True):
            self._use(following, full, _CHANGED)
            return 2
        if not self._is_small(following):
            return 1
        return self._swap(wrong.digits, following.digits, following) + 1

    def _against(self, piece: Piece, wrong: Piece) -> int:
        """ "71 statt 17"; "hinten 38, nicht 36": at that end, unless what is wrong stands before the last digits."""
        if not piece.side:
            return self._swap(wrong.digits, piece.digits, piece) + 1 if self._is_small(piece) else 0
        last = national_form(self.digits, self.region)[-LONGEST_CHANGE:]
        behind = last[last.rfind(wrong.digits) :]
        is_all = len(piece.digits) == len(behind) and piece.digits.endswith(behind[len(wrong.digits) :])
        in_the_last = piece.side == "ending" and wrong.digits in last and behind != wrong.digits
        if in_the_last and is_all:
            digits = national_form(self.digits, self.region)
            self._use(piece, digits[: -len(piece.digits)] + piece.digits, _CHANGED)
        elif in_the_last:
            self._swap(wrong.digits, piece.digits, piece)
        elif not self._change(piece, instead=last.endswith(wrong.digits)):
            self._take(piece)
        self.end = max(self.end, wrong.end)
        return 2

    def _is_small(self, piece: Piece) -> bool:
        special = self._is_area_code(piece) or piece.changes
        return not special and len(piece.digits) <= LONGEST_CHANGE

    def _swap(self, wrong: str, right: str, piece: Piece) -> int:
        digits = national_form(self.digits, self.region)
        place = digits.find(wrong) if wrong.startswith("0") and digits.startswith(wrong) else digits.rfind(wrong)
        if place >= 0:
            certainty = _CHANGED if digits.count(wrong) == 1 else _GUESSED
            self._use(piece, digits[:place] + right + digits[place + len(wrong) :], certainty)
        return 1

    # -- area code and extension

    def _is_area_code(self, piece: Piece) -> bool:
        if piece.label == "area":
            return len(piece.digits) <= LONGEST_AREA_CODE
        local = bool(self.digits) and not self.digits.startswith(("0", "+"))
        special = piece.whole and len(piece.digits) <= LONGEST_AREA_CODE
        return local and special and not self._is_begun_with_zero(piece)

    def _without_named_zero(self, piece: Piece) -> Piece:
        """ "Acht neun, ach so, *mit der Null*, null acht neun, zwei ...": the zero is named before it is said.

        At the front it is named without the other digits too: "vorne *mit null*, also null acht neun, zwei ...".
        """
        once = piece.digits[1:]
        said = self.digits if piece.side != "beginning" else ""
        named = bool(self.digits or piece.side == "beginning") and piece.digits.startswith("00" + said)
        abroad, at_home = (judge(digits, self.region).verdict == "valid" for digits in (piece.number, once))
        return replace(piece, digits=once) if named and at_home and not abroad else piece

    def _is_zero_before(self, piece: Piece) -> bool:
        """ "Acht neun, *mit einer Null davor*, zwei drei ..."."""
        lacks = bool(self.digits) and not self.digits.startswith(("0", "+"))
        return lacks and piece.digits == "0" and (piece.side == "beginning" or piece.goes_before)

    def _is_begun_with_zero(self, piece: Piece) -> bool:
        """Whether all digits so far come again behind the zero that they lacked: "sieben eins eins", "0711"."""
        return bool(self.digits) and piece.digits.startswith("0" + self.digits)

    def _prefix(self, piece: Piece) -> None:
        code = piece.number if piece.whole else "0" + piece.digits
        certainty = 1.0 if piece.whole else _GUESSED
        number = national_form(self.digits, self.region)
        if number.startswith("0"):
            replaced = area_code(number, self.region)
            mobile = code.startswith("01") and replaced.startswith("01")
            number = number[len(code) if mobile else len(replaced) :]
            certainty *= _CHANGED if replaced else _GUESSED
        elif number.startswith("+"):
            number = ""
        self._use(piece, code + number, certainty)

    def _is_extension(self, piece: Piece) -> bool:
        return piece.label == "extension" and len(piece.digits) <= _LONGEST_EXTENSION and bool(self.digits)

    def _extend(self, piece: Piece) -> None:
        # German, Austrian and Swiss extensions are dialled straight after the number.
        self._use(piece, self.digits + piece.digits)
        self.extension = piece.digits

    # -- more digits

    def _follow(self, piece: Piece) -> None:
        """A further piece in the same sentence."""
        joined = judge(self.digits + piece.digits.lstrip("+"), self.region)
        if piece.whole and (len(piece.digits) > LONGEST_CHANGE or self._is_begun_with_zero(piece)):
            if piece.corrects or not self._complete():
                self.certainty = 1.0
                self._use(piece, piece.number)
        elif self._goes_on(joined.verdict, piece):
            doubt = TWO_READINGS if self._may_replace(piece) else 1.0
            self._use(piece, self.digits + piece.digits, doubt * (1.0 if piece.label else _CONTINUED))
        elif piece.corrects and not piece.whole and len(piece.digits) < len(self.digits):
            self._use(piece, self.digits[: -len(piece.digits)] + piece.digits, _GUESSED)
        else:
            # The one word between may have been a digit: "... vier fünf *hui* sechs".
            self.certainty *= _LEFT_OUT if len(piece.lead) == 1 else AMBIGUOUS

    def _may_replace(self, piece: Piece) -> bool:
        """Whether digits "am Ende" may as well be the right last ones of a whole number: "089 3045581, Ende 19"."""
        told = piece.continues or piece.label or piece.side != "ending"
        return self._complete() and not told and length_of(self.digits, self.region) != "short"

    def _goes_on(self, verdict: Verdict, piece: Piece) -> bool:
        """Whether a piece is the next of the number: "..., die Zentrale vier acht zwei, Durchwahl zwölf"."""
        if self._complete():
            return verdict == "valid" and bool(piece.closes)
        begun = verdict in ("possible", "too_short") and (piece.label == "phone" or self._is_remarked_on(piece))
        return verdict == "valid" or begun

    def _is_remarked_on(self, piece: Piece) -> bool:
        """Whether a few words before a piece only interrupt: "null vier null, *wissen Sie*, drei zwei fünf".

        A single word may have been a digit.
        """
        few = _FEWEST_WORDS <= len(piece.lead) <= _MOST_WORDS
        special = piece.whole or piece.corrects or piece.contrasts or piece.rejected or piece.changes
        return few and piece.label is None and not special and self.digits.startswith(("0", "+"))

    def _second_breath(self, piece: Piece) -> None:
        """The first digits of a sentence, when others were given before it."""
        given, new = self.digits, piece.digits
        if (piece.whole and is_new(given, piece, self.region)) or begins_again(given, new):
            self._use(piece, piece.number)
        elif (local := in_same_area(given, piece, self.region)) is not None:
            self._use(piece, local, _CHANGED)
        elif self._complete() and piece.corrects:
            if piece.whole and SHORTEST_AREA_CODE <= len(new) <= LONGEST_AREA_CODE and given.startswith(("0", "+49")):
                self._prefix(piece)
                self.certainty *= _GUESSED
            else:
                whole = None if piece.whole else begun_further_back(given, new, self.region)
                self._use(piece, whole or given[: -len(new)] + new, _GUESSED)
        elif piece.corrects:
            self._use(piece, given[: -taken_back(given, piece)] + new, _GUESSED)
        else:
            self._use(piece, given + new[said_again(given, new, self.region) :].lstrip("+"))


def _said_once(piece: Piece, wrong: Piece) -> Piece:
    """ "*Acht* ist es, *acht*, nicht sieben": one digit in the place of one."""
    is_again = len(wrong.digits) == 1 and len(set(piece.groups)) == 1 < len(piece.groups)
    return replace(piece, digits=piece.groups[0], groups=piece.groups[:1]) if is_again else piece


def _is_long_contrast(piece: Piece) -> bool:
    return piece.contrasts and len(piece.digits) > LONGEST_CHANGE


def _at_place(digits: str, piece: Piece) -> str | None:
    """ "die dritte Ziffer ist eine Fünf"."""
    if piece.place is None or len(piece.digits) != 1:
        return None
    index = piece.place - 1 if piece.place > 0 else len(digits) + piece.place
    return digits[:index] + piece.digits + digits[index + 1 :] if 0 <= index < len(digits) else None


def _at_an_end(digits: str, piece: Piece) -> str | None:
    """ "am Ende 45", "die letzten zwei sind achtzehn", "die ersten vier 0172", "am Ende fehlt noch die 5"."""
    if piece.appends and piece.side != "beginning":
        return digits + piece.digits
    if piece.side is None:
        return None
    count = piece.count or len(piece.digits)
    if count > len(digits):
        return None
    return digits[:-count] + piece.digits if piece.side == "ending" else piece.digits + digits[count:]
