from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordViewSet
from miteinander.foundation.interface.office_widgets import TickMany

from .models import Body, Membership, Term, WorkingGroup


class BodyViewSet(RecordViewSet):
    model = Body
    icon = "group"
    search_backend_name = None
    search_fields = ["name__de"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("about"), FieldPanel("legal_basis")]


class TermViewSet(RecordViewSet):
    model = Term
    icon = "date"
    search_backend_name = None
    search_fields = ["label"]
    list_display = ["label", "body", "starts", "ends"]
    list_filter = ["body"]
    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]


class MembershipViewSet(RecordViewSet):
    model = Membership
    icon = "user"
    search_backend_name = None
    search_fields = ["title__de", "function__de"]
    list_display = ["__str__", "kind", "term"]
    list_filter = ["term", "kind"]
    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("term"),
        FieldPanel("kind"),
        FieldPanel("function"),
        FieldPanel("person"),
        FieldPanel("languages"),
        FieldPanel("position"),
    ]


class WorkingGroupViewSet(RecordViewSet):
    model = WorkingGroup
    icon = "group"
    search_backend_name = None
    search_fields = ["name__de"]
    list_display = ["__str__", "lead"]
    list_filter = ["body"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("body"),
        FieldPanel("about"),
        FieldPanel("lead"),
        FieldPanel("members", widget=TickMany),
        FieldPanel("position"),
    ]


class CouncilGroup(SnippetViewSetGroup):
    items = (MembershipViewSet, WorkingGroupViewSet, TermViewSet, BodyViewSet)
    menu_label = _("Der Rat")
    menu_icon = "group"
    menu_order = 320
