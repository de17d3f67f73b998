from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet

from .models import Borough, District, Venue


class BoroughViewSet(RecordViewSet):
    model = Borough
    icon = "globe"
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_display = ["number", "name"]
    panels = [FieldPanel("number"), FieldPanel("name"), FieldPanel("slug")]


class DistrictViewSet(RecordViewSet):
    model = District
    icon = "globe"
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_display = ["name", "borough"]
    list_filter = ["borough"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("borough"),
        FieldPanel("synonyms"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldRowPanel([FieldPanel("map_column"), FieldPanel("map_row")]),
    ]


class VenueViewSet(RecordViewSet):
    model = Venue
    icon = "home"
    search_backend_name = None
    search_fields = ["name__de", "slug", "street"]
    list_display = ["__str__", "district", "step_free"]
    list_filter = ["district", "step_free"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("district"),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")])],
            heading=_("Adresse"),
        ),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("toilet"), FieldPanel("induction_loop")]),
                FieldPanel("stop"),
                FieldPanel("parking"),
                FieldPanel("access_note"),
            ],
            heading=_("Wie man hinkommt und hineinkommt"),
        ),
    ]


class PlacesGroup(SnippetViewSetGroup):
    items = (VenueViewSet, DistrictViewSet, BoroughViewSet)
    menu_label = _("Orte")
    menu_icon = "home"
    menu_order = 300
