"""The demo year in the test database: built once a run, laid under a module's tests as a copy, taken away after it.

Use it with `from tests.support.demo import demo, demo_file` and `pytest.mark.usefixtures("demo")`. SQLite only.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings

DEMO_DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def demo_file(
    tmp_path_factory: pytest.TempPathFactory, migrated_file: Path, django_db_setup, django_db_blocker
) -> Path:
    """A SQLite file with the demo year as on DEMO_DAY. Takes about three seconds."""
    from wagtail.hooks import search_for_hooks

    from miteinander.surfaces.operations.demo_year import load_demo

    search_for_hooks()  # mails about drafts link to pages that these register

    target = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    lay_under(migrated_file)
    with django_db_blocker.unblock(), override_settings(TODAY=DEMO_DAY):
        load_demo()
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections["default"].close()
    shutil.copyfile(database(), target)
    lay_under(migrated_file)
    return target


@pytest.fixture(scope="module")
def demo(demo_file: Path, migrated_file: Path) -> Iterator[None]:
    """The demo year is loaded and today is DEMO_DAY, for all tests of the module."""
    lay_under(demo_file)
    with override_settings(TODAY=DEMO_DAY):
        yield
    lay_under(migrated_file)


def database() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def lay_under(source: Path) -> None:
    """Let the test database be a copy of `source`."""
    connections["default"].close()
    for suffix in ("", "-wal", "-shm"):
        database().with_name(database().name + suffix).unlink(missing_ok=True)
    shutil.copyfile(source, database())
