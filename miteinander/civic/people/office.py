from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet
from miteinander.foundation.interface.office_widgets import TickMany

from .models import Organisation, Person


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_display = ["name", "district", "email"]
    list_filter = ["district"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kinds"),
        FieldPanel("district"),
        FieldPanel("venues", widget=TickMany),
        MultiFieldPanel(
            [FieldPanel("telephone"), FieldPanel("email"), FieldPanel("website")], heading=_("Kontakt")
        ),
        FieldPanel("languages"),
        FieldPanel("about"),
        MultiFieldPanel(
            [
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel("logo_width"), FieldPanel("logo_position")]),
                FieldPanel("logo_rule"),
                FieldPanel("funding_sentence"),
            ],
            heading=_("Wenn sie fördert"),
            help_text=_(
                "Logo und Fördersatz stehen auf jedem Blatt der Veranstaltungen, bei denen sie als Förderer eingetragen "
                "ist, und auf denen ihrer Vorhaben."
            ),
        ),
    ]


class PersonViewSet(RecordViewSet):
    model = Person
    icon = "user"
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_display = ["name", "organisation"]
    list_filter = ["organisation"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("name_other_script"),
        FieldPanel("form_of_address"),
        FieldPanel("pronunciation"),
        FieldPanel("organisation"),
        FieldPanel("telephone"),
        FieldPanel("email"),
    ]


class PeopleGroup(SnippetViewSetGroup):
    items = (OrganisationViewSet, PersonViewSet)
    menu_label = _("Menschen")
    menu_icon = "group"
    menu_order = 310
