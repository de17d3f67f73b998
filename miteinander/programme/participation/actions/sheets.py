"""Sheets of paper with a number: made when they are printed, typed in once, all of it or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.models import Event

from ..enums import Channel, SheetKind
from ..errors import CannotTakePart
from ..models import PrintedSheet, Registration, RegistrationPlan
from ..party import PartyWish
from .booking import register_party
from .seats import lock_plan

LETTERS = {
    SheetKind.REGISTRATION: "A",
    SheetKind.FEEDBACK: "R",
    SheetKind.SIGN_IN: "T",
    SheetKind.BRING: "M",
}
"""Numbers start with the letter of their kind, so that nobody types a sheet into the wrong form."""


class SheetNotThere(Exception):
    """Nothing may be typed in under this number; `sentence` says why and what to do."""

    sentence = ""


class SheetUnknown(SheetNotThere):
    """No such sheet was printed for the event, or it is one of another kind (`other`)."""

    def __init__(self, number: str, other: PrintedSheet | None = None) -> None:
        super().__init__(number)
        self.number, self.other = number, other

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.other is not None:
            return _("Blatt %(number)s gehört nicht hierher: Es ist gedruckt als „%(kind)s“.") % {
                "number": self.number,
                "kind": self.other.get_kind_display(),
            }
        return _(
            "Ein Blatt %(number)s ist für diese Veranstaltung nicht gedruckt. Bitte sehen Sie auf dem Blatt nach: "
            "Die Nummer steht oben."
        ) % {"number": self.number}


class SheetEnteredBefore(SheetNotThere):
    def __init__(self, sheet: PrintedSheet) -> None:
        super().__init__(sheet.number)
        self.sheet = sheet

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return _("Blatt %(number)s ist schon eingegeben, am %(day)s. Es wurde nichts doppelt gezählt.") % {
            "number": self.sheet.number,
            "day": f"{self.sheet.entered_at:%d.%m.%Y}",
        }


class SheetRefused(Exception):
    """Nothing of the sheet was booked; `rows` says of which rows why."""

    def __init__(self, rows: Mapping[int, CannotTakePart]) -> None:
        super().__init__()
        self.rows = rows


def reserve_numbers(*, event_id: int, kind: SheetKind, count: int, run: str) -> list[str]:
    """The numbers of sheets that are about to be printed, one after another; two at once never get the same one.

    The same run asked again gets the same numbers.
    """
    letter = LETTERS[kind]
    with write_in_turn():
        Event.objects.select_for_update().only("pk").get(pk=event_id)
        known = PrintedSheet.objects.filter(event=event_id, number__startswith=letter)
        if again := list(known.filter(run=run).order_by("pk").values_list("number", flat=True)):
            return again
        used = [number[1:] for number in known.values_list("number", flat=True)]
        first = 1 + max((int(rest) for rest in used if rest.isdecimal()), default=0)
        numbers = [f"{letter}{number}" for number in range(first, first + count)]
        PrintedSheet.objects.bulk_create(
            PrintedSheet(event_id=event_id, kind=kind, number=number, run=run) for number in numbers
        )
    return numbers


def claim_sheet(*, event_id: int, kind: SheetKind, number: str, actor: Any = None) -> PrintedSheet:
    """Note that a printed sheet is typed in; inside the transaction that stores what stands on it.

    Raises SheetUnknown, SheetEnteredBefore.
    """
    by = actor if getattr(actor, "pk", None) else None
    found = PrintedSheet.objects.filter(event=event_id, number=number)
    claimed = found.filter(kind=kind, entered_at=None).update(entered_at=now(), entered_by=by)
    sheet = found.first()
    if sheet is None or sheet.kind != kind:
        raise SheetUnknown(number, sheet)
    if not claimed:
        raise SheetEnteredBefore(sheet)
    return sheet


def note_returned(*, event_id: int, number: str, actor: Any = None) -> PrintedSheet:
    """A list is back and filed; there is nothing to type in. Raises SheetUnknown, SheetEnteredBefore."""
    sheet = PrintedSheet.objects.filter(event=event_id, number=number).first()
    if sheet is None or sheet.kind not in (SheetKind.SIGN_IN, SheetKind.BRING):
        raise SheetUnknown(number, sheet)
    with write_in_turn():
        return claim_sheet(event_id=event_id, kind=SheetKind(sheet.kind), number=number, actor=actor)


def enter_sheet(
    *, plan: RegistrationPlan, number: str, wishes: Mapping[int, PartyWish], actor: Any = None
) -> list[Registration]:
    """Register the parties of a sheet in the order of its rows; `wishes` by row.

    Where the seats are gone, a row goes to the waiting list. When one row cannot be booked at all, none is, so that the
    sheet can be put right and saved again under its number. Raises SheetUnknown, SheetEnteredBefore, SheetRefused.
    """
    refused: dict[int, CannotTakePart] = {}
    booked = []
    with write_in_turn():
        lock_plan(plan.pk)
        sheet = claim_sheet(event_id=plan.event_id, kind=SheetKind.REGISTRATION, number=number, actor=actor)
        for row, wish in wishes.items():
            try:
                with transaction.atomic():
                    booked.append(
                        register_party(
                            plan_id=plan.pk, wish=wish, channel=Channel.PAPER, sheet=sheet, actor=actor
                        )
                    )
            except CannotTakePart as error:
                refused[row] = error
        if refused:
            raise SheetRefused(refused)
    return booked


def waiting_number(event_id: int, kind: SheetKind) -> str:
    """The first printed sheet that is not typed in yet; empty when there is none. One query."""
    open_ones = PrintedSheet.objects.filter(event=event_id, kind=kind, entered_at=None)
    return open_ones.order_by("pk").values_list("number", flat=True).first() or ""


def entered_sheets(event_id: int, kind: SheetKind) -> QuerySet[PrintedSheet]:
    """Those that are typed in, the latest first."""
    done = PrintedSheet.objects.filter(event=event_id, kind=kind, entered_at__isnull=False)
    return done.order_by("-entered_at", "-pk")
