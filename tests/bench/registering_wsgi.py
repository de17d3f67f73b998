"""The web server of the measurement of registrations."""

import os
from collections.abc import Callable
from typing import Any


def _application() -> Callable[..., Any]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "miteinander.settings"
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ROOT_URLCONF = "tests.bench.registering"
    settings.REGISTRATIONS_AN_HOUR = 10**9  # counted as always; sixteen people send what a town does not
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


application = _application()
