from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "miteinander.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import lower_rooms, mail_templates, personal_data, roles

        roles.register(
            roles.Role(
                key=roles.ADMINISTRATOR,
                title=_("Administration"),
                description=_(
                    "Darf alles, auch Konten und Einstellungen. Mindestens ein Konto hat diese Rolle."
                ),
                everything=True,
            )
        )
        lower_rooms.permit()
        personal_data.declare_all()
        mail_templates.register_all()
