from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "miteinander.stewardship.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import kinds, office_registering, proof_registering, receipts_registering, role_packs
        from .transparency import public

        kinds.register()
        role_packs.share_all()
        office_registering.register()
        receipts_registering.register()
        proof_registering.register()
        public.register()
