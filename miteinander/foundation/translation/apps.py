from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "miteinander.foundation.translation"
    label = "translation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import By

        from . import tasks
        from .models import CheckedImport, Reading

        assert tasks  # registers its names
        declare(
            Reading,
            fields=["reader", "entered_by"],
            purpose="Wissen, wer aus der Zielgruppe einen Text gelesen hat",
            basis=Basis.CONSENT,
            retention="bis der gelesene Eintrag gelöscht wird oder die Person es wünscht",
            rule=By("translation.tidy"),
            about=["reader"],
        )
        declare(
            CheckedImport,
            fields=["user"],
            purpose="Eine geprüfte Übersetzungsdatei bis zum Übernehmen aufheben",
            basis=Basis.PUBLIC_TASK,
            retention="einen Tag",
            rule=By("translation.tidy"),
            erasure=Erasure.DELETE,
        )
