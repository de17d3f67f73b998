from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "miteinander.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare

        from . import wagtail_adapter
        from .models import AuditEntry

        wagtail_adapter.connect()
        declare(
            AuditEntry,
            fields=["actor", "record_label"],
            purpose="Nachvollziehen, wer was geändert hat",
            basis=Basis.PUBLIC_TASK,
            retention="90 Tage, Einträge zu Geld so lange wie die Belege",
            erasure=Erasure.ANONYMISE,
        )
