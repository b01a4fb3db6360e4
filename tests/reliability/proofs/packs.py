"""Packs that change while a proof runs, and what each edition answers."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import time

PATIENCE = 20  # seconds, for a pack that is to answer
LEFT_OUT = shutil.ignore_patterns("book", "accounts", "tests", "fixtures", "imports")


class ChangingPack:
    """A copy of rules/saas, without its tests. An edition differs in its version, hence in its digest.

    `right` is {digest: answer}, from a calm server of its own for each edition.
    """

    def __init__(self, field, editions=2, name="evaluate"):
        self.field, self.name = field, name
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bellwether-prove-"))
        self.top.chmod(0o755)  # for a server of another user
        self.folder = self.top / "pack"
        shutil.copytree(field.source / "rules/saas", self.folder, ignore=LEFT_OUT)
        self._text = (self.folder / "pack.yaml").read_text()
        self.digests, self.right = [], {}
        for edition in range(editions):
            self.write(edition)
            digest, answer = self._ask_calmly()
            self.digests.append(digest)
            self.right[digest] = answer
        self.write(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top, ignore_errors=True)

    def text(self, edition):
        return re.sub(r"(?m)^version:.*$", f"version: 9.9.{edition}", self._text)

    def write(self, edition, folder=None):
        """Puts an edition in the place of the one that is there, in one step."""
        folder = folder or self.folder
        beside = self.top / "pack.yaml.new"
        beside.write_text(self.text(edition))
        beside.replace(folder / "pack.yaml")

    def _ask_calmly(self):
        with self.field.server("--reload", "off", pack=self.folder) as server:
            report = self.field.load(server.address, self.name, 0.2, in_flight=1).result().report
        (digest, answers), = report["answers"].items()
        answer, = answers
        return digest, answer

    def seconds_until_answered(self, address, edition):
        """How long it takes until a server answers by an edition; infinite when it does not."""
        begin = time.monotonic()
        while time.monotonic() < begin + PATIENCE:
            report = self.field.load(address, self.name, 0.05, in_flight=1).result().report
            if self.digests[edition] in report["digests"]:
                return time.monotonic() - begin
        return float("inf")


class PackInGit(ChangingPack):
    """The same in a repository, which is looked at now and then: nothing tells of a change."""

    def __init__(self, field, **options):
        super().__init__(field, **options)
        self._git("init", "--quiet", "--initial-branch=main")
        self.commit(0)
        self.place = f"git:{self.folder}#main"

    def _git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=Author", "-c", "user.email=author@example.com",
                        *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self, edition):
        self.write(edition)
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "-m", f"edition {edition}")
