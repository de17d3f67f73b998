"""The dates of an edition, counted back from the day it lies on the doormat."""

from collections.abc import Mapping
from datetime import date, timedelta

from .enums import Step

DAYS_BEFORE: Mapping[Step, int] = {
    Step.COPY: 42,
    Step.EDITING: 35,
    Step.TRANSLATION: 21,
    Step.PROOF: 14,
    Step.PRINT: 10,
    Step.DELIVERY: 0,
}
"""Days before the delivery. Our own assumption for a paper made beside other work: a week to edit, two to translate, a
week for the layout, four days to correct the proof, ten for the print shop. Each can be moved by hand."""
FEWEST_A_YEAR = 2
"""The council's paper comes out at least twice a year (`shared/peers.md` S3.1)."""


def planned_days(delivery_on: date) -> dict[Step, date]:
    """When each step is due; a day at the weekend moves back to the Friday before, the delivery stays."""
    days = {step: _workday(delivery_on - timedelta(days=before)) for step, before in DAYS_BEFORE.items()}
    return days | {Step.DELIVERY: delivery_on}


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.isoweekday() - 5))
