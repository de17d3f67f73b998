from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "miteinander.foundation.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.audit import wagtail_adapter
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import After, With

        from .models import CouncilDocument, CouncilImage

        wagtail_adapter.watch(CouncilImage)
        wagtail_adapter.watch(CouncilDocument)
        declare(
            CouncilImage,
            fields=["credit", "consent_note", "withdrawn_note", "file"],
            purpose="Bilder mit Urhebernennung und Einwilligung veröffentlichen",
            basis=Basis.CONSENT,
            retention="solange das Bild genutzt wird, Nachweis eines Widerrufs 3 Jahre länger",
            rule=After("withdrawn_at", days=3 * 365),
            about=["consent_note__icontains"],
        )
        declare(
            CouncilImage,
            fields=["uploaded_by_user"],
            purpose="Rückfragen zu einem Bild",
            basis=Basis.PUBLIC_TASK,
            retention="bis zum Ende des Kontos",
            rule=With("uploaded_by_user"),
            erasure=Erasure.ANONYMISE,
        )
        declare(
            CouncilDocument,
            fields=["uploaded_by_user"],
            purpose="Rückfragen zu einer Datei",
            basis=Basis.PUBLIC_TASK,
            retention="bis zum Ende des Kontos",
            rule=With("uploaded_by_user"),
            erasure=Erasure.ANONYMISE,
        )
