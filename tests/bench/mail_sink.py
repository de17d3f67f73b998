"""A mail server that takes everything and counts: who got which mail, and when. In a process of its own.

`python -m tests.bench.mail_sink` prints its port. HELP answers with what was counted, as one line of JSON; NOOP forgets it.
"""

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from typing import Any

MESSAGE_ID = re.compile(rb"^Message-ID: *(?:\r\n )?<([^>]+)>", re.MULTILINE | re.IGNORECASE)


class Sink:
    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self.times: list[float] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(line.encode() + b"\r\n")

        say("220 sink")
        try:
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    say("354 go on")
                    self.take(await reader.readuntil(b"\r\n.\r\n"))
                    say("250 taken")
                elif word == b"QUIT":
                    say("221 bye")
                    break
                elif word == b"HELP":
                    say("214 " + json.dumps({"counted": self.counted, "times": self.times}))
                elif word == b"NOOP":
                    self.counted.clear()
                    self.times.clear()
                    say("250 forgotten")
                else:
                    say("250 ok")
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client was killed
        writer.close()

    def take(self, content: bytes) -> None:
        found = MESSAGE_ID.search(content)
        self.counted[found[1].decode() if found else ""] += 1
        self.times.append(time.monotonic())


async def serve() -> None:
    server = await asyncio.start_server(Sink().talk, "127.0.0.1", 0, limit=50_000_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class RunningSink:
    """The sink as a child process: `with RunningSink() as sink: sink.url`."""

    def __enter__(self) -> "RunningSink":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.mail_sink"], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())
        self.url = f"smtp://127.0.0.1:{self.port}?tls=no"
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def report(self) -> dict[str, Any]:
        return dict(json.loads(self._ask(b"HELP")[4:]))

    def _ask(self, word: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port)) as line, line.makefile("rwb") as client:
            client.readline()
            client.write(word + b"\r\n")
            client.flush()
            return client.readline()

    def counted(self) -> Counter[str]:
        return Counter(self.report()["counted"])

    def forget(self) -> None:
        self._ask(b"NOOP")

    def rate(self) -> float:
        """Mails a second between the first and the last."""
        times = self.report()["times"]
        return (len(times) - 1) / (times[-1] - times[0])


if __name__ == "__main__":
    asyncio.run(serve())
