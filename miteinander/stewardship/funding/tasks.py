"""Background work of money."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from .actions import files
from .actions.proof_files import make_proof_file as make


@background("funding.make_proof_file")
def make_proof_file(*, proof_id: int) -> None:
    """For a proof too large for a request. Twice does no harm: what was handed in keeps its first file."""
    make(proof_id=proof_id)


@background("funding.discard_forgotten")
def discard_forgotten() -> None:
    files.discard_forgotten()


register_schedule(
    "funding.discard_forgotten", at=time(3, 20), title=_("Dateien löschen, die niemand als Beleg gebucht hat")
)
