"""A mail server on this machine that does what the test says. `received` are mails whose last byte arrived."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from miteinander.env import SmtpServer


@dataclass
class MailServer:
    """`answers` by step ("connect", "ehlo", "mail", "rcpt", "data", "end") instead of yes: a line to say, "close" to
    hang up, "hold" to say nothing until the client is gone. `once`: only the first time."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    once: bool = False
    received: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    holding: threading.Event = field(default_factory=threading.Event)
    connections: int = 0

    @property
    def settings(self) -> SmtpServer:
        return SmtpServer(host="127.0.0.1", port=self.port, security="none")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=no"

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for content in self.received]

    def answer(self, step: str) -> str:
        return self.answers.pop(step, "") if self.once else self.answers.get(step, "")


class Gone(Exception):
    pass


class Conversation(socketserver.StreamRequestHandler):
    server: "Listener"

    def handle(self) -> None:
        self.mail = self.server.mail
        self.mail.connections += 1
        try:
            self.step("connect", "220 test ESMTP")
            while line := self.rfile.readline():
                self.command(line.decode().strip())
        except (Gone, ConnectionError):
            pass

    def command(self, line: str) -> None:
        word = line.upper()
        if word.startswith(("EHLO", "HELO")):
            self.step("ehlo", "250 test")
        elif word.startswith("MAIL FROM:"):
            self.mail.senders.append(line[10:].strip(" <>").split(">")[0])
            self.step("mail", "250 ok")
        elif word.startswith("RCPT TO:"):
            self.recipient = line[8:].strip(" <>")
            self.step("rcpt", "250 ok")
        elif word == "DATA":
            refusal = self.mail.answer("data")
            self.act(refusal or "354 go on")
            if not refusal:
                self.take()
        elif word == "QUIT":
            self.say("221 bye")
            raise Gone
        else:
            self.say("250 ok")

    def take(self) -> None:
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise Gone
            content += line.removeprefix(b".") if line.startswith(b"..") else line
        answer = self.mail.answer("end")
        if not answer.startswith(("4", "5")):
            self.mail.received.append(content)
            self.mail.recipients.append(self.recipient)
        self.act(answer or "250 accepted")

    def step(self, name: str, usual: str) -> None:
        self.act(self.mail.answer(name) or usual)

    def act(self, answer: str) -> None:
        if answer == "close":
            raise Gone
        if answer == "hold":
            self.mail.holding.set()
            while self.rfile.read(1):
                pass
            raise Gone
        self.say(answer)

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()


class Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mail: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with Listener(("127.0.0.1", 0), Conversation) as listener:
        listener.mail = MailServer(port=listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield listener.mail
        finally:
            listener.shutdown()
            thread.join()
