"""What of Wagtail's office is not shown: there is no tree of pages, so nothing that only pages need."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from miteinander.foundation.interface import record_links
from miteinander.foundation.interface.models import Identity
from miteinander.foundation.interface.office_menu import Heading, place

from . import choosers, menu, personal_data, trail, views
from .dashboard import DashboardPanel
from .identity_form import IdentityForm

# `review_mails` writes these, through the outbox and in the reader's language; here every app has made its connections.
for signal, uid in (
    (task_submitted, "group_approval_task_submitted"),
    (workflow_submitted, "workflow_state_submitted"),
    (workflow_rejected, "workflow_state_rejected"),
    (workflow_approved, "workflow_state_approved"),
):
    sender = TaskState if signal is task_submitted else WorkflowState
    signal.disconnect(sender=sender, dispatch_uid=f"{uid}_email_notification")

Identity.base_form_class = IdentityForm

place(Heading.INVITE, "wagtailimages:index", "wagtaildocs:index", order=40)
place(Heading.PLAN, "office:year-wheel", order=1)
place(Heading.SETTINGS, "audit:entry-list", "privacy:register", order=600)
place(Heading.SETTINGS, "office:language-list", order=11)
NOT_SHOWN = {"help", "explorer", "sites", "redirects", "locked-pages", "aging-pages", "page-types-usage"}


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def without_pages(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in NOT_SHOWN]


@hooks.register("construct_main_menu", order=1000)
def in_the_words_of_the_office(request: Any, items: list[Any]) -> None:
    items[:] = menu.grouped(request, items)


@hooks.register("construct_homepage_summary_items")
def without_page_count(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]


@hooks.register("construct_homepage_panels", order=1000)
def one_dashboard(request: Any, panels: list[Any]) -> None:
    """In place of Wagtail's panels: its lists of work in progress ask for each record once more."""
    panels[:] = [DashboardPanel()]


@hooks.register("insert_global_admin_css")
def office_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


for room in (trail, personal_data):
    hooks.register("register_admin_urls", lambda urls=room.urls: urls)
    hooks.register("register_admin_menu_item", room.menu_item)
record_links.register(trail.link_to_trail)
record_links.register(personal_data.link_to_person)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    pages = [
        path("jahr/", views.year_wheel, name="year-wheel"),
        path("sprachen/", views.language_list, name="language-list"),
    ]
    return [path("", include((pages, "office")))]


@hooks.register("register_admin_menu_item")
def year_item() -> MenuItem:
    return MenuItem(
        _("Das Jahr"), reverse("office:year-wheel"), name="year-wheel", icon_name="calendar-alt", order=30
    )


@hooks.register("register_settings_menu_item")
def languages_item() -> MenuItem:
    return MenuItem(
        _("Sprachen der Seite"), reverse("office:language-list"), name="languages", icon_name="globe", order=5
    )


@hooks.register("register_admin_viewset", order=1000)
def choosers_with_nonce() -> list[Any]:
    """No view of its own: this hook runs when every record of the office is known, and the last word counts."""
    choosers.register()
    return []


@hooks.register("construct_snippet_action_menu")
def review_first(items: list[Any], request: Any, context: Any) -> None:
    """Who opens what waits for review finds the answer on the big button. Publishing past the review is not offered."""
    if any(item.name == "approve" for item in items):
        items[:] = sorted(
            (item for item in items if item.name != "action-publish"), key=lambda item: item.name != "approve"
        )


@hooks.register("before_delete_snippet")
def ask_the_policy_of_the_record(request: Any, records: list[Any]) -> None:
    """Wagtail's bulk deletion asks for the bare permission only, not for the policy of the record's own page."""
    for model in {type(record) for record in records}:
        if not model.snippet_viewset.permission_policy.user_has_permission(request.user, "delete"):
            raise PermissionDenied
