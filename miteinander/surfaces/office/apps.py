from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "miteinander.surfaces.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import dashboard, review_mails

        dashboard.register()
        review_mails.register()
