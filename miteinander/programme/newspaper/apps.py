from django.apps import AppConfig


class NewspaperConfig(AppConfig):
    name = "miteinander.programme.newspaper"
    label = "newspaper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import public

        public.register()
