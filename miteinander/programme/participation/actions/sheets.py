"""A sheet of paper that is typed in: all of it or nothing, and once."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from miteinander.foundation.values.writing import write_in_turn

from ..enums import Channel
from ..errors import CannotTakePart
from ..models import Registration, RegistrationPlan, Sheet
from ..party import PartyWish
from .booking import register_party
from .seats import lock_plan

KIND = "registration"


class SheetEnteredBefore(Exception):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet


class SheetRefused(Exception):
    """Nothing of the sheet was booked; `rows` says of which rows why."""

    def __init__(self, rows: Mapping[int, CannotTakePart]) -> None:
        super().__init__()
        self.rows = rows


def enter_sheet(
    *, plan: RegistrationPlan, number: str, wishes: Mapping[int, PartyWish], actor: Any = None
) -> list[Registration]:
    """Register the parties of a sheet in the order of its rows; `wishes` by row.

    Where the seats are gone, a row goes to the waiting list. When one row cannot be booked at all, none is, so that the
    sheet can be put right and saved again under its number. Raises SheetEnteredBefore, SheetRefused.
    """
    refused: dict[int, CannotTakePart] = {}
    booked = []
    try:
        with write_in_turn():
            lock_plan(plan.pk)
            sheet = Sheet.objects.create(event_id=plan.event_id, kind=KIND, number=number)
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
    except IntegrityError:
        entered = Sheet.objects.filter(event_id=plan.event_id, kind=KIND, number=number).first()
        if entered is None:
            raise
        raise SheetEnteredBefore(entered) from None
    return booked
