from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "miteinander.programme.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import navigation, tiles
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare

        from . import actions, kinds
        from .models import Event, Format, Series

        kinds.register()
        writers.register(Event, saved=actions.after_office_write)
        writers.register(Format)
        writers.register(Series)
        declare(
            Event,
            fields=["locked_by"],
            purpose="Zeigen, wer eine Veranstaltung gerade gesperrt hat",
            basis=Basis.PUBLIC_TASK,
            retention="bis die Sperre aufgehoben ist",
            erasure=Erasure.ANONYMISE,
        )
        navigation.register(navigation.Entry("events:event-list", _("Kalender"), order=10))
        tiles.register(
            tiles.Tile(
                "events:event-list",
                _("Termin finden"),
                _("Kalender nach Stadtteil und Sprache"),
                pictogram="calendar",
                colour="sun",
                order=10,
            )
        )
