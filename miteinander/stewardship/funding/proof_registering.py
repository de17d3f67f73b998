"""What proofs enter into the registries of other rooms."""

from miteinander.foundation.media import readers

from . import proof_policies


def register() -> None:
    from . import tasks  # noqa: F401  (names the background work)

    readers.register(proof_policies.can_read_file)
