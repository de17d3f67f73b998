"""As little Django as a worker needs, so that its process starts quickly."""

import os

from miteinander.env import SQLITE_OPTIONS

SECRET_KEY = "only for tests"
USE_TZ = True
INSTALLED_APPS = [
    "miteinander.foundation.work",
    "tests.foundation.work.sample_room",
    "django_tasks",
    "django_tasks_db",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["WORKER_DATABASE"],
        "OPTIONS": SQLITE_OPTIONS,
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "pdf"]}}
