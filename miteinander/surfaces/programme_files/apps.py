from django.apps import AppConfig


class ProgrammeFilesConfig(AppConfig):
    name = "miteinander.surfaces.programme_files"
    label = "programme_files"

    def ready(self) -> None:
        from miteinander.foundation.exchange import kinds
        from miteinander.surfaces.programme_files.coming import COMING

        for kind in COMING:
            kinds.register(kind)
