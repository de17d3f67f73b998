"""Ways out of the house: a file, or a conversation with a mail server (RFC 5321)."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from uuid import UUID

from miteinander.env import SmtpServer

from .files import write_file

PATIENCE = 30
"""Seconds to wait for each answer of the server."""


class DeliveryProblem(Exception):
    """The text is what the server said."""


class TryLater(DeliveryProblem):
    """Not accepted now; certainly nothing was delivered."""


class LineClosed(TryLater):
    """The server hung up, or says that it is about to."""


class Refused(DeliveryProblem):
    """Not accepted, and it makes no sense to ask again. `is_about_address`: nobody lives there."""

    is_about_address = False


class Unanswered(DeliveryProblem):
    """The mail was handed over and no answer came: delivered or not, nobody knows."""


def to_file(uid: UUID, content: bytes) -> None:
    try:
        write_file(uid, content)
    except OSError as error:
        raise TryLater(str(error.strerror or error)) from error


class Session:
    """One connection for many mails, opened with the first. None as server: mails become files, nothing is opened.

    A server that hung up between two mails is called once more: many end a connection after so many mails.
    """

    def __init__(self, server: SmtpServer | None) -> None:
        self.server = server
        self._connection: smtplib.SMTP | None = None
        self._is_used = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            _say_goodbye(self._connection)
            self._hang_up()

    def deliver(
        self, content: bytes, *, sender: str, recipient: str, before_handing_over: Callable[[], None]
    ) -> None:
        """Hand the mail over. `before_handing_over` is called when the server agreed to both addresses; what it raises
        ends the conversation, and nothing is delivered.

        A refusal before the addresses are named (greeting, encryption, password) is about the server and not about this
        mail: TryLater. Raises TryLater, Refused, Unanswered.
        """
        try:
            self._agree(sender, recipient)
            before_handing_over()
            with _talking():
                _hand_over(self._open(), content)
            self._is_used = True
        except Refused:
            self._start_over()
            raise
        except BaseException:
            self._hang_up()
            raise

    def _agree(self, sender: str, recipient: str) -> None:
        is_used = self._is_used
        try:
            self._name_addresses(sender, recipient)
        except LineClosed:
            if not is_used:
                raise
            self._hang_up()
            self._name_addresses(sender, recipient)

    def _name_addresses(self, sender: str, recipient: str) -> None:
        with _talking():
            connection = self._open()
            _expect(connection.mail(sender), "MAIL")
            _expect(connection.rcpt(recipient), "RCPT", is_about_address=True)

    def _open(self) -> smtplib.SMTP:
        if self._connection is None:
            assert self.server is not None
            self._connection = _connect(self.server)
        return self._connection

    def _start_over(self) -> None:
        """The next mail begins anew on the same line."""
        self._is_used = True
        try:
            if self._open().rset()[0] != 250:
                self._hang_up()
        except (smtplib.SMTPException, OSError):
            self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._is_used = None, False


def greet(server: SmtpServer) -> None:
    """Connect, encrypt and sign in as for a mail, and send none. Raises TryLater."""
    with _talking():
        _say_goodbye(_connect(server))


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


NOBODY_THERE = re.compile(r"\b5\.1\.(1|2|3|6|10)\b")
"""Enhanced status codes (RFC 3463) that say that the address itself is wrong."""


def _expect(answer: tuple[int, bytes], step: str, *, is_about_address: bool = False) -> None:
    code, words = answer
    if 200 <= code < 300:
        return
    text = f"{step}: {code} {words.decode('utf-8', 'replace')}"
    if code == 421:
        raise LineClosed(text)
    if code < 500:
        raise TryLater(text)
    refused = Refused(text)
    refused.is_about_address = is_about_address and bool(NOBODY_THERE.search(text))
    raise refused


def _connect(server: SmtpServer) -> smtplib.SMTP:
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
    except BaseException:
        connection.close()
        raise
    return connection


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
    except smtplib.SMTPServerDisconnected as error:
        raise LineClosed(str(error)) from error
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
