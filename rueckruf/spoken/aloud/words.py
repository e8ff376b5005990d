"""The small words that are said between numbers and names."""

from rueckruf.spoken.text.vocabulary import vocabulary


def said(meaning: str) -> str:
    """How a small word is said aloud: ``said("at")`` is "um".

    Source: ``data/vocabulary/aloud.yml``.
    """
    return str(vocabulary("aloud")[meaning])
