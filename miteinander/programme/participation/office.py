"""The room in the office: its addresses, its place in the menu, and how one gets there from an event."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from miteinander.programme.events.models import Event

from . import (
    office_entry,
    office_export,
    office_invitations,
    office_list,
    office_plan,
    office_print,
    office_registration,
    policies,
)
from .models import RegistrationPlan


def urls() -> list[Any]:
    pages = [
        path("", office_list.event_list, name="event-list"),
        path("<int:pk>/", office_list.registration_list, name="registration-list"),
        path("<int:pk>/liste/", office_print.door_list, name="door-list"),
        path("<int:pk>/anbieten/", office_list.seats_offer, name="seats-offer"),
        path("<int:pk>/anmeldungen.csv", office_export.export_csv, name="export-csv"),
        path("<int:pk>/anmeldungen.xlsx", office_export.export_xlsx, name="export-xlsx"),
        path("<int:pk>/plaetze/", office_plan.plan_edit, name="plan-edit"),
        path("<int:pk>/fragen/", office_plan.question_edit, name="question-edit"),
        path("<int:pk>/mitbringen/", office_plan.bring_edit, name="bring-edit"),
        path("<int:pk>/telefon/", office_entry.entry, name="entry"),
        path("<int:pk>/blatt/", office_entry.sheet, name="sheet"),
        path("<int:pk>/blatt/leer/", office_print.blank_sheet, name="blank-sheet"),
        path("<int:pk>/blatt/zurueck/", office_print.sheet_returned, name="sheet-returned"),
        path("<int:pk>/einladungen/", office_invitations.invitation_list, name="invitation-list"),
        path("<int:pk>/einladungen/neu/", office_invitations.invitation_add, name="invitation-add"),
        path("<int:pk>/einladungen/tun/", office_invitations.invitations_do, name="invitations-do"),
        path("<int:pk>/einladungen/briefe/", office_print.letters, name="letters"),
        path("einladung/<int:pk>/", office_invitations.invitation_edit, name="invitation"),
        path("einladung/<int:pk>/tun/", office_invitations.invitation_do, name="invitation-do"),
        path("gruppe/<int:pk>/", office_registration.registration_detail, name="registration"),
        path("gruppe/<int:pk>/aendern/", office_registration.registration_change, name="registration-change"),
        path("gruppe/<int:pk>/tun/", office_registration.registration_do, name="registration-do"),
        path("gruppe/<int:pk>/zettel/", office_print.registration_slip, name="registration-slip"),
    ]
    return [path("anmeldungen/", include((pages, "participation_office")))]


class PlansMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return policies.can_see_plans(request.user)


def menu_item() -> MenuItem:
    return PlansMenuItem(
        _("Anmeldungen"),
        reverse("participation_office:event-list"),
        name="registrations",
        icon_name="group",
        order=45,
    )


def list_buttons(record: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the list of events, without a query for each row."""
    if isinstance(record, Event) and policies.can_see_plans(user):
        url = reverse("participation_office:registration-list", args=[record.pk])
        yield Button(_("Anmeldung"), url, icon_name="group", priority=40)


def after_edit(request: HttpRequest, record: Any) -> None:
    """The next step after an event is published: how people take part."""
    if not isinstance(record, Event) or not policies.can_change_plans(request.user):
        return
    if "action-publish" not in request.POST or RegistrationPlan.objects.filter(event=record).exists():
        return
    url = reverse("participation_office:plan-edit", args=[record.pk])
    messages.info(
        request,
        _("Wie kommen die Gäste zu „%(title)s“? Ohne Angabe braucht niemand sich anzumelden.")
        % {"title": record},
        buttons=[messages.button(url, _("Anmeldung einrichten"))],
    )
