"""Pods of server/deploy/kubernetes with their secrets: the server, started as the manifests say, with folders in place
of what Kubernetes would mount; files in them change as Kubernetes changes them. The database is a PostgreSQL of its
own."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest.mock
import urllib.request

import yaml
from deploy import DEPLOY, SOURCE, program
from kustomize import build, load

sys.path.insert(0, str(SOURCE / "tests/server/store"))
import postgres_server  # pylint: disable=wrong-import-position  # the line before finds it
import certificates  # pylint: disable=wrong-import-position  # deploy finds it
from certificates import Authority  # pylint: disable=wrong-import-position

KUBERNETES = DEPLOY / "kubernetes"
COMPONENTS = KUBERNETES / "components"
OVERLAYS = ("base", "pack-from-configmap", "pack-from-git")
CHART_FILES = {
    "tls": {"certificate": "/etc/bellwether-tls/tls.crt", "key": "/etc/bellwether-tls/tls.key",
            "client_ca": "/etc/bellwether-tls/ca.crt"},
    "access_file": "/etc/bellwether-access/access.yaml",
}
PASSWORD = "it's a \"pass word\" = \\of% them"
CONTEXT = ["--accounts", "rules/saas/accounts/book.jsonl", "--as-of", "2026-03-01", "--format", "csv"]


class Pods(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder / "authority")
        self.mount_pair(self.authority)
        self.gateway = self.mount_token("gateway")
        self.trusted = ["--tls-ca", self.authority.certificate]

    def mount(self, name, files):
        certificates.mount(self.folder / f"bellwether-{name}", files)

    def mount_pair(self, authority, **more):
        certificates.mount_pair(self.folder / "bellwether-tls", *authority.issue("server", "IP:127.0.0.1"), **more)

    def mount_token(self, name):
        """An access file with this token alone; the token's file."""
        path = self.folder / f"{name}.token"
        entry = program.run("token", "--name", name, "--role", "score", "--token-file", path)
        self.mount("access", {"access.yaml": f"tokens:\n{entry.out}".encode()})
        return path

    def here(self, text):
        """With folders of this test in place of mounts."""
        return re.sub(r"/etc/(bellwether-\w+)/", rf"{self.folder}/\1/", text)

    def arguments(self, overlay, *components):
        """What the server of the manifests is started with, with files and the pack where they are here."""
        manifests = build([KUBERNETES / overlay], [COMPONENTS / name for name in components])
        (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
        config = self.file(f"{overlay}.yaml", yaml.safe_dump(
            {**load(KUBERNETES / overlay / "bellwetherd.yaml"), "pack": "rules/saas", "shutdown": {}}))
        words = [self.here(word) for word in container["args"]]
        words[words.index("--config") + 1] = str(config)
        return words

    def start(self, *components, more=()):
        words = [*self.arguments("base", *components), "--metrics-listen=127.0.0.1:0", *more]
        server = program.Server("rules/saas", *words)
        self.addCleanup(server.__exit__)
        return server

    def run_to_its_end(self, *words):
        command = [program.find("bellwetherd"), *words]
        return subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False, timeout=program.SECONDS)

    def check(self, *words):
        return self.run_to_its_end(*words, "--check-config")

    def assert_takes(self, *words):
        """The server likes the configuration, and reads both secrets."""
        done = self.check(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        events = [(line["level"], line["event"]) for line in map(json.loads, done.stderr.splitlines())]
        self.assertEqual(events, [("info", "certificate in force"), ("info", "access file in force")])

    def evaluate(self, server, *options):
        return program.run("remote", "evaluate", "--server", server.address, "--timeout", "5", *CONTEXT, *options)

    def health(self, server, *options):
        return program.run("remote", "health", "--server", server.address, "--timeout", "2", *options)


class Secured(Pods):
    def test_the_server_takes_what_every_overlay_gives_it(self):
        for overlay in OVERLAYS:
            with self.subTest(overlay=overlay):
                self.assert_takes(*self.arguments(overlay, "secured"))

    def test_plain_text_is_taken_back(self):
        for overlay in OVERLAYS:
            words = self.arguments(overlay, "secured")
            self.assertIn("insecure_listen: true", (self.folder / f"{overlay}.yaml").read_text())
            for missing, lacks in (("--access-file", "lacks a way to know its callers"), ("--tls-", "lacks TLS;")):
                done = self.check(*(word for word in words if not word.startswith(missing)))
                self.assertEqual(done.returncode, 2, overlay)
                self.assertIn(lacks, done.stderr)

    def test_the_chart_says_the_same_in_its_configuration(self):
        self.mount_pair(self.authority, **{"ca.crt": self.authority.certificate.read_bytes()})
        config = {**load(DEPLOY / "helm/bellwether/values.yaml")["config"], **CHART_FILES, "pack": "rules/saas",
                  "insecure_listen": False}
        self.assert_takes("--config", self.file("chart.yaml", self.here(yaml.safe_dump(config))))
        helpers = (DEPLOY / "helm/bellwether/templates/_helpers.tpl").read_text()
        for key, path in (*CHART_FILES["tls"].items(), ("access_file", CHART_FILES["access_file"])):
            self.assertIn(f'"{key}" ', helpers)
            self.assertIn(str(pathlib.PurePath(path).parent), helpers)

    def test_a_pod_answers_whom_it_knows_and_is_probed(self):
        server = self.start("secured")
        good = self.evaluate(server, *self.trusted, "--token-file", self.gateway)
        self.assertEqual(good.code, 0, good.err)
        self.assertIn("says not who asks", self.evaluate(server, *self.trusted).err)
        self.assertNotEqual(self.health(server).code, 0)
        (address,) = re.findall(r'"event":"serving metrics","address":"([^"]+)"', server.log_so_far())
        manifests = build([KUBERNETES / "base"], [COMPONENTS / "secured"])
        (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            with urllib.request.urlopen(f"http://{address}{container[probe]['httpGet']['path']}", timeout=10) as answer:
                self.assertEqual(answer.status, 200, probe)

    def test_clients_show_certificates(self):
        clients = Authority(self.folder / "clients")
        self.mount_pair(self.authority, **{"ca.crt": clients.certificate.read_bytes()})
        server = self.start("secured", "client-certificates")
        certificate, key = clients.issue("gateway", "DNS:gateway")
        shown = [*self.trusted, "--tls-certificate", certificate, "--tls-key", key]
        self.assertEqual(self.health(server, *shown).out, "SERVING\n")
        self.assertNotEqual(self.health(server, *self.trusted).code, 0)

    def test_a_renewed_certificate_is_served(self):
        server = self.start("secured")
        self.assertEqual(self.health(server, *self.trusted).code, 0)
        other = Authority(self.folder / "other")
        self.mount_pair(other)
        self.assertTrue(self.becomes_true(lambda: self.health(server, "--tls-ca", other.certificate).code == 0))

    def test_a_token_that_is_taken_out_is_refused(self):
        server = self.start("secured")
        self.assertEqual(self.evaluate(server, *self.trusted, "--token-file", self.gateway).code, 0)
        renewed = self.mount_token("renewed")
        self.assertTrue(self.becomes_true(
            lambda: self.evaluate(server, *self.trusted, "--token-file", renewed).code == 0))
        self.assertNotEqual(self.evaluate(server, *self.trusted, "--token-file", self.gateway).code, 0)


class Stored(Pods):
    @classmethod
    def setUpClass(cls):
        folder = program.tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.database = postgres_server.Server(pathlib.Path(folder.name))
        cls.database.start()
        cls.addClassCleanup(cls.database.stop)

    def setUp(self):
        super().setUp()
        self.demand_password_over_tls()
        self.mount("store", {"ca.crt": self.authority.certificate.read_bytes()})

    def demand_password_over_tls(self):
        data = self.database.data
        owner = data.stat()
        for source, name in zip(self.authority.issue("database", "IP:127.0.0.1"), ("server.crt", "server.key")):
            shutil.copy(source, data / name)
            os.chown(data / name, owner.st_uid, owner.st_gid)
            (data / name).chmod(0o600)
        (data / "pg_hba.conf").write_text("host all all 127.0.0.1/32 trust\n")
        self.database.control("reload")
        quoted = PASSWORD.replace("'", "''")
        self.ask(f"alter user bellwether password '{quoted}'")
        self.ask("alter system set ssl = on")
        (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
        self.database.control("reload")
        self.assertTrue(self.becomes_true(lambda: not self.answers("select 1")), "it still trusts everybody")

    def answers(self, statement):
        command = [postgres_server.BINARIES[-1] / "psql", "--quiet", "--no-password", self.database.url,
                   "--command", statement]
        return subprocess.run(command, check=False, capture_output=True, timeout=program.SECONDS).returncode == 0

    def ask(self, statement):
        self.assertTrue(self.becomes_true(lambda: self.answers(statement)), statement)

    def environment(self, **secrets):
        """What the manifests put into the environment, by the keys of the Secret."""
        manifests = build([KUBERNETES / "base"], [COMPONENTS / "postgresql"])
        (container,) = manifests["Deployment"]["spec"]["template"]["spec"]["containers"]
        made = {}
        for one in container["env"]:
            wanted = one.get("valueFrom", {}).get("secretKeyRef")
            made[one["name"]] = secrets[wanted["key"]] if wanted else self.here(one["value"])
        return unittest.mock.patch.dict(os.environ, made)

    def words(self):
        """The component's place of the store, with the address of this database."""
        words = self.arguments("base", "secured", "postgresql")
        (place,) = [word.partition("=")[2] for word in words if word.startswith("--store=")]
        self.assertRegex(place, r"^postgresql://bellwether@[\w.]+/bellwether\?sslmode=verify-full$")
        return f"--store={self.database.url}?{place.partition('?')[2]}"

    def test_the_password_comes_from_the_environment_and_is_shown_nowhere(self):
        with self.environment(password=PASSWORD):
            server = self.start("secured", "postgresql", more=[self.words()])
        self.assertEqual(self.health(server, *self.trusted).out, "SERVING\n")
        shown = pathlib.Path(f"/proc/{server.process.pid}/cmdline").read_bytes().decode()
        self.assertIn(self.database.url, shown)
        for text in (shown, server.log_so_far()):
            self.assertNotIn(PASSWORD, text)

    def test_a_password_file_is_read_if_it_is_for_its_owner_alone(self):
        """docs/store.md says so. Not what the manifests do: files of a Secret are for a group."""
        escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
        path = self.file("pgpass", f"127.0.0.1:*:*:bellwether:{escaped}\n")
        root = self.here("/etc/bellwether-store/ca.crt")
        place = f"{self.words()}&passfile={path}&sslrootcert={root}"
        path.chmod(0o440)
        refused = self.run_to_its_end("--pack", "rules/saas", "--listen", "127.0.0.1:0", place)
        self.assertEqual(refused.returncode, 5, refused.stderr)
        self.assertIn("no password supplied", refused.stderr)
        path.chmod(0o400)
        server = program.Server("rules/saas", place)
        self.addCleanup(server.__exit__)
        self.assertEqual(self.health(server).out, "SERVING\n")

    def test_another_password_or_authority_is_refused(self):
        self.assert_refused("another", "password authentication failed")
        self.mount("store", {"ca.crt": Authority(self.folder / "other").certificate.read_bytes()})
        self.assert_refused(PASSWORD, "certificate verify failed")

    def assert_refused(self, password, sentence):
        with self.environment(password=password):
            done = self.run_to_its_end(*self.arguments("base", "secured", "postgresql"), "--listen=127.0.0.1:0",
                                       "--metrics-listen=127.0.0.1:0", self.words())
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn(sentence, done.stderr)
        self.assertNotIn(PASSWORD, done.stderr)


if __name__ == "__main__":
    program.main()
