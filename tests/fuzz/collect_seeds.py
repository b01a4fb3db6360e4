#!/usr/bin/env python3
"""Collects inputs for the fuzz targets from what the repository holds already: packs, accounts,
pages, golden files, and the texts of tests.

  tests/fuzz/collect_seeds.py FOLDER     writes FOLDER/<target>/<name> for every target

`scripts/fuzz --merge` runs it and keeps, in tests/fuzz/corpus, what reaches code that nothing
smaller reaches. Requests are compiled from tests/fuzz/seeds/*.textproto and from texts of tests,
by protoc.
"""

import hashlib
import pathlib
import re
import subprocess
import sys
import textwrap
import warnings

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_BYTES = 12_000  # a larger input costs more runs than it is worth
HEADER = "pack: seed\nversion: 1.0.0\n"

RAW_TEXT = re.compile(r'R"(\w*)\((.*?)\)\1"', re.DOTALL)
PLAIN_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CONDITION = re.compile(r"\b(?:when|expr|applies_when|done_when):\s*(['\"])(.*?)\1")
CONFORMANCE = re.compile(r"""\bexpr:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


class Seeds:
    """Inputs by target, each once."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    def add(self, target, content):
        data = content.encode() if isinstance(content, str) else content
        if not data.strip() or len(data) > MOST_BYTES:
            return
        path = self.folder / target / hashlib.sha1(data).hexdigest()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.count += not path.exists()
        path.write_bytes(data)


def read(pattern):
    """(path, text) of the repository's files that match, sorted."""
    for path in sorted(ROOT.glob(pattern)):
        if path.is_file() and "node_modules" not in path.parts:
            yield path, path.read_text(errors="replace")


def unescape(text):
    """A C++ string literal's text; what Python reads differently is left as it stands."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # \? is no escape of Python's
            return text.encode().decode("unicode_escape").encode("latin-1").decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def texts_of_tests(pattern):
    """Every text that a C++ test holds, adjacent literals joined."""
    for _, source in read(pattern):
        yield from (match.group(2) for match in RAW_TEXT.finditer(source))
        joined = re.sub(r'"\s*\n\s*"', "", RAW_TEXT.sub('""', source))
        yield from (unescape(match.group(1)) for match in PLAIN_TEXT.finditer(joined))


def with_header(text):
    return text if re.search(r"^pack:", text, re.MULTILINE) else HEADER + textwrap.dedent(text)


def collect_packs(seeds):
    for pattern in ("tests/golden/**/*.yaml", "tests/e2e/packs/**/*.yaml",
                    "tests/clients/data/**/*.yaml", "tests/fuzz/seeds/pack/*.yaml"):
        for path, text in read(pattern):
            if ".account." not in path.name:
                seeds.add("pack", text)
    for folder in sorted((ROOT / "rules/examples").iterdir()):
        files = [path for path in sorted(folder.glob("*.yaml"))]
        seeds.add("pack", "".join(f"#@ {path.name}\n{path.read_text()}" for path in files))
    for _, text in read("rules/**/*.yaml"):
        seeds.add("pack", with_header(text))
    for pattern in ("tests/engine/**/*.cc", "tests/server/*.cc", "tests/clients/*.cc"):
        for text in texts_of_tests(pattern):
            if "\n" in text and ":" in text:
                seeds.add("pack", with_header(text))


def collect_expressions(seeds):
    for pattern in ("rules/**/*.yaml", "tests/golden/**/*.yaml", "docs/**/*.md"):
        for _, text in read(pattern):
            for match in CONDITION.finditer(text):
                seeds.add("expression", match.group(2))
    for text in texts_of_tests("tests/engine/expression/*.cc"):
        seeds.add("expression", text)
    for _, text in read("tests/conformance/*.textproto"):
        for match in CONFORMANCE.finditer(text):
            seeds.add("expression", unescape(match.group(1) or match.group(2) or ""))
    for _, text in read("tests/fuzz/seeds/expression/*.cel"):
        for line in text.splitlines():
            seeds.add("expression", line)


def collect_yaml(seeds):
    """Files as they are: the formatter cares for comments and blanks, which other targets do not."""
    for pattern in ("rules/**/*.yaml", "tests/golden/**/*.yaml", "tests/fuzz/seeds/**/*.yaml"):
        for _, text in read(pattern):
            seeds.add("format", text)
    for text in texts_of_tests("tests/engine/format/*.cc"):
        seeds.add("format", text)


def collect_pages(seeds):
    for pattern in ("docs/**/*.md", "README.md"):
        for _, page in read(pattern):
            for language, _, text in FENCE.findall(page):
                if language == "yaml":
                    seeds.add("pack", with_header(text))
                    seeds.add("account_yaml", text)
                elif language == "json":
                    seeds.add("account_json", text)
                elif language == "cel":
                    for line in text.splitlines():
                        seeds.add("expression", line)


def accounts_of_fixtures(text):
    """Each account below `fixtures:` as a document of its own."""
    name, lines = None, []
    for line in text.splitlines():
        start = re.match(r"^  (\w+):\s*$", line)
        if start or not line.strip():
            if name:
                yield f"id: {name}\n" + "".join(lines)
            name, lines = (start.group(1), []) if start else (None, [])
        elif name and line.startswith("    ") and not line.startswith("    as_of:"):
            lines.append(line[4:] + "\n")
    if name:
        yield f"id: {name}\n" + "".join(lines)


def collect_accounts(seeds):
    for target, suffix in (("account_json", "json*"), ("account_csv", "csv"),
                           ("account_yaml", "yaml")):
        for pattern in (f"tests/clients/data/*.{suffix}", f"tests/fuzz/seeds/account/*.{suffix}",
                        f"tests/golden/evaluate/*.account.{suffix}"):
            for _, text in read(pattern):
                seeds.add(target, text)
    for pattern in ("rules/**/fixtures/*.yaml", "tests/golden/testing/fixtures.yaml"):
        for _, text in read(pattern):
            for account in accounts_of_fixtures(text):
                seeds.add("account_yaml", account)
    for target, pattern in (("account_json", "json*_test.cc"), ("account_csv", "csv_test.cc"),
                            ("account_yaml", "yaml_test.cc"),
                            ("account_json", "account_*_test.cc")):
        for text in texts_of_tests("tests/engine/accounts/" + pattern):
            seeds.add(target, text)


def collect_imports(seeds):
    exports = [text for _, text in read("rules/**/exports/*.csv")]
    for pattern in ("rules/**/imports/*.yaml", "tests/fuzz/seeds/import/*.yaml"):
        for _, text in read(pattern):
            seeds.add("import", text)
            for export in exports:
                seeds.add("import", f"{text}#@ rows\n{export}")
    for text in texts_of_tests("tests/engine/imports/*.cc"):
        if "sources:" in text:
            seeds.add("import", text)


def encode(message, text, proto="scoring"):
    """A text of `message` as bytes of the wire; None when it is no such text."""
    protos = ROOT / "protos"
    done = subprocess.run(
        ["protoc", f"--encode=bellwether.v1.{message}", "-I", protos, "-I", protos / "third_party",
         f"bellwether/v1/{proto}.proto"],
        input=text.encode(), capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def collect_requests(seeds):
    for target, message in (("request", "EvaluateRequest"), ("batch", "EvaluateBatchRequest"),
                            ("columns", "EvaluateColumnsRequest")):
        for _, text in read(f"tests/fuzz/seeds/{target}/*.textproto"):
            data = encode(message, text)
            if data is None:
                raise SystemExit(f"a seed of {target} is no {message}:\n{text}")
            seeds.add(target, data)
        for pattern in ("tests/server/*.cc", "tests/protos/wire/*.cc"):
            for text in texts_of_tests(pattern):
                if not re.search(r"[{:]", text):
                    continue
                field = "account" if target == "request" else "accounts"
                key = "ids" if target == "columns" else "id"
                for candidate in (text, f"{field} {{ {key}: 'a' {text} }}"):
                    seeds.add(target, encode(message, candidate) or b"")


def collect_books(seeds):
    for _, text in read("tests/fuzz/seeds/book/*.textproto"):
        data = encode("LoadBookRequest", text, "portfolio")
        if data is None:
            raise SystemExit(f"a seed of book is no LoadBookRequest:\n{text}")
        seeds.add("book", data)
    for text in texts_of_tests("tests/protos/wire/records_test.cc"):
        if "kind:" in text:
            record = f'book: "books/a" finish: true records {{ {text} }}'
            seeds.add("book", encode("LoadBookRequest", record, "portfolio") or b"")


def collect_configurations(seeds):
    for pattern in ("server/deploy/**/bellwetherd.yaml", "tests/fuzz/seeds/config/*.yaml"):
        for _, text in read(pattern):
            seeds.add("config", text)
    for text in texts_of_tests("tests/server/config_file_test.cc"):
        if ":" in text:
            seeds.add("config", text)
    for text in texts_of_tests("tests/server/delivery/delivery_file_test.cc"):
        if "targets:" in text:
            seeds.add("delivery_file", text)
    for _, page in read("docs/delivery.md"):
        for language, _, text in FENCE.findall(page):
            if language == "yaml":
                seeds.add("delivery_file", text)


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    seeds = Seeds(sys.argv[1])
    collect_packs(seeds)
    collect_expressions(seeds)
    collect_yaml(seeds)
    collect_pages(seeds)
    collect_accounts(seeds)
    collect_imports(seeds)
    collect_requests(seeds)
    collect_books(seeds)
    collect_configurations(seeds)
    print(f"{seeds.count} seeds")


if __name__ == "__main__":
    main()
