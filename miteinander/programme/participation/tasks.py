"""Background work of the room."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import actions, support, telling


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
