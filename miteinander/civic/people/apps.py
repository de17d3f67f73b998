from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "miteinander.civic.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.access import roles
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import sections
        from miteinander.foundation.interface.search import register as register_search
        from miteinander.foundation.mailing import templates as mail_templates
        from miteinander.foundation.privacy.enums import Basis
        from miteinander.foundation.privacy.register import declare, declare_not_personal
        from miteinander.foundation.privacy.rules import After, Due

        from . import confirmations, kinds, page_sections, retention, search
        from .models import EntryProposal, Organisation, Person

        kinds.register()
        for kind in search.KINDS:
            register_search(kind)
        writers.register(Organisation)
        writers.register(Person)
        roles.share(
            ("people.organisation",),
            {
                "chair office": "view add change delete",
                "editor working_group_lead volunteer_coordinator": "view add change",
                "treasurer translator member auditor": "view",
            },
        )
        roles.share(
            ("people.person",),
            {
                "chair office": "view add change delete",
                "working_group_lead volunteer_coordinator": "view add change",
                "editor treasurer auditor": "view",
            },
        )
        sections.register("district", page_sections.associations_of_district, order=40)
        sections.register("venue", page_sections.owners_of_venue, order=40)
        declare(
            Person,
            fields=[
                "name",
                "name_other_script",
                "form_of_address",
                "pronunciation",
                "telephone",
                "email",
                "organisation",
            ],
            purpose="Zusammenarbeit mit Fachleuten, Künstlerinnen, Künstlern und Ansprechpersonen",
            basis=Basis.PUBLIC_TASK,
            retention="24 Monate nach der letzten Zusammenarbeit",
            rule=Due(retention.unneeded_persons, days=2 * 365),
            about=["email"],
        )
        declare(
            EntryProposal,
            fields=["note", "values", "decided_by"],
            purpose="Angaben eines Vereins auf dem neuesten Stand halten",
            basis=Basis.PUBLIC_TASK,
            retention="90 Tage nach der Entscheidung",
            rule=After("decided_at", days=90),
            about=["values__icontains", "note__icontains"],
        )
        mail_templates.register(confirmations.MAIL)
        declare_not_personal(Organisation, fields=["telephone", "email"], reason="Angaben einer Organisation")
