from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "miteinander.programme.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.foundation.interface import sections
        from miteinander.programme.events import companions

        from . import (
            companion,
            documents,
            door_companion,
            inviting,
            kinds,
            life_companion,
            mail_samples,
            minimum,
            office_boxes,
            office_companion,
            personal_data,
            print_subject,
            results,
            role_packs,
        )

        kinds.register()
        mail_samples.register_all()
        personal_data.declare_all()
        role_packs.share_all()
        companions.register(companion.TakingPart())
        companions.register(life_companion.LifeCompanion())
        sections.register("dashboard", minimum.on_dashboard, order=15)
        door_companion.register()
        inviting.register_mails()
        office_boxes.register()
        office_companion.register()
        documents.register()
        print_subject.register()
        results.register()
