"""Background work of the room."""

from datetime import time

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import filling, tidying


@background("translation.fill_by_machine")
def fill_by_machine(*, kind: str, record_id: int, lang: str, actor_id: int | None = None) -> None:
    actor = get_user_model()._default_manager.filter(pk=actor_id).first() if actor_id else None
    filling.fill(kind=kind, record_id=record_id, lang=lang, actor=actor)


@background("translation.tidy")
def tidy() -> None:
    tidying.tidy()


register_schedule("translation.tidy", at=time(3, 40), title=_("Übersetzungsliste aufräumen"))
