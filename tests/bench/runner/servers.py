"""Servers that are measured: started on a port that the system chooses, ended by process id."""

import pathlib
import re
import subprocess

from machine import TICKS

SECONDS = 60
READY = re.compile(r"ready on (\S+)")


class Server:
    running = []

    def __init__(self, *command, cwd, **options):
        """`options` as subprocess.Popen takes them."""
        self.process = subprocess.Popen(
            [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, text=True,
            **{"stderr": subprocess.DEVNULL, **options})
        line = self.process.stdout.readline()
        found = READY.search(line)
        if not found:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            raise RuntimeError(f"{command[0]} did not start: {line.strip()!r}")
        self.address = found.group(1)
        Server.running.append(self)

    def stop(self):
        Server.running.remove(self)
        self.process.terminate()
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def processor_seconds(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = text.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / TICKS

    def memory(self):
        """{"VmRSS": megabytes, "RssAnon": ..., "RssFile": ...}"""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.findall(r"^(VmRSS|RssAnon|RssFile):\s+(\d+) kB$", text, re.MULTILINE)
        return {name: int(kilobytes) / 1024 for name, kilobytes in found}


def processor_seconds_of_all():
    return sum(server.processor_seconds() for server in Server.running)
