from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import actions


@background("website.erase_old_reports")
def erase_old_reports() -> None:
    actions.erase_old_reports()


register_schedule("website.erase_old_reports", at=time(3, 10), title=_("Erledigte Barrieremeldungen löschen"))
