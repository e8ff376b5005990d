"""A request as an entry of an address book: vCard 3.0 (RFC 2426), which phones and Outlook take."""

from rueckruf.callbacks.request import CallbackRequest

MEDIA_TYPE = "text/vcard; charset=utf-8"


def card(request: CallbackRequest, link: str) -> bytes:
    """Whom to call on which numbers, and ``link``, the address of the request's page; what was said stays there."""
    # Lines are folded and texts escaped as in a calendar (RFC 5545, 3.1 and 3.3.11).
    from icalendar import Component
    from icalendar.prop import vN, vText, vUri

    name = request.name or "Name nicht genannt"
    card = Component()
    card.name = "VCARD"
    card.add("version", vText("3.0"))
    card.add("uid", vText(f"{request.id}@rueckruf"))
    card.add("fn", vText(name))
    card.add("n", vN((name, "", "", "", "")))  # which part of it is the surname is not kept
    for phone in filter(None, (request.phone, *request.other_phones)):
        card.add("tel", vText(phone), parameters={"type": "VOICE"})
    card.add("url", vUri(link))
    card.add("note", vText("Rückrufwunsch"))
    return bytes(card.to_ical(sorted=False))
