from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "miteinander.stewardship.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import registering

        registering.register()
