"""What people decide about accounts that a server knows."""

import asyncio
import datetime

import pytest
from bellwether_client import AbortedError, AsyncClient, Client, InvalidArgumentError, NotFoundError
from conftest import SOURCE, program, start

WHY = {"reason": "the sponsor has left", "author": "ann"}


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


def test_an_override_is_set_listed_and_removed(client):
    known_at = datetime.datetime(2025, 11, 19, 9, tzinfo=datetime.timezone.utc)
    answer = client.set_override("iris", "customer", cap=40, expires_at="2099-01-01", known_at=known_at, **WHY)
    assert (answer.entry.value, answer.entry.author) == (40, "ann")
    assert answer.entry.set_at.ToDatetime(datetime.timezone.utc) == known_at
    with pytest.raises(AbortedError):
        client.remove_override("iris", "customer", etag="0", **WHY)
    client.remove_override("iris", "customer", etag=answer.etag, **WHY)
    assert [entry.number for entry in client.list_overrides("iris")] == [1, 2]
    assert list(client.list_overrides("iris", as_of="2025-11-18")) == []


def test_decisions_are_recorded_and_listed(client):
    client.record_extension("nova", 7, known_at="2025-08-25T09:00:00Z", **WHY)
    client.record_extension("nova", None, **WHY)
    client.record_escalation("nova", "e-7", **WHY)
    client.record_graduation("nova", **WHY)
    decisions = list(client.list_decisions("nova"))
    assert [one.WhichOneof("about") for one in decisions] == ["extension", "extension", "escalation", "graduation"]
    assert [one.extension.days for one in decisions[:2]] == [7, 0]


def test_what_cannot_be_decided(client):
    with pytest.raises(ValueError, match="one of score, cap and floor"):
        client.set_override("iris", "customer", cap=40, floor=30, **WHY)
    with pytest.raises(InvalidArgumentError) as caught:
        client.set_override("iris", "customer", cap=40, expires_at="soon", **WHY)
    assert [violation.field for violation in caught.value.violations] == ["expires_at"]
    with pytest.raises(InvalidArgumentError) as caught:
        client.record_graduation("iris", known_at="2026-01-01", **WHY)
    assert [violation.field for violation in caught.value.violations] == ["context.known_at"]
    with pytest.raises(InvalidArgumentError) as caught:
        client.record_extension("iris", 0, reason="")
    fields = [violation.field for violation in caught.value.violations]
    assert fields == ["context.reason", "context.author", "extension.days"]
    with pytest.raises(NotFoundError):
        list(client.list_decisions("nobody"))


def test_asyncio(address):
    async def ask():
        async with AsyncClient(address, timeout=60) as client:
            await client.set_override("pine", "customer", score=40, **WHY)
            await client.record_extension("pine", 3, **WHY)
            overrides = [entry.value async for entry in client.list_overrides("pine")]
            return overrides, [one.extension.days async for one in client.list_decisions("pine")]

    assert asyncio.run(ask()) == ([40], [3])
