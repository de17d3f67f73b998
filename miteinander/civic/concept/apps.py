from django.apps import AppConfig


class ConceptConfig(AppConfig):
    name = "miteinander.civic.concept"
    label = "concept"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.audit import writers

        from . import kinds
        from .models import Activity, Concept, CrossCuttingTask, FieldOfAction, Goal, Measure

        kinds.register()
        for model in (Concept, CrossCuttingTask, FieldOfAction, Goal, Measure, Activity):
            writers.register(model)
