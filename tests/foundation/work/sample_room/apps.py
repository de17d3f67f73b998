from django.apps import AppConfig


class SampleRoomConfig(AppConfig):
    name = "tests.foundation.work.sample_room"
    label = "sample_room"

    def ready(self) -> None:
        from . import tasks  # noqa: F401  registers the work
