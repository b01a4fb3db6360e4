"""The Debian package: what is in it, and that it installs, serves and goes again without a trace.

As root it is installed into a throw-away root, which is this machine's own with a layer of memory on top:
maintainer scripts run there as they would anywhere. Others look at what is unpacked.
"""

import os
import pathlib
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import unittest

from deploy import DEPLOY, SOURCE, program

BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"]).resolve()
WORK = pathlib.Path(os.environ.get("BELLWETHER_PACKAGE_DIR", BUILD / "tests/deploy/package"))
CPACK = os.environ.get("BELLWETHER_CPACK", "cpack")
ROOT_MARK = "BELLWETHER_OWN_MOUNTS"
UNIT = "/usr/lib/systemd/system/bellwetherd.service"
CONFIG = "/etc/bellwether/bellwetherd.yaml"


def execute(*command, **options):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, timeout=200, **options)


def must(*command, **options):
    done = execute(*command, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}:\n{done.stdout}")
    return done.stdout


def setUpModule():
    """Packs what is built, as scripts/package does."""
    shutil.rmtree(WORK, ignore_errors=True)
    must(CPACK, "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", WORK,
         env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})


def package():
    (path,) = WORK.glob("bellwether_*.deb")
    return path


class Content(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = WORK / "unpacked"
        must("dpkg-deb", "-R", package(), cls.root)

    def field(self, name):
        return must("dpkg-deb", "-f", package(), name).strip()

    def test_what_it_says_of_itself(self):
        self.assertEqual(self.field("Package"), "bellwether")
        self.assertIn(f"VERSION {self.field('Version')} ", (SOURCE / "CMakeLists.txt").read_text())
        depends = self.field("Depends")
        for name in ("libgrpc++1.51", "libprotobuf32", "libjemalloc2", "libc6", "adduser", "init-system-helpers", "tzdata"):
            self.assertIn(name, depends)
        self.assertNotIn("-dev", depends)

    def test_what_is_where(self):
        for path in (
            "usr/bin/bellwether", "usr/bin/bellwetherd", UNIT[1:], CONFIG[1:],
            "usr/share/bellwether/rules/saas/pack.yaml", "usr/share/man/man1/bellwether.1.gz",
            "usr/share/man/man1/bellwether-remote-evaluate.1.gz", "usr/share/man/man8/bellwetherd.8.gz",
            "usr/share/bash-completion/completions/bellwether", "usr/share/zsh/vendor-completions/_bellwetherd",
            "usr/share/fish/vendor_completions.d/bellwether.fish", "usr/share/doc/bellwether/copyright",
            "usr/share/doc/bellwether/changelog.gz",
        ):
            self.assertTrue((self.root / path).is_file(), path)
        self.assertEqual({path.name for path in self.root.iterdir()}, {"DEBIAN", "usr", "etc"})

    def test_nothing_of_the_building_machine_is_in_it(self):
        for path in [*self.root.rglob("*.yaml"), *self.root.rglob("*.service"), *self.root.glob("DEBIAN/*")]:
            self.assertNotIn(str(SOURCE), path.read_text(), path)
        self.assertNotRegex(must("readelf", "-d", self.root / "usr/bin/bellwetherd"), "RPATH|RUNPATH")

    def test_the_configuration_is_the_administrators(self):
        self.assertEqual((self.root / "DEBIAN/conffiles").read_text(), CONFIG + "\n")

    def test_maintainer_scripts_are_sound(self):
        for name in ("postinst", "prerm", "postrm"):
            path = self.root / "DEBIAN" / name
            self.assertTrue(os.access(path, os.X_OK))
            must("sh", "-n", path)

    def test_the_unpacked_programs_work(self):
        rules = self.root / "usr/share/bellwether/rules/saas"
        self.assertIn("rules/saas: ok, ", must(self.root / "usr/bin/bellwether", "check", rules))
        done = must(self.root / "usr/bin/bellwetherd", "--config", self.root / CONFIG[1:], "--pack", rules, "--check-config")
        self.assertIn("the configuration is good", done)


class Unit(unittest.TestCase):
    def test_it_is_exposed_as_little_as_can_be(self):
        done = execute("systemd-analyze", "security", "--offline=true", "--threshold=20",
                       DEPLOY / "systemd/bellwetherd.service", env={**os.environ, "SYSTEMD_COLORS": "0"})
        self.assertEqual(done.returncode, 0, done.stdout)
        (level,) = re.findall(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
        self.assertLessEqual(float(level), 2.0)

    def test_threads_may_give_way(self):
        """Calls that server/base/background_thread.cc and short_slices.cc make, which a group that is shut out has."""
        allowed = set()
        for words in re.findall(r"^SystemCallFilter=(.*)$", (DEPLOY / "systemd/bellwetherd.service").read_text(),
                                re.MULTILINE):
            names = set()
            for word in words.lstrip("~").split():
                names |= self.calls_of(word) if word.startswith("@") else {word}
            allowed = allowed - names if words.startswith("~") else allowed | names
        self.assertEqual({"setpriority", "sched_setattr", "sched_getattr"} - allowed, set())
        self.assertNotIn("setrlimit", allowed)

    def calls_of(self, group):
        names = set()
        for line in must("systemd-analyze", "syscall-filter", "--no-pager", group).splitlines()[1:]:
            word = line.strip()
            if word and not word.startswith("#"):
                names |= self.calls_of(word) if word.startswith("@") else {word}
        return names

    def test_it_is_not_started_again_for_what_stays_wrong(self):
        unit = (DEPLOY / "systemd/bellwetherd.service").read_text()
        header = (SOURCE / "server/command_line.h").read_text()
        lasting = re.findall(r"kExit(?:Usage|PackInvalid|BookInvalid|StateInvalid) = (\d+);", header)
        (listed,) = re.findall(r"^RestartPreventExitStatus=(.*)$", unit, re.MULTILINE)
        self.assertEqual(listed.split(), lasting)


def own_mounts():
    """Starts this test anew where mounts are its own, and end with it."""
    if os.geteuid() != 0 or ROOT_MARK in os.environ:
        return
    command = ["unshare", "--mount", "--propagation", "private", sys.executable, "-B", *sys.argv]
    os.execvpe("unshare", command, {**os.environ, ROOT_MARK: "yes"})


class ThrowAwayRoot:
    """This machine's root with a layer on top that takes all changes."""

    def __init__(self, folder):
        self.path = folder / "root"
        self.layer = folder / "layer"
        must("mount", "-t", "tmpfs", "tmpfs", folder)
        for path in (self.path, self.layer, folder / "work"):
            path.mkdir()
        must("mount", "-t", "overlay", "overlay", "-o",
             f"lowerdir=/,upperdir={self.layer},workdir={folder / 'work'}", self.path)
        must("mount", "--rbind", "/proc", self.path / "proc")
        self._make_devices()

    def _make_devices(self):
        """Nodes of its own: those of the machine are nothing that a test may reach."""
        must("mount", "-t", "tmpfs", "tmpfs", self.path / "dev")
        for name, minor in (("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)):
            node = self.path / "dev" / name
            os.mknod(node, stat.S_IFCHR | 0o666, os.makedev(1, minor))
            node.chmod(0o666)

    def run(self, *command, **options):
        return must("chroot", self.path, *command, **options)

    def written(self):
        """Files that are new or changed, but for the databases of packages and users, and their backups."""
        databases = re.compile(r"/(run/|var/(lib/dpkg|cache|log|backups)|etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$"
                               r"|etc/\.pwd\.lock|usr/share/applications|tmp/)")
        files = [path for path in self.layer.rglob("*") if path.is_file() and not path.is_symlink()]
        names = {"/" + path.relative_to(self.layer).as_posix() for path in files}
        return {name for name in names if not databases.match(name)}


class Installation(unittest.TestCase):
    """The story of a package, in the order in which it happens."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = ThrowAwayRoot(pathlib.Path(cls.folder.name))
        cls.addClassCleanup(must, "umount", "--recursive", "--lazy", cls.folder.name)
        shutil.copy(package(), cls.root.path / "tmp/bellwether.deb")
        cls.root.run("dpkg", "-i", "/tmp/bellwether.deb")

    def test_1_there_is_a_user_who_owns_the_state(self):
        line = self.root.run("getent", "passwd", "bellwether").strip().split(":")
        self.assertEqual(line[5:], ["/var/lib/bellwether", "/usr/sbin/nologin"])
        self.assertEqual(self.root.run("stat", "-c", "%U:%G %a", "/var/lib/bellwether").strip(),
                         "bellwether:bellwether 750")

    def test_2_systemd_takes_the_unit_and_will_start_it(self):
        done = execute("chroot", self.root.path, "systemd-analyze", "verify", UNIT)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertTrue((self.root.path / "etc/systemd/system/multi-user.target.wants/bellwetherd.service").is_symlink())

    def test_3_it_serves_as_that_user_and_tells_systemd(self):
        notify = self.root.path / "var/lib/bellwether/notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.bind(str(notify))
            notify.chmod(0o777)
            told.settimeout(60)
            command = ["chroot", str(self.root.path), "setpriv", "--reuid=bellwether", "--regid=bellwether",
                       "--clear-groups", "--no-new-privs", "/usr/bin/bellwetherd", "--config", CONFIG,
                       "--listen", "127.0.0.1:0"]
            env = {**os.environ, "NOTIFY_SOCKET": "/var/lib/bellwether/notify"}
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env) as server:
                try:
                    self.assertEqual(told.recv(64), b"READY=1")
                    address = re.findall(r"ready on (\S+) ", server.stdout.readline())[0]
                    done = self.root.run("bellwether", "remote", "evaluate", "--server", address, "--accounts",
                                         "/usr/share/bellwether/rules/saas/accounts/acme.json", "--as-of", "2026-03-01")
                    self.assertIn("acme", done)
                finally:
                    server.terminate()
                self.assertEqual(told.recv(64), b"STOPPING=1")
                self.assertEqual(server.wait(60), 0)
        notify.unlink()

    def test_4_a_removal_keeps_configuration_and_state(self):
        (self.root.path / "var/lib/bellwether/state").write_text("kept")
        with (self.root.path / CONFIG[1:]).open("a") as config:
            config.write("# ours\n")
        self.root.run("dpkg", "-r", "bellwether")
        self.assertTrue((self.root.path / CONFIG[1:]).read_text().endswith("# ours\n"))
        self.assertTrue((self.root.path / "var/lib/bellwether/state").is_file())
        self.assertFalse((self.root.path / "usr/bin/bellwetherd").exists())

    def test_5_a_purge_leaves_nothing(self):
        self.root.run("dpkg", "-P", "bellwether")
        self.assertEqual(self.root.written(), set())
        for path in ("var/lib/bellwether", "etc/bellwether", "usr/share/bellwether",
                     "etc/systemd/system/multi-user.target.wants/bellwetherd.service"):
            self.assertFalse((self.root.path / path).exists(), path)
        self.assertNotEqual(execute("chroot", self.root.path, "getent", "passwd", "bellwether").returncode, 0)


if os.geteuid() != 0:
    del Installation

if __name__ == "__main__":
    own_mounts()
    program.main()
