"""The description of the API and its page, of a real server; and every command that they show, run as it stands."""

import gzip
import json
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

from http_client import HttpServer
from server_process import source

FILES = {
    "/openapi.json": ("protos/openapi/openapi.json", "application/json"),
    "/docs/api": ("protos/openapi/page/api.html", "text/html; charset=utf-8"),
    "/docs/api.css": ("protos/openapi/page/api.css", "text/css; charset=utf-8"),
    "/docs/api.js": ("protos/openapi/page/api.js", "text/javascript; charset=utf-8"),
}
# What a request that has only what is required may be told, and a stream that goes on when curl has had enough.
ANSWERS = {"invalid_argument", "not_found", "failed_precondition"}
GOES_ON = 28
SECONDS = 60


def last_of_stream(body):
    """The last whole message of a body in envelopes, and its flags."""
    at, found = 0, None
    while at + 5 <= len(body):
        flags, size = struct.unpack_from(">BI", body, at)
        found = (flags, body[at + 5:at + 5 + size])
        at += 5 + size
    return found


class ApiPageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        delivery = pathlib.Path(folder.name) / "delivery.yaml"
        delivery.write_text('targets: {pager: {kind: webhook, url: "https://localhost/"}}\nroutes: [{to: [pager]}]\n')
        cls.server = HttpServer("tests/e2e/packs/tiny", "--store", f"sqlite:{folder.name}/store.db",
                                "--state", f"{folder.name}/state", "--delivery", str(delivery))
        cls.addClassCleanup(cls.server.kill)
        cls.api = json.loads(pathlib.Path(source("protos/openapi/openapi.json")).read_text())

    def test_pages_are_the_files(self):
        for path, (file, kind) in FILES.items():
            with self.subTest(path=path):
                status, headers, body = self.server.request("GET", path)
                self.assertEqual(status, 200)
                self.assertEqual(body, pathlib.Path(source(file)).read_bytes())
                self.assertEqual(headers["content-type"], kind)
                self.assertEqual(headers["x-content-type-options"], "nosniff")
                self.assertIn("script-src 'self'", headers["content-security-policy"])

    def test_they_are_packed_for_who_takes_that(self):
        _, headers, packed = self.server.request("GET", "/openapi.json", accept_encoding="gzip")
        self.assertEqual(headers["content-encoding"], "gzip")
        self.assertEqual(json.loads(gzip.decompress(packed)), self.api)
        self.assertLess(len(packed), 100_000)

    def test_a_head_has_no_body_and_other_verbs_are_refused(self):
        status, headers, body = self.server.request("HEAD", "/docs/api")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["content-length"]), 0)
        status, headers, _ = self.server.request("POST", "/docs/api", b"{}", content_type="application/json")
        self.assertEqual((status, headers["allow"]), (405, "GET, HEAD"))
        for path in ("/docs", "/docs/", "/docs/api/", "/docs/../docs/api", "/docs/%2e%2e/etc/passwd"):
            self.assertEqual(self.server.request("GET", path)[0], 404, path)

    def test_every_command_is_answered(self):
        environment = {**os.environ, "BELLWETHER": f"http://127.0.0.1:{self.server.port}"}
        for path, item in self.api["paths"].items():
            for verb, operation in item.items():
                with self.subTest(path=path, verb=verb):
                    command = operation["x-codeSamples"][0]["source"]
                    # Nothing but the time is added.
                    command = command.replace("curl -sS", "curl -sS --max-time 2" if "Watch" in path else "curl -sS")
                    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], env=environment,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
                    self.check(path, operation, done)

    def check(self, path, operation, done):
        if "Watch" in path:
            self.assertIn(done.returncode, (0, GOES_ON), done.stderr)
            return
        self.assertEqual(done.returncode, 0, done.stderr)
        if "application/connect+json" in operation["responses"]["200"]["content"]:
            flags, message = last_of_stream(done.stdout)
            self.assertEqual(flags & 2, 2, done.stdout)
            error = json.loads(message).get("error")
        else:
            answer = json.loads(done.stdout)
            error = answer if "code" in answer and "message" in answer else None
        if error is not None:
            self.assertIn(error["code"], ANSWERS, error)


if __name__ == "__main__":
    unittest.main()
