"""The settings of distribution."""

from collections.abc import Mapping
from typing import Any

from miteinander.foundation.audit.actions import save_record

from ...models import DistributionSettings


def save_settings(*, values: Mapping[str, Any], actor: Any = None) -> DistributionSettings:
    """Raises ValidationError."""
    stored = DistributionSettings.objects.filter(pk=1).first()
    return save_record(record=stored or DistributionSettings(pk=1), values=values, actor=actor)
