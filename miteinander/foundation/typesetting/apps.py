from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    name = "miteinander.foundation.typesetting"
    label = "typesetting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import By

        from .models import PrintJob

        declare(
            PrintJob,
            fields=["ordered_by", "file"],
            purpose="Große Druckaufträge im Hintergrund setzen und zum Herunterladen bereithalten",
            basis=Basis.PUBLIC_TASK,
            retention="7 Tage; mit Namen oder Adressen 1 Tag",
            rule=By("typesetting.tidy_prints"),
            about=["ordered_by"],
            erasure=Erasure.ANONYMISE,
        )
