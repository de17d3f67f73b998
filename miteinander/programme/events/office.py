from django import forms
from django.core.exceptions import ValidationError
from django.urls import include, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
)
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet
from miteinander.foundation.interface.office_widgets import TickMany
from miteinander.foundation.values.clock import today

from . import office_days, office_planning, office_share, policies, print_subject
from .date_advice import advice_for, plans_of
from .models import Engagement, Event, Format, Series, SeriesException
from .office_event import NextSteps, ReportViewSet
from .office_list import WHEN, EventIndexView
from .office_money import EngagementCreateView, EngagementMoney, EventMoney
from .querysets import PLAN_OF_SERIES
from .recurrence import occurrences, year_after
from .rule_words import rule_words
from .series_actions import check_changes

PLAN = [name for name in PLAN_OF_SERIES if name != "price"]

DATE_PANELS = [FieldPanel("precision"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])]


class DateAdvice(Panel):
    """Feasts, holidays and other events on the stored days; a small script asks again while a date is chosen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/office_date_advice.html"

        def get_context_data(self, parent_context=None):
            stored = Event.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
            return super().get_context_data(parent_context) | {
                "advices": [advice_for(plan) for plan in plans_of(stored)] if stored else [],
                "address": reverse("days:day-hints"),
                "event_id": self.instance.pk,
            }

        @property
        def media(self):
            return forms.Media(js=["events/office_day_hints.js"])


class EventViewSet(RecordViewSet):
    model = Event
    icon = "date"
    search_backend_name = None
    search_fields = ["title__de", "series__title__de", "slug"]
    index_view_class = EventIndexView
    list_display = ["__str__", WHEN, "format", "activity", "state"]
    list_filter = ["state", "format", "activity"]
    list_related = ("series",)
    panels = [
        NextSteps(),
        FieldPanel("title", help_text=_("Leer: der Titel der Reihe.")),
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("activity"), FieldPanel("format"), FieldPanel("series")], heading=_("Roter Faden")
        ),
        InlinePanel("dates", panels=DATE_PANELS, heading=_("Termine"), label=_("Termin")),
        DateAdvice(heading=_("Ist der Tag frei?")),
        FieldPanel("venues", widget=TickMany),
        FieldPanel("online_url"),
        InlinePanel("event_languages", heading=_("Sprachen"), label=_("Sprache")),
        FieldPanel("audiences"),
        MultiFieldPanel([FieldPanel("childcare"), FieldPanel("access_note")], heading=_("Zugang")),
        InlinePanel("event_organisations", heading=_("Wer mitmacht"), label=_("Organisation")),
        FieldRowPanel([FieldPanel("price"), FieldPanel("price_note")]),
        InlinePanel("items", heading=_("Programm"), label=_("Programmpunkt")),
        EventMoney(heading=_("Mitwirkende und Mittel")),
        FieldPanel("image"),
        FieldPanel("slug", help_text=_("Leer: wird aus dem Titel gebildet.")),
        PublishingPanel(),
    ]


SeriesException.panels = [
    FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
    FieldPanel("reason"),
    FieldPanel(
        "precision", help_text=_("Nur beim Verlegen. „Termin folgt“: der neue Termin steht noch nicht fest.")
    ),
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
]


class SeriesForm(WagtailAdminModelForm):
    """Beside the fields themselves: every exception to come meets a day of the rule."""

    def clean(self):
        cleaned = super().clean()
        rows = self.formsets.get("exceptions")
        if rows is None or self.errors or not rows.is_valid():
            return cleaned
        changes = [
            form.instance.as_change()
            for form in rows.forms
            if form.has_changed() | bool(form.instance.pk) and not form.cleaned_data.get("DELETE")
        ]
        plan = Series(**{name: cleaned.get(name) for name in PLAN})
        try:
            check_changes(plan, changes)
        except ValidationError as error:
            self.add_error(None, error.messages[0])
        return cleaned


class RuleSummary(Panel):
    """The rule in words and its next days, as they were last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/office_rule_summary.html"

        def is_shown(self):
            return Series.objects.filter(pk=self.instance.pk, first__isnull=False).exclude(rule="").exists()

        def get_context_data(self, parent_context=None):
            rule = Series.objects.get(
                pk=self.instance.pk
            ).as_rule()  # the form may hold one that cannot be followed
            start = max(today(), rule.first)
            coming = occurrences(rule, start, year_after(start))[:5]
            return super().get_context_data(parent_context) | {
                "words": rule_words(rule, get_language() or "de"),
                "coming": [
                    {"day": one.when.first_day, "state": one.state.label if one.reason else ""}
                    for one in coming
                ],
            }


class SeriesViewSet(RecordViewSet):
    model = Series
    icon = "rotate"
    search_backend_name = None
    search_fields = ["title__de", "slug"]
    list_display = ["__str__", "format", "activity", "plan"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("activity"),
            FieldPanel("format"),
            FieldPanel("summary"),
            FieldPanel("description"),
            MultiFieldPanel(
                [
                    RuleSummary(),
                    FieldPanel("rule"),
                    FieldRowPanel([FieldPanel("first"), FieldPanel("until")]),
                    FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("days")]),
                    FieldPanel("holidays"),
                ],
                heading=_("Wann sie stattfindet"),
                help_text=_(
                    "Nach dem Speichern stehen die Termine der nächsten zwölf Monate im Kalender. "
                    "Was Sie an einem Termin selbst geändert haben, bleibt."
                ),
            ),
            FieldPanel("venues", widget=TickMany),
            InlinePanel("languages", heading=_("Übliche Sprachen"), label=_("Sprache")),
            FieldPanel("price"),
            InlinePanel("exceptions", heading=_("Ausnahmen"), label=_("Ausnahme")),
        ],
        base_form_class=SeriesForm,
    )


class FormatViewSet(RecordViewSet):
    model = Format
    icon = "list-ul"
    search_backend_name = None
    search_fields = ["name__de", "slug"]
    list_display = ["__str__", "duration", "position"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("title_pattern"),
        FieldPanel("pictogram"),
        FieldPanel("duration"),
        FieldPanel("checklist"),
        FieldPanel("position"),
    ]


class EngagementViewSet(RecordViewSet):
    model = Engagement
    icon = "user"
    search_backend_name = None
    search_fields = ["name", "person__name", "organisation__name", "event__title__de"]
    list_display = ["__str__", "event", "kind", "state", "fee"]
    list_filter = ["state", "kind", "legal_form"]
    add_view_class = EngagementCreateView
    panels = [
        EngagementMoney(),
        FieldPanel("event"),
        MultiFieldPanel(
            [FieldPanel("person"), FieldPanel("organisation"), FieldPanel("name")], heading=_("Wer")
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("state")]),
        FieldRowPanel([FieldPanel("fee"), FieldPanel("legal_form")]),
        FieldPanel("resident_abroad"),
        FieldPanel("note"),
    ]

    def get_queryset(self, request):
        return Engagement.objects.select_related("person", "organisation", "event__series")


class EventsGroup(SnippetViewSetGroup):
    items = (EventViewSet, SeriesViewSet, ReportViewSet, EngagementViewSet, FormatViewSet)
    menu_label = _("Veranstaltungen")
    menu_icon = "date"
    menu_order = 100


def menu_item():
    return MenuItem(
        _("Ist der Tag frei?"),
        reverse("days:day-check"),
        name="day-check",
        icon_name="calendar-check",
        order=60,
    )


def plan_item():
    return OfficeItem(
        policies.can_plan,
        _("Veranstaltung planen"),
        reverse("event_office:plan-start"),
        name="plan-event",
        icon_name="plus",
        order=40,
    )


class OfficeItem(MenuItem):
    """Shown to whom the policy lets in."""

    def __init__(self, policy, *args, **kwargs):
        self.policy = policy
        super().__init__(*args, **kwargs)

    def is_shown(self, request):
        return self.policy(request.user)


def urls():
    events = [
        path("planen/", office_planning.plan_start, name="plan-start"),
        path("planen/<slug:slug>/", office_planning.plan_format, name="plan-format"),
        path("<int:pk>/noch-einmal/", office_planning.plan_again, name="plan-again"),
        path("<int:pk>/teilen/", office_share.event_share, name="event-share"),
        path("<int:pk>/absagen/", office_planning.event_cancel, name="event-cancel"),
        path("<int:pk>/verschieben/", office_planning.event_postpone, name="event-postpone"),
        path("<int:pk>/drucken/", print_subject.event_print, name="event-print"),
        path("<int:pk>/neuer-tag/", office_planning.draft_move, name="draft-move"),
    ]
    days = [
        path("", office_days.day_check, name="day-check"),
        path("hinweise/", office_days.day_hints, name="day-hints"),
    ]
    return [
        path("ist-der-tag-frei/", include((days, "days"))),
        path("termine/", include((events, "event_office"))),
    ]
