"""The registry `privacy.traces`: what else knows of a record, and forgets it with the record.

A room registers in `AppConfig.ready()` a function that is called inside the transaction of the erasure:
`register("mailing.about", forget_mails_about)`. It takes a `Gone` and returns how many traces it removed. What knows
an address and not a record registers with `register_address`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Gone:
    """Rows of a model that were deleted (`fields` is empty), or whose fields were emptied. `actor`: who wanted it."""

    model: type[Model]
    pks: tuple[Any, ...]
    fields: tuple[str, ...] = ()
    actor: Any = None

    @property
    def is_whole(self) -> bool:
        return not self.fields


Forget = Callable[[Gone], int]
ForgetAddress = Callable[[str], int]

_forgetters: dict[str, Forget] = {}
_of_addresses: dict[str, ForgetAddress] = {}


def register(name: str, forget: Forget) -> None:
    """Raises ValueError for a name that another function has."""
    if _forgetters.get(name, forget) is not forget:
        raise ValueError(f"The trace {name!r} is registered twice")
    _forgetters[name] = forget


def register_address(name: str, forget: ForgetAddress) -> None:
    if _of_addresses.get(name, forget) is not forget:
        raise ValueError(f"The trace {name!r} is registered twice")
    _of_addresses[name] = forget


def forget_all(gone: Gone) -> int:
    """Every trace of these rows. A few queries for each kind of trace."""
    return sum(forget(gone) for forget in _forgetters.values())


def forget_address(address: str) -> int:
    return sum(forget(address) for forget in _of_addresses.values())
