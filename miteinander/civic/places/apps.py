from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "miteinander.civic.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface.search import register as register_search
        from miteinander.foundation.privacy.register import declare_not_personal

        from . import kinds, search
        from .models import Borough, District, Venue

        kinds.register()
        for kind in search.KINDS:
            register_search(kind)
        for model in (Borough, District, Venue):
            writers.register(model)
        roles.share(
            ("places.borough", "places.district"),
            {
                "chair office": "view add change delete",
                "editor working_group_lead volunteer_coordinator treasurer member auditor": "view",
            },
        )
        roles.share(
            ("places.venue",),
            {
                "chair office": "view add change delete",
                "editor working_group_lead volunteer_coordinator": "view add change",
                "treasurer translator member auditor": "view",
            },
        )
        declare_not_personal(Venue, fields=["street"], reason="Adresse eines öffentlichen Ortes")
