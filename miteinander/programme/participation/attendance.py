"""Who was there, by the door's book: let in, and not taken back."""

from django.db.models import Exists, OuterRef

from .enums import DoorDeed
from .models import DoorEntry, Guest, Registration

CAME = (DoorDeed.IN, DoorDeed.WALK_IN)


def present_guests(registration: Registration) -> list[Guest]:
    """The people of a party who were let in. One query."""
    undone = DoorEntry.objects.filter(event=registration.plan.event_id, deed=DoorDeed.UNDO).values("undoes")
    let_in = DoorEntry.objects.filter(guest=OuterRef("pk"), deed=DoorDeed.IN).exclude(uid__in=undone)
    guests = Guest.objects.filter(Exists(let_in), registration=registration).select_related("pool__item")
    return list(guests.order_by("position"))


def was_recorded(event_id: int) -> bool:
    """Whether anybody kept the door's book at this event. One query."""
    return DoorEntry.objects.filter(event=event_id, deed__in=CAME).exists()
