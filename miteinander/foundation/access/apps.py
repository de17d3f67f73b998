from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "miteinander.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.privacy.enums import Basis
        from miteinander.foundation.privacy.register import declare

        from .models import User

        declare(
            User,
            fields=["email", "first_name", "last_name", "password", "last_login", "language"],
            purpose="Anmeldung im Büro und Nachvollziehen von Änderungen",
            basis=Basis.PUBLIC_TASK,
            retention="bis zum Ende der Mitarbeit",
        )
