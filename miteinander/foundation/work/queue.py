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


def enqueue_unless_waiting(name: str, /) -> None:
    """Have the work (without arguments) run once more after this transaction; nothing when an entry waits already.

    For work that does all there is to do, asked for by many. The waiting entry is locked until the transaction ends, so
    no worker begins before it can see what was written. One query, two when it enqueues. Call it in a transaction.
    """
    from django_tasks_db.models import DBTaskResult

    work = registry.find(name)
    waiting = DBTaskResult.objects.ready().filter(
        queue_name=work.queue, args_kwargs={"args": [name, {}], "kwargs": {}}
    )
    if not waiting.order_by().select_for_update(skip_locked=True, of=("self",)).values_list("pk")[:1]:
        enqueue(name)


def is_waiting(name: str, /) -> bool:
    """Whether the work (without arguments) runs again, now or later. One query."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        queue_name=registry.find(name).queue,
        args_kwargs={"args": [name, {}], "kwargs": {}},
    ).exists()
