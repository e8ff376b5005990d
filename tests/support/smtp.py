"""A real SMTP server with STARTTLS, TLS, and passwords, which keeps what it is given."""

import base64
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.support.certificates import server_context
from tests.support.listening import listening


@dataclass(frozen=True)
class Mail:
    """As it came: envelope, message, and how the connection was."""

    sender: str
    receivers: list[str]
    message: EmailMessage
    encrypted: bool
    login: str


@dataclass
class MailServer:
    """Where it listens, what came, and replies that come first instead of accepting; ``die`` hangs up."""

    host: str = "127.0.0.1"
    port: int = 0
    mails: list[Mail] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@contextmanager
def running_mail_server(  # noqa: C901 - the commands of a mail server, one branch each
    certificate: Path | None = None, *, tls_at_once: bool = False
) -> Iterator[MailServer]:
    """A server on a port of its own; with a certificate it offers STARTTLS and then asks for any password."""
    mail_server = MailServer()
    context = server_context(certificate) if certificate else None

    class Handler(socketserver.StreamRequestHandler):
        encrypted = False
        login = ""

        def handle(self) -> None:
            if tls_at_once:
                self._encrypt()
            self._say("220 test ESMTP")
            sender, receivers = "", list[str]()
            while line := self.rfile.readline().decode().strip():
                verb, _, rest = line.partition(" ")
                verb = verb.upper()
                if verb in ("EHLO", "HELO"):
                    self._say(*self._abilities())
                elif verb == "STARTTLS":
                    self._say("220 go")
                    self._encrypt()
                elif verb == "AUTH":
                    self.login = base64.b64decode(rest.split()[1]).decode().replace("\0", " ").strip()
                    self._say("235 welcome" if self.login.endswith("geheim@wort") else "535 no")
                elif verb == "MAIL":
                    sender, receivers = _address(rest), []
                    self._say("250 ok")
                elif verb == "RCPT":
                    accepted = _address(rest) not in mail_server.refused
                    receivers += [_address(rest)] if accepted else []
                    self._say("250 ok" if accepted else "550 unknown")
                elif verb == "DATA":
                    if not self._take(sender, receivers):
                        return
                else:
                    self._say("221 bye" if verb == "QUIT" else "250 ok")

        def _take(self, sender: str, receivers: list[str]) -> bool:
            self._say("354 go")
            lines = iter(self.rfile.readline, b".\r\n")
            content = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
            reply = mail_server.replies.pop(0) if mail_server.replies else "250 taken"
            if reply.startswith("250") or reply == "die":
                message = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
                mail_server.mails.append(Mail(sender, receivers, message, self.encrypted, self.login))
            if reply != "die":
                self._say(reply)
            return reply != "die"

        def _abilities(self) -> list[str]:
            if context and not self.encrypted:
                return ["250-test", "250 STARTTLS"]
            return ["250-test", "250 AUTH PLAIN"] if self.encrypted else ["250 test"]

        def _encrypt(self) -> None:
            assert context is not None
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.setup_files()
            self.encrypted = True

        def setup_files(self) -> None:
            self.rfile = self.connection.makefile("rb", -1)
            self.wfile = self.connection.makefile("wb", 0)

        def _say(self, *lines: str) -> None:
            self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that does not trust us hangs up: that is what the test wanted."""

    server = Server(("127.0.0.1", 0), Handler)
    mail_server.port = server.server_address[1]
    with listening(server):
        yield mail_server


def _address(rest: str) -> str:
    return rest[rest.index("<") + 1 : rest.index(">")]
