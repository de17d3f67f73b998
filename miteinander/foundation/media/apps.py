from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "miteinander.foundation.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.audit import wagtail_adapter
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare

        from .models import CouncilDocument, CouncilImage

        wagtail_adapter.watch(CouncilImage)
        wagtail_adapter.watch(CouncilDocument)
        declare(
            CouncilImage,
            fields=["credit", "consent_note", "uploaded_by_user", "file"],
            purpose="Bilder mit Urhebernennung und Einwilligung veröffentlichen",
            basis=Basis.CONSENT,
            retention="solange das Bild genutzt wird, Nachweis der Einwilligung 3 Jahre länger",
            erasure=Erasure.DELETE,
        )
        declare(
            CouncilDocument,
            fields=["uploaded_by_user"],
            purpose="Rückfragen zu einer Datei",
            basis=Basis.PUBLIC_TASK,
            retention="bis zum Ende des Kontos",
            erasure=Erasure.ANONYMISE,
        )
