"""The registry `newspaper.release_checks`: what must be right before an edition goes to print.

A module registers `register("layout", check)` in `AppConfig.ready()`: a function that takes the edition and returns its
findings. `release_edition` refuses while one of them is `blocking`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`message` and `fix` are whole sentences in the reader's language; `page` 0 for the edition as a whole."""

    message: str
    fix: str = ""
    page: int = 0
    blocking: bool = True
    url: str = ""


Check = Callable[[Edition], Iterable[Finding]]

_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Raises ValueError when two take one name."""
    if _checks.get(name, check) is not check:
        raise ValueError(f"Release checks {name!r} are registered twice")
    _checks[name] = check


def unregister(name: str) -> None:
    del _checks[name]


def findings(edition: Edition) -> list[Finding]:
    """What all checks found, by page; blocking ones first on each."""
    found = [one for check in _checks.values() for one in check(edition)]
    return sorted(found, key=lambda one: (one.page, not one.blocking))
