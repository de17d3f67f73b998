from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    name = "miteinander.civic.council"
    label = "council"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.civic.people.models import Person
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import navigation, sitemap
        from miteinander.foundation.interface.search import register as register_search
        from miteinander.foundation.privacy import uses
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import ByHand

        from . import kinds, role_packs, search, seats, site_pages
        from .models import Body, Membership, Term, WorkingGroup

        kinds.register()
        role_packs.register()
        for kind in search.KINDS:
            register_search(kind)
        for model in (Body, Membership, Term, WorkingGroup):
            writers.register(model)
        sitemap.register(site_pages.site_pages)
        navigation.register(navigation.Entry("council:roster", _("Der Rat"), order=50))
        declare(
            Membership,
            fields=["person"],
            purpose="Öffentlich zeigen, wer im Gremium mitarbeitet",
            basis=Basis.PUBLIC_TASK,
            retention="Ende der Wahlperiode, danach nach der Archivregel der Stadt",
            rule=ByHand("Über das Archiv der Stadt entscheidet ein Mensch."),
            erasure=Erasure.ANONYMISE,
        )
        declare(
            Membership,
            fields=["title", "function", "languages"],
            purpose="Öffentlich zeigen, welche Sitze das Gremium hat",
            basis=Basis.PUBLIC_TASK,
            retention="Ende der Wahlperiode, danach nach der Archivregel der Stadt",
            rule=ByHand("Über das Archiv der Stadt entscheidet ein Mensch."),
            erasure=Erasure.BLANK,
        )
        uses.register(Person, seats.held_since)
