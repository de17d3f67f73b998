"""Beside Wagtail's form of an event: what comes next, buttons of the list, many events at once, the review."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import CreateView

from miteinander.foundation.interface.office_records import RecordViewSet

from . import actions, companions, drafts, policies
from .companions import Step
from .models import Event, EventReport
from .presentation import has_ended


def next_steps(event: Event, user: Any) -> Iterator[Step]:
    """What this person may do next with a stored event."""
    if event.todo_list_id:
        yield Step(_("Aufgaben"), reverse("planning:list-detail", args=[event.todo_list_id]))
    yield from companions.steps_of(event, user)
    if policies.can_see_office(user):
        yield Step(_("Drucken"), reverse("event_office:event-print", args=[event.pk]))
    yield Step(_("Teilen"), reverse("event_office:event-share", args=[event.pk]))
    if policies.can_plan(user):
        yield Step(_("Noch einmal planen"), reverse("event_office:plan-again", args=[event.pk]))
    if policies.can_cancel(user, event):
        yield Step(_("Verschieben"), reverse("event_office:event-postpone", args=[event.pk]))
        yield Step(_("Absagen"), reverse("event_office:event-cancel", args=[event.pk]))
    if policies.can_report(user):
        report = EventReport.objects.filter(event=event).first()
        if report:
            yield Step(_("Rückblick"), _report_url("edit", report.pk))
        elif any(has_ended(date) for date in event.dates.all()):
            url = f"{_report_url('add')}?veranstaltung={event.pk}"
            yield Step(_("Rückblick schreiben"), url)


def _report_url(name: str, *arguments: int) -> str:
    return reverse(f"wagtailsnippets_events_eventreport:{name}", args=arguments)


class NextSteps(Panel):  # type: ignore[misc]
    """Links above the form of a stored event."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "events/office_steps.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            event = Event.objects.get(pk=self.instance.pk)
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "event": event,
                "steps": list(next_steps(event, self.request.user)),
                "review": event.current_workflow_state,
                "may_publish": policies.can_publish(self.request.user),
            }


def list_buttons(record: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the list, without a query for each row."""
    if not isinstance(record, Event):
        return
    if policies.can_plan(user):
        url = reverse("event_office:plan-again", args=[record.pk])
        yield Button(_("Noch einmal planen"), url, icon_name="copy", priority=50)
    if policies.can_cancel(user, record):
        url = reverse("event_office:event-postpone", args=[record.pk])
        yield Button(_("Verschieben"), url, icon_name="date", priority=60)
        url = reverse("event_office:event-cancel", args=[record.pk])
        yield Button(_("Absagen"), url, icon_name="warning", priority=70)


class EventBulkAction(SnippetBulkAction):  # type: ignore[misc]
    """One of our verbs for many events; what cannot be done is said and left."""

    models = [Event]
    template_name = "events/office_bulk.html"

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        return Event.objects.filter(pk__in=object_ids).select_related("series", "format", "activity")

    def check_perm(self, snippet: Any) -> bool:
        return policies.can_publish(self.request.user) and (
            not snippet.locked or snippet.locked_by_id in (None, self.request.user.pk)
        )

    @classmethod
    def do(cls, event: Event, user: Any) -> bool:
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        view = kwargs["self"]
        done = 0
        for event in objects:
            try:
                done += cls.do(event, view.request.user)
            except ValidationError as error:
                messages.warning(view.request, f"{event}: {' '.join(error.messages)}")
        return done, 0


class PublishEvents(EventBulkAction):
    display_name = gettext_lazy("Veröffentlichen")
    action_type = "publish"
    aria_label = gettext_lazy("Ausgewählte Veranstaltungen veröffentlichen")
    action_priority = 10

    @classmethod
    def do(cls, event: Event, user: Any) -> bool:
        if event.is_public and not event.has_unpublished_changes:
            return False
        drafts.publish_latest(event=event, actor=user)
        return True

    def get_success_message(self, count: int, _children: int) -> str:
        return ngettext(
            "%(count)d Veranstaltung veröffentlicht.", "%(count)d Veranstaltungen veröffentlicht.", count
        ) % {"count": count}


class WithdrawEvents(EventBulkAction):
    display_name = gettext_lazy("Zurückziehen")
    action_type = "withdraw"
    aria_label = gettext_lazy("Ausgewählte Veranstaltungen zurückziehen")
    action_priority = 20

    @classmethod
    def do(cls, event: Event, user: Any) -> bool:
        if not event.is_public:
            return False
        actions.withdraw_event(event=event, actor=user)
        return True

    def get_success_message(self, count: int, _children: int) -> str:
        return ngettext(
            "%(count)d Veranstaltung zurückgezogen.", "%(count)d Veranstaltungen zurückgezogen.", count
        ) % {"count": count}


class ReportCreateView(CreateView):  # type: ignore[misc]
    """`?veranstaltung=` says which event the review is about; who counted its guests proposes their number."""

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance()
        wanted = self.request.GET.get("veranstaltung", "")
        if wanted.isdecimal() and len(wanted) < 19:
            instance = instance or self.model()
            instance.event = Event.objects.filter(pk=int(wanted)).first()
            if instance.event:
                instance.guests = companions.counted_guests(instance.event)
        return instance


class ReportViewSet(RecordViewSet):
    model = EventReport
    icon = "edit"
    add_view_class = ReportCreateView
    search_backend_name = None
    search_fields = ["event__title__de", "event__series__title__de", "sentences"]
    list_display = ["__str__", "guests", "is_estimate", "lessons"]
    list_filter = {"event__activity": ["exact"], "event__format": ["exact"]}
    list_related = ("event__series",)
    panels = [
        FieldPanel("event"),
        MultiFieldPanel([FieldPanel("guests"), FieldPanel("is_estimate")], heading=gettext_lazy("Gäste")),
        FieldPanel("sentences"),
        FieldPanel("lessons"),
        InlinePanel(
            "photos",
            heading=gettext_lazy("Fotos"),
            label=gettext_lazy("Foto"),
            help_text=gettext_lazy(
                "Zu jedem Bild gehört, wer eingewilligt hat. Ungeklärte Bilder erscheinen nirgends."
            ),
        ),
    ]
