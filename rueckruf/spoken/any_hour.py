"""Whether a caller leaves the hour to the company: "morgen, egal wann", "den ganzen Tag"."""

import re
from functools import cache

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens


def any_hour_will_do(text: str) -> bool:
    """Whether ``text`` holds one of the phrases ``any`` of ``data/vocabulary/callback_time.yml``."""
    return _phrases().search(" ".join(token.folded for token in tokens(text))) is not None


@cache
def _phrases() -> re.Pattern[str]:
    table = vocabulary("callback_time")
    phrases = sorted((*table["vague"]["any"], *table["in_passing"]["any"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(phrase)) for phrase in phrases)})\b")
