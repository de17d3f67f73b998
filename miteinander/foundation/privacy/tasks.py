"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import actions


@background("privacy.delete_what_is_due")
def delete_what_is_due() -> None:
    actions.delete_what_is_due()


register_schedule(
    "privacy.delete_what_is_due", at=time(2, 10), title=_("Personenbezogenes nach Ablauf der Frist löschen")
)
