"""What a server does by itself: evaluations, alerts with their tasks, and messages that carry them out."""

import asyncio
import datetime
import re
import signal
import subprocess
import sys

import pytest
from bellwether_client import (
    AbortedError,
    AsyncClient,
    Client,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    UnavailableError,
    _alerts,
)
from bellwether_client.v1 import alerts_pb2, delivery_pb2, evaluations_pb2
from conftest import SOURCE, program
from waiting import becomes_true

PACK = """
pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
alerts:
  low:
    when: "usage < 0.5"
    severity: red
    reason: Low use
    route: [csm]
    playbook: call
playbooks:
  call:
    steps:
      - {do: Call them, owner: csm, due_days: 1}
      - {do: Write it down, owner: csm, due_days: 3}
"""
# Nobody listens on port 9, and a message is given up after one attempt.
DELIVERY = """
targets:
  pager: {kind: webhook, url: "http://127.0.0.1:9/hook", allow_private: true, attempts: 1}
routes:
  - {to: [pager]}
"""
KIM = {"author": "kim"}
SECONDS = 60  # for what is sure to come


class Replaced:
    """A server that may be killed, and another one takes its place at its address, over the same store."""

    def __init__(self, folder):
        (folder / "pack").mkdir()
        (folder / "pack/pack.yaml").write_text(PACK)
        (folder / "delivery.yaml").write_text(DELIVERY)
        self._arguments = (folder / "pack", "--store", f"sqlite:{folder / 'store.db'}",
                           "--delivery", str(folder / "delivery.yaml"))
        self._server = program.Server(*self._arguments)
        self.address = self._server.address

    def kill(self):
        self._server.process.send_signal(signal.SIGKILL)
        self._server.stop()

    def start_again(self):
        self._server = program.Server(*self._arguments, "--listen", self.address)

    def stop(self):
        self._server.stop()


@pytest.fixture
def replaced(tmp_path):
    running = Replaced(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def client(replaced):
    with Client(replaced.address, timeout=60) as one:
        one.wait_until_ready(SECONDS)
        yield one


def record(account, usage, day=1):
    return {"kind": "account", "id": f"{account}-{day}", "account": account, "at": f"2026-01-{day:02}",
            "stage": "onboarding", "csm": "kim", "signals": {"usage": usage}}


def tell(client, account, usage, day=1):
    assert client.put_records([record(account, usage, day)]).stored == 1


def listed(ask, count):
    """As soon as there are so many."""
    assert becomes_true(lambda: len(list(ask())) == count, SECONDS)
    return list(ask())


def events_of(watch, count):
    """So many events, and the cursor behind them."""
    events = []
    for message in watch:
        events += message.events
        if len(events) >= count:
            return events, message.cursor
    raise AssertionError("the watch has ended")


def test_evaluations_are_listed_and_watched(client):
    with pytest.raises(NotFoundError):
        client.get_latest_evaluation("acme")
    watch = client.watch_evaluations()
    cursor = next(watch).cursor
    tell(client, "acme", 0.9)
    (evaluation,) = next(watch).evaluations
    assert (evaluation.account_id, evaluation.cause) == ("acme", evaluations_pb2.EVALUATION_CAUSE_DATA)
    assert client.get_latest_evaluation("acme") == evaluation
    tell(client, "acme", 0.8, day=2)
    second = next(watch).evaluations[0]
    watch.close()
    assert [one.sequence for one in client.list_evaluations("acme")] == [second.sequence, evaluation.sequence]
    for again in (client.watch_evaluations(cursor), client.watch_evaluations(from_beginning=True)):
        assert next(again).evaluations[0] == evaluation
        again.close()


def test_an_alert_is_acted_on(client):
    watch = client.watch_alerts()
    next(watch)
    tell(client, "acme", 0.2)
    (raised,), cursor = events_of(watch, 1)
    assert (raised.kind, raised.alert, list(raised.to)) == (alerts_pb2.ALERT_EVENT_KIND_RAISED, "low", ["csm"])
    watch.close()
    (alert,) = client.list_alerts(csm="kim", severities=["red"])
    assert (alert.number, alert.state, alert.reason) == (raised.number, alerts_pb2.ALERT_STATE_OPEN, "Low use")
    acknowledged = client.acknowledge_alert(alert.number, reason="mine", request_id="r1", **KIM)
    assert acknowledged.state == alerts_pb2.ALERT_STATE_ACKNOWLEDGED
    assert client.acknowledge_alert(alert.number, reason="mine", request_id="r1", **KIM) == acknowledged
    with pytest.raises(AbortedError) as caught:
        client.resolve_alert(alert.number, reason="done", etag=alert.etag, **KIM)
    assert caught.value.facts["etag"] == acknowledged.etag
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    assert client.snooze_alert(alert.number, until, **KIM).HasField("snoozed_until")
    assert list(client.list_alerts(states=["resolved"])) == []
    client.resolve_alert(alert.number, reason="they use it", **KIM)
    assert list(client.list_alerts()) == []
    (over,) = client.list_alerts(states=["resolved", "open"], account_id="acme")
    assert (over.resolved_by, over.resolution) == ("kim", "they use it")
    assert (over.acknowledged.by, over.acknowledged.why) == ("kim", "mine")
    kinds = [event.kind for event in client.list_alert_events(alert.number, newest_first=True)]
    assert kinds == [alerts_pb2.ALERT_EVENT_KIND_RESOLVED, alerts_pb2.ALERT_EVENT_KIND_SNOOZED,
                     alerts_pb2.ALERT_EVENT_KIND_ACKNOWLEDGED, alerts_pb2.ALERT_EVENT_KIND_RAISED]
    with pytest.raises(NotFoundError):
        list(client.list_alert_events(99))
    asked = {"states": ["resolved"], "order": "stake", "shown": "shown", "rules": ["low"], "segments": [""]}
    assert [one.number for one in client.list_alerts(**asked)] == [alert.number]
    assert list(client.list_alerts(states=["resolved"], without_csm=True)) == []
    with pytest.raises(FailedPreconditionError):
        client.acknowledge_alert(alert.number, **KIM)
    went_on = client.watch_alerts(cursor)
    kinds = [event.kind for event in events_of(went_on, 3)[0]]
    assert kinds == [alerts_pb2.ALERT_EVENT_KIND_ACKNOWLEDGED, alerts_pb2.ALERT_EVENT_KIND_SNOOZED,
                     alerts_pb2.ALERT_EVENT_KIND_RESOLVED]
    went_on.close()


def test_tasks_are_done(client):
    tell(client, "acme", 0.2)
    first, second = listed(client.list_tasks, 2)
    assert (first.action, first.owner, first.step, second.step) == ("Call them", "csm", 1, 2)
    done = client.complete_task(first.number, note="they were called", **KIM)
    assert (done.state, done.done_by, done.note) == (alerts_pb2.TASK_STATE_DONE, "kim", "they were called")
    assert list(client.list_tasks(alert=first.alert, owner="csm", csm="kim")) == [second]
    assert list(client.list_tasks(overdue=True)) == []
    assert list(client.list_tasks(states=["done"], account_id="acme")) == [done]


def test_pages_are_asked_for_as_alerts_are_taken(client, monkeypatch):
    monkeypatch.setattr(_alerts, "PAGE", 3)
    accounts = [f"a{number}" for number in range(7)]  # on three pages
    assert client.put_records(record(account, 0.2) for account in accounts).stored == len(accounts)
    alerts = listed(client.list_alerts, len(accounts))
    assert sorted(alert.account_id for alert in alerts) == accounts
    numbers = [alert.number for alert in alerts]
    assert numbers == sorted(numbers, reverse=True)
    tasks = list(client.list_tasks())
    assert len({task.number for task in tasks}) == 2 * len(accounts)


def test_a_dead_letter_is_replayed(client):
    tell(client, "acme", 0.2)
    (message,) = listed(client.list_messages, 1)
    assert (message.target, message.account_id, message.attempts) == ("pager", "acme", 1)
    assert message.problem
    client.replay_message(message.target, message.key)

    def is_given_up_again():
        dead = list(client.list_messages(target="pager"))
        return [one.key for one in dead] == [message.key] and dead[0].changed_at.ToNanoseconds() > \
            message.changed_at.ToNanoseconds()

    assert becomes_true(is_given_up_again, SECONDS)
    assert list(client.list_messages("delivered")) == []
    with pytest.raises(NotFoundError):
        client.replay_message("pager", "0" * 32)
    assert message.state == delivery_pb2.MESSAGE_STATE_DEAD


def test_a_watch_outlives_its_server(replaced, client):
    watch = client.watch_alerts()
    next(watch)
    tell(client, "a", 0.2)
    events, _ = events_of(watch, 1)
    for account in ("b", "c"):
        replaced.kill()
        replaced.start_again()
        client.wait_until_ready(SECONDS)
        tell(client, account, 0.2)
        events += events_of(watch, 1)[0]
    watch.close()
    assert [event.account_id for event in events] == ["a", "b", "c"]
    assert len({event.sequence for event in events}) == 3


def test_patience_comes_to_its_end(replaced, client):
    watches = [client.watch_alerts(patience=0), client.watch_evaluations(patience=0.5)]
    for watch in watches:
        next(watch)
    replaced.kill()
    for watch in watches:
        with pytest.raises(UnavailableError):
            next(watch)


def test_the_example_of_a_watch_keeps_its_cursor(replaced, client, tmp_path):
    page = (SOURCE / "clients/python/README.md").read_text()
    (example,) = re.findall(r"<!-- watching -->\n```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "watch.py").write_text(example.replace("localhost:50051", replaced.address))
    cursor = tmp_path / "alerts.cursor"
    for account in ("a", "b"):
        if cursor.exists():  # nobody watches at the moment
            tell(client, account, 0.2)
        running = subprocess.Popen([sys.executable, "-u", "watch.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        try:
            if account == "a":
                assert becomes_true(cursor.exists, SECONDS)
                tell(client, account, 0.2)
            assert running.stdout.readline().split()[1:] == [account, "Low", "use"]
        finally:
            running.terminate()
            running.wait()
            running.stdout.close()


def test_what_cannot_be_asked(client):
    with pytest.raises(InvalidArgumentError) as caught:
        client.list_alerts(states=["open", "lost", "done"])
    assert [found.field for found in caught.value.violations] == ["states", "states"]
    assert "'lost'; there are open, acknowledged, snoozed, resolved" in str(caught.value)
    with pytest.raises(InvalidArgumentError):
        client.list_alerts(shown="hidden")
    with pytest.raises(InvalidArgumentError):
        client.list_messages("open")
    for until in ("2099-01-01", "soon", datetime.datetime(2099, 1, 1)):
        with pytest.raises(InvalidArgumentError) as caught:
            client.snooze_alert(1, until, **KIM)
        assert [found.field for found in caught.value.violations] == ["until"]
    with pytest.raises(InvalidArgumentError) as caught:
        client.resolve_alert(0, reason="")
    assert {found.field for found in caught.value.violations} == {"number", "context.reason", "context.author"}
    with pytest.raises(NotFoundError):
        client.complete_task(99, **KIM)
    with pytest.raises(InvalidArgumentError):
        next(client.watch_alerts("nonsense"))


def test_asyncio(replaced):
    async def ask():
        async with AsyncClient(replaced.address, timeout=60) as client:
            watch = client.watch_alerts()
            await anext(watch)
            await client.put_records([record("acme", 0.2)])
            raised = await anext(watch)
            replaced.kill()
            replaced.start_again()
            await client.wait_until_ready(SECONDS)
            alert = await client.acknowledge_alert(raised.events[0].number, **KIM)
            after = await anext(watch)
            await watch.aclose()
            tasks = [task async for task in client.list_tasks()]
            await client.complete_task(tasks[0].number, **KIM)
            until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
            await client.snooze_alert(alert.number, until, **KIM)
            await client.resolve_alert(alert.number, reason="done", **KIM)
            latest = await client.get_latest_evaluation("acme")
            watched = await anext(client.watch_evaluations(from_beginning=True))
            with pytest.raises(NotFoundError):
                await client.replay_message("pager", "0" * 32)
            return (
                [event.kind for event in after.events],
                [one.account_id async for one in client.list_alerts(states=["resolved"])],
                len([event async for event in client.list_alert_events(alert.number)]),
                watched.evaluations[0].account_id,
                (await anext(client.list_evaluations("acme"))).sequence == latest.sequence,
                [message async for message in client.list_messages("delivered")],
            )

    assert asyncio.run(ask()) == ([alerts_pb2.ALERT_EVENT_KIND_ACKNOWLEDGED], ["acme"], 5, "acme", True, [])
