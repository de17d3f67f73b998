"""The drill, on both databases: processes write while the backup runs; what comes back is one consistent state."""

import json
import os
import signal
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zipfile import ZipFile

import pytest
from django.db import connection

from tests.support.workers import database_address, wait_until, workers_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
DATABASE = "miteinander_drill"
WRITE = """
import sys
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
"""
LOOK = """
import hashlib, json
import pytest  # pages without the collected static files
import django
django.setup()
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


def finished(process) -> str:
    output = process.communicate(timeout=180)[0]
    assert process.returncode == 0, output
    return output


def test_what_is_written_while_others_write_comes_back_as_one_state(tmp_path, empty_database):
    first, second, archive = tmp_path / "first", tmp_path / "second", tmp_path / "drill.zip"
    with workers_at(first) as here:
        writers = [here.run("-c", WRITE, str(number)) for number in (1, 2)]
        for writer in writers:
            assert writer.stdout.readline() == "1\n"
        said = finished(here.run("-m", "miteinander", "backup", str(archive)))
        for writer in writers:
            assert writer.poll() is None, writer.communicate()  # they wrote all the time
            writer.send_signal(signal.SIGKILL)
    assert "Gesichert und geprüft" in said and "Achtung" not in said

    manifest = json.loads(ZipFile(archive).read("manifest.json"))
    kept = {one["name"]: one["sha256"] for one in manifest["entries"]}
    with workers_at(second, DATABASE_URL=empty_database) as there:
        finished(there.run("-m", "miteinander", "restore", str(archive)))
        found = json.loads(finished(there.run("-c", LOOK)).partition("FOUND")[2])
        again = there.run("-m", "miteinander", "restore", str(archive))
        refusal = again.communicate(timeout=60)[0]
        assert again.returncode == 1 and "„--force“" in refusal
        finished(there.run("-m", "miteinander", "restore", str(archive), "--force", "--yes"))
        replaced = json.loads(finished(there.run("-c", LOOK)).partition("FOUND")[2])

    assert found["boroughs"] >= 2
    assert found["trail"] == found["boroughs"] == len(found["files"])
    assert found["tables"] == {one["name"]: one["rows"] for one in manifest["tables"]}
    assert all(kept[f"files/default/{name}"] == digest for name, digest in found["files"].items())
    assert found["page"] == 200 and found["guard"] and found["next"]
    assert replaced == found
    assert not [path for path in second.rglob("*") if ".restore" in path.name or ".replaced" in path.name]


def test_restore_is_refused_while_others_are_connected(tmp_path, empty_database):
    archive = tmp_path / "one.zip"
    with workers_at(tmp_path / "first") as here:
        finished(here.run("-m", "miteinander", "backup", str(archive)))
    with workers_at(tmp_path / "second", DATABASE_URL=empty_database) as there:
        finished(there.run("-m", "miteinander", "restore", str(archive)))
        other = there.run(
            "-c",
            "import django; django.setup(); from django.db import connection as c; c.ensure_connection();"
            "c.introspection.table_names(); print('open', flush=True); input()",
        )
        assert other.stdout.readline() == "open\n"
        process = there.run("-m", "miteinander", "restore", str(archive), "--force", "--yes")
        output = process.communicate(timeout=60)[0]
        assert process.returncode == 1 and "serve“" in output and output.count("\n") == 1
        wait_until(lambda: other.poll() is None and os.path.exists(archive))
        assert not Path(tmp_path / "second" / "restore-in-progress.json").exists()
