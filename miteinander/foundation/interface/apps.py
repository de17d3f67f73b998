from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "miteinander.foundation.interface"
    label = "interface"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.audit import writers
        from miteinander.foundation.privacy.register import declare_not_personal

        from .models import Identity

        declare_not_personal(
            Identity, fields=["telephone", "email", "street"], reason="Angaben einer Dienststelle"
        )
        writers.register(Identity)
