from collections.abc import Callable
from dataclasses import dataclass

from .parts import Values


@dataclass(frozen=True)
class Sample:
    """One state of a component. `inputs` gives the template's context in a language."""

    name: str
    inputs: Callable[[str], Values]
