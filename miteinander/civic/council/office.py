from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Body, Membership, Term, WorkingGroup


class BodyViewSet(SnippetViewSet):
    model = Body
    icon = "group"
    search_backend_name = None
    search_fields = ["name__de"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("about"), FieldPanel("legal_basis")]


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "date"
    search_backend_name = None
    search_fields = ["label"]
    list_display = ["label", "body", "starts", "ends"]
    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    ]


class MembershipViewSet(SnippetViewSet):
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


class WorkingGroupViewSet(SnippetViewSet):
    model = WorkingGroup
    icon = "group"
    search_backend_name = None
    search_fields = ["name__de"]
    list_display = ["__str__", "lead"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("body"),
        FieldPanel("about"),
        FieldPanel("lead"),
        FieldPanel("members"),
        FieldPanel("position"),
    ]


class CouncilGroup(SnippetViewSetGroup):
    items = (MembershipViewSet, WorkingGroupViewSet, TermViewSet, BodyViewSet)
    menu_label = _("Der Rat")
    menu_icon = "group"
    menu_order = 320
