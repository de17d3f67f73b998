from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .models import Identity
from .office_records import RecordViewSet


class IdentityViewSet(RecordViewSet):
    model = Identity
    icon = "site"
    menu_label = _("Auftritt")
    menu_order = 900
    add_to_admin_menu = True
    panels = [
        MultiFieldPanel(
            [FieldPanel("product_name"), FieldPanel("name"), FieldPanel("town")], heading=_("Name")
        ),
        FieldPanel("wordmark"),
        FieldPanel("claim"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("street"), FieldPanel("postal_code")]),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
                FieldPanel("office_hours"),
            ],
            heading=_("So erreicht man uns"),
        ),
        FieldPanel("sender_name"),
        FieldPanel("hidden_languages", heading=_("Sprachen, die noch nicht gezeigt werden")),
        FieldPanel("responsible"),
    ]
