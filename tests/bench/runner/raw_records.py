"""The rows of a book of records as plain inserts: what a store costs beside what SQLite needs anyhow."""

import datetime
import json
import sqlite3
import tempfile
import time

BATCH = 1_000  # as a client sends them
SETTINGS = ("pragma journal_mode = wal", "pragma synchronous = full", "pragma cache_size = -16384",
            "pragma secure_delete = on")
INSERT = ("insert into records (tenant, account, kind, id, known_at, at, body) values ('', ?, ?, ?, ?, ?, ?)"
          " on conflict do nothing")


def micros(moment):
    at = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    if at.tzinfo is None:
        at = at.replace(tzinfo=datetime.timezone.utc)
    return (at - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(microseconds=1)


def rows_of(file):
    for line in file:
        record = json.loads(line)
        at = record["at"]
        yield (record["account"], record["kind"], record["id"], micros(record.get("known_at", at)), micros(at),
               line.rstrip("\n"))


def batches_of(folder):
    """The rows in the order in which they are put, in lists of BATCH."""
    batch = []
    for path in sorted(folder.glob("*.jsonl")):
        with open(path, encoding="utf-8") as file:
            for row in rows_of(file):
                batch.append(row)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
    if batch:
        yield batch


def inserts_per_second(store, folder):
    """Records of the book in `folder` a second, into an empty table that is made like that of the file `store`. Only
    the inserts and their commits are timed."""
    with sqlite3.connect(store) as made:
        statements = [sql for (sql,) in made.execute(
            "select sql from sqlite_master where tbl_name = 'records' and sql is not null order by type desc")]
    made.close()
    seconds, count = 0.0, 0
    with tempfile.TemporaryDirectory(dir=store.parent) as place:
        plain = sqlite3.connect(f"{place}/plain.db", isolation_level=None)
        for statement in (*SETTINGS, *statements):
            plain.execute(statement)
        for batch in batches_of(folder):
            begin = time.perf_counter()
            plain.execute("begin immediate")
            plain.executemany(INSERT, batch)
            plain.execute("commit")
            seconds += time.perf_counter() - begin
            count += len(batch)
        plain.close()
    return count / seconds
