"""PostgreSQL without its tools: tables by COPY from one snapshot, and back into a schema of their own that takes the
place of the old one in one transaction."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from ..checks import CannotStart
from .archives import ArchiveReader, ArchiveWriter
from .manifest import BadArchive, Manifest, Table
from .sqlite import applied_migrations

LINGER = 2.0
"""Seconds in which the server forgets a connection that was just closed."""
NEW, OLD = "miteinander_restore", "miteinander_before_restore"
Note = Callable[[str], None]


def entry_of(table: str) -> str:
    return f"database/{table}.copy"


@contextmanager
def save(
    writer: ArchiveWriter, scratch: Path, note: Note
) -> Iterator[tuple[list[Table], dict[str, list[str]]]]:
    """Put every table into the archive, all as of one moment; inside the block Django reads that same state."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        names = tables()
        found = []
        for number, name in enumerate(names, 1):
            note(f"Datenbank {100 * number // len(names)} %")
            found.append(_save_table(writer, name))
        yield found, applied_migrations()


def tables() -> list[str]:
    return [
        row[0]
        for row in _rows(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
            " AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE \"C\""
        )
    ]


def columns(table: str) -> list[str]:
    """Those that are written; computed ones compute themselves again."""
    return [
        row[0]
        for row in _rows(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
    ]


def _save_table(writer: ArchiveWriter, name: str) -> Table:
    found = columns(name)
    key = [
        row[0]
        for row in _rows(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
            " WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY a.attnum",
            [_quoted(name)],
        )
    ]
    order = f" ORDER BY {_list(key)}" if key else ""
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY (SELECT {_list(found)} FROM {_quoted(name)}{order}) TO STDOUT") as copy:
            writer.add(entry_of(name), copy)
        rows = cursor.rowcount
    return Table(name=name, rows=rows, columns=found, sequence=_sequence(name))


def _sequence(name: str) -> int | None:
    """The next number of the table's counting key."""
    for column, own in _sequences(name):
        last, called = _rows(f"SELECT last_value, is_called FROM {own}")[0]
        del column
        return int(last) + int(called)
    return None


def _sequences(name: str) -> list[tuple[str, str]]:
    pairs = [
        (one, _rows("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(name), one])[0][0])
        for one in columns(name)
    ]
    return [(column, own) for column, own in pairs if own]


# --- The way back ---------------------------------------------------------------------------------------------------


def discard() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {NEW} CASCADE")


@contextmanager
def stage(reader: ArchiveReader) -> Iterator[None]:
    """Build the tables in a schema of their own and fill them; inside the block Django works there."""
    _refuse_strangers(reader.manifest)
    discard()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {NEW}")
    except Exception as error:
        raise CannotStart(
            "Der Datenbanknutzer darf in dieser Datenbank kein Schema anlegen; zum Zurückspielen muss ihm die Datenbank gehören."
        ) from error
    with _working_in(NEW):
        bring_to(reader.manifest)
        with transaction.atomic():
            _fill(reader)
        yield


@contextmanager
def _working_in(schema: str) -> Iterator[None]:
    options = connection.settings_dict["OPTIONS"]
    before = dict(options)
    connections.close_all()
    options |= {"options": f"{before.get('options', '')} -c search_path={schema}".strip()}
    options.pop("pool", None)
    try:
        yield
    finally:
        connections.close_all()
        options.clear()
        options |= before


def bring_to(manifest: Manifest) -> None:
    """Empty tables as they were when the archive was written."""
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    ran = {(app, name) for app, names in manifest.migrations.items() for name in names} & nodes.keys()
    executor.migrate(sorted(key for key in ran if not any(child.key in ran for child in nodes[key].children)))


def _fill(reader: ArchiveReader) -> None:
    """Rows exactly as they were: no trigger looks, references are checked all together at the end."""
    wanted = {table.name: table for table in reader.manifest.tables}
    if (present := tables()) != sorted(wanted):
        odd = sorted(set(present) ^ set(wanted))
        raise BadArchive(
            f"Das Archiv hat andere Tabellen als diese Fassung ({', '.join(odd)[:200]}); bitte die Fassung nehmen, mit der es geschrieben wurde."
        )
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(_quoted, present))}")
        for name in present:
            table = wanted[name]
            if set(columns(name)) != set(table.columns):
                raise BadArchive(
                    f"Die Tabelle {name} im Archiv hat andere Spalten als diese Fassung; bitte die Fassung nehmen, mit der es geschrieben wurde."
                )
            cursor.execute(f"ALTER TABLE {_quoted(name)} DISABLE TRIGGER USER")
            try:
                with cursor.copy(f"COPY {_quoted(name)} ({_list(table.columns)}) FROM STDIN") as copy:
                    for chunk in reader.chunks(entry_of(name)):
                        copy.write(chunk)
            except CannotStart:
                raise
            except Exception as error:
                raise BadArchive(
                    f"Die Tabelle {name} im Archiv lässt sich nicht lesen ({str(error).splitlines()[0]})."
                ) from error
            if cursor.rowcount != table.rows:
                raise BadArchive(
                    f"Die Tabelle {name} im Archiv hat andere Zeilen, als sein Verzeichnis sagt."
                )
            for _column, own in _sequences(name):
                if table.sequence is not None:
                    cursor.execute("SELECT setval(%s::regclass, %s, false)", [own, table.sequence])
        try:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except Exception as error:
            raise BadArchive(
                f"Im Archiv führt ein Verweis ins Leere ({str(error).splitlines()[0]}); es wird nicht zurückgespielt."
            ) from error
        for name in present:
            cursor.execute(f"ALTER TABLE {_quoted(name)} ENABLE TRIGGER USER")


def swap() -> None:
    """One transaction: the new schema takes the name of the old. Nothing to do when it has it already."""
    if not _rows("SELECT 1 FROM pg_namespace WHERE nspname = %s", [NEW]):
        return
    (live,) = _rows("SELECT current_schema()")[0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA {_quoted(live)} RENAME TO {OLD}")
        cursor.execute(f"ALTER SCHEMA {NEW} RENAME TO {_quoted(live)}")
        cursor.execute(f"DROP SCHEMA {OLD} CASCADE")
    connections.close_all()


def refuse_company() -> None:
    """Raises CannotStart while others are connected to the database."""
    deadline = time.monotonic() + LINGER
    while (others := _others()) and time.monotonic() < deadline:
        time.sleep(0.1)
    if others:
        raise CannotStart(
            f"Mit der Datenbank sind noch {others} andere Prozesse verbunden; bitte „miteinander serve“ und „miteinander work“ auf allen Rechnern beenden und noch einmal aufrufen."
        )


def _others() -> int:
    return int(
        _rows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )[0][0]
    )


def _refuse_strangers(manifest: Manifest) -> None:
    """The old schema is dropped, so nothing may stand in it that is not ours."""
    ours = {table.name for table in manifest.tables} | set(connection.introspection.django_table_names())
    ours.add("django_migrations")
    extensions = [
        row[0]
        for row in _rows(
            "SELECT extname FROM pg_extension WHERE extnamespace = current_schema()::regnamespace"
        )
    ]
    if strangers := sorted(set(tables()) - ours) + extensions:
        raise CannotStart(
            f"In der Datenbank steht auch Fremdes ({', '.join(strangers)[:200]}), das beim Zurückspielen verloren ginge; bitte eine eigene Datenbank für Miteinander nehmen."
        )


def _rows(query: str, values: Iterable[Any] = ()) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values) or None)
        return list(cursor.fetchall())


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))
