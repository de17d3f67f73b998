"""What the room brings along: checklists and the school holidays published so far. Read by migrations."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"


def read(name: str) -> Mapping[str, Any]:
    """A data file of the room."""
    content: Mapping[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return content


def checklists() -> list[dict[str, Any]]:
    """Each with `slug`, `name`, `about` and the lines of its blocks, the earliest first, undated ones last."""
    content = read("checklists.yaml")
    blocks = content["blocks"]
    return [
        {
            "slug": one["slug"],
            "name": one["name"],
            "about": one["about"],
            "items": sorted(
                (line for block in one["items"] for line in blocks[block]),
                key=lambda line: (line.get("days") is None, line.get("days") or 0),
            ),
        }
        for one in content["checklists"]
    ]


def school_holidays() -> Mapping[str, Any]:
    """`source`, `checked_on` and `spans`, each with `name`, `first` and `last`."""
    return read("school_holidays.yaml")
