from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "miteinander.surfaces.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import demo

        from .demo_accounts import shown_accounts

        demo.register(shown_accounts)
