"""Outlets, deliveries and subscribers, written by the room's own actions."""

from typing import Any

from miteinander.foundation.audit.actions import save_record
from miteinander.programme.newspaper.distribution.actions import (
    Line,
    PostalAddress,
    save_deliveries,
    subscribe,
)
from miteinander.programme.newspaper.models import CarrierRound, Edition, Outlet, PostalSubscriber

from .factories import number


def make_round(**values: Any) -> CarrierRound:
    n = number()
    return save_record(record=CarrierRound(), values={"slug": f"runde-{n}", "name": f"Runde {n}"} | values)


def make_outlet(**values: Any) -> Outlet:
    n = number()
    return save_record(record=Outlet(), values={"slug": f"auslage-{n}", "name": f"Auslage {n}"} | values)


def make_subscriber(*, copies: int = 1, language: str = "", **address: str) -> PostalSubscriber:
    n = number()
    defaults = {
        "name": f"Familie Beispiel {n}",
        "street": "Weg 1",
        "postal_code": "12345",
        "town": "Musterstadt",
    }
    return subscribe(address=PostalAddress(**(defaults | address)), copies=copies, language=language)


def deliver(edition: Edition, outlets: dict[Outlet, tuple[Any, ...]], **options: Any) -> int:
    """`outlets`: planned, delivered, left over; as many as are known."""
    return save_deliveries(
        edition=edition, lines={outlet.pk: Line(*numbers) for outlet, numbers in outlets.items()}, **options
    )
