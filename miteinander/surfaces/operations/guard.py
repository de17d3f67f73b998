"""A tiny process that ends what its supervisor leaves behind.

Run by path, with nothing but the standard library. It reads lines from standard input: `+123` for a process
group that was started, `-123` for one that is gone. When the supervisor dies, even by `kill -9`, the pipe
closes; the guard then ends the groups still on its list, first politely (SIGTERM), after `GRACE` seconds for good.
"""

import os
import signal
import sys
import time

GRACE = 10.0


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # it outlives the others on purpose and ends with the pipe
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line[0] == "+":
            groups.add(group)
        else:
            groups.discard(group)
    end_groups(groups, grace=GRACE)


def end_groups(groups: set[int], *, grace: float) -> None:
    """SIGTERM to every group, SIGKILL to those that still live after `grace` seconds."""
    deadline = time.monotonic() + grace
    alive = {group for group in groups if signal_group(group, signal.SIGTERM)}
    while alive and time.monotonic() < deadline:
        time.sleep(0.05)
        alive = {group for group in alive if signal_group(group, 0)}
    for group in alive:
        signal_group(group, signal.SIGKILL)


def signal_group(group: int, number: int) -> bool:
    """Whether the group could be signalled, that is: whether it still has a member."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS says PermissionError for a group of zombies
        return False
    return True


if __name__ == "__main__":
    main()
