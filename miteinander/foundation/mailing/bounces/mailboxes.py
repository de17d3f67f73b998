"""Mailboxes behind one door: IMAP, POP3, a file (mbox), a folder (maildir).

`messages()` gives key and content; `done(key, is_report)` is called after the commit of what the content changed. A report
is removed then; what is no report stays, marked as read where that is possible.
"""

import imaplib
import mailbox
import poplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from miteinander.env import BounceMailbox

from .reports import LARGEST

PATIENCE = 30


class Opened(Protocol):
    def messages(self) -> Iterator[tuple[str, bytes]]: ...

    def done(self, key: str, *, is_report: bool) -> None: ...


@contextmanager
def open_mailbox(where: BounceMailbox) -> Iterator[Opened]:
    """Raises OSError for everything that goes wrong with the mailbox."""
    opened: Imap | Pop | Local
    try:
        opened = Imap(where) if where.kind == "imap" else Pop(where) if where.kind == "pop3" else Local(where)
        try:
            yield opened
        finally:
            opened.close()
    except (imaplib.IMAP4.error, poplib.error_proto, mailbox.Error) as error:
        raise OSError(f"The mailbox for mails that come back: {error}") from error


def folder_name(text: str) -> str:
    """As it travels (RFC 3501, 5.1.3): UTF-7 of its own kind for what is not ASCII."""

    def shifted(match: re.Match[str]) -> str:
        return f"&{b64encode(match[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", shifted, text.replace("&", "&-"))


class Imap:
    """Unread messages only; the beginning of each."""

    def __init__(self, where: BounceMailbox) -> None:
        secure = ssl.create_default_context()
        if where.security == "tls":
            self.server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                where.host, where.port, ssl_context=secure, timeout=PATIENCE
            )
        else:
            self.server = imaplib.IMAP4(where.host, where.port, timeout=PATIENCE)
        if where.security == "starttls":
            self.server.starttls(secure)
        self.server.login(where.user, where.password)
        place = imaplib.IMAP4._quote(self.server, folder_name(where.place))  # type: ignore[attr-defined]
        answer, _count = self.server.select(place)
        if answer != "OK":
            raise OSError(f"The mailbox has no folder {where.place!r}")

    def messages(self) -> Iterator[tuple[str, bytes]]:
        _answer, found = self.server.uid("SEARCH", "UNSEEN", "UNDELETED")
        for key in (found[0] or b"").decode("ascii").split():
            _answer, parts = self.server.uid("FETCH", key, f"(BODY.PEEK[]<0.{LARGEST}>)")
            content = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if content is not None:
                yield key, content

    def done(self, key: str, *, is_report: bool) -> None:
        self.server.uid("STORE", key, "+FLAGS.SILENT", r"(\Deleted)" if is_report else r"(\Seen)")

    def close(self) -> None:
        try:
            self.server.close()  # removes what is marked as deleted
            self.server.logout()
        except (imaplib.IMAP4.error, OSError):
            pass


class Pop:
    """Every message that is not too large; POP3 knows no marks, so what is no report is looked at each time."""

    def __init__(self, where: BounceMailbox) -> None:
        secure = ssl.create_default_context()
        if where.security == "tls":
            self.server: poplib.POP3 = poplib.POP3_SSL(
                where.host, where.port, context=secure, timeout=PATIENCE
            )
        else:
            self.server = poplib.POP3(where.host, where.port, timeout=PATIENCE)
        if where.security == "starttls":
            self.server.stls(secure)
        self.server.user(where.user)
        self.server.pass_(where.password)

    def messages(self) -> Iterator[tuple[str, bytes]]:
        _answer, sizes, _octets = self.server.list()
        for line in reversed(sizes):  # many that are no reports must not hide the new ones
            key, size = line.decode("ascii", "replace").split()[:2]
            if int(size) <= LARGEST:
                lines = self.server.retr(int(key))[1]
            else:
                lines = self.server.top(int(key), 500)[1]
            yield key, b"\r\n".join(lines)

    def done(self, key: str, *, is_report: bool) -> None:
        if is_report:
            self.server.dele(int(key))

    def close(self) -> None:
        try:
            self.server.quit()  # what is deleted goes now
        except (poplib.error_proto, OSError):
            self.server.close()


class Local:
    """A file in the mbox format or a maildir; locked while it is read."""

    def __init__(self, where: BounceMailbox) -> None:
        kind = mailbox.Maildir if where.kind == "maildir" else mailbox.mbox
        self.box: mailbox.Mailbox[mailbox.Message] = kind(where.place, create=False)
        self.box.lock()

    def messages(self) -> Iterator[tuple[str, bytes]]:
        for key in reversed(list(self.box.iterkeys())):
            with self.box.get_file(key) as file:
                content = file.read(LARGEST)
            yield key, content if isinstance(content, bytes) else content.encode()

    def done(self, key: str, *, is_report: bool) -> None:
        if is_report:
            self.box.discard(key)

    def close(self) -> None:
        self.box.close()  # writes
