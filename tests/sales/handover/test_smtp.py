"""SMTP: TLS that is verified, passwords only under it, and what each reply of a real server means."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.smtp import send_mail
from tests.support.certificates import make_certificate
from tests.support.smtp import MailServer, running_mail_server

pytestmark = pytest.mark.unit


def message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "a@b.example", "c@b.example, d@b.example"
    message.set_content("Grüße\n.\nEnde", cte="quoted-printable")
    return message


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


def test_a_server_on_this_machine_may_do_without_tls(server: MailServer) -> None:
    assert send_mail(f"smtp://127.0.0.1:{server.port}", message()) == 0

    (mail,) = server.mails
    assert (mail.sender, mail.receivers) == ("a@b.example", ["c@b.example", "d@b.example"])
    assert mail.message.get_content() == "Grüße\n.\nEnde\n"


@pytest.mark.parametrize("tls_at_once", [True, False])
def test_the_password_goes_under_verified_tls(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, tls_at_once: bool
) -> None:
    scheme = "smtps" if tls_at_once else "smtp"
    with running_mail_server(certificate, tls_at_once=tls_at_once) as server:
        url = f"{scheme}://sender%40b.example:geheim%40wort@127.0.0.1:{server.port}"
        with pytest.raises(UndeliveredError, match="SSLCertVerificationError"):
            send_mail(url, message())
        assert server.mails == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send_mail(url, message())

    (mail,) = server.mails
    assert mail.encrypted
    assert mail.login == "sender@b.example geheim@wort"


def test_a_password_is_never_sent_in_plain(server: MailServer) -> None:
    with pytest.raises(UndeliveredError, match="SMTPNotSupportedError") as error:
        send_mail(f"smtp://sender:geheim@127.0.0.1:{server.port}", message())
    assert error.value.concerns == "all"
    assert server.mails == []


def test_a_wrong_password_concerns_all_mails(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running_mail_server(certificate) as server, pytest.raises(UndeliveredError, match="SMTP 535") as error:
        send_mail(f"smtp://sender:falsch@127.0.0.1:{server.port}", message())
    assert error.value.concerns == "all"


@pytest.mark.parametrize("reply", ["451 later", "554 spam"])
def test_a_mail_that_is_refused_concerns_no_other(server: MailServer, reply: str) -> None:
    server.replies = [reply]

    with pytest.raises(UndeliveredError, match=f"SMTP {reply[:3]}") as error:
        send_mail(f"smtp://127.0.0.1:{server.port}", message())
    assert error.value.concerns == "this"


def test_receivers_that_are_refused_are_counted(server: MailServer) -> None:
    server.refused = {"c@b.example"}
    assert send_mail(f"smtp://127.0.0.1:{server.port}", message()) == 1

    server.refused |= {"d@b.example"}
    with pytest.raises(UndeliveredError, match="all receivers refused"):
        send_mail(f"smtp://127.0.0.1:{server.port}", message())


def test_a_server_that_hangs_up_or_is_not_there(server: MailServer) -> None:
    server.replies = ["die"]
    with pytest.raises(UndeliveredError, match="SMTPServerDisconnected"):
        send_mail(f"smtp://127.0.0.1:{server.port}", message())

    with pytest.raises(UndeliveredError, match="ConnectionRefusedError"):
        send_mail("smtp://127.0.0.1:1", message())
