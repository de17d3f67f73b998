"""Making the file of a proof, in a request or in the background."""

from ..enums import ProofState
from ..models import Proof
from ..proofs.printing import proof_pdf
from ..proofs.reading import data_of
from .proofs import keep_proof_file


def make_proof_file(*, proof_id: int) -> Proof | None:
    """Sets the PDF and keeps it; that of a proof handed in is made once. None: the proof is gone. Seconds to a minute.

    Raises NotSet, Altered.
    """
    proof = Proof.objects.select_related("fund", "file").filter(pk=proof_id).first()
    if proof is None or (proof.file_id and proof.state == ProofState.SUBMITTED):
        return proof
    printed = proof_pdf(data_of(proof), frozen=proof.frozen, sha256=proof.frozen_sha256)
    keep_proof_file(
        proof=proof,
        content=printed.content,
        name=f"nachweis-{proof.pk}-{proof.frozen_sha256[:8] or 'entwurf'}.pdf",
    )
    return proof
