"""The client of asyncio answers as the other does."""

import asyncio

import pytest
from bellwether_client import AsyncClient, Client, InvalidArgumentError, UnavailableError
from bellwether_client.testing import FakeServer, evaluation
from conftest import DAY


def in_loop(address, use, **options):
    async def main():
        async with AsyncClient(address, **options) as client:
            return await use(client)

    return asyncio.run(main())


async def gathered(answers):
    return [answer async for answer in answers]


def test_every_call_answers_as_in_the_client_that_waits(server, acme):
    async def use(client):
        await client.wait_until_ready()
        return (
            await client.evaluate(acme, as_of=DAY),
            await client.score_health(acme, as_of=DAY),
            await client.assess_graduation(acme, as_of=DAY),
            await client.decide_extension(acme, as_of=DAY),
        )

    with Client(server.address) as client:
        assert in_loop(server.address, use) == (
            client.evaluate(acme, as_of=DAY),
            client.score_health(acme, as_of=DAY),
            client.assess_graduation(acme, as_of=DAY),
            client.decide_extension(acme, as_of=DAY),
        )


@pytest.mark.parametrize("how", ["evaluate_many", "evaluate_stream"])
def test_many_accounts(server, book, how):
    accounts = [{"id": "x", "acv": "much"}, *book, {"id": "y", "signals": {"nps": 400}}]

    async def one_by_one():
        for account in accounts:
            await asyncio.sleep(0)
            yield account

    async def use(client):
        method = getattr(client, how)
        return await gathered(method(accounts, as_of=DAY)), await gathered(method(one_by_one(), as_of=DAY))

    listed, awaited = in_loop(server.address, use)
    with Client(server.address) as client:
        wanted = list(getattr(client, how)(accounts, as_of=DAY))
    shown = [[(a.position, a.account_id, a.evaluation, str(a.error)) for a in answers]
             for answers in (listed, awaited, wanted)]
    assert shown[0] == shown[1] == shown[2]
    assert isinstance(listed[-1].error, InvalidArgumentError)


def test_nobody_there():
    async def use(client):
        with pytest.raises(UnavailableError):
            await client.evaluate({"id": "a"})
        with pytest.raises(UnavailableError, match="no server answers"):
            await client.wait_until_ready(0.2)

    in_loop("127.0.0.1:1", use, attempts=2)


def test_a_token_goes_with_each_call():
    with FakeServer({"a": evaluation("a")}) as server:

        async def main():
            tokens = iter(["one", "two"])
            async with AsyncClient(server.address, token=lambda: next(tokens)) as client:
                await client.evaluate({"id": "a"})
                await client.score_health({"id": "a"})

        asyncio.run(main())
        assert [dict(metadata)["authorization"] for metadata in server.metadata] == ["Bearer one", "Bearer two"]
