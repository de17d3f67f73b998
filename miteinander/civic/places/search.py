"""Districts and venues in the public search."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Kind, show_records

from .models import District, Venue

KINDS = (
    Kind(
        District,
        _("Stadtteil"),
        District.objects.all,
        show_records(District.objects.all, _("Stadtteil"), "place"),
        order=20,
    ),
    Kind(
        Venue,
        _("Ort"),
        Venue.objects.all,
        show_records(Venue.objects.all, _("Ort"), "house", summary="address"),
        order=40,
    ),
)
