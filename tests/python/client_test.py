"""The client that waits, against a real server and a fake one."""

import itertools

import pytest
from bellwether_client import (
    Client,
    DataLossError,
    DeadlineExceededError,
    InvalidArgumentError,
    NotFoundError,
    UnavailableError,
    to_dict,
)
from bellwether_client._channel import target_for
from bellwether_client.errors import CancelledError
from bellwether_client.testing import FakeServer, evaluation
from conftest import DAY, start

NOWHERE = "127.0.0.1:1"


@pytest.fixture(scope="module")
def client(server):
    with Client(server.address) as made:
        yield made


def test_an_account(client, acme):
    answer = client.evaluate(acme, as_of=DAY, explain="full")
    (primary,) = (health for health in answer.health if health.primary)
    assert (answer.account_id, answer.pack.name, primary.score.band) == ("acme", "saas", "green")
    assert {"model": primary.model, "value": primary.score.value} in [
        {"model": health["model"], "value": health["score"]["value"]}
        for health in to_dict(answer)["health"]
        if "score" in health
    ]


def test_one_outcome(client, acme):
    assert client.score_health(acme, "onboarding", as_of=DAY).health.model == "onboarding"
    assert client.assess_graduation(acme, as_of=DAY).account_id == "acme"
    assert client.decide_extension(acme, as_of=DAY).account_id == "acme"


def test_options_choose_what_is_answered(client, acme):
    answer = client.evaluate(acme, as_of=DAY, fields=["health.score.band"])
    assert {field.name for field, _ in answer.ListFields()} == {"health"}
    digest = client.evaluate(acme, as_of=DAY).pack.digest
    assert client.evaluate(acme, as_of=DAY, pack=digest[:12]).pack.digest == digest
    with pytest.raises(NotFoundError) as caught:
        client.evaluate(acme, as_of=DAY, pack="0" * 64)
    assert (caught.value.reason, caught.value.facts["available"]) == ("UNKNOWN_PACK", digest)


def test_wrong_options_are_told_before_anything_is_sent(client):
    with pytest.raises(InvalidArgumentError, match="options.as_of"):
        client.evaluate({"id": "a"}, as_of="2026-03-01 09:30:00")
    with pytest.raises(TypeError, match="unknown option asof; there are as_of"):
        client.evaluate({"id": "a"}, asof=DAY)


def test_all_problems_of_an_account_are_in_the_exception(client):
    with pytest.raises(InvalidArgumentError) as caught:
        client.evaluate({"id": "a", "signals": {"nps": 400, "nsp": 1}, "segment": "smbb"}, as_of=DAY)
    found = {violation.field: violation.reason for violation in caught.value.violations}
    assert found == {
        "account.signals.nps": "OUT_OF_RANGE",
        "account.signals.nsp": "UNKNOWN_SIGNAL",
        "account.segment": "UNKNOWN_NAME",
    }
    assert all(violation.field in str(caught.value) for violation in caught.value.violations)


def test_many_accounts_in_order_and_a_bad_one_fails_no_other(client, acme):
    accounts = [{**acme, "id": f"a{i}"} for i in range(25)]
    accounts[3] = {"id": "a3", "signals": {"nps": 400}}
    accounts[8] = {"id": "a8", "acv": "much"}
    answers = list(client.evaluate_many(accounts, as_of=DAY, batch=4, in_flight=2))
    assert [(answer.position, answer.account_id) for answer in answers] == [(i, f"a{i}") for i in range(25)]
    assert [answer.position for answer in answers if answer.error] == [3, 8]
    assert answers[3].error.violations[0].field == "account.signals.nps"
    with pytest.raises(InvalidArgumentError, match="account.acv"):
        answers[8].result()
    alone = client.evaluate(accounts[0], as_of=DAY, view="basic")
    assert answers[0].result() == alone


def test_accounts_are_read_only_as_far_as_answers_are_taken(client, acme):
    read = itertools.count()
    endless = ({**acme, "id": f"a{next(read)}"} for _ in itertools.repeat(None))
    answers = client.evaluate_many(endless, as_of=DAY, batch=5, in_flight=3)
    assert [next(answers).account_id for _ in range(12)] == [f"a{i}" for i in range(12)]
    answers.close()
    assert next(read) <= 12 + 5 * 4


def test_a_batch_that_is_too_large_is_halved(acme):
    with start("--max-request-bytes", "8KiB") as small, Client(small.address) as client:
        answers = list(client.evaluate_many([{**acme, "id": f"a{i}"} for i in range(40)], as_of=DAY, batch=40))
    assert [answer.result().account_id for answer in answers] == [f"a{i}" for i in range(40)]


def test_a_stream_answers_in_order_with_bad_accounts_in_between(client, acme):
    accounts = [{"id": "x", "acv": "much"}, acme, {"id": "y", "signals": {"nps": 400}}, {"id": "z", "seats": []}]
    answers = list(client.evaluate_stream(accounts, as_of=DAY))
    assert [(answer.account_id, answer.error is None) for answer in answers] == [
        ("x", False),
        ("acme", True),
        ("y", False),
        ("z", False),
    ]


def test_an_error_of_the_callers_own_comes_out_of_the_stream(client, acme):
    def accounts():
        yield acme
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(client.evaluate_stream(accounts(), as_of=DAY))


def test_nobody_there():
    with Client(NOWHERE, attempts=2) as client:
        with pytest.raises(UnavailableError):
            client.evaluate({"id": "a"})
        with pytest.raises(UnavailableError, match="no server answers at 127"):
            client.wait_until_ready(0.2)
        answers = list(client.evaluate_many([{"id": "a"}, {"id": "b"}]))
        assert [(answer.account_id, type(answer.error)) for answer in answers] == [
            ("a", UnavailableError),
            ("b", UnavailableError),
        ]


def test_waiting_for_a_server_has_a_deadline():
    with Client(NOWHERE, timeout=0.3, wait_for_ready=True) as client, pytest.raises(DeadlineExceededError):
        client.evaluate({"id": "a"})


def test_calls_that_end_unavailable_are_made_again():
    failures = iter([True, True, False])

    def answer(account):
        if next(failures):
            raise UnavailableError("not now")
        return evaluation(account.id, score=72, band="yellow")

    with FakeServer(answer) as server, Client(server.address) as client:
        assert client.evaluate({"id": "a"}).health[0].score.value == 72
        assert len(server.accounts) == 3


def test_calls_that_a_server_cancels_are_made_again():
    failures = iter([True, True, False])

    def answer(account):
        if next(failures):
            raise CancelledError("the server stops")  # as a call ends that reaches it then
        return evaluation(account.id, score=72, band="yellow")

    with FakeServer(answer) as server, Client(server.address) as client:
        assert client.evaluate({"id": "a"}).health[0].score.value == 72
        assert len(server.accounts) == 3


def test_replicas_answer_in_turn():
    with FakeServer({"a": evaluation("a")}) as one, FakeServer({"a": evaluation("a")}) as two:
        with Client([one.address, two.address]) as client:
            for _ in range(40):
                client.evaluate({"id": "a"})
        assert min(len(one.accounts), len(two.accounts)) >= 10


def test_a_replica_that_is_gone_is_passed_over():
    with FakeServer({"a": evaluation("a")}) as one, Client([NOWHERE, one.address]) as client:
        for _ in range(10):
            assert client.evaluate({"id": "a"}).account_id == "a"


def test_an_answer_about_another_account_is_not_used():
    with FakeServer(lambda account: evaluation("other")) as server, Client(server.address) as client:
        (answer,) = client.evaluate_many([{"id": "a"}])
        assert isinstance(answer.error, DataLossError)


@pytest.mark.parametrize(
    ("servers", "target"),
    [
        ("localhost:1", "localhost:1"),
        ("dns:///bellwether:50051", "dns:///bellwether:50051"),
        (["10.0.0.1:1", "10.0.0.2:1"], "ipv4:10.0.0.1:1,10.0.0.2:1"),
        (["[::1]:1", "[::2]:1"], "ipv6:[::1]:1,[::2]:1"),
    ],
)
def test_targets(servers, target):
    assert target_for(servers, False, None, 4).name == target


@pytest.mark.parametrize(
    ("servers", "tls", "token", "problem"),
    [
        ([], False, None, "no server"),
        (["a:1", "b:1"], False, None, "dns:///NAME:PORT"),
        (["10.0.0.1:1", "[::1]:1"], False, None, "not of both"),
        ("bellwether.example:1", False, "secret", "plain text"),
        (["127.0.0.1:1", "10.0.0.1:1"], False, "secret", "plain text"),
    ],
)
def test_targets_that_cannot_be(servers, tls, token, problem):
    with pytest.raises(ValueError, match=problem):
        target_for(servers, tls, token, 4)


def test_a_token_goes_to_this_machine_in_plain_text_and_elsewhere_with_tls():
    for servers, tls in (("localhost:1", False), ("unix:/run/b", False), ("bellwether.example:1", True)):
        assert (target_for(servers, tls, "secret", 4).credentials is not None) == tls
