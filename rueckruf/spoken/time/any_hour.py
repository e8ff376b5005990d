"""Whether a caller leaves the hour to the company: "morgen, egal wann", "den ganzen Tag", "das überlass ich Ihnen"."""

from rueckruf.spoken.time.words import words_of


def any_hour_will_do(text: str) -> bool:
    """Whether ``text`` holds one of the phrases ``any`` of ``data/vocabulary/callback_time.yml``.

    Those that are said ``in_passing`` too count where the rest of their clause is about times alone.
    """
    words = words_of(text)
    return any(
        words.get(index, "vague") == "any"
        or (words.get(index, "in_passing") == "any" and words.clause_in_company(index))
        for index in range(len(words))
    )
