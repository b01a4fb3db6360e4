"""A server that keeps accounts and tells a webhook of their alerts: killed and started again, on the same
store, while others write."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.request

import grpc
from messages import api
from waiting import wait_until

SECONDS = 60

PACK = """
pack: kept
version: 1.0.0
stages: [onboarding]
severities: [red, amber]
signals:
  usage: {type: ratio}
health:
  use:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
alerts:
  low: {when: "usage < 0.5", severity: red, reason: Low use, route: [csm], dedupe: use}
  middling: {when: "usage < 0.7", severity: amber, reason: Not much use, route: [csm], dedupe: use}
"""


class Home:
    """`address` is where it is now; None: it is away. Its log is a file that outlives it."""

    def __init__(self, field, store, targets, *arguments, **options):
        """`targets` is {name: keys}, as the delivery file has them; all are told of everything."""
        self.field, self.options = field, options
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-prove-"))
        (self.top / "pack").mkdir()
        (self.top / "pack/pack.yaml").write_text(PACK)
        (self.top / "delivery.yaml").write_text(json.dumps(
            {"targets": targets, "routes": [{"to": list(targets)}]}))
        self.log = self.top / "log"
        self.arguments = ["--store", store, "--delivery", self.top / "delivery.yaml", "--log-format", "json",
                          "--metrics-listen", "127.0.0.1:0", *arguments]
        self.server, self.address, self._channel = None, None, None
        self._lock = threading.Lock()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.top, ignore_errors=True)

    def start(self):
        with self.log.open("ab") as log:
            self._begin = log.tell()
            try:
                server = self.field.server(*self.arguments, pack=self.top / "pack", stderr=log, **self.options)
            except RuntimeError as error:
                raise RuntimeError(f"{error}; it said: {self.tail()}") from None
        with self._lock:
            self.server, self.address = server, server.address
            self._channel = grpc.insecure_channel(server.address)

    def start_and_kill(self, seconds):
        """Kills it so soon that it may not be ready. RuntimeError: it ended by itself."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.field.command(*self.arguments, pack=self.top / "pack"), cwd=self.field.source,
                stdout=subprocess.DEVNULL, stderr=log, **self.options)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        else:
            raise RuntimeError(f"the server ended with {code} as it started: {self.tail()}")

    def kill(self):
        """SIGKILL."""
        self._leave(lambda server: server.process.kill())

    def stop(self):
        if self.server is not None:
            self._leave(lambda server: None)

    def _leave(self, end):
        with self._lock:
            server, channel = self.server, self._channel
            self.server = self.address = self._channel = None
        end(server)
        server.stop()
        channel.close()

    def stub(self, service):
        """None: it is away."""
        with self._lock:
            return api.stub(self._channel, service) if self._channel is not None else None

    def tail(self, lines=5):
        return " | ".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def samples(self):
        """{name with its labels: number}, from its port of metrics."""
        address = wait_for(self._metrics_address)
        with urllib.request.urlopen(f"http://{address}/metrics", timeout=SECONDS) as answer:
            text = answer.read().decode()
        return {name: float(value) for name, value in re.findall(r"^([^#\s]\S*) (\S+)$", text, re.MULTILINE)}

    def _metrics_address(self):
        said = self.log.read_bytes()[self._begin:].decode(errors="replace")
        found = [json.loads(line) for line in said.splitlines() if '"serving metrics"' in line]
        return found[-1]["address"] if found else None


def wait_for(question):
    """What it answers, once that is something."""
    found = []

    def ask():
        answer = question()
        found.append(answer)
        return answer
    wait_until(ask, SECONDS)
    return found[-1]


def webhook(receiver, **more):
    return {"kind": "webhook", "url": receiver.url, "allow_private": True, **more}
