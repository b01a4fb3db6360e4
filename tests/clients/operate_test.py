"""Executes the commands of docs/operate.md: a store is backed up while it is written to, loses an account by mistake,
and is restored; on PostgreSQL also to a point in time, from a base backup and the archived log."""

import os
import pathlib
import pwd
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time

import program
from program import ProgramTest, Server, main, run

sys.path.insert(0, str(program.SOURCE / "tests/server/store"))
import postgres_server  # noqa: E402  (beside the tests of the store)

PAGE = program.SOURCE / "docs/operate.md"
SAAS = "rules/saas"
BOOK = f"{SAAS}/book"
WHO = ("--author", "ann", "--reason", "the sponsor has left")
TIME_OF_PAGE = "2026-03-01 09:59:00+00"
# What a machine without the program of Debian's package sqlite3 runs in its place.
SQLITE3 = """#!/usr/bin/env python3
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])
"""


def block(name):
    """The commands, or lines of a file, below the mark of that name."""
    found = re.search(rf"<!-- run: {name} -->\n```\w+\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert found, f"{PAGE.name} has no block {name}"
    return found[1]


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


class Cluster(postgres_server.Server):
    """PostgreSQL on a folder of the test."""

    def __init__(self, folder, data=None):
        if data is None:
            super().__init__(folder, durable=False)
        else:
            self.folder, self.data, self.port, self.fsync = folder, data, postgres_server.free_port(), "off"
            self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def url_of(self, database):
        return f"postgresql://bellwether@127.0.0.1:{self.port}/{database}"

    def ask(self, query, database="postgres"):
        done = subprocess.run([postgres_server.BINARIES[-1] / "psql", "--no-psqlrc", "--tuples-only", "--no-align",
                               "--command", query, self.url_of(database)], check=True, capture_output=True, text=True)
        return done.stdout.strip()


class OperateTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.places = {"/var/lib/bellwether": self.folder / "live", "/var/backups/bellwether": self.folder / "backups",
                       "/var/lib/postgresql/restored": self.folder / "restored"}
        for place in ("live", "backups", "backups/wal", "bin"):
            (self.folder / place).mkdir()
        self.prefix = []

    def here(self, text, moment=TIME_OF_PAGE):
        for of_page, place in self.places.items():
            text = text.replace(of_page, str(place))
        return text.replace(TIME_OF_PAGE, moment)

    def execute(self, name, moment=TIME_OF_PAGE, **variables):
        path = [str(self.folder / "bin"), str(postgres_server.BINARIES[-1]), os.environ["PATH"]]
        done = subprocess.run([*self.prefix, "bash", "-euo", "pipefail", "-c", self.here(block(name), moment)], cwd="/",
                              env={**os.environ, "PATH": ":".join(path), **variables}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout)

    def serve(self, store):
        server = Server(SAAS, "--store", store)
        self.addCleanup(server.__exit__)
        return server

    def ask(self, server, *words, code=0):
        result = run("remote", words[0], "--server", server.address, *words[1:])
        self.assertEqual(result.code, code, result.err)
        return result.out

    def told(self, server, account="iris"):
        """What is known of an account and decided about it: the answers of two calls."""
        explained = self.ask(server, "account", account, "--as-of", "2025-11-20", "--format", "json")
        return explained, self.ask(server, "decisions", account)

    def fill(self, server):
        """The records of one account of the book, and a decision."""
        for file in sorted((program.SOURCE / BOOK).glob("*.csv")):
            head, *rows = file.read_text().splitlines(keepends=True)
            self.file(f"book/{file.name}", head + "".join(row for row in rows if ",iris," in row))
        self.ask(server, "put", self.folder / "book")
        decided = run("remote", "decide", "graduation", "iris", "--server", server.address, *WHO,
                      "--known-at", "2025-11-18T09:00:00Z")
        self.assertEqual(decided.code, 0, decided.err)

    def lose(self, server):
        """The mistake."""
        self.ask(server, "forget", "iris")
        self.ask(server, "account", "iris", "--as-of", "2025-11-20", code=2)

    def while_it_is_written_to(self, server, step):
        """Runs the step while records come and go."""
        over = threading.Event()
        line = ('{"kind": "usage", "id": "w%d", "account": "writer", "at": "2025-01-01", "logins": 1}\n')

        def write():
            number = 0
            while not over.is_set():
                number += 1
                path = self.file(f"more-{number}.jsonl", "".join(line % (number * 100 + i) for i in range(100)))
                run("remote", "put", "--server", server.address, path)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            step()
        finally:
            over.set()
            writer.join()

    def test_sqlite(self):
        if shutil.which("sqlite3") is None:
            shim = self.file("bin/sqlite3", SQLITE3)
            shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
        place = f"sqlite:{self.folder / 'live/store.db'}"
        server = self.serve(place)
        self.fill(server)
        before = self.told(server)
        self.while_it_is_written_to(server, lambda: self.execute("back up sqlite"))
        self.lose(server)
        server.stop()
        self.execute("restore sqlite")
        self.assertEqual(self.told(self.serve(place)), before)

    def postgres(self):
        """A cluster that archives, as the page says, and the URL of a store on it."""
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            self.prefix = ["runuser", "-u", "postgres", "--"]
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, user.pw_uid, user.pw_gid)
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-postgres-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        cluster = Cluster(folder)
        with (cluster.data / "postgresql.conf").open("a") as settings:
            settings.write(self.here(block("archive")))
        cluster.start()
        self.addCleanup(cluster.stop)
        cluster.ask("create database bellwether")
        return cluster, cluster.url_of("bellwether")

    def test_postgres_as_it_was_when_it_was_dumped(self):
        cluster, store = self.postgres()
        server = self.serve(store)
        self.fill(server)
        before = self.told(server)
        self.while_it_is_written_to(server, lambda: self.execute("back up postgres", STORE=store))
        self.lose(server)
        restored = cluster.url_of("bellwether_restored")
        self.execute("restore postgres", CLUSTER=cluster.url, RESTORED=restored)
        self.assertEqual(self.told(self.serve(restored)), before)

    def test_postgres_at_a_point_in_time(self):
        cluster, store = self.postgres()
        server = self.serve(store)
        self.execute("back up the cluster", CLUSTER=cluster.url)
        self.fill(server)  # after the base backup: in the archived log alone
        before = self.told(server)
        moment = cluster.ask("select now()")
        time.sleep(1)
        self.lose(server)
        self.file("late.jsonl", '{"kind": "usage", "id": "late", "account": "late", "at": "2025-01-01", "logins": 1}\n')
        self.ask(server, "put", self.folder / "late.jsonl")
        last = cluster.ask("select pg_walfile_name(pg_switch_wal())")
        wait_until((self.folder / "backups/wal" / last).exists)
        server.stop()

        self.execute("restore the cluster", moment=moment)
        restored = Cluster(self.folder, self.folder / "restored")
        restored.start()
        self.addCleanup(restored.stop)
        wait_until(lambda: restored.ask("select pg_is_in_recovery()") == "f")
        server = self.serve(restored.url_of("bellwether"))
        self.assertEqual(self.told(server), before)
        self.ask(server, "account", "late", "--as-of", "2025-11-20", code=2)  # it came after that moment
        self.fill(server)  # and it takes what comes now


if __name__ == "__main__":
    main()
