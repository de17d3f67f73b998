"""The minimum: on the day of decision the event takes place, or is called off with a reason."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.foundation.work import enqueue
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event

from ..enums import RegistrationState, Verdict
from ..models import Guest, RegistrationPlan
from .seats import lock_plan


def decide_minimums(*, at: datetime | None = None) -> list[int]:
    """Decide every plan whose day of decision has come; the plans. Running twice decides once."""
    moment = at or now()
    due = RegistrationPlan.objects.to_decide(moment).filter(event__state=EventState.PUBLISHED)
    return [pk for pk in list(due.values_list("pk", flat=True)) if decide_minimum(plan_id=pk, at=moment)]


def decide_minimum(*, plan_id: int, at: datetime | None = None) -> Verdict | None:
    """Count the booked guests and write the verdict: those who registered are told, too few cancel the event.

    An offer that nobody accepted yet does not count. None when there is nothing (more) to decide.
    """
    with write_in_turn():
        locked = lock_plan(plan_id)
        plan = locked.plan
        moment = at or now()
        if plan.minimum is None or plan.verdict != Verdict.OPEN or not locked.takes_place:
            return None
        if plan.decides_at is None or plan.decides_at > moment:
            return None
        enough = booked_guests(plan_id) >= plan.minimum
        verdict = Verdict.TAKES_PLACE if enough else Verdict.CALLED_OFF
        RegistrationPlan.objects.filter(pk=plan_id).update(verdict=verdict)
        write_entry(
            record=plan, verb=Verb.OTHER, actor=None, fields=["verdict"], detail=f"participation.{verdict}"
        )
        if enough:
            enqueue(
                "participation.tell_all",
                plan_id=plan_id,
                news="takes_place",
                before={},
                stamp=moment.isoformat(),
            )
        else:
            cancel_event(event=Event.objects.get(pk=plan.event_id), reason=too_few())
        return verdict


def booked_guests(plan_id: int) -> int:
    """Who is sure to come; offered seats are not."""
    return Guest.objects.filter(
        registration__plan=plan_id, registration__state=RegistrationState.BOOKED
    ).count()


def too_few() -> Translated:
    """The reason, in every language that has the sentence."""
    texts = {}
    for code in site_codes():
        with translation.override(code):
            texts[code] = _("Es haben sich leider zu wenige Menschen angemeldet.")
    base = texts[base_language()]
    return Translated.of(
        {code: text for code, text in texts.items() if code == base_language() or text != base}
    )
