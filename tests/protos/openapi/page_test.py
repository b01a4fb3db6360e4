"""The page of the API in a browser, under the strictest policy that it is promised to work with: it shows every
method, message and command, filters, goes where an address says, and is judged by axe, light and dark."""

import http.server
import json
import os
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[3]
DOCUMENT = SOURCE / "protos/openapi/openapi.json"
PAGE = SOURCE / "protos/openapi/page"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'")
FILES = {
    "/docs/api.css": (PAGE / "api.css", "text/css"),
    "/docs/api.js": (PAGE / "api.js", "text/javascript"),
    "/docs/check.js": (pathlib.Path(__file__).with_name("page_check.js"), "text/javascript"),
    "/docs/axe.js": (SOURCE / "tests/e2e/node_modules/axe-core/axe.min.js", "text/javascript"),
}
SECONDS = 120


class Pages(http.server.ThreadingHTTPServer):
    """The page with the script that checks it before its own, which posts what it found."""

    def __init__(self, document):
        super().__init__(("127.0.0.1", 0), Handler)
        self.document = document
        self.found = queue.Queue()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802  # as the library names it
        path = self.path.partition("?")[0]
        if path == "/docs/api":
            page = (PAGE / "api.html").read_text()
            before = '<link rel="stylesheet"'
            checks = '<script src="axe.js"></script><script type="module" src="check.js"></script>'
            self.answer(200, page.replace(before, checks + before, 1).encode(), "text/html; charset=utf-8")
        elif path == "/openapi.json" and self.server.document is not None:
            self.answer(200, self.server.document.encode(), "application/json")
        elif path in FILES:
            self.answer(200, FILES[path][0].read_bytes(), FILES[path][1])
        else:
            self.answer(404, b"", "text/plain")

    def do_POST(self):  # noqa: N802
        self.server.found.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(204, b"", "text/plain")

    def answer(self, status, content, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def look(document, what, scheme="light"):
    """What a browser finds on the page."""
    with Pages(document) as server, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        address = f"http://127.0.0.1:{server.server_address[1]}/docs/api?{what}"
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={int(scheme == 'light')}"]
        browser = subprocess.Popen([shutil.which("chromium"), *options, address], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            return server.found.get(timeout=SECONDS)
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()
            server.shutdown()


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = DOCUMENT.read_text()
        cls.api = json.loads(cls.text)

    def test_it_has_nothing_inline(self):
        page = (PAGE / "api.html").read_text()
        self.assertNotRegex(page, r"<style|\sstyle=|\son\w+=|javascript:|https?://")
        for script in re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL):
            self.assertEqual(script, "")

    def test_it_shows_everything_and_is_without_fault(self):
        for scheme in ("light", "dark"):
            with self.subTest(scheme=scheme):
                found = look(self.text, "all", scheme)
                self.assertEqual(found["scheme"], scheme)
                self.assertEqual(found["refused"], [])
                self.assertEqual(found["faults"], [])
                self.assertEqual(found["missing"], [])
                self.assertEqual(found["methods"], len(self.api["paths"]))

    def test_it_filters_and_goes_to_what_is_filtered_away(self):
        found = look(self.text, "filter")
        self.assertEqual(found["shown"], ["bellwether.v1.PortfolioService.DeleteBook"])
        self.assertEqual(found["status"], "1 found")
        self.assertEqual(found["services"], ["PortfolioService"])
        self.assertEqual(found["after"], {"filter": "", "status": "", "visible": True})

    def test_it_says_when_it_cannot_read_the_document(self):
        found = look(None, "state")
        self.assertIn("It cannot be read: 404", found["state"])


if __name__ == "__main__":
    unittest.main()
