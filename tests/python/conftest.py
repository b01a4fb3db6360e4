"""A real server on the default pack, and its accounts as they stand in files."""

import json
import pathlib
import sys

import pytest

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(SOURCE / "tests/clients"))
import program  # noqa: E402  # the line before finds it

DAY = "2026-03-01"
BOOK = SOURCE / "rules/saas/accounts/book.jsonl"


def start(*options):
    return program.Server("rules/saas", *options)


@pytest.fixture(scope="session")
def server():
    with start() as running:
        yield running


@pytest.fixture(scope="session")
def book():
    return [json.loads(line) for line in BOOK.read_text().splitlines() if line.strip()]


@pytest.fixture(scope="session")
def acme():
    return json.loads((SOURCE / "rules/saas/accounts/acme.json").read_text())
