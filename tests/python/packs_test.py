"""Packs of a server, activated and looked at, against a real server and a fake one."""

import asyncio

import pytest
from bellwether_client import AbortedError, AsyncClient, Client, FailedPreconditionError, InvalidArgumentError
from bellwether_client.testing import FakeServer
from conftest import SOURCE, start

CLINIC = SOURCE / "rules/examples/clinic"


@pytest.fixture
def changeable(tmp_path):
    with start("--state", str(tmp_path / "state")) as running, Client(running.address, timeout=60) as client:
        yield client


def test_a_pack_is_activated_and_rolled_back(changeable):
    before = changeable.get_pack().pack
    first = changeable.activate_pack(CLINIC, reason="a try", request_id="r1").activation
    assert (first.to.name, first.reason, first.tests_held > 0) == ("clinic", "a try", True)
    assert changeable.activate_pack(CLINIC, reason="a try", request_id="r1").is_repeated
    assert changeable.get_pack("previous").pack.digest == before.digest
    assert [pack.name for pack in changeable.list_packs()] == ["clinic", before.name]
    with pytest.raises(AbortedError) as caught:
        changeable.roll_back_pack(reason="back", expected_active_digest=before.digest)
    assert caught.value.facts["active_digest"] == first.to.digest
    changeable.roll_back_pack(reason="back")
    assert [one.id for one in changeable.list_activations()] == ["a2", "a1"]
    assert changeable.activate_pack(digest=first.to.digest, reason="again").activation.to == first.to


def test_what_is_wrong_with_a_pack_is_told(changeable):
    files = {path.name: path.read_bytes() for path in CLINIC.glob("*.yaml")}
    files["pack.yaml"] += b"signls: {}\n"
    with pytest.raises(InvalidArgumentError) as caught:
        changeable.activate_pack(files, reason="a try")
    assert caught.value.violations[0].reason == "PACK_ERROR"
    with pytest.raises(ValueError, match="give a pack"):
        changeable.activate_pack(reason="nothing")


def test_watching(changeable):
    watch = changeable.watch_packs()
    first = next(watch)
    assert list(first.changed_labels) == ["active"]
    changeable.activate_pack(CLINIC, reason="a try")
    assert list(next(watch).changed_labels) == ["active", "previous"]
    watch.close()


def test_the_same_for_asyncio(tmp_path):
    async def ask(address):
        async with AsyncClient(address, timeout=60) as client:
            await client.activate_pack(CLINIC, reason="a try")
            async for message in client.watch_packs():
                assert len(message.packs) == 2
                break
            assert [one.id async for one in client.list_activations()] == ["a1"]
            return [pack.name async for pack in client.list_packs()]

    with start("--state", str(tmp_path / "state")) as running:
        assert asyncio.run(ask(running.address))[0] == "clinic"


def test_the_fake_server_has_all_methods():
    with FakeServer({}) as server, Client(server.address) as client:
        assert client.get_pack().pack.name == "fake"
        assert [pack.name for pack in client.list_packs()] == ["fake"]
        assert list(client.list_activations()) == []
        assert next(client.watch_packs()).generation == 1
        with pytest.raises(FailedPreconditionError):
            client.activate_pack({"pack.yaml": "pack: x"}, reason="r")
        with pytest.raises(FailedPreconditionError):
            client.roll_back_pack(reason="r")
        with pytest.raises(FailedPreconditionError):
            client.approve_activation("a1")
