"""Handing work to the background."""

from . import registry


def enqueue(name: str, /, **arguments: object) -> str:
    """Put the work into the queue and return the queue's id for it.

    Call it inside the transaction of the action: on the database queue the entry is a row of that transaction, so a
    rollback takes it back, and no worker sees it before the commit. One INSERT.
    Raises UnknownWork (a name nobody registered) and UnsuitableArgument (an argument that is not plain JSON).
    """
    from .tasks import run  # needs Django's settings

    work = registry.find(name)
    registry.check_arguments(arguments)
    return str(run.using(queue_name=work.queue).enqueue(name, dict(arguments)).id)
