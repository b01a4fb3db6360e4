"""Packs of a server, activated and looked at, against a real server and a fake one."""

import asyncio

import pytest
from bellwether_client import (
    AbortedError,
    AsyncClient,
    Client,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    ResourceExhaustedError,
    UnavailableError,
)
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
    files = changeable.get_pack_files()
    assert files.pack == first.to
    assert {file.name: file.content for file in files.rules.files}["pack.yaml"] == (CLINIC / "pack.yaml").read_bytes()
    assert files.tests.files[0].name.startswith("tests/")
    assert changeable.get_pack_files(before.digest).pack.name == before.name
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


def test_a_watch_goes_on_where_it_was_left(changeable):
    token = next(changeable.watch_packs()).resume_token
    changeable.activate_pack(CLINIC, reason="a try")
    later = next(changeable.watch_packs(token))
    assert later.packs[0].name == "clinic"
    assert next(changeable.watch_packs("nonsense")).generation == later.generation


def test_a_watch_ends_when_the_server_drains(tmp_path):
    with start("--state", str(tmp_path / "state")) as running, Client(running.address) as client:
        watch = client.watch_packs()
        next(watch)
        running.process.terminate()
        with pytest.raises(UnavailableError):
            next(watch)


def test_watches_are_limited():
    with start("--max-pack-watches", "1") as running, Client(running.address) as client:
        first = client.watch_packs()
        next(first)
        with pytest.raises(ResourceExhaustedError) as caught:
            next(client.watch_packs())
        assert caught.value.facts["limit"] == "max_pack_watches"
        first.close()


def test_a_canary_goes_back_to_its_source(tmp_path):
    options = ("--state", str(tmp_path / "state"), "--canary", "rules/saas")
    with start(*options) as running, Client(running.address, timeout=60) as client:
        client.activate_pack(CLINIC, reason="a try", label="canary")
        assert client.get_pack("canary").pack.name == "clinic"
        assert client.get_pack("canary").sources[0].is_overridden
        assert client.get_pack().pack.name == "saas"
        with pytest.raises(FailedPreconditionError) as caught:
            client.activate_pack(CLINIC, reason="a try", label="shadow")
        assert caught.value.reason == "LABEL_WITHOUT_SOURCE"
        client.roll_back_pack(reason="back", label="canary")
        assert client.get_pack("canary").pack.name == "saas"
        with pytest.raises(FailedPreconditionError) as caught:
            client.roll_back_pack(reason="back", label="canary")
        assert caught.value.reason == "NOTHING_BEFORE"
        assert [one.label for one in client.list_activations(label="active")] == []
        assert [one.id for one in client.list_activations(label="canary")] == ["a2", "a1"]


def test_every_problem_of_a_change_is_told_at_once(changeable):
    with pytest.raises(InvalidArgumentError) as caught:
        changeable.activate_pack(b"no bundle", reason=" ", label="activ", request_id="two words")
    assert [(one.field, one.reason) for one in caught.value.violations] == [
        ("reason", "MISSING_FIELD"),
        ("request_id", "BAD_REQUEST_ID"),
        ("label", "UNKNOWN_LABEL"),
    ]
    with pytest.raises(InvalidArgumentError) as caught:
        changeable.activate_pack(b"no bundle", reason="a try")
    assert caught.value.reason == "BAD_BUNDLE"
    with pytest.raises(NotFoundError) as missing:
        changeable.activate_pack(digest="0123456789", reason="a try")
    assert missing.value.facts["available"] == changeable.get_pack().pack.digest


def test_a_request_id_is_of_one_request(changeable):
    changeable.activate_pack(CLINIC, reason="a try", request_id="r1")
    with pytest.raises(InvalidArgumentError) as caught:
        changeable.activate_pack(CLINIC, reason="another", request_id="r1")
    assert caught.value.reason == "OTHER_REQUEST"


def test_a_look_changes_nothing(changeable):
    seen = changeable.activate_pack(CLINIC, reason="a try", validate_only=True).activation
    assert (seen.id, seen.to.name, seen.tests_held > 0) == ("", "clinic", True)
    assert list(changeable.list_activations()) == []
    assert [pack.name for pack in changeable.list_packs()] == ["saas"]
