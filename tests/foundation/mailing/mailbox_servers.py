"""An IMAP and a POP3 server on this machine, as small as the reader of mails that come back needs them."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Imap(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box, flags = self.server.box, self.server.flags
        self.say("* OK test")
        while line := self.rfile.readline().decode().strip():
            tag, word, *more = line.split(" ")
            word = more[0] if word == "UID" else word
            if word == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif word == "SELECT":
                self.say(f"* {len(box)} EXISTS")
            elif word == "SEARCH":
                found = [str(key) for key in box if not flags.get(key)]
                self.say("* SEARCH " + " ".join(found))
            elif word == "FETCH":
                content = box[int(more[1])]
                self.say(f"* 1 FETCH (UID {more[1]} BODY[]<0> {{{len(content)}}}")
                self.wfile.write(content + b")\r\n")
            elif word == "STORE":
                flags[int(more[1])] = more[3]
            elif word == "CLOSE":
                for key in [key for key, flag in flags.items() if "Deleted" in flag]:
                    box.pop(key, None)
            elif word == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class Pop(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box, gone = self.server.box, set()
        self.say("+OK test")
        while line := self.rfile.readline().decode().strip():
            word, *more = line.split(" ")
            if word == "LIST":
                self.say("+OK\r\n" + "".join(f"{key} {len(box[key])}\r\n" for key in box) + ".")
            elif word in ("RETR", "TOP"):
                lines = (
                    re.sub(rb"(?m)^\.", b"..", box[int(more[0])])
                    .replace(b"\r\n", b"\n")
                    .replace(b"\n", b"\r\n")
                )
                self.wfile.write(b"+OK\r\n" + lines + b"\r\n.\r\n")
            elif word == "QUIT":
                for key in gone:
                    del box[key]
                self.say("+OK bye")
                return
            else:
                if word == "DELE":
                    gone.add(int(more[0]))
                self.say("+OK")

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def mailbox_server(kind: type, box: dict[int, bytes]) -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as listener:
        listener.daemon_threads = True
        listener.box, listener.flags = box, {}
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield listener.server_address[1]
        finally:
            listener.shutdown()
            thread.join()
