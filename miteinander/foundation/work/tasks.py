"""The one task of the queue; its entries carry a registered name and its arguments."""

from typing import Any

from django_tasks import task

from .registry import find


@task()
def run(name: str, arguments: dict[str, Any]) -> None:
    """Called by the worker. An unknown name fails here, and the entry keeps the reason."""
    find(name).function(**arguments)
