from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    name = "miteinander.foundation.typesetting"
    label = "typesetting"
    default_auto_field = "django.db.models.BigAutoField"
