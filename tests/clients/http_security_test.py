"""Calls over HTTPS: the certificates of the gRPC port, and who is let in by them."""

import hashlib
import http.client
import json
import re
import shutil
import socket
import ssl
import time

from certificates import Authority
from program import SECONDS, ProgramTest, Server, main

PACK = "rules/saas"
LIST_PACKS = "/bellwether.v1.RulesService/ListPacks"
READER = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF"
SERVING = re.compile(r'serving HTTP.*address"?[=:]\s*"?127\.0\.0\.1:(\d+)')


class HttpSecurityTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder / "authority")
        self.certificate, self.key = self.authority.issue("server", "DNS:localhost,IP:127.0.0.1")

    def start(self, *options):
        server = Server(PACK, "--http-address", "127.0.0.1:0", "--tls-certificate", str(self.certificate),
                        "--tls-key", str(self.key), *map(str, options))
        self.addCleanup(server.__exit__)
        self.assertTrue(self.becomes_true(lambda: SERVING.search(server.log_so_far())))
        self.port = int(SERVING.search(server.log_so_far()).group(1))
        return server

    def context(self, authority=None, certificate=None):
        context = ssl.create_default_context(cafile=str((authority or self.authority).certificate))
        if certificate is not None:
            context.load_cert_chain(*map(str, certificate))
        return context

    def ask(self, context=None, **headers):
        """(status, answer); None where no connection came about."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=SECONDS,
                                                 context=context or self.context())
        try:
            connection.request("POST", LIST_PACKS, b"{}", {"content-type": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (ssl.SSLError, OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def test_tls_and_nothing_else(self):
        self.start()
        self.assertEqual(self.ask()[0], 200)
        self.assertIsNone(self.ask(self.context(Authority(self.folder / "stranger"))))
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertNotIn(b"HTTP/1.1", plain.recv(1000))

    def test_what_is_spoken_behind_tls(self):
        self.start()
        context = self.context()
        context.set_alpn_protocols(["h2", "http/1.1"])
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as stream:
                self.assertEqual(stream.selected_alpn_protocol(), "http/1.1")
                self.assertIn(stream.version(), ("TLSv1.2", "TLSv1.3"))

    def test_a_renewed_certificate_is_served_without_a_restart(self):
        self.start()
        renewed = Authority(self.folder / "next")
        certificate, key = renewed.issue("server", "DNS:localhost,IP:127.0.0.1")
        shutil.copy(key, self.key)
        shutil.copy(certificate, self.certificate)
        self.assertTrue(self.becomes_true(lambda: self.ask(self.context(renewed)) is not None))
        self.assertIsNone(self.ask())

    def test_certificates_of_clients_let_in_and_say_no_more(self):
        clients, strangers = Authority(self.folder / "clients"), Authority(self.folder / "strangers")
        access = self.file("access.yaml", "tokens:\n"
                           f"  - {{name: reader, sha256: {hashlib.sha256(READER.encode()).hexdigest()}, roles: [read]}}\n"
                           "certificates:\n  - {name: billing, dns: billing.internal, roles: [read]}\n")
        self.start("--tls-client-ca", clients.certificate, "--access-file", access)
        billing = clients.issue("billing", "DNS:billing.internal")
        self.assertIsNone(self.ask())
        self.assertIsNone(self.ask(self.context(certificate=strangers.issue("billing", "DNS:billing.internal"))))
        status, answer = self.ask(self.context(certificate=billing))
        self.assertEqual((status, answer["code"]), (401, "unauthenticated"))
        self.assertEqual(self.ask(self.context(certificate=billing), authorization=f"Bearer {READER}")[0], 200)

    def test_who_does_not_shake_hands_is_sent_away(self):
        self.start("--handshake-timeout", "1s")
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as silent:
            self.assertEqual(silent.recv(1), b"")
        self.assertLess(time.monotonic() - begun, 20)


if __name__ == "__main__":
    main()
