"""Records that are put into a server's store, and what is asked about their accounts."""

import asyncio
import datetime
import json
import time

import pytest
from bellwether_client import AsyncClient, Client, InvalidArgumentError, NotFoundError, record_from, to_dict
from conftest import SOURCE, program, start


def account_record(account, number, csm="Ana", **more):
    return {
        "kind": "account",
        "id": f"{account}-{number}",
        "account": account,
        "at": "2026-01-05",
        "csm": csm,
        "segment": "enterprise",
        "stage": "onboarding",
        "signals": {"nps": 41},
        **more,
    }


@pytest.fixture
def address(tmp_path):
    with start("--store", f"sqlite:{tmp_path / 'store.db'}") as running:
        yield running.address


@pytest.fixture
def client(address):
    with Client(address, timeout=60) as one:
        yield one


def test_a_record_is_sent_as_it_looks():
    record = to_dict(
        record_from(
            {
                "kind": "survey",
                "id": "s-1",
                "account": "acme",
                "at": datetime.date(2026, 1, 5),
                "known_at": "2026-01-06T09:00:00Z",
                "score": 9,
                "open": True,
                "reasons": ["price", "support"],
                "words": {"slow": 2},
                "renewal_at": datetime.date(2026, 5, 1),
                "left_out": None,
                "na": {"not_applicable": True},
                "signals": {"nps": 41, "usage": [["2026-01-01", 0.5]], "plan": {"value": "x", "untyped": True}},
            }
        )
    )
    assert record["at"] == {"date": {"year": 2026, "month": 1, "day": 5}}
    assert record["known_at"] == {"time": "2026-01-06T09:00:00Z"}
    fields = {field.pop("name"): field for field in record["fields"]}
    assert fields == {
        "score": {"number": 9},
        "open": {"flag": True},
        "reasons": {"words": {"words": ["price", "support"]}},
        "words": {"counts": {"counts": [{"name": "slow", "count": 2}]}},
        "renewal_at": {"date": {"year": 2026, "month": 5, "day": 1}},
        "na": {"not_applicable": {}},
    }
    assert [signal["name"] for signal in record["signals"]] == ["nps", "plan"]
    assert record["signals"][1]["untyped"] == "x"
    assert [one["name"] for one in record["series"]] == ["usage"]


def test_everything_that_cannot_be_sent_is_told():
    with pytest.raises(InvalidArgumentError) as caught:
        record_from({"kind": 3, "at": "soon", "score": object(), "words": {"a": "b"}, "signals": {"nps": object()}})
    fields = [violation.field for violation in caught.value.violations]
    assert fields == ["kind", "at", "score", "words.a", "signals.nps"]
    for wrong in ("{", "[]", 7):
        with pytest.raises(InvalidArgumentError):
            record_from(wrong)


def test_puts_and_says_what_became_of_each(client):
    good = [account_record("acme", number) for number in range(5)]
    first = client.put_records([*good, account_record("acme", 9, at="2026-01-05", nonsense=1)], batch=2)
    assert (first.stored, first.already_there) == (5, 0)
    (wrong,) = first.not_kept
    assert wrong.index == 5
    assert [problem.field for problem in wrong.problems] == ["nonsense"]
    again = client.put_records(iter([*good, account_record("acme", 0, csm="Ben")]))
    assert (again.stored, again.already_there) == (0, 5)
    (conflict,) = again.not_kept
    assert conflict.problems is None
    assert client.put_records([]).stored == 0
    with pytest.raises(ValueError, match="1 to 1000"):
        client.put_records(good, batch=2_000)


def test_lists_accounts_by_filter_and_order(client):
    client.put_records([account_record("acme", 1), account_record("bolt", 1, "Ben"), account_record("bolt", 2, "Ben")])
    assert [one.account_id for one in client.list_accounts()] == ["acme", "bolt"]
    assert [one.account_id for one in client.list_accounts(filter="csm = Ben AND records > 1")] == ["bolt"]
    listed = list(client.list_accounts(order_by="records desc"))
    assert [(one.account_id, one.segment, one.csm) for one in listed] == [
        ("bolt", "enterprise", "Ben"),
        ("acme", "enterprise", "Ana"),
    ]
    with pytest.raises(InvalidArgumentError) as caught:
        list(client.list_accounts(filter="nps > 3", order_by="csm"))
    assert [violation.field for violation in caught.value.violations] == ["filter", "order_by"]


def test_asks_about_an_account_and_erases_it(client):
    client.put_records([account_record("acme", 1)])
    known = client.get_account("acme", as_of="2026-02-01")
    assert (known.account.id, known.account.csm, known.records) == ("acme", "Ana", 1)
    evaluation = client.evaluate_account("acme", as_of="2026-02-01")
    assert evaluation.account_id == "acme"
    supposed = client.evaluate_account("acme", what_if={"nps": -80}, as_of="2026-02-01")
    assert supposed != evaluation
    facts = {"signals": {"nps": -80}}
    assert client.evaluate_account("acme", what_if_facts=facts, as_of="2026-02-01") == supposed
    assert client.evaluate_account("acme", what_if_facts={"segment": "smb"}, as_of="2026-02-01") != evaluation
    (nps,) = [origin for origin in known.origins if origin.fact == "signals.nps"]
    assert (nps.record.kind, nps.record.id) == ("account", "acme-1")
    with pytest.raises(NotFoundError):
        client.get_account("acme", as_of=datetime.date(2020, 1, 1))
    with pytest.raises(InvalidArgumentError):
        client.evaluate_account("acme", what_if={"usage": [["2026-01-01", 1]]})
    with pytest.raises(InvalidArgumentError):
        client.get_account("acme", as_of="soon")
    assert client.delete_account("acme", request_id="gone") == 1
    assert client.delete_account("acme", request_id="gone") == 1
    assert client.delete_account("acme") == 0
    assert list(client.list_accounts()) == []
    (line,) = client.list_audit(since="2026-01-01T00:00:00Z", what="account erased")
    assert line.by == ""
    assert list(client.list_audit(by="ann")) == []
    with pytest.raises(InvalidArgumentError) as told:
        client.list_audit(since="yesterday")
    assert [problem.field for problem in told.value.violations] == ["since"]


def test_says_who_asks_and_what_a_pack_declares(client):
    caller = client.get_caller()
    assert not caller.authenticates
    assert len(caller.roles) == 3
    assert not client.get_pack().HasField("declarations")
    declared = client.get_pack(declarations=True, segment="smb", language="id").declarations
    assert "nps" in [signal.name for signal in declared.signals]
    assert {getattr(model.bands[-1], "from") for model in declared.models} == {0}
    with pytest.raises(InvalidArgumentError):
        client.get_pack(declarations=True, segment="nobody")


def test_lists_how_accounts_stand(client):
    client.put_records([account_record("acme", 1)])
    assert not next(client.list_accounts()).HasField("health")
    end = time.monotonic() + 30
    while not (account := next(client.list_accounts(with_health=True))).HasField("health"):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert account.health.HasField("as_of")


def test_what_is_exported_can_be_put_elsewhere(address, client, tmp_path):
    put = program.run("remote", "put", "--server", address, str(SOURCE / "rules/saas/book"))
    assert put.code == 0, put.err
    lines = list(client.export())
    assert len(lines) > 1_000
    assert json.loads(lines[0])["account"] == "acme"
    with start("--store", f"sqlite:{tmp_path / 'other.db'}") as other, Client(other.address, timeout=60) as second:
        assert second.put_records(lines).stored == len(lines)
        assert list(second.export()) == lines


def test_asyncio(address):
    async def records():
        for number in range(3):
            yield account_record("acme", number)

    async def ask():
        async with AsyncClient(address, timeout=60) as client:
            put = await client.put_records(records(), batch=2)
            again = await client.put_records([account_record("acme", 0)])
            listed = [one.account_id async for one in client.list_accounts(filter="csm:*")]
            known = await client.get_account("acme", as_of="2026-02-01")
            evaluation = await client.evaluate_account("acme", as_of="2026-02-01")
            lines = [line async for line in client.export()]
            erased = await client.delete_account("acme")
            return put.stored, again.already_there, listed, known.records, evaluation.account_id, len(lines), erased

    assert asyncio.run(ask()) == (3, 1, ["acme"], 3, "acme", 3, 3)
