"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import retention


@background("audit.delete_old_entries")
def delete_old_entries() -> None:
    retention.delete_old_entries()


register_schedule("audit.delete_old_entries", at=time(3, 0), title=_("Altes Protokoll löschen"))
