"""Completion in real shells, and manual pages by real readers: of both programs, for every command that they have.

zsh, fish, groff and mandoc are there: scripts/install test brings them.
"""

import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest

from deploy import program

PROGRAMS = {"bellwether": ["completion"], "bellwetherd": ["--completion"]}
# What is typed -> what is offered, or some of it.
EXACT = {
    "bellwether evaluate --format ": {"table", "json", "jsonl", "csv"},
    "bellwether evaluate --format js": {"json", "jsonl"},
    "bellwether schema pac": {"pack"},
    "bellwether remote evaluate --call b": {"batch"},
    "bellwether completion ": {"bash", "zsh", "fish"},
    "bellwetherd --log-format ": {"text", "json"},
    "bellwetherd --log-level w": {"warning"},
}
SOME = {
    "bellwether ": {"ask", "evaluate", "remote", "version"},
    "bellwether ev": {"evaluate"},
    "bellwether remote ": {"evaluate", "health", "portfolio", "drivers", "experiment", "load"},
    "bellwether evaluate --s": {"--select", "--sort", "--source", "--summary"},
    "bellwether remote evaluate --se": {"--server", "--select"},
    "bellwetherd --max-": {"--max-request-bytes", "--max-calls-in-flight"},
}
NOTHING = ["bellwether evaluate --top ", "bellwether evaluate --as-of 2", "bellwether nonsense evaluate --format=x"]


def printed(name, *arguments):
    done = subprocess.run([program.find(name), *arguments], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def commands(arguments=()):
    """Every command of `bellwether`, with the options of each, as its help has them."""
    done = program.run(*arguments, "--help").out
    # "  -h,--help   Print ...", "  --pairs,--no-pairs{false}   Look for ..."
    names = " ".join(re.findall(r"^  (-\S+)", done, re.MULTILINE))
    yield list(arguments), set(re.findall(r"--[a-z][\w-]*", names))
    if "\nSubcommands:\n" in done:
        for name in re.findall(r"^  ([\w-]+)  ", done.split("\nSubcommands:\n")[1], re.MULTILINE):
            yield from commands([*arguments, name])


class Shells(unittest.TestCase):
    """Each shell completes in a folder of its own, with the scripts beside it."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        for shell in ("bash", "zsh", "fish"):
            for name, ask in PROGRAMS.items():
                (cls.folder / f"{name}.{shell}").write_text(printed(name, *ask, shell))
        (cls.folder / "here").mkdir()
        (cls.folder / "here/pack one").mkdir()
        (cls.folder / "here/pages.csv").write_text("")

    def shell(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=self.folder / "here",
                              env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb"})
        self.assertEqual((done.returncode, done.stderr), (0, ""), command)
        return done.stdout.splitlines()

    def check(self, complete):
        for line, wanted in EXACT.items():
            self.assertEqual(complete(line), wanted, line)
        for line, some in SOME.items():
            self.assertLessEqual(some, complete(line), line)
        for line in NOTHING:
            self.assertEqual(complete(line), set(), line)
        self.assertEqual(complete("bellwether evaluate --accounts p"), {"pack one", "pages.csv"})
        self.assertEqual(complete("bellwether generate --pack p") & {"pages.csv"}, set())
        self.assertIn("pack one", complete("bellwether generate --pack p"))

    def in_bash(self, line):
        words = [word for word in re.split(r"\s+|(=)", line) if word]
        if line.endswith((" ", "=")):
            words.append("")
        quoted = " ".join(map(shlex.quote, words))
        script = f"""source ../{words[0]}.bash; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _{words[0]}
                     for word in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$word"; done"""
        return set(self.shell("bash", "--norc", "-c", script))

    def test_bash(self):
        self.check(self.in_bash)
        self.assertEqual(self.in_bash("bellwether evaluate --format=js"), {"json", "jsonl"})
        self.assertEqual(self.in_bash("bellwether evaluate --delimiter "), {",", r"\;", r"\|", "tab"})
        registered = self.shell("bash", "--norc", "-c", "source ../bellwether.bash; complete -p bellwether")
        self.assertEqual(registered, ["complete -F _bellwether bellwether"])

    def test_bash_offers_all_that_help_lists(self):
        count = 0
        for words, options in commands():
            offered = self.in_bash(" ".join(["bellwether", *words, "--"]))
            self.assertEqual(offered, options, words)
            count += 1
        self.assertGreater(count, 25)

    def test_fish(self):
        self.check(self.in_fish)

    def in_fish(self, line):
        name = line.split()[0]
        script = f"source ../{name}.fish; complete -C {shlex.quote(line)}"
        found = {entry.split("\t")[0].rstrip("/") for entry in self.shell("fish", "--no-config", "-c", script)}
        return {re.sub(r"\\(.)", r"\1", word) for word in found}

    def test_zsh(self):
        for name in PROGRAMS:
            self.shell("zsh", "-f", "-n", f"../{name}.zsh")
        self.check(self.in_zsh)

    def in_zsh(self, line):
        """Types the line in a zsh of its own, and has it list what it would offer."""
        name = line.split()[0]
        script = ZSH.format(name=name, line=shlex.quote(line))
        text = "\n".join(self.shell("zsh", "-f", "-c", script))
        return {re.sub(r"\\(.)", r"\1", word).rstrip("/") for word in re.findall(r"^OFFER (.*)$", text, re.MULTILINE)}


# compadd is what all completion of zsh ends in: in a zsh behind a terminal of its own it is told to print.
ZSH = r"""
zmodload zsh/zpty
zpty inner zsh -f -i
send() {{ zpty -w inner "$1"; }}
send 'PS1= PS2= RPS1= ; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D 2>/dev/null'
send 'source ../{name}.zsh'
send 'compadd() {{
  local -a matches
  if [[ ${{@[1,(i)(-|--)]}} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
  builtin compadd -A matches "$@"
  local match
  for match in $matches; do print -r -- "OFFER $match"; done >> ../offered
  builtin compadd "$@"
}}'
send 'list() {{ compstate[list]=; zle -M ""; }}; zstyle ":completion:*" menu no; setopt no_beep; stty -echo'
send 'echo READY > ../ready'
integer tries=0
while [[ ! -s ../ready ]] && (( tries++ < 1200 )); do sleep 0.05; done
rm -f ../ready ../offered
zpty -w -n inner {line}$'\t'
zpty -w -n inner $'\C-u'
zpty -w inner 'echo DONE > ../ready'
tries=0
while [[ ! -s ../ready ]] && (( tries++ < 1200 )); do sleep 0.05; done
zpty -d inner
rm -f ../ready
[[ -f ../offered ]] && cat ../offered
rm -f ../offered
true
"""


class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        done = program.run("man", "--output", cls.folder)
        assert done.code == 0, done.err
        (cls.folder / "bellwetherd.8").write_text(printed("bellwetherd", "--man"))
        cls.pages = sorted(cls.folder.iterdir())

    def test_there_is_a_page_for_every_command(self):
        wanted = {"-".join(["bellwether", *words]) + ".1" for words, _ in commands()}
        self.assertEqual({page.name for page in self.pages}, wanted | {"bellwetherd.8"})

    def test_every_option_is_on_its_page(self):
        for words, options in commands():
            page = (self.folder / ("-".join(["bellwether", *words]) + ".1")).read_text().replace(r"\-", "-")
            for option in options:
                self.assertIn(rf"\fB{option}\fR", page, words)

    def test_readers_have_nothing_to_complain_about(self):
        readers = [["groff", "-man", "-ww", "-Tutf8", "-z"], ["mandoc", "-Tlint", "-Wwarning"]]
        for reader in readers:
            for page in self.pages:
                done = subprocess.run([*reader, page], capture_output=True, text=True, check=False, timeout=60)
                complaints = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
                self.assertEqual(complaints, [], reader[0])

    def test_one_page_is_printed(self):
        self.assertEqual(program.run("man", "remote", "evaluate").out,
                         (self.folder / "bellwether-remote-evaluate.1").read_text())
        done = program.run("man", "evalaute")
        self.assertEqual(done.code, 2)
        self.assertIn("did you mean `evaluate`?", done.err)


if __name__ == "__main__":
    program.main()
