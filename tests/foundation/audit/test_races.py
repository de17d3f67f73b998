"""Real processes write at once, on the database the run uses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from miteinander.civic.places.models import Borough
from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
ROOT = Path(__file__).resolve().parents[3]

START = """
import sys
import django
django.setup()
from django.db import connection
connection.ensure_connection()
print("ready", flush=True)
sys.stdin.readline()
"""
RAISE = (
    START
    + """
from miteinander.foundation.audit.actions import raise_content_version
for _ in range(25):
    raise_content_version()
"""
)
SAVE = (
    START
    + """
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from miteinander.civic.places.models import Borough
from miteinander.foundation.audit.actions import save_record
try:
    save_record(record=Borough(), values={"slug": "gleich", "number": 7, "name": sys.argv[1]})
except (IntegrityError, ValidationError) as error:
    print("refused", type(error).__name__)
else:
    print("saved")
"""
)


@pytest.fixture
def at_once():
    """Run a program in several processes that start their work together; the outputs after the start."""
    started = []

    def run(program, arguments):
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environ["DJANGO_SETTINGS_MODULE"] = "miteinander.settings"
        environ["DATABASE_URL"] = _address()
        for argument in arguments:
            started.append(
                subprocess.Popen(
                    [sys.executable, "-c", program, argument],
                    cwd=ROOT,
                    env=environ,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
        for process in started:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
        results = [process.communicate(timeout=60) for process in started]
        assert [process.returncode for process in started] == [0] * len(started), results
        assert all("Traceback" not in errors for _output, errors in results), results
        return [output.strip() for output, _errors in results]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _address():
    """The database of this test as an address."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings.DATABASES['default']['NAME']}"
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path="/" + connection.settings_dict["NAME"]))


def test_content_version_loses_no_step_between_four_processes(at_once):
    before = content_version()
    at_once(RAISE, ["1", "2", "3", "4"])
    assert content_version() == before + 100


def test_content_version_starts_once_when_four_processes_need_the_row(at_once):
    from miteinander.foundation.audit.models import ContentVersion

    ContentVersion.objects.all().delete()
    at_once(RAISE, ["1", "2", "3", "4"])
    assert content_version() == 100


def test_two_processes_saving_one_slug_leave_one_row(at_once):
    outcomes = at_once(SAVE, ["Eins", "Zwei"])
    assert Borough.objects.filter(slug="gleich").count() == 1
    assert sorted(outcome.split()[0] for outcome in outcomes) == ["refused", "saved"]
    assert AuditEntry.objects.filter(content_type__model="borough").count() == 1
