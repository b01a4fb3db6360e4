"""Starts bellwetherd as a user does, and asks it as a stranger does: with buf curl and reflection."""

import base64
import json
import os
import re
import subprocess
import threading

SOURCE = os.environ["BELLWETHER_SOURCE_DIR"]
BELLWETHERD = os.environ["BELLWETHERD"]
BUF = os.path.join(SOURCE, "tests", "e2e", "node_modules", ".bin", "buf")
READY = re.compile(r"^bellwetherd is ready on (\S+) with pack (\S+) (\S+) \(([0-9a-f]{8})\)$")
SECONDS = 60


def source(path):
    return os.path.join(SOURCE, path)


def run_to_end(*arguments):
    """A run that is meant to end by itself: exit code, stdout, stderr."""
    done = subprocess.run(
        [BELLWETHERD, *arguments], capture_output=True, text=True, timeout=SECONDS)
    return done.returncode, done.stdout, done.stderr


class Server:
    """A running server on a port that the system chose."""

    def __init__(self, pack, *arguments):
        self.process = subprocess.Popen(
            [BELLWETHERD, "--pack", source(pack), "--listen", "127.0.0.1:0", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.log = []
        self._reader = threading.Thread(target=self._read_log)
        self._reader.start()
        self.ready_line = self.process.stdout.readline().rstrip("\n")
        match = READY.match(self.ready_line)
        if not match:
            self.kill()
            raise AssertionError(f"not ready: {self.ready_line!r}; log: {self.log}")
        self.address, self.pack, self.version, self.digest = match.groups()

    def _read_log(self):
        for line in self.process.stderr:
            self.log.append(line.rstrip("\n"))

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self):
        """The exit code."""
        code = self.process.wait(timeout=SECONDS)
        self._reader.join()
        self.rest_of_stdout = self.process.stdout.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        if not self.process.stdout.closed:
            self.wait()

    def buf(self, *arguments):
        return self.run_buf("curl", "--protocol", "grpc", "--http2-prior-knowledge", *arguments)

    @staticmethod
    def run_buf(*arguments):
        return subprocess.run(
            [BUF, *arguments], capture_output=True, text=True, timeout=SECONDS)

    def list_methods(self):
        return self.buf("--list-methods", f"http://{self.address}").stdout.split()

    def call(self, method, request):
        """(answer, None) or (None, error); both as buf prints them."""
        answers, error = self.stream(method, [request])
        return (None, error) if error else (answers[0], None)

    def stream(self, method, requests):
        """(answers, None) or (None, error) of a stream with several messages."""
        done = self.buf("-d", "\n".join(map(json.dumps, requests)),
                        f"http://{self.address}/{method}")
        if done.returncode == 0:
            return list(_documents(done.stdout)), None
        try:
            return None, json.loads(done.stderr)
        except json.JSONDecodeError as error:
            raise AssertionError(f"buf curl says: {done.stderr}") from error


def _documents(text):
    """The JSON documents that stand one after the other in a text."""
    decoder = json.JSONDecoder()
    text = text.strip()
    while text:
        document, end = decoder.raw_decode(text)
        yield document
        text = text[end:].lstrip()


def _fields(message):
    """(number, bytes) of each length-delimited field of a protobuf message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        key = varint()
        assert key & 7 == 2, "only texts and messages are expected here"
        size = varint()
        yield key >> 3, message[at:at + size]
        at += size


def bad_request(error):
    """[(field, description, reason)] of the google.rpc.BadRequest in an error."""
    for detail in error["details"]:
        if detail["type"] != "google.rpc.BadRequest":
            continue
        padded = detail["value"] + "=" * (-len(detail["value"]) % 4)
        violations = []
        for _, violation in _fields(base64.b64decode(padded)):
            texts = {number: text.decode() for number, text in _fields(violation)}
            violations.append((texts.get(1), texts.get(2), texts.get(3)))
        return violations
    raise AssertionError(f"no google.rpc.BadRequest in {error}")
