"""What somebody types to find a request, as requests are found by."""

from rueckruf.callbacks.written_phones import written_phones


def search_words(text: str) -> str:
    """``text`` with each telephone number in it as E.164; four digits stay what they are, the end of a number."""
    words, end = "", 0
    for phone in written_phones(text):
        words += f"{text[end : phone.start]} {phone.e164} "
        end = phone.end
    return words + text[end:]
