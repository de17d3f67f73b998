from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "miteinander.programme.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import inviting, mail_samples, personal_data, role_packs

        mail_samples.register_all()
        inviting.register_mails()
        personal_data.declare_all()
        role_packs.share_all()
