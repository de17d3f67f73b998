"""As little as a worker needs to run the sample room on the database of the test, so that its process starts quickly."""

import os

from miteinander.env import Environment

ENVIRONMENT = Environment.read(os.environ)
SECRET_KEY = "only for tests"
USE_TZ = True
INSTALLED_APPS = [
    "miteinander.foundation.work",
    "tests.foundation.work.sample_room",
    "django_tasks",
    "django_tasks_db",
]
DATABASES = {"default": ENVIRONMENT.database}
if "SAMPLE_LOCK_TIMEOUT" in os.environ:
    DATABASES["default"]["OPTIONS"]["timeout"] = float(os.environ["SAMPLE_LOCK_TIMEOUT"])
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "pdf"]}}
