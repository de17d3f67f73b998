"""Ways out of the house: a file, or one conversation with a mail server (RFC 5321)."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from miteinander.env import SmtpServer

from .files import write_file

PATIENCE = 30
"""Seconds to wait for each answer of the server."""


class DeliveryProblem(Exception):
    """The text is what the server said."""


class TryLater(DeliveryProblem):
    """Not accepted now; certainly nothing was delivered."""


class Refused(DeliveryProblem):
    """Not accepted, and it makes no sense to ask again."""


class Unanswered(DeliveryProblem):
    """The mail was handed over and no answer came: delivered or not, nobody knows."""


def to_file(uid: UUID, content: bytes) -> None:
    try:
        write_file(uid, content)
    except OSError as error:
        raise TryLater(str(error.strerror or error)) from error


def to_server(
    server: SmtpServer,
    content: bytes,
    *,
    sender: str,
    recipient: str,
    before_handing_over: Callable[[], None],
) -> None:
    """Hand the mail over. `before_handing_over` is called when the server agreed to both addresses; what it raises
    ends the conversation, and nothing is delivered.

    A refusal before the addresses are named (greeting, encryption, password) is about the server and not about this
    mail: TryLater. Raises TryLater, Refused, Unanswered.
    """
    with _talking(), _connected(server) as connection:
        _expect(connection.mail(sender), "MAIL")
        _expect(connection.rcpt(recipient), "RCPT")
        before_handing_over()
        _hand_over(connection, content)


def _hand_over(connection: smtplib.SMTP, content: bytes) -> None:
    try:
        answer = connection.data(content)
    except smtplib.SMTPDataError as error:  # to the word DATA, before the mail itself
        answer = (error.smtp_code, _bytes(error.smtp_error))
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise Unanswered(str(error)) from error
    if answer[0] == -1:
        raise Unanswered("connection closed")
    _expect(answer, "DATA")


def _expect(answer: tuple[int, bytes], step: str) -> None:
    code, words = answer
    if 200 <= code < 300:
        return
    text = f"{step}: {code} {words.decode('utf-8', 'replace')}"
    if code == 421 or code < 500:
        raise TryLater(text)
    raise Refused(text)


@contextmanager
def _connected(server: SmtpServer) -> Iterator[smtplib.SMTP]:
    secure = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=secure
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        connection.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            connection.starttls(context=secure)
            connection.ehlo()
        if server.user:
            connection.login(server.user, server.password)
        yield connection
        _say_goodbye(connection)
    finally:
        connection.close()


def _say_goodbye(connection: smtplib.SMTP) -> None:
    """The answer no longer matters: the mail has been accepted."""
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        pass


@contextmanager
def _talking() -> Iterator[None]:
    """Whatever goes wrong around the mail itself: later."""
    try:
        yield
    except DeliveryProblem:
        raise
    except smtplib.SMTPResponseException as error:
        raise TryLater(f"{error.smtp_code} {_bytes(error.smtp_error).decode('utf-8', 'replace')}") from error
    except (
        smtplib.SMTPException,
        OSError,
        UnicodeError,
    ) as error:  # no connection, no encryption, closed, too slow
        raise TryLater(str(error) or type(error).__name__) from error


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
