from django.apps import AppConfig


class ConceptConfig(AppConfig):
    name = "miteinander.civic.concept"
    label = "concept"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import sections
        from miteinander.foundation.interface.search import register as register_search

        from . import kinds, page_sections, search
        from .models import Activity, Concept, CrossCuttingTask, FieldOfAction, Goal, Measure

        kinds.register()
        for kind in search.KINDS:
            register_search(kind)
        for model in (Concept, CrossCuttingTask, FieldOfAction, Goal, Measure, Activity):
            writers.register(model)
        roles.share(
            (
                "concept.concept",
                "concept.crosscuttingtask",
                "concept.fieldofaction",
                "concept.goal",
                "concept.measure",
                "concept.activity",
            ),
            {
                "chair office": "view add change delete",
                "working_group_lead editor translator treasurer volunteer_coordinator member auditor": "view",
            },
        )
        roles.permit("editor", *roles.allow("concept.activity", "change"))
        sections.register("task", page_sections.activities_of_task, order=10)
        sections.register("task", page_sections.side_activities_of_task, order=15)
        sections.register("working-group", page_sections.activities_of_working_group, order=10)
        sections.register("organisation", page_sections.activities_of_organisation, order=40)
