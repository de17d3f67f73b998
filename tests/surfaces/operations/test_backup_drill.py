"""The drill, on both databases: processes write while the backup runs; what comes back is one consistent state."""

import json
import signal
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from zipfile import ZipFile

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Collection

from tests.support.factories import make_borough
from tests.support.workers import database_address, workers_at

from .forking import command_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
DATABASE = "miteinander_drill"
WRITE = """
import sys
import time
from io import BytesIO
import django
django.setup()
from django.db import transaction
from miteinander.foundation.media.private_files import keep_private_file
from tests.support.factories import make_borough
writer = int(sys.argv[1])
for n in range(1, 10_000):
    with transaction.atomic():
        make_borough(slug=f"w-{writer}-{n}", number=writer * 10_000 + n)
        keep_private_file(file=BytesIO(b"%PDF-1.7 " + b"x" * 20_000 + str((writer, n)).encode()), name=f"w-{writer}-{n}.pdf")
    print(n, flush=True)
    time.sleep(0.02)  # the backup needs a processor too
"""
LOOK = """
import hashlib, json
from django.db import connection, transaction, IntegrityError, DatabaseError
from django.test import Client
from miteinander.civic.places.models import Borough
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.media.models import CouncilDocument
from tests.support.factories import make_borough
def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]
ours = Borough.objects.filter(slug__startswith="w-")
found = {
    "tables": {name: count(name) for name in connection.introspection.table_names() if name != "sqlite_sequence"},
    "boroughs": ours.count(),
    "trail": AuditEntry.objects.filter(content_type__model="borough", record_id__in=[str(pk) for pk in ours.values_list("pk", flat=True)]).count(),
    "files": {one.file.name: hashlib.sha256(one.file.read()).hexdigest() for one in CouncilDocument.objects.all()},
    "page": Client(headers={"host": "localhost"}).get("/de/").status_code,
}
try:
    with transaction.atomic():
        AuditEntry.objects.all()._raw_delete("default")
    found["guard"] = False
except DatabaseError:
    found["guard"] = True
found["next"] = make_borough(slug="after", number=5).pk > max(Borough.objects.exclude(slug="after").values_list("pk", flat=True))
print("FOUND" + json.dumps(found))
"""


@pytest.fixture
def empty_database(tmp_path):
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/second/miteinander.sqlite3"
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    parts = urlsplit(database_address())
    yield urlunsplit(parts._replace(path=f"/{DATABASE}"))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


OPEN = """
import django
django.setup()
from django.db import connection
connection.ensure_connection()
connection.introspection.table_names()
print("open", flush=True)
input()
"""


@contextmanager
def restoring_at(home, database):
    with workers_at(home, DATABASE_URL=database) as there, command_in(home, there.environ) as command:
        yield there, command


def finished(done) -> str:
    code, out, err = done
    assert (code, err) == (0, ""), err
    return out


def refused(done, words) -> None:
    code, out, err = done
    assert (code, out) == (1, "") and words in err and err.count("\n") == 1


NOW = """
import django
django.setup()
from django.db import connection
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.surfaces.operations.preparation import unapplied_migrations
print("FOUND", unapplied_migrations(connection), *OutgoingMail.objects.values_list("to", "domain"))
"""


@contextmanager
def older_version():
    """The tables of the outbox as they were at first, with a mail in them."""
    executor = MigrationExecutor(connection)
    newest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "mailing"]
    state = executor.migrate([("mailing", "0001_outbox")])
    mails = state.apps.get_model("mailing", "OutgoingMail").objects
    mails.create(to="gast@Alt.example", subject="a", text="b")
    make_borough(slug="old", number=99)
    yield
    mails.all().delete()
    MigrationExecutor(connection).migrate(newest)


def test_what_is_written_while_others_write_comes_back_as_one_state(tmp_path, empty_database):
    """First an archive of an older version into nothing, then one of this version in its place."""
    if not Collection.objects.exists():  # PostgreSQL, after a test with real transactions
        Collection.add_root(name="Root")
    first, second = tmp_path / "first", tmp_path / "second"
    older, archive = tmp_path / "older.zip", tmp_path / "drill.zip"
    with workers_at(first) as here, command_in(first, here.environ) as command:
        with older_version():
            finished(command.run("backup", str(older)))
        writers = [here.run("-c", WRITE, str(number)) for number in (1, 2)]
        for writer in writers:
            assert writer.stdout.readline() == "1\n"
        said = finished(command.run("backup", str(archive)))
        for writer in writers:
            assert writer.poll() is None, writer.communicate()  # they wrote all the time
            writer.send_signal(signal.SIGKILL)
    assert "Gesichert und geprüft" in said and "Achtung" not in said
    assert json.loads(ZipFile(older).read("manifest.json"))["migrations"]["mailing"] == ["0001_outbox"]

    restore = ("restore", str(archive))
    with restoring_at(second, empty_database) as (there, command):
        assert "älteren Fassung" in finished(command.run("restore", str(older)))
        now = finished(command.run(program=NOW))
        assert now.strip() == "FOUND 0 ('gast@Alt.example', 'alt.example')"

        refused(command.run(*restore), "„--force“")
        other = there.run("-c", OPEN)
        assert other.stdout.readline() == "open\n"
        refused(command.run(*restore, "--force", "--yes"), "serve“")
        assert other.poll() is None and not (second / "restore-in-progress.json").exists()
        assert finished(command.run(program=NOW)) == now
        there.kill(other)

        finished(command.run(*restore, "--force", "--yes"))
        found = json.loads(finished(command.run(program=LOOK)).partition("FOUND")[2])

    manifest = json.loads(ZipFile(archive).read("manifest.json"))
    kept = {one["name"]: one["sha256"] for one in manifest["entries"]}
    assert found["boroughs"] >= 2
    assert found["trail"] == found["boroughs"] == len(found["files"])
    assert found["tables"] == {one["name"]: one["rows"] for one in manifest["tables"]}
    assert all(kept[f"files/default/{name}"] == digest for name, digest in found["files"].items())
    assert found["page"] == 200 and found["guard"] and found["next"]
    assert not [path for path in second.rglob("*") if ".restore" in path.name or ".replaced" in path.name]
