"""The history of an account that a server knows."""

import asyncio
import datetime

import pytest
from bellwether_client import AsyncClient, Client, InvalidArgumentError, NotFoundError
from conftest import SOURCE, program, start


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    store = tmp_path_factory.mktemp("store") / "store.db"
    with start("--store", f"sqlite:{store}") as running:
        put = program.run("remote", "put", "--server", running.address, str(SOURCE / "rules/saas/book"))
        assert put.code == 0, put.err
        yield running.address


@pytest.fixture
def client(address):
    with Client(address, timeout=60) as one:
        yield one


def test_moments_come_oldest_first_with_their_changes(client):
    moments = list(client.get_history("iris", since="2025-09-01", until=datetime.date(2025, 11, 20), step_days=20))
    days = [(moment.as_of.date.month, moment.as_of.date.day) for moment in moments]
    assert days == [(9, 1), (9, 21), (10, 11), (10, 31), (11, 20)]
    assert not moments[0].HasField("change")
    assert all(moment.evaluation.account_id == "iris" for moment in moments)
    lines = [line for moment in moments for model in moment.change.models for line in model.lines]
    assert lines


def test_all_pages_are_read(client):
    moments = list(client.get_history("iris", until="2026-03-01", step_days=1))
    assert len(moments) > 100
    assert [moment.as_of.date.year for moment in moments][-1] == 2026


def test_what_is_asked_about_each_moment(client):
    moment = next(client.get_history("iris", until="2025-11-20", step_days=500, explain="summary"))
    assert any(health.components for health in moment.evaluation.health)
    on_change = [one.as_of for one in client.get_history("iris", until="2025-11-20", on_change=True)]
    assert len(on_change) > 10


def test_what_cannot_be_told(client):
    with pytest.raises(NotFoundError):
        list(client.get_history("nobody"))
    with pytest.raises(InvalidArgumentError) as caught:
        list(client.get_history("iris", since="soon", until="2026-03-01T09:00:00"))
    assert [violation.field for violation in caught.value.violations] == ["from", "to"]
    with pytest.raises(InvalidArgumentError) as caught:
        list(client.get_history("iris", step_days=-1, as_of="2026-03-01"))
    assert [violation.field for violation in caught.value.violations] == ["step_days", "options.as_of"]


def test_asyncio(address):
    async def ask():
        async with AsyncClient(address, timeout=60) as client:
            history = client.get_history("iris", since="2025-09-01", until="2025-11-20")
            return [moment.as_of async for moment in history]

    assert len(asyncio.run(ask())) == 12
