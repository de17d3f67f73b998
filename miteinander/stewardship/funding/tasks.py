"""Background work of money: files of proofs that are too large for a request."""

from miteinander.foundation.work import background

from .actions.proof_files import make_proof_file as make


@background("funding.make_proof_file")
def make_proof_file(*, proof_id: int) -> None:
    """Twice does no harm: what was handed in keeps its first file."""
    make(proof_id=proof_id)
