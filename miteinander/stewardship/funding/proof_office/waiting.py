"""Whether the background work is making the file of a proof."""

from ..models import Proof


def is_being_made(proof: Proof) -> bool:
    """One query."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(
        status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
        args_kwargs={"args": ["funding.make_proof_file", {"proof_id": proof.pk}], "kwargs": {}},
    ).exists()
