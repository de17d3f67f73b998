from typing import Any

from miteinander.foundation.audit.actions import save_record

from .models import Identity


def save_identity(*, values: dict[str, Any], actor: Any = None) -> Identity:
    """Write who runs this installation."""
    record = Identity.objects.filter(pk=1).first() or Identity(pk=1)
    return save_record(record=record, values=values, actor=actor)
