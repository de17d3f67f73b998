from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "miteinander.programme.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import inviting, mail_samples, office_boxes, office_companion, personal_data, role_packs

        mail_samples.register_all()
        inviting.register_mails()
        office_boxes.register()
        office_companion.register()
        personal_data.declare_all()
        role_packs.share_all()
