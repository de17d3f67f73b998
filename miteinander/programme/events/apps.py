from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "miteinander.programme.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.civic.people.models import Person
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import addresses, navigation, sitemap, tiles
        from miteinander.foundation.interface.search import register as register_search
        from miteinander.foundation.privacy import uses
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import ByHand, Due, With

        from . import (
            actions,
            documents,
            kinds,
            page_sections,
            print_subject,
            reports,
            results,
            retention,
            search,
            series_actions,
            site_pages,
        )
        from .models import Engagement, Event, EventPrint, EventReport, Format, Series

        kinds.register()
        documents.register()
        print_subject.register()
        results.register()
        addresses.register(Event, lambda event: reverse("events:event-detail", args=[event.slug]))
        register_search(search.KIND)
        writers.register(Event, saved=actions.after_office_write, deleted=actions.before_office_delete)
        writers.register(Format)
        writers.register(Series, saved=series_actions.after_office_write)
        page_sections.register()
        sitemap.register(site_pages.site_pages)
        declare(
            Event,
            fields=["locked_by"],
            purpose="Zeigen, wer eine Veranstaltung gerade gesperrt hat",
            basis=Basis.PUBLIC_TASK,
            retention="bis die Sperre aufgehoben ist",
            rule=ByHand("Die Sperre endet, wenn jemand sie aufhebt oder das Konto gelöscht wird."),
            erasure=Erasure.ANONYMISE,
        )
        writers.register(Engagement)
        writers.register(EventReport, saved=reports.after_office_write)
        declare(
            EventReport,
            fields=["sentences", "lessons"],
            purpose="Festhalten, was eine Veranstaltung gebracht hat; Namen von Gästen gehören nicht hinein",
            basis=Basis.PUBLIC_TASK,
            retention="so lange wie die Veranstaltung selbst",
            rule=With("event"),
            erasure=Erasure.BLANK,
        )
        declare(
            Engagement,
            fields=["person", "name", "fee", "legal_form", "resident_abroad", "note"],
            purpose="Honorare vereinbaren, bezahlen und nachweisen",
            basis=Basis.CONTRACT,
            retention="so lange wie die Belege zum Honorar; ohne Honorar 2 Jahre nach der Veranstaltung",
            rule=Due(retention.ended_engagements, days=2 * 365),
            keep=retention.PAID,
            erasure=Erasure.DELETE,
        )
        declare(
            EventPrint,
            fields=["printed_by", "file"],
            purpose="Nachweisen, was zu einer Veranstaltung wann gedruckt wurde; Blätter mit Namen ohne ihre Datei",
            basis=Basis.PUBLIC_TASK,
            retention="so lange wie die Veranstaltung selbst",
            rule=With("event"),
            about=["printed_by"],
            erasure=Erasure.ANONYMISE,
        )
        uses.register(Person, retention.engaged_since)
        roles.share(
            ("events.event",),
            {
                "chair office": "view add change delete publish lock unlock",
                "editor": "view add change publish",
                "working_group_lead volunteer_coordinator": "view add change",
                "treasurer translator member auditor": "view",
            },
        )
        roles.share(
            ("events.series", "events.format"),
            {
                "chair office": "view add change delete",
                "editor": "view add change",
                "working_group_lead volunteer_coordinator treasurer translator member auditor": "view",
            },
        )
        roles.share(
            ("events.eventreport",),
            {
                "chair office": "view add change delete",
                "editor working_group_lead volunteer_coordinator": "view add change",
                "treasurer auditor": "view",
            },
        )
        roles.share(
            ("events.engagement",),
            {"chair office": "view add change delete", "treasurer auditor": "view"},
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
