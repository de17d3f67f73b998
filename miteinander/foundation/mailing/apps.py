from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "miteinander.foundation.mailing"
    label = "mailing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy import traces
        from miteinander.foundation.privacy.enums import Basis
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import By

        from . import actions
        from .models import OutgoingMail

        traces.register("mailing.about", actions.erase_mails_about)

        declare(
            OutgoingMail,
            fields=["to", "reply_to", "subject", "text", "html", "about_label", "error"],
            purpose="Nachrichten zustellen und nachsehen, ob sie angekommen sind",
            basis=Basis.PUBLIC_TASK,
            retention="90 Tage, nachdem die E-Mail geschrieben wurde; Vertrauliches, bis sie gesendet ist",
            rule=By("mailing.erase_old_mails"),
            about=["to", "reply_to"],
            delete=actions.erase_mails,
        )
