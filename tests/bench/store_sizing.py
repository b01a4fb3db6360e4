#!/usr/bin/env python3
"""How much room a store needs: puts an invented book into one of each sort, has the server evaluate it, and
says what each step added to the database.

  tests/bench/store_sizing.py --build build/bench --accounts 300                 prints the table
  tests/bench/store_sizing.py --build build/bench --accounts 300 --write-docs    and puts it into docs/operate.md

Sizes do not depend on what else the machine does.
"""

import argparse
import contextlib
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/server/store"))
import postgres_server  # noqa: E402  (beside the tests of the store)

PACK = SOURCE / "rules/saas"
PAGE = SOURCE / "docs/operate.md"
BEGIN, END = "<!-- sizing -->\n", "<!-- end -->"
MOST_SECONDS = 3_600


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.path = folder / "store.db"
        self.place = f"sqlite:{self.path}"

    def ask(self, query):
        with contextlib.closing(sqlite3.connect(self.path, timeout=60)) as database:
            return database.execute(query).fetchone()[0]

    def size(self):
        """Without pages that are free, whether they were or will be used."""
        return (self.ask("select page_count from pragma_page_count")
                - self.ask("select freelist_count from pragma_freelist_count")) * \
            self.ask("select page_size from pragma_page_size")

    def stop(self):
        pass


class Postgres:
    name = "PostgreSQL"

    def __init__(self, folder):
        self.server = postgres_server.Server(folder, durable=False)
        self.server.start()
        self.place = self.server.url

    def ask(self, query):
        done = subprocess.run([postgres_server.BINARIES[-1] / "psql", "--no-psqlrc", "--tuples-only", "--no-align",
                               "--command", query, self.place], check=True, capture_output=True, text=True)
        return int(done.stdout)

    def size(self):
        """After what was replaced has been cleaned up, as the database does by itself in time."""
        subprocess.run([postgres_server.BINARIES[-1] / "psql", "--no-psqlrc", "--quiet", "--command", "vacuum full",
                        self.place], check=True)
        return self.ask("select pg_database_size(current_database())")

    def stop(self):
        self.server.stop()


class Bellwether:
    """A server on the store, ended with the block."""

    def __init__(self, build, store, evaluates):
        self.process = subprocess.Popen(
            [find(build, "bellwetherd"), "--pack", PACK, "--listen", "127.0.0.1:0", "--store", store.place,
             f"--evaluate-continuously={'true' if evaluates else 'false'}"], stdout=subprocess.PIPE, text=True)
        words = self.process.stdout.readline().split()
        if "ready" not in words:
            sys.exit("the server did not start")
        self.address = words[words.index("on") + 1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()


def find(build, name):
    for folder in (build, build / "server", build / "clients/cli"):
        if (folder / name).is_file():
            return folder / name
    sys.exit(f"there is no {name} in {build}; build it first")


def measure(build, store, book):
    """Bytes of a new store, of a record, and of an evaluation with what is kept of its alerts; and how many."""
    with Bellwether(build, store, False):
        pass
    empty = store.size()
    with Bellwether(build, store, False) as server:
        subprocess.run([find(build, "bellwether"), "remote", "put", "--server", server.address, book], check=True,
                       stdout=subprocess.DEVNULL)
    put = store.size()
    accounts = store.ask("select count(*) from accounts where records > 0")
    with Bellwether(build, store, True):
        end = time.monotonic() + MOST_SECONDS
        while store.ask("select count(*) from last_evaluations") < accounts:
            if time.monotonic() > end:
                sys.exit("the accounts were not evaluated in an hour")
            time.sleep(0.5)
    evaluated = store.size()
    records, evaluations = (store.ask(f"select count(*) from {table}") for table in ("records", "evaluations"))
    return records, (put - empty) / records, evaluations, (evaluated - put) / evaluations


def table(build, accounts):
    rows = ["| database | records | bytes of a record | evaluations | bytes of an evaluation |",
            "| --- | --- | --- | --- | --- |"]
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        book = top / "book"
        subprocess.run([find(build, "bellwether"), "book", "generate", "--accounts", str(accounts), "--parameters",
                        SOURCE / "rules/simulation/saas.yaml", "--output", book], check=True, stdout=subprocess.DEVNULL)
        for kind in (Sqlite, Postgres):
            folder = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-sizing-"))
            store = kind(folder)
            try:
                records, of_record, evaluations, of_evaluation = measure(build, store, book)
            finally:
                store.stop()
                shutil.rmtree(folder, ignore_errors=True)
            rows.append(f"| {store.name} | {records:,} | {of_record:.0f} | {evaluations:,} | {of_evaluation:.0f} |")
    return "\n".join(rows) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build/bench", help="folder of the programs")
    parser.add_argument("--accounts", type=int, default=300, help="of the invented book")
    parser.add_argument("--write-docs", action="store_true", help="put the table into docs/operate.md")
    options = parser.parse_args()
    text = table(options.build.resolve(), options.accounts)
    print(text, end="")
    if options.write_docs:
        page = PAGE.read_text()
        written = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: BEGIN + text + END, page, flags=re.DOTALL)
        PAGE.write_text(written)


if __name__ == "__main__":
    main()
