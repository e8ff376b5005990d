"""A number alone as the answer to the question for the hour: "am besten zehn"."""

from rueckruf.spoken.time.words import words_of

_HOURS = range(1, 25)


def lone_hour(text: str) -> tuple[int, int] | None:
    """Where the one number of ``text`` stands that can be an hour, as character offsets.

    None where there are several, something is counted ("zehn Lizenzen"), or a word is no company of a time.
    """
    words = words_of(text)
    numbers = [lexeme for lexeme in words.lexemes if lexeme.get("number") is not None]
    if (
        len(numbers) != 1
        or numbers[0].get("number") not in _HOURS
        or words.say("counted", "unit")
        or not words.in_company
    ):
        return None
    return numbers[0].start, numbers[0].end
