from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class WorkConfig(AppConfig):
    name = "miteinander.foundation.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import `tasks.py` of every room, so that web, worker and command line know the same names."""
        for room in apps.get_app_configs():
            if room.name.startswith("miteinander.") and find_spec(f"{room.name}.tasks"):
                import_module(f"{room.name}.tasks")
