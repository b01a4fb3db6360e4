#!/usr/bin/env python3
"""A PostgreSQL server for one run of tests, in a folder of its own, on a loopback port that the system
picks. It is ended, and its folder removed, when the standard input closes, however that comes.

  postgres_server.py     prints its URL, then obeys: one word a line, each answered with "done"

  restart                stops it at once, connections and all, and starts it again
  stop, start            one half of that
  size                   answered with the bytes of its databases on disk, instead

With --durable it writes to the disk before it answers, as one does that is in use.
"""

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile

# Debian's own, whatever else stands in the path.
BINARIES = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """PostgreSQL refuses to run as root: then it is the user postgres, which its package makes."""

    def __init__(self, folder, durable=False):
        self.folder, self.data = folder, folder / "data"
        self.fsync = "on" if durable else "off"
        self.port = free_port()
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            self.prefix = ["runuser", "-u", "postgres", "--"]
        self.run("initdb", "--auth=trust", "--username=bellwether", "--encoding=UTF8", "--no-sync",
                 "--pgdata", self.data)

    def run(self, program, *arguments):
        command = [*self.prefix, BINARIES[-1] / program, *arguments]
        done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"{program} failed:\n{done.stdout}")

    def control(self, *words):
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync={self.fsync}"
        self.run("pg_ctl", "--silent", "--wait", "--pgdata", self.data, "--log", self.folder / "log",
                 "--options", settings, *words)

    def start(self):
        self.control("start")

    def stop(self):
        self.control("stop", "--mode=immediate")

    def size(self):
        """Bytes of its databases; its log, which it uses again and again, is not among them."""
        return sum(file.stat().st_size for file in (self.data / "base").rglob("*") if file.is_file())

    @property
    def url(self):
        return f"postgresql://bellwether@127.0.0.1:{self.port}/postgres"


def main():
    if not BINARIES:
        sys.exit("PostgreSQL is not installed: scripts/install test")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-postgres-"))
    running = False
    try:
        server = Server(folder, "--durable" in sys.argv[1:])
        server.start()
        running = True
        print(server.url, flush=True)
        for line in sys.stdin:
            word = line.strip()
            if word in ("stop", "restart"):
                server.stop()
                running = False
            if word in ("start", "restart"):
                server.start()
                running = True
            print(server.size() if word == "size" else "done", flush=True)
    finally:
        if running:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
