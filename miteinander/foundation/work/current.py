"""Which worker runs this code."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_worker: ContextVar[str] = ContextVar("worker", default="")


def worker_id() -> str:
    """The id of the worker in whose process this runs; empty anywhere else."""
    return _worker.get()


@contextmanager
def working_as(worker: str) -> Iterator[None]:
    token = _worker.set(worker)
    try:
        yield
    finally:
        _worker.reset(token)
