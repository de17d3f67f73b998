"""Processes that wait for a word and then do the same thing at the same moment, round after round."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .workers import ROOT, database_address

FORK = """
import json
import os
import sys
import django
django.setup()
{program}
ends = [tuple(map(int, pair.split(":"))) for pair in sys.argv[1:]]
for number, (hears, says) in enumerate(ends):
    if os.fork() == 0:
        for one in ends:
            for end in one:
                if end not in (hears, says):
                    os.close(end)
        with open(hears) as tasks, open(says, "w") as answers:
            print("ready", file=answers, flush=True)
            for line in tasks:
                print(json.dumps(race(number, **json.loads(line))), file=answers, flush=True)
        os._exit(0)
for hears, says in ends:
    os.close(hears)
    os.close(says)
for _ in ends:
    os.wait()
"""


class Racers:
    def __init__(self, program: str, count: int) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environ = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "miteinander.settings",
            "DATABASE_URL": database_address(),
        }
        tasks, answers = [os.pipe() for _ in range(count)], [os.pipe() for _ in range(count)]
        theirs = [(task[0], answer[1]) for task, answer in zip(tasks, answers, strict=True)]
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", FORK.replace("{program}", program)),
                *(f"{hears}:{says}" for hears, says in theirs),
            ],
            cwd=ROOT,
            env=environ,
            pass_fds=[end for pair in theirs for end in pair],
        )
        for pair in theirs:
            for end in pair:
                os.close(end)
        self.say = [os.fdopen(task[1], "w") for task in tasks]
        self.hear = [os.fdopen(answer[0]) for answer in answers]
        assert [one.readline() for one in self.hear] == ["ready\n"] * count

    def run(self, **task: Any) -> list[Any]:
        """Give all of them one round; what each answers, by number."""
        for one in self.say:
            one.write(json.dumps(task) + "\n")
        for one in self.say:
            one.flush()
        return [json.loads(one.readline()) for one in self.hear]

    def end(self) -> None:
        for one in (*self.say, *self.hear):
            one.close()
        assert self.process.wait(timeout=60) == 0


@contextmanager
def racers(program: str, count: int) -> Iterator[Racers]:
    """`program` defines `race(number, **task)`; what it returns must be JSON. Django is set up once for all of them."""
    started = Racers(program, count)
    try:
        yield started
    finally:
        started.end()
