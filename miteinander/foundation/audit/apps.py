from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "miteinander.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy import traces
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import By

        from . import erasures, wagtail_adapter
        from .models import AuditEntry

        wagtail_adapter.connect()
        traces.register("audit.trail", erasures.forget)
        declare(
            AuditEntry,
            fields=["actor"],
            purpose="Nachvollziehen, wer was geändert hat",
            basis=Basis.PUBLIC_TASK,
            retention="90 Tage, Einträge zu Geld so lange wie die Belege; spätestens bis das Konto gelöscht wird",
            rule=By("audit.delete_old_entries"),
            erasure=Erasure.ANONYMISE,
        )
        declare(
            AuditEntry,
            fields=["record_label"],
            purpose="Nachvollziehen, was geändert wurde",
            basis=Basis.PUBLIC_TASK,
            retention="90 Tage, Einträge zu Geld so lange wie die Belege; der Name einer Person nur so lange wie ihr Eintrag",
            rule=By("audit.delete_old_entries"),
            erasure=Erasure.BLANK,
        )
