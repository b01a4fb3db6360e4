"""What is shipped to be copied and changed: every option that bellwetherd.yaml shows without using it is taken by the
server, and nginx.conf by nginx, with servers behind it that are started as it says."""

import re
import shutil
import subprocess
import sys

import yaml
from deploy import DEPLOY, SOURCE, program

sys.path.insert(0, str(SOURCE / "tests/reliability/proofs"))
import proxy  # pylint: disable=wrong-import-position  # the line before finds it
from certificates import Authority  # pylint: disable=wrong-import-position  # deploy finds it

CONFIG = DEPLOY / "bellwetherd.yaml"
NGINX = DEPLOY / "nginx/nginx.conf"
PAGE = SOURCE / "docs/deploy.md"
SHOWN = re.compile(r"^# ([a-z_]+: .*)$", re.MULTILINE)


def check(*words):
    command = [program.find("bellwetherd"), *words, "--check-config"]
    return subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False, timeout=program.SECONDS)


class Configuration(program.ProgramTest):
    def here(self, text):
        """With files of this test in place of those of an installation."""
        folder = self.folder / "etc"
        authority = Authority(self.folder / "authority")
        (folder / "tls").mkdir(parents=True)
        for made, name in zip(authority.issue("server", "IP:127.0.0.1"), ("tls.crt", "tls.key")):
            shutil.copy(made, folder / "tls" / name)
        entry = program.run("token", "--name", "gateway", "--role", "score", "--token-file", self.folder / "token")
        (folder / "access.yaml").write_text(f"tokens:\n{entry.out}")
        return (text.replace("/etc/bellwether", str(folder)).replace("/var/lib/bellwether", str(self.folder))
                .replace("/usr/share/bellwether/rules", str(SOURCE / "rules")))

    def shown(self):
        return yaml.safe_load("\n".join(SHOWN.findall(CONFIG.read_text())))

    def test_what_it_shows_is_what_it_does_not_use(self):
        self.assertEqual(set(self.shown()), {"state", "connections", "http", "metrics", "tls", "access_file"})
        self.assertFalse(set(self.shown()) & set(yaml.safe_load(CONFIG.read_text())))

    def test_the_server_takes_all_of_it_at_once(self):
        path = self.file("bellwetherd.yaml", self.here(SHOWN.sub(r"\1", CONFIG.read_text())))
        done = check("--config", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("warning", done.stderr)

    def test_over_http_it_serves_what_it_shows(self):
        http = self.shown()["http"]
        self.assertEqual(set(http), {"address", "cors_origins", "console"})
        server = program.Server("rules/saas", "--http-address=127.0.0.1:0", f"--console={http['console']}",
                                f"--http-cors-origins={http['cors_origins']}")
        self.addCleanup(server.__exit__)
        self.assertTrue(self.becomes_true(lambda: "serving HTTP" in server.log_so_far()))


class Nginx(program.ProgramTest):
    def test_servers_behind_it_shut_nobody_out(self):
        flags = proxy.server_flags(SOURCE)
        self.assertEqual(flags, ["--shut-out-time", "0s"])
        done = check("--pack", "rules/saas", *flags)
        self.assertEqual(done.returncode, 0, done.stderr)
        section = PAGE.read_text().partition("## Behind nginx")[2].partition("\n## ")[0]
        self.assertIn(" ".join(flags), section)
        shown = yaml.safe_load("\n".join(SHOWN.findall(CONFIG.read_text())))
        self.assertEqual(shown["connections"], {"shut_out_time": flags[1]})

    def test_nginx_takes_it(self):
        if not proxy.find():
            return  # what packages of tests do not bring
        certificate, key = Authority(self.folder / "authority").issue("server", "IP:127.0.0.1")
        text = NGINX.read_text()
        for theirs, here in (("listen 443 ssl http2;", f"listen 127.0.0.1:{proxy.free_port()} ssl http2;"),
                             ("/etc/bellwether/tls/tls.crt", str(certificate)),
                             ("/etc/bellwether/tls/tls.key", str(key)), ("/run/nginx.pid", f"{self.folder}/nginx.pid")):
            self.assertIn(theirs, text)
            text = text.replace(theirs, here)
        text = text.replace("    access_log off;", "    access_log off;" + "".join(
            f" {kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")))
        done = subprocess.run([proxy.find(), "-t", "-p", self.folder, "-c", self.file("nginx.conf", text)],
                              capture_output=True, text=True, check=False, timeout=program.SECONDS)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("[warn]", re.sub(r".*the \"user\" directive.*", "", done.stderr))


if __name__ == "__main__":
    program.main()
