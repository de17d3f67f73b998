"""Sixteen people with sixteen addresses who send one form over and over; each waits for the answer before the next.

    python -m tests.bench.crowd <port> <form> <path> <seconds> [name=value ...]

Prints one line of JSON: how many answers by status, and the milliseconds each took. Plain sockets, so that the crowd
takes as little of the machine as possible from what it measures.
"""

import json
import re
import socket
import sys
import threading
import time
import uuid
from collections import Counter
from urllib.parse import urlencode

PEOPLE, PATIENCE = 16, 60
FIELD = re.compile(rb"<input[^>]*>")
ATTRIBUTE = re.compile(rb'(name|value|type|min)="([^"]*)"')


class Visitor:
    def __init__(self, number: int, port: int, form: str, path: str) -> None:
        self.form, self.path, self.port = form, path, port
        self.address = f"127.0.0.{10 + number}"
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE, (self.address, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""
        self.cookie = ""
        self.fields = self._fields()
        self.answers: Counter[int] = Counter()
        self.milliseconds: list[float] = []

    def _fields(self) -> dict[str, str]:
        _status, head, body = self._ask(f"GET {self.form} HTTP/1.1\r\n", b"")
        found = re.search(rb"(csrftoken=[^;]+)", head)
        assert found, "the form sets no cookie against forgery"
        self.cookie = found.group(1).decode()
        fields = {}
        form = body[body.rindex(b"<form", 0, body.index(b"csrfmiddlewaretoken")) :]
        for one in FIELD.findall(form[: form.index(b"</form>")]):
            known = {name.decode(): value.decode() for name, value in ATTRIBUTE.findall(one)}
            if known.get("type") not in ("checkbox", "radio", "submit") and "name" in known:
                fields[known["name"]] = known.get("value", "")
        return fields

    def send(self, values: dict[str, str]) -> None:
        body = urlencode({**self.fields, **values}).encode()
        begin = time.perf_counter()
        status, _head, _body = self._ask(
            f"POST {self.path} HTTP/1.1\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n",
            body,
        )
        self.milliseconds.append((time.perf_counter() - begin) * 1000)
        self.answers[status] += 1

    def _ask(self, start: str, body: bytes) -> tuple[int, bytes, bytes]:
        self.socket.sendall(f"{start}Host: localhost:{self.port}\r\n\r\n".encode() + body)
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        if found:
            length = int(found.group(1))
            while len(self.rest) < length:
                self._more()
            text, self.rest = self.rest[:length], self.rest[length:]
        else:
            text = self._in_parts(head)
        return int(head[9:12]), head, text

    def _in_parts(self, head: bytes) -> bytes:
        if b"chunked" not in head.lower():
            return b""
        text = b""
        while True:
            while b"\r\n" not in self.rest:
                self._more()
            size, _, self.rest = self.rest.partition(b"\r\n")
            while len(self.rest) < int(size, 16) + 2:
                self._more()
            text, self.rest = text + self.rest[: int(size, 16)], self.rest[int(size, 16) + 2 :]
            if not int(size, 16):
                return text

    def _more(self) -> None:
        got = self.socket.recv(65536)
        if not got:
            raise ConnectionError("the server hung up")
        self.rest += got


def main() -> None:
    port, form, path, seconds = int(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
    values = dict(pair.split("=", 1) for pair in sys.argv[5:])
    visitors = [Visitor(number, port, form, path) for number in range(PEOPLE)]
    time.sleep(3)  # who fills in a form faster than that is taken for a machine
    end = time.monotonic() + seconds

    def keep_on(visitor: Visitor) -> None:
        while time.monotonic() < end:
            visitor.send({**values, "submission": str(uuid.uuid4())})

    threads = [threading.Thread(target=keep_on, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers: Counter[int] = Counter()
    for visitor in visitors:
        answers.update(visitor.answers)
    times = [one for visitor in visitors for one in visitor.milliseconds]
    print(json.dumps({"answers": answers, "milliseconds": times}))


if __name__ == "__main__":
    main()
