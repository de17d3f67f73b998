"""Background work of the room."""

from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.values.clock import now, today
from miteinander.foundation.work import background, register_schedule

from . import actions, minimum, reminders, support, telling


@background("participation.tell", queue="mail")
def tell(*, registration_id: int, news: str) -> None:
    telling.tell(registration_id=registration_id, news=news)


@background("participation.note_support")
def note_support(*, plan_id: int) -> None:
    support.note_support(plan_id=plan_id)


@background("participation.pass_on_offers")
def pass_on_offers() -> None:
    actions.pass_on_offers()


register_schedule(
    "participation.pass_on_offers",
    every=timedelta(minutes=5),
    title=_("Abgelaufene Angebote der Warteliste weitergeben"),
)


# --- Around the day: reminders, changes, thanks, the minimum -------------------------------------------------------


@background("participation.tell_all", queue="mail")
def tell_all(*, plan_id: int, news: str, before: dict[str, Any], stamp: str) -> None:
    reminders.tell_all(plan_id=plan_id, news=news, before=before, stamp=stamp)


@background("participation.remind_guests", queue="mail")
def remind_guests() -> None:
    reminders.remind_guests(day=today())


register_schedule("participation.remind_guests", at=time(9, 0), title=_("An morgen erinnern"))


@background("participation.remind_offers", queue="mail")
def remind_offers() -> None:
    reminders.remind_offers(at=now())


register_schedule(
    "participation.remind_offers", every=timedelta(hours=1), title=_("An angebotene Plätze erinnern")
)


@background("participation.thank_guests", queue="mail")
def thank_guests() -> None:
    reminders.thank_guests(day=today())


register_schedule(
    "participation.thank_guests", at=time(10, 0), title=_("Gästen danken und um Rückmeldung bitten")
)


@background("participation.decide_minimums")
def decide_minimums() -> None:
    actions.decide_minimums()
    minimum.warn(at=now())


register_schedule(
    "participation.decide_minimums",
    every=timedelta(hours=1),
    title=_("Entscheiden, ob genug Menschen angemeldet sind"),
)


@background("participation.empty_food")
def empty_food() -> None:
    actions.empty_food(day=today())


register_schedule("participation.empty_food", at=time(3, 40), title=_("Angaben zum Essen löschen"))
