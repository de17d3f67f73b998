from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "miteinander.surfaces.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import addresses, navigation, search
        from miteinander.foundation.interface import sitemap as interface_sitemap
        from miteinander.foundation.privacy.enums import Basis
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import By
        from miteinander.foundation.translation import sources
        from miteinander.programme.events import formats

        from . import actions, contact_pages, kinds, page_addresses, page_kind, page_search, shipped, sitemap
        from .models import BarrierReport, FixedPage, FixedPageText
        from .page_source import PageSource

        post_migrate.connect(shipped.after_migrate, sender=self, dispatch_uid="website.shipped")
        kinds.register()
        page_kind.register()
        sources.register(PageSource())
        writers.register(FixedPage)
        writers.register(FixedPageText, saved=actions.after_text_saved, deleted=actions.before_text_deleted)
        writers.register(BarrierReport)
        declare(
            BarrierReport,
            fields=["what", "page", "reach", "language"],
            purpose="Gemeldete Barrieren beheben und antworten",
            basis=Basis.LEGAL_DUTY,
            retention="6 Monate, nachdem die Meldung erledigt ist",
            rule=By("website.erase_old_reports"),
            about=["reach__icontains"],
        )
        roles.share(
            ("website.fixedpage", "website.fixedpagetext"),
            {"chair office": "view add change delete", "editor": "view change", "translator auditor": "view"},
        )
        roles.share(
            ("website.barrierreport",), {"chair office": "view change", "editor": "view", "auditor": "view"}
        )
        search.register(page_search.KIND)
        addresses.register(FixedPage, page_search.page_address)
        contact_pages.register_tiles()
        for page in contact_pages.PAGES:
            for slug in page.formats:
                formats.register(slug, formats.Behaviour(landing=page.url_name))
        for model, address in page_addresses.ADDRESSES.items():
            addresses.register(model, address)
        interface_sitemap.register(sitemap.site_pages)
        for model, address in page_addresses.PICTURES.items():
            addresses.register_picture(model, address)
        for entry in (
            navigation.Entry("website:consultation", _("Sprechstunde"), order=20),
            navigation.Entry("website:volunteering", _("Mitmachen"), order=30),
            navigation.Entry("website:search", _("Suche"), order=60),
            navigation.Entry("website:concept", _("Konzept"), order=10, place="footer"),
            navigation.Entry("website:imprint", _("Impressum"), order=80, place="footer"),
            navigation.Entry("website:privacy", _("Datenschutz"), order=90, place="footer"),
            navigation.Entry("website:accessibility", _("Barrierefreiheit"), order=100, place="footer"),
            navigation.Entry("website:easy-language", _("Leichte Sprache"), order=110, place="footer"),
            navigation.Entry("website:sign-language", _("Gebärdensprache"), order=120, place="footer"),
            navigation.Entry(
                "website:easy-language", _("Leichte Sprache"), 10, place="aids", pictogram="easy-language"
            ),
            navigation.Entry(
                "website:sign-language", _("Gebärdensprache"), 20, place="aids", pictogram="sign-language"
            ),
        ):
            navigation.register(entry)
