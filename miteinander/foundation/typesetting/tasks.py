"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import batches, keeping


@background(batches.WORK, queue="pdf")
def print_batch(job: str) -> None:
    batches.print_batch(job)


@background("typesetting.tidy_prints")
def tidy_prints() -> None:
    batches.erase_old_batches()
    keeping.drop_unused_files()


register_schedule("typesetting.tidy_prints", at=time(3, 40), title=_("Alte Druckaufträge löschen"))
