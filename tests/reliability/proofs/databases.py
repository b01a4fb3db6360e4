"""Databases that proofs keep accounts in: a file of SQLite, and a PostgreSQL of their own."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

SECONDS = 60
POSTGRES = pathlib.Path(__file__).resolve().parents[2] / "server/store/postgres_server.py"


class Sqlite:
    name = "SQLite"

    def __init__(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-prove-"))
        self.file = self.top / "store.db"
        self.place = f"sqlite:{self.file}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top, ignore_errors=True)


class Postgres:
    """As an unprivileged user, on a port that the system picks (tests/server/store/postgres_server.py)."""

    name = "PostgreSQL"

    def __enter__(self):
        self.process = subprocess.Popen([sys.executable, "-B", POSTGRES], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.place = self.process.stdout.readline().strip()
        if not self.place.startswith("postgresql://"):
            self.__exit__()
            raise RuntimeError("PostgreSQL did not start")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(SECONDS)
        self.process.stdout.close()

    def tell(self, word):
        """stop, start or restart: at once, connections and all."""
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        if self.process.stdout.readline().strip() != "done":
            raise RuntimeError(f"PostgreSQL did not {word}")

    def cut(self):
        """Ends all connections of others; how many."""
        answer = subprocess.run(
            ["psql", "--no-psqlrc", "--tuples-only", "--no-align", self.place, "--command",
             "select count(pg_terminate_backend(pid)) from pg_stat_activity"
             " where pid <> pg_backend_pid() and backend_type = 'client backend'"],
            capture_output=True, text=True, timeout=SECONDS, check=True)
        return int(answer.stdout)


DATABASES = (Sqlite, Postgres)
