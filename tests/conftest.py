"""What all tests share: a migrated database in a moment, the cast, counting queries."""

import gettext
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import trans_real

from miteinander.foundation.languages.catalogues import compile_catalogues
from tests.support.environment import HOME

ROOT = Path(__file__).resolve().parents[1]
ON_POSTGRESQL = "MITEINANDER_TEST_POSTGRESQL" in os.environ
MIGRATED = pytest.StashKey[Path]()

if compile_catalogues():  # Django has read those of German already
    gettext._translations.clear()
    trans_real._translations.clear()
    trans_real._default = None


def _migrated_name() -> str:
    digest = hashlib.sha256()
    for pattern in (
        "migrations/*.py",
        "data/*.yaml",
        "apps.py",
        "shipped.py",
    ):  # what `migrate` runs and puts in
        for path in sorted((ROOT / "miteinander").glob(f"**/{pattern}")):
            digest.update(path.read_bytes())
    digest.update("".join(version(name) for name in ("django", "wagtail", "django-tasks-db")).encode())
    return f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def migrated_file(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, django_db_blocker
) -> Path:
    """A SQLite file with all migrations applied, kept between runs."""
    folder = request.config.cache.mkdir("databases")
    target = folder / _migrated_name()
    if not target.exists():
        draft = folder / f"{target.name}-{os.getpid()}"
        previous = connection.settings_dict["NAME"]
        with django_db_blocker.unblock():
            connections["default"].close()
            connection.settings_dict["NAME"] = str(draft)
            call_command("migrate", verbosity=0, interactive=False)
            with connection.cursor() as cursor:
                cursor.execute(
                    "DELETE FROM django_tasks_database_dbtaskresult"
                )  # what migrating asked for is done elsewhere
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections["default"].close()
            connection.settings_dict["NAME"] = previous
        draft.replace(target)
    return target


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment, django_db_blocker
) -> Iterator[None]:
    if ON_POSTGRESQL:
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            created = setup_databases(verbosity=0, interactive=False)
            yield
            teardown_databases(created, verbosity=0)
        return
    # Django would empty every table after a test with real transactions; the trail lets nobody delete, and the
    # migrated file is put back anyway.
    TransactionTestCase._fixture_teardown = lambda self: None  # type: ignore[method-assign]
    request.config.stash[MIGRATED] = request.getfixturevalue("migrated_file")
    _copy(request.config.stash[MIGRATED])
    yield


def _copy(source: Path) -> None:
    database = Path(settings.DATABASES["default"]["NAME"])
    connections["default"].close()
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(source, database)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test with real transactions empties every table (after its fixtures are gone); the next one finds the
    migrated state again. On PostgreSQL such tests run last."""
    yield
    marker = item.get_closest_marker("django_db")
    real = "transactional_db" in item.fixturenames or (
        marker is not None and marker.kwargs.get("transaction")
    )
    if real and MIGRATED in item.config.stash:
        _copy(item.config.stash[MIGRATED])


@pytest.fixture(autouse=True)
def _forget_the_language() -> Iterator[None]:
    """A page asked for in Turkish leaves Turkish behind in this thread; the next test begins in German again."""
    yield
    translation.deactivate()


@pytest.fixture
def count_queries() -> Callable[[], CaptureQueriesContext]:
    """`with count_queries() as queries: ...; assert len(queries) == 3`."""
    return lambda: CaptureQueriesContext(connection)


@pytest.fixture
def office(db):
    """A person of the office who may do everything."""
    from miteinander.foundation.access.models import User
    from tests.support.accounts import with_second_factor

    return with_second_factor(
        User.objects.create_superuser("office@example.org", "not-a-real-password", first_name="Office")
    )


@pytest.fixture
def outsider(db):
    """A signed-in person without any role."""
    from miteinander.foundation.access.models import User

    return User.objects.create_user("outsider@example.org", "not-a-real-password", first_name="Outsider")


def pytest_sessionfinish() -> None:
    connections.close_all()
    if not ON_POSTGRESQL:
        shutil.rmtree(HOME, ignore_errors=True)
