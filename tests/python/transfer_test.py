"""Everything that a server keeps, taken out of it and put into another."""

import asyncio
import json

import pytest
from bellwether_client import AsyncClient, Client, InvalidArgumentError, NotTaken
from bellwether_client.v1 import transfer_pb2
from conftest import SOURCE, program, start

QUIET = "--evaluate-continuously=false"
WHY = {"reason": "the sponsor has left", "author": "ann"}


def serve(folder, name):
    return start("--store", f"sqlite:{folder / name}.db", QUIET)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("store"), "one") as running:
        put = program.run("remote", "put", "--server", running.address, str(SOURCE / "rules/saas/book"))
        assert put.code == 0, put.err
        with Client(running.address, timeout=60) as client:
            client.set_override("iris", "customer", cap=40, **WHY)
            client.record_extension("nova", 7, **WHY)
            yield client


@pytest.fixture
def other(tmp_path):
    with serve(tmp_path, "other") as running, Client(running.address, timeout=60) as client:
        yield client


def test_another_server_has_everything(filled, other):
    lines = list(filled.export_all())
    summary = other.import_all(lines)
    accounts = sum(1 for _ in filled.list_accounts())
    # Nothing was evaluated: what accounts stand with is empty.
    assert (summary.stored, summary.already_there, summary.not_taken) == (len(lines) - accounts, accounts, [])
    assert list(other.export_all()) == lines
    assert list(other.export()) == list(filled.export())
    again = other.import_all(lines)
    assert (again.stored, again.already_there) == (0, len(lines))
    assert [entry.value for entry in other.list_overrides("iris")] == [40]


def test_records_stay_to_the_byte_what_they_were(filled):
    lines = [line for line in filled.export_all() if line.startswith('{"record":')]
    assert [line.removeprefix('{"record":')[:-1] for line in lines] == list(filled.export())
    assert all(json.loads(line)["record"]["kind"] for line in lines)
    first = next(filled.export_all())
    assert "contract" in json.loads(first)["kinds"]["kinds"]


def test_entries_alone_and_files_of_records_and_entries(filled, other):
    entries = list(filled.export_entries())
    assert len(entries) == 2
    unknown = other.import_entries(entries)
    assert [one.outcome for one in unknown.not_taken] == ["unknown_account"] * 2
    assert other.import_all(filled.export()).not_taken == []
    assert other.import_entries(entries).stored == 2
    assert other.import_all(entries).already_there == 2
    assert list(other.export_entries()) == entries


def test_lines_that_are_not_taken_are_told(other):
    record = '{"record": {"kind": "account", "id": "a1", "account": "acme", "at": "2026-01-01"}}'
    standing = transfer_pb2.TransferItem(standing=transfer_pb2.AccountStanding(account_id="nobody"))
    wrong = '{"record": {"kind": "account", "id": "a2", "account": "acme"}}'
    summary = other.import_all([record, standing, wrong])
    assert summary.stored == 1
    first, second = summary.not_taken
    assert isinstance(first, NotTaken)
    assert (first.index, first.outcome, second.index, second.outcome) == (1, "unknown_account", 2, "refused")
    assert [problem.field for problem in second.problems] == ["at"]
    for line in ("{", "[]", "{}", '{"standing": {"name": 1}}'):
        with pytest.raises(InvalidArgumentError):
            other.import_all([line])


def test_interventions_of_a_store_without_alerts(tmp_path):
    with start("--store", f"sqlite:{tmp_path / 'store.db'}") as running, Client(running.address) as client:
        assert list(client.list_interventions(since="2026-01-01T00:00:00Z")) == []
        assert list(client.get_intervention_effects(playbook="call").effects) == []
        with pytest.raises(InvalidArgumentError) as told:
            client.list_interventions(since="2026-01-01", until="tomorrow")
        assert [problem.field for problem in told.value.violations] == ["since", "until"]


def test_the_same_is_awaited(filled, tmp_path):
    lines = list(filled.export_all())

    async def move(address):
        async with AsyncClient(address, timeout=60) as client:
            summary = await client.import_all(lines)
            assert summary.not_taken == []
            assert [line async for line in client.export_all()] == lines
            entries = [line async for line in client.export_entries()]
            assert (await client.import_entries(entries)).already_there == len(entries) == 2

    with serve(tmp_path, "other") as running:
        asyncio.run(move(running.address))
