"""The sections a newspaper begins with. Read by a migration."""

from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"


def sections() -> list[dict[str, Any]]:
    """Each with `slug`, `colour` and `name` by language, in their order."""
    content: list[dict[str, Any]] = yaml.safe_load((DATA / "sections.yaml").read_text(encoding="utf-8"))
    return content
