"""What proofs enter into the registries of other rooms."""

from miteinander.foundation.media import readers

from . import proof_policies


def register() -> None:
    from . import documents, tasks  # noqa: F401  (tasks names the background work)

    documents.register()
    readers.register(proof_policies.can_read_file)
