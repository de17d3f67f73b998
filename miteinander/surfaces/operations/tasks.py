"""What keeps an installation clean and punctual: commands of Django, Wagtail and the queue, by the schedule."""

from datetime import time, timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

REVISIONS_KEPT = 90
RESULTS_KEPT, FAILURES_KEPT = 7, 90
"""Days."""


@background("operations.publish_scheduled")
def publish_scheduled() -> None:
    """Publish what was planned for now, and take back what was planned to end."""
    call_command("publish_scheduled", verbosity=0)


@background("operations.purge_revisions")
def purge_revisions() -> None:
    """Old drafts; the newest of each record and what waits for review or publishing stay."""
    call_command("purge_revisions", days=REVISIONS_KEPT, verbosity=0)


@background("operations.clear_sessions")
def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)


@background("operations.prune_results")
def prune_results() -> None:
    """Rows of the queue whose work is done."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=RESULTS_KEPT,
        failed_min_age_days=FAILURES_KEPT,
        verbosity=0,
    )


register_schedule(
    "operations.publish_scheduled",
    every=timedelta(minutes=1),
    title=_("Geplantes veröffentlichen oder zurückziehen"),
)
register_schedule("operations.purge_revisions", at=time(3, 30), title=_("Alte Fassungen löschen"))
register_schedule("operations.clear_sessions", at=time(3, 40), title=_("Abgelaufene Anmeldungen löschen"))
register_schedule("operations.prune_results", at=time(3, 50), title=_("Liste der erledigten Arbeit kürzen"))
