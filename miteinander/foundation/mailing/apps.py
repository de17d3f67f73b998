from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "miteinander.foundation.mailing"
    label = "mailing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy import traces
        from miteinander.foundation.privacy.enums import Basis
        from miteinander.foundation.privacy.register import declare, declare_not_personal
        from miteinander.foundation.privacy.rules import By, With

        from . import actions
        from .models import DeliveryReport, MailAddress, MailAttachment, OptOut, OutgoingMail

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
        declare(
            MailAttachment,
            fields=["name", "content"],
            purpose="Dateien, die zu einer Nachricht gehören, zum Beispiel der Termin für den eigenen Kalender",
            basis=Basis.PUBLIC_TASK,
            retention="mit der E-Mail, zu der sie gehören",
            rule=With("mail"),
            about=["mail__to"],
        )
        declare(
            MailAddress,
            fields=["address", "reason"],
            purpose="Nichts mehr an Adressen schreiben, die es nicht gibt, und achten, was jemand abbestellt hat",
            basis=Basis.LEGAL_DUTY,
            retention="Unzustellbares zwei Jahre, nachdem zuletzt etwas zurückkam; Abbestellungen, bis die Person es anders will",
            rule=By("mailing.erase_old_mails"),
            about=["address"],
        )
        declare_not_personal(OptOut, fields=["kind"], reason="Art der E-Mail, kein Name")
        declare_not_personal(DeliveryReport, fields=["status"], reason="Nummer des Mailservers")
