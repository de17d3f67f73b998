from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Event, Format, Series

DATE_PANELS = [FieldPanel("precision"), FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])]


class EventViewSet(SnippetViewSet):
    model = Event
    icon = "date"
    search_backend_name = None
    search_fields = ["title__de", "series__title__de", "slug"]
    list_display = ["__str__", "format", "activity", "state"]
    list_filter = ["state", "format", "activity"]
    list_per_page = 50
    panels = [
        FieldPanel("title", help_text=_("Leer: der Titel der Reihe.")),
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("activity"), FieldPanel("format"), FieldPanel("series")], heading=_("Roter Faden")
        ),
        InlinePanel("dates", panels=DATE_PANELS, heading=_("Termine"), label=_("Termin")),
        FieldPanel("venues"),
        FieldPanel("online_url"),
        InlinePanel("event_languages", heading=_("Sprachen"), label=_("Sprache")),
        FieldPanel("audiences"),
        MultiFieldPanel([FieldPanel("childcare"), FieldPanel("access_note")], heading=_("Zugang")),
        InlinePanel("event_organisations", heading=_("Wer mitmacht"), label=_("Organisation")),
        FieldRowPanel([FieldPanel("price"), FieldPanel("price_note")]),
        InlinePanel("items", heading=_("Programm"), label=_("Programmpunkt")),
        FieldPanel("image"),
        FieldPanel("slug", help_text=_("Leer: wird aus dem Titel gebildet.")),
    ]


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "repeat"
    search_backend_name = None
    search_fields = ["title__de", "slug"]
    list_display = ["__str__", "format", "activity"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("activity"),
        FieldPanel("format"),
        FieldPanel("summary"),
        FieldPanel("description"),
    ]


class FormatViewSet(SnippetViewSet):
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
        FieldPanel("position"),
    ]


class EventsGroup(SnippetViewSetGroup):
    items = (EventViewSet, SeriesViewSet, FormatViewSet)
    menu_label = _("Veranstaltungen")
    menu_icon = "date"
    menu_order = 100
