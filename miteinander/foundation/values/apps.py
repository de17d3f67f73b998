from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "miteinander.foundation.values"
    label = "values"
    default_auto_field = "django.db.models.BigAutoField"
