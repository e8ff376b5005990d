"""A name that was said by mistake, told beside the right one: "Kern heißt er, *jetzt hab ich Kerner gesagt*"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import CarrierLine
from rueckruf.spoken.name.words import is_everyday
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many words are the name at most, "den *falschen Namen*" too.
_NAME = 3


def without_wrongly_said(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without such a clause, and without that name where it is told once more whose it is.

    "Kern heißt er, *jetzt hab ich Kerner gesagt, Kerner* bin ja ich"; who only says what they said means it: "ich hab
    Kerner gesagt".
    """
    for lead in CarrierLine(said).find("wrongly_said"):
        end = _end(said, lead.end)
        if end and any(token.folded in word_set("caller_name", "called") for token in said[: lead.start]):
            wrong = {token.folded for token in said[lead.end : end - 1] if token.kind == "word"}
            behind = [token for token in said[end:] if token.folded not in wrong]
            return [*said[: lead.start], *(_past_name(behind) if _is_own_name(wrong) else behind)]
    return said


def _end(said: Sequence[Token], begins: int) -> int:
    """The place behind "gesagt", up to which a name or "meinen Namen" is said; 0 where neither is."""
    near = range(begins + 1, min(begins + _NAME + 1, len(said)))
    at = next((at for at in near if said[at].folded in word_set("caller_name", "saying_again")), 0)
    words = [token.folded for token in said[begins:at]]
    is_name = bool(words) and not any(map(is_everyday, words))
    return at + 1 if at and (is_name or _is_own_name(words)) else 0


def _is_own_name(words: Sequence[str] | set[str]) -> bool:
    """ "*Meinen eigenen Namen*"."""
    own, name = word_set("caller_name", "own"), word_set("caller_name", "called_by_name")
    return not (own.isdisjoint(words) or name.isdisjoint(words))


def _past_name(behind: Sequence[Token]) -> Sequence[Token]:
    """What is left behind the clause that tells it: ", *Kerner*, sonst stimmt es"."""
    begins = next((at for at, token in enumerate(behind) if token.kind == "word"), len(behind))
    end = next((at for at in range(begins, len(behind)) if behind[at].kind == "mark"), len(behind))
    return behind[end:] if end - begins < _NAME else behind
