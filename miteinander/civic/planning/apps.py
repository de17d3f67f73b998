from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "miteinander.civic.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.mailing.templates import MailTemplate, register
        from miteinander.foundation.media import readers
        from miteinander.foundation.privacy.enums import Basis, Erasure
        from miteinander.foundation.privacy.register import declare
        from miteinander.foundation.privacy.rules import After, With

        from . import policies, sources
        from .models import ChecklistTemplate, SchoolHoliday, Todo
        from .reminders import TEMPLATE
        from .todo_deadlines import todo_deadlines

        for model in (ChecklistTemplate, SchoolHoliday):
            writers.register(model)
        sources.register("planning.todos", todo_deadlines)
        readers.register(policies.can_read_file)
        register(
            MailTemplate(
                key=TEMPLATE,
                purpose=_("Erinnert an Aufgaben, die fällig oder überfällig sind"),
                sample={
                    "name": "Kim",
                    "overdue": ["1. Mai 2026: Flyer drucken (Sommerfest)"],
                    "coming": ["8. Mai 2026: Presse informieren (Sommerfest)"],
                },
            )
        )
        declare(
            Todo,
            fields=["owner", "finished_by"],
            purpose="Wissen, wer im Büro welche Aufgabe übernommen und erledigt hat",
            basis=Basis.PUBLIC_TASK,
            retention="bis zum Ende des Kontos, spätestens mit der Aufgabenliste",
            rule=With("list"),
            erasure=Erasure.ANONYMISE,
        )
        declare(
            Todo,
            fields=["note", "answers", "role", "file"],
            purpose="Vorbereiten einer Veranstaltung: Ansprechpersonen, Anträge und Bescheide",
            basis=Basis.PUBLIC_TASK,
            retention="2 Jahre nach dem Termin; was dann noch gilt, kommt in die neue Liste",
            rule=After("list__day", days=2 * 365),
            erasure=Erasure.BLANK,
            takes_along=["file"],
        )
        roles.share(
            ("planning.todo", "planning.todolist"),
            {
                "chair office": "view add change delete",
                "working_group_lead volunteer_coordinator": "view add change",
                "editor treasurer auditor": "view",
            },
        )
        roles.share(
            ("planning.checklisttemplate", "planning.schoolholiday"),
            {
                "chair office": "view add change delete",
                "working_group_lead volunteer_coordinator editor treasurer member auditor": "view",
            },
        )
