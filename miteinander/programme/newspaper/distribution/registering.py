"""What distribution enters into the registries of other rooms; called when the app is ready."""

from django.urls import reverse

from miteinander.foundation.audit import writers
from miteinander.foundation.interface import sitemap

from ..models import CarrierRound, DistributionSettings, Outlet, PostalSubscriber
from . import documents, kinds, personal_data, role_packs


def register_all() -> None:
    for model in (CarrierRound, Outlet, PostalSubscriber, DistributionSettings):
        writers.register(model)
    kinds.register()
    personal_data.declare_all()
    role_packs.share_all()
    documents.register()
    sitemap.register(site_pages)


def site_pages() -> list[sitemap.Page]:
    return [sitemap.Page(reverse("newspaper_distribution:subscription-form"))]
