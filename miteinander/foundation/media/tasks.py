"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import consents


@background("media.take_down_expired")
def take_down_expired() -> None:
    consents.take_down_expired()


register_schedule(
    "media.take_down_expired", at=time(0, 5), title=_("Bilder abhängen, deren Einwilligung abgelaufen ist")
)
