"""What a measurement needs: a home of its own, Django as in operation, databases to choose from, a way to ask for pages."""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.environment import HOME

_kept: dict[str, Any] = {}
"""Open connections by file: the application keeps its own open from request to request."""

os.environ["DJANGO_SETTINGS_MODULE"] = "miteinander.settings"


def start() -> Callable[[dict[str, Any], Callable[..., Any]], Any]:
    """Django's WSGI application; static files without a manifest, because nothing is collected here."""
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS = ["localhost"]
    from miteinander.foundation.languages.catalogues import compile_catalogues

    compile_catalogues()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def use_database(name: str) -> Path:
    from django.db import connections

    path = HOME / f"{name}.sqlite3"
    present = connections["default"]
    if present.settings_dict["NAME"] != str(path):
        _kept[present.settings_dict["NAME"]] = present.connection
        present.settings_dict["NAME"] = str(path)
        present.connection = _kept.get(str(path))
    return path


def copy_database(source: Path, name: str) -> None:
    shutil.copyfile(source, use_database(name))


def get(application: Callable[..., Any], path: str) -> tuple[int, bytes]:
    """Status and body, through all middleware, without a socket."""
    address, _, query = path.partition("?")
    answer: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.version": (1, 0),
    }
    result = application(environ, lambda status, headers, error=None: answer.append(status))
    body = b"".join(result)
    if hasattr(result, "close"):
        result.close()
    return int(answer[0][:3]), body
