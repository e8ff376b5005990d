"""Sends mail over the server that RUECKRUF_SMTP_URL names; passwords and all that leaves this machine under TLS."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from rueckruf.loopback import is_loopback
from rueckruf.sales.handover.delivery import UndeliveredError

_SECONDS = 10
_PORTS = {"smtps": 465, "smtp": 587}


def send_mail(url: str, message: EmailMessage) -> int:
    """Hand ``message`` to the server; how many of its receivers the server refused, if not all.

    ``smtp://`` means STARTTLS, ``smtps://`` TLS from the start; certificates are verified. A server on this machine
    that asks for no password may do without. Raises UndeliveredError.
    """
    try:
        with _connected(url) as server:
            return len(server.send_message(message))
    except smtplib.SMTPRecipientsRefused:
        raise UndeliveredError("SMTP: all receivers refused", "this") from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise UndeliveredError(f"SMTP {error.smtp_code}", "this") from None
    except smtplib.SMTPResponseException as error:
        raise UndeliveredError(f"SMTP {error.smtp_code}", "all") from None
    except (smtplib.SMTPException, OSError) as error:
        raise UndeliveredError(type(error).__name__, "all") from None


def _connected(url: str) -> smtplib.SMTP:
    address = urlsplit(url)
    host, port = str(address.hostname), address.port or _PORTS[address.scheme]
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_SECONDS)
    try:
        if address.scheme == "smtp" and (address.username or not is_loopback(host)):
            server.starttls(context=context)
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
    except BaseException:
        server.close()
        raise
    return server
