"""Bad input to every option: a clear error that names it, before the server listens.

The address that the server is to listen on is taken: one that got so far would say that, and nothing else. Options are
those of --help, so none can be left out here.
"""

import os
import re
import socket
import tempfile
import unittest

from server_process import run_to_end, source

TINY = source("tests/e2e/packs/tiny")
LISTENED = "cannot listen on 127.0.0.1:"
CANNOT_SERVE = 1

# By what --help calls a value: (a value, what is said of it).
OF_KIND = {
    "": ("perhaps", "`perhaps` is not a yes or no; write it like true or false"),
    "N": ("many", "`many` is not a whole number"),
    "SIZE": ("lots", "`lots` is not a number of bytes; write it like 4MiB"),
    "SHARE": ("5", "`5` is not a share; write it like 5%"),
    "WHEN": ("maybe", "`maybe` is not a choice"),
    "WHAT": ("maybe", "`maybe` is not a choice"),
    "WHICH": ("maybe", "`maybe` is not a choice"),
    "LEVEL": ("maybe", "`maybe` is not a choice"),
    "FORMAT": ("maybe", "`maybe` is not a choice"),
    "TIME": ("soon", "`soon` "),
}

HTTP = ["--http-address", "127.0.0.1:0"]
# Those whose value is a text of their own: (what is given, what is said). FOLDER is one of the test's own.
OF_OPTION = {
    "--access-file": (["--access-file", "/nowhere"], "cannot read the access file /nowhere"),
    "--baseline": (["--baseline", "/nowhere"], "--baseline: "),
    "--book": (["--book", "folder"], "--book: `folder` is not a name and a folder"),
    "--canary": (["--canary", "/nowhere"], "the pack /nowhere cannot be used"),
    "--completion": (["--completion", "tcsh"], "--completion"),
    "--config": (["--config", "/nowhere"], "cannot read the configuration"),
    "--console": ([*HTTP, "--console", "/nowhere"], "--console: /nowhere"),
    "--console-oidc-client-id": (["--console-oidc-client-id", "console"],
                                 "--console-oidc-client-id: without --http-address"),
    "--console-oidc-issuer": (["--console-oidc-issuer", "login"], "--console-oidc-issuer: `login` is no address"),
    "--console-oidc-provider": (["--console-oidc-provider", "a\tb"], "--console-oidc-provider: "),
    "--console-oidc-scopes": (["--console-oidc-scopes", "email"], "--console-oidc-scopes: `email` lacks openid"),
    "--decision-log": (["--decision-log", "/proc/nowhere"], "--decision-log: the folder /proc/nowhere cannot be made"),
    "--decision-log-redact": (["--decision-log", "FOLDER/log", "--decision-log-redact", "/nowhere"],
                              "--decision-log-redact: "),
    "--delivery": (["--store", "sqlite:FOLDER/store.db", "--delivery", "/nowhere"], "--delivery: "),
    "--http-address": (["--http-address", "8080"], "cannot take calls over HTTP on `8080`; write HOST:PORT"),
    "--http-cors-origins": ([*HTTP, "--http-cors-origins", "console.example"],
                            "--http-cors-origins: `console.example` is no origin"),
    "--keep-records": (["--keep-records", "usge=1d"], "--keep-records: "),
    "--listen": (["--listen", "50051"], "cannot listen on `50051`; write HOST:PORT"),
    "--metrics-listen": (["--metrics-listen", "9464"], "cannot serve metrics on `9464`; write HOST:PORT"),
    "--pack": (["--pack", "/nowhere"], "the pack /nowhere cannot be used"),
    "--set": (["--set", "x"], "--set: `x` is not a constant and a number"),
    "--shadow": (["--shadow", "/nowhere"], "the pack /nowhere cannot be used"),
    "--state": (["--state", source("README.md")], "--state: "),
    "--store": (["--store", "nowhere"], "--store: the place of a store is sqlite:FILE"),
    "--tls-certificate": (["--tls-certificate", "/nowhere", "--tls-key", source("README.md")], "cannot read /nowhere"),
    "--tls-client-ca": (["--tls-client-ca", "/nowhere"], "--tls-client-ca without --tls-certificate"),
    "--tls-key": (["--tls-certificate", source("README.md"), "--tls-key", "/nowhere"], "cannot read /nowhere"),
    "--trusted-keys": (["--trusted-keys", "/nowhere"], "--trusted-keys: cannot read the key file /nowhere"),
    "--values": (["--values", "/nowhere"], "cannot read the file of values /nowhere"),
}
# They print something, and take nothing.
WITHOUT_INPUT = {"--help", "--version", "--check-config", "--man"}


def options():
    """{flag: what --help calls its value, "" of a switch}"""
    code, text, _ = run_to_end("--help")
    assert code == 0, text
    found = re.findall(r"^\s+(?:-\w,)?(--[a-z][a-z-]+)(?: ([A-Z][A-Z:=]*))?", text, re.MULTILINE)
    return {flag: kind for flag, kind in found if flag not in WITHOUT_INPUT}


class BadOptionsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        taken = socket.socket()
        cls.addClassCleanup(taken.close)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        cls.base = ["--pack", TINY, "--listen", f"127.0.0.1:{taken.getsockname()[1]}"]

    def run_with(self, *arguments):
        return run_to_end(*self.base, *(word.replace("FOLDER", self.folder) for word in arguments))

    def refused(self, arguments, words):
        code, stdout, stderr = self.run_with(*arguments)
        self.assertIn(code, range(1, 6), stderr)
        self.assertEqual(stdout, "")
        self.assertIn(words, stderr)
        self.assertNotIn(LISTENED, stderr)

    def test_what_is_good_gets_as_far_as_listening(self):
        code, _, stderr = self.run_with("--log-level", "debug", "--canary-share", "5%", "--drain-delay", "1s")
        self.assertEqual(code, CANNOT_SERVE)
        self.assertIn(LISTENED, stderr)

    def test_bad_input_is_told_before(self):
        flags = options()
        self.assertGreater(len(flags), 90)
        self.assertLessEqual(set(OF_OPTION), set(flags))
        for flag, kind in flags.items():
            with self.subTest(flag):
                if flag in OF_OPTION:
                    self.refused(*OF_OPTION[flag])
                    continue
                self.assertIn(kind, OF_KIND, "tell here what is bad input to it")
                value, words = OF_KIND[kind]
                self.refused([f"{flag}={value}"], f"error: {flag}: {words}")

    def test_all_that_is_wrong_is_told_at_once(self):
        kinds = {flag: kind for flag, kind in options().items() if kind and flag not in OF_OPTION}
        _, _, stderr = self.run_with(*(f"{flag}={OF_KIND[kind][0]}" for flag, kind in kinds.items()))
        for flag in kinds:
            self.assertIn(f"error: {flag}: ", stderr)


if __name__ == "__main__":
    os.chdir(tempfile.gettempdir())  # nothing may depend on the working folder
    unittest.main(verbosity=2)
