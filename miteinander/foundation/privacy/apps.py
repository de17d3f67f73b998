from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "miteinander.foundation.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .enums import Basis, Erasure
        from .models import ErasureLog
        from .register import declare
        from .rules import After
        from .wagtail_traces import connect

        connect()
        declare(
            ErasureLog,
            fields=["actor"],
            purpose="Nachweisen, dass Daten rechtzeitig gelöscht wurden",
            basis=Basis.LEGAL_DUTY,
            retention="3 Jahre; die Verbindung zum Konto endet mit dem Konto",
            rule=After("at", days=3 * 365),
            erasure=Erasure.ANONYMISE,
        )
