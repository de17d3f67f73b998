"""The page "Hintergrundarbeit" of the office: does it run, what is due when, what failed."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from . import entries, leases
from .models import ScheduledRun
from .schedule import Rule, schedules

VIEW, RETRY = "work.view_scheduledrun", "work.retry_work"
SHOWN = 20
STATES = {
    TaskResultStatus.READY: gettext_lazy("wartet"),
    TaskResultStatus.RUNNING: gettext_lazy("läuft gerade"),
    TaskResultStatus.SUCCESSFUL: gettext_lazy("erledigt"),
    TaskResultStatus.FAILED: gettext_lazy("gescheitert"),
}


def allowed(permission):
    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


@allowed(VIEW)
@require_safe
def overview(request):
    """Eight queries, however much there is."""
    failed = Paginator(entries.failed(), SHOWN).get_page(request.GET.get("p"))
    by_state = DBTaskResult.objects.values_list("status")
    context = {
        "workers": len(leases.living()),
        "waiting": by_state.filter(status=TaskResultStatus.READY).count(),
        "running": by_state.filter(status=TaskResultStatus.RUNNING).count(),
        "runs": scheduled_runs(),
        "tried_again": [_shown(entry) for entry in entries.tried_again()[:SHOWN]],
        "failed": failed,
        "failures": [_shown(entry) for entry in failed],
        "may_retry": request.user.has_perm(RETRY),
    }
    return render(request, "work/overview.html", context)


@allowed(RETRY)
@require_POST
def retry(request, entry_id):
    entry = entries.failed().filter(pk=entry_id).first()
    if entry is None or not entries.try_again(entry_id):
        raise Http404
    log(instance=entry, action="work.retry", user=request.user)
    messages.success(request, _("Die Arbeit wird noch einmal versucht."))
    return redirect("work:overview")


def scheduled_runs():
    """One row for each schedule. Two queries."""
    stored = {row.name: row for row in ScheduledRun.objects.all()}
    last = {row.last_entry for row in stored.values() if row.last_entry}
    states = dict(DBTaskResult.objects.filter(pk__in=last).values_list("pk", "status"))
    found = []
    for one in schedules():
        row = stored.get(one.name)
        state = states.get(row.last_entry) if row else None
        found.append(
            {
                "title": one.title or one.name,
                "rule": words(one.rule),
                "row": row,
                "state": STATES.get(state, ""),
                "is_bad": state == TaskResultStatus.FAILED,
            }
        )
    return found


def words(rule: Rule) -> str:
    """The rule as people say it."""
    if rule.at is not None:
        time = f"{rule.at:%H:%M}"
        if not rule.weekdays:
            return _("täglich um %(time)s Uhr") % {"time": time}
        days = ", ".join(str(WEEKDAYS[day]) for day in sorted(rule.weekdays))
        return _("%(days)s um %(time)s Uhr") % {"days": days, "time": time}
    seconds = int(rule.every.total_seconds())
    if seconds % 3600 == 0:
        hours = seconds // 3600
        return ngettext("jede Stunde", "alle %(count)s Stunden", hours) % {"count": hours}
    if seconds % 60 == 0:
        minutes = seconds // 60
        return ngettext("jede Minute", "alle %(count)s Minuten", minutes) % {"count": minutes}
    return ngettext("jede Sekunde", "alle %(count)s Sekunden", seconds) % {"count": seconds}


def _shown(entry):
    titles = {one.name: one.title for one in schedules()}
    name = entries.name_of(entry)
    return {
        "entry": entry,
        "name": name,
        "title": titles.get(name) or name,
        "attempts": len(entry.worker_ids),
        "killed": entry.exception_class_path == entries.KILLED,
        "reason": entry.exception_class_path.rpartition(".")[2],
    }


urls = [
    path(
        "hintergrundarbeit/",
        include(
            (
                [
                    path("", overview, name="overview"),
                    path("<uuid:entry_id>/noch-einmal/", retry, name="retry"),
                ],
                "work",
            ),
            namespace="work",
        ),
    )
]


class WorkMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


def menu_item():
    return WorkMenuItem(
        gettext_lazy("Hintergrundarbeit"),
        reverse("work:overview"),
        name="background-work",
        icon_name="cogs",
        order=900,
    )
