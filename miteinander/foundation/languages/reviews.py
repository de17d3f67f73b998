"""How far each language of the interface has been read: the header `X-Review` of its public catalogue."""

import re
from enum import StrEnum
from functools import cache

from .registry import base_language

_HEADER = re.compile(r'^"X-Review: (\w+)\\n"$', re.MULTILINE)
_LONGEST_HEADER = 4000


class Review(StrEnum):
    """`written` by a person or a machine that knows the language; `read` by somebody who grew up with it.

    `missing`: there is no catalogue, the interface speaks German.
    """

    ORIGINAL = "original"
    MISSING = "missing"
    WRITTEN = "written"
    READ = "read"


@cache
def review_of(code: str) -> Review:
    """German is the original. A catalogue without the header, or with an unknown word, counts as written."""
    from .catalogues import catalogue_path  # it knows the tools that pages do not need

    if code == base_language():
        return Review.ORIGINAL
    try:
        with catalogue_path(code).open(encoding="utf-8") as catalogue:
            found = _HEADER.search(catalogue.read(_LONGEST_HEADER))
    except FileNotFoundError:
        return Review.MISSING
    return Review.READ if found and found[1] == Review.READ else Review.WRITTEN
