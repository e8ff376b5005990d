"""A name spelled back to the caller, in the words of a spelling table."""

from collections.abc import Iterator

from rueckruf.spoken.name.alphabets import LETTERS
from rueckruf.spoken.name.words import plain
from rueckruf.spoken.text.vocabulary import vocabulary


def spell_out(name: str, alphabet: str = "din5009_2022") -> str:
    """``name`` letter by letter in the words of ``alphabet``: "Martha, Emil, Ida, Emil, Richard".

    Letters a table lacks are said by their own name. Raises KeyError for an unknown alphabet.
    """
    words = vocabulary("spelling_alphabets")[alphabet]
    return ", ".join(_words_for(name, words, alphabet))


def _words_for(name: str, words: dict[str, list[str]], alphabet: str) -> Iterator[str]:
    lower, index = name.lower(), 0
    fallback, signs = vocabulary("spelling_alphabets")[LETTERS], vocabulary("spelling")["signs"]
    while index < len(lower):
        width = next((n for n in (3, 2) if lower[index : index + n] in words and alphabet != LETTERS), 1)
        sign = lower[index : index + width]
        index += width
        if sign in signs:
            yield signs[sign][0]
            continue
        if sign not in words and sign not in fallback:
            sign = plain(sign)
        if alphabet == LETTERS or sign not in words:
            yield "Eszett" if sign == "ß" else sign.upper()
        else:
            yield words[sign][0]
