from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "miteinander.surfaces.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.interface import addresses, navigation
        from miteinander.programme.events import formats

        from . import contact_pages, kinds, page_addresses

        kinds.register()
        contact_pages.register_tiles()
        for page in contact_pages.PAGES:
            for slug in page.formats:
                formats.register(slug, formats.Behaviour(landing=page.url_name))
        for model, address in page_addresses.ADDRESSES.items():
            addresses.register(model, address)
        for entry in (
            navigation.Entry("website:consultation", _("Sprechstunde"), order=20),
            navigation.Entry("website:volunteering", _("Mitmachen"), order=30),
            navigation.Entry("website:newspaper", _("Zeitung"), order=40),
            navigation.Entry("website:concept", _("Konzept"), order=10, place="footer"),
            navigation.Entry("website:imprint", _("Impressum"), order=80, place="footer"),
            navigation.Entry("website:privacy", _("Datenschutz"), order=90, place="footer"),
        ):
            navigation.register(entry)
