"""A load of writes to a server that may be away, and what was answered: what it said is kept must be there
for ever after.

    writes = Writes(home, seed)
    ...                     # the server is killed, its database fails
    writes.end()            # what is under way is brought to its answer
    writes.problems         # what should never have been answered

Every writer asks again, with the same request_id, until it is answered. Some of what people decide has no
request_id and is sent once: without an answer it may be there or not, and with one it is there once.
"""

import collections
import queue
import random
import threading
import time

import grpc
from messages import api
from waiting import wait_until

PATIENCE = 90  # seconds without any answer: it does not come back
STREAM = 20    # seconds, then another one is begun
WINDOW = 4     # batches of a stream that wait for their answer
BEGIN = 1_767_571_200  # 2026-01-05: what records tell of began then, a second each batch
USAGES = (0.2, 0.6, 0.9)
LIMIT = 0.7    # below it an alert is open (home.PACK)

# A call that ends so may be asked again. Whatever else comes is wrong: nothing here is.
PASSING = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "RESOURCE_EXHAUSTED"}


class Writer(threading.Thread):
    def __init__(self, home, seed, name):
        super().__init__(name=name, daemon=True)
        self.home, self.random = home, random.Random(f"{seed} {name}")
        self.codes = collections.Counter()  # of calls that were not answered
        self.answered = []                  # when others were, by the steady clock
        self.problem = None
        self.over = threading.Event()
        self.serial = 0

    def run(self):
        try:
            self.write()
        except Exception as error:  # pylint: disable=broad-exception-caught
            self.problem = f"{self.name}: {error!r}"[:500]

    def write(self):
        while not self.over.is_set():
            self.step()
            self.pause()

    def pause(self):
        self.over.wait(self.random.uniform(0, 0.08))

    def once(self, service, call):
        """(answer, None) or (None, code); code "" where the server is away."""
        stub = self.home.stub(service)
        if stub is None:
            time.sleep(0.01)
            return None, ""
        try:
            answer = call(stub)
        except grpc.RpcError as error:
            return None, self.passing(error)
        except ValueError:  # the channel was closed meanwhile
            return None, "CANCELLED"
        self.answered.append(time.monotonic())
        return answer, None

    def passing(self, error):
        code = error.code().name
        if code not in PASSING:
            raise error
        self.codes[code] += 1
        return code

    def until_answered(self, service, call):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer, code = self.once(service, call)
            if code is None:
                return answer
            time.sleep(0.02)
        raise RuntimeError(f"no answer for {PATIENCE} s; last {code or 'it is away'}")

    def next_reason(self):
        self.serial += 1
        return f"{self.name} {self.serial}"


class RecordsWriter(Writer):
    """Streams batches, a few of them on their way. `sent` and `acknowledged` are {(kind, id): (account, usage)},
    `last` is {account: usage} of the last record that was acknowledged."""

    def __init__(self, home, seed, name):
        super().__init__(home, seed, name)
        self.sent, self.acknowledged, self.last = {}, {}, {}

    def write(self):
        unanswered = collections.deque()
        end = time.monotonic() + PATIENCE
        while not self.over.is_set() or unanswered:
            count = len(self.answered)
            _, code = self.once("AccountsService", lambda stub: self.stream(stub, unanswered))
            if code is not None:
                time.sleep(0.02)
            if len(self.answered) > count:
                end = time.monotonic() + PATIENCE
            elif time.monotonic() > end:
                raise RuntimeError(f"no answer for {PATIENCE} s; last {code or 'it is away'}")

    def stream(self, stub, unanswered):
        to_send = queue.SimpleQueue()
        answers = stub.StreamPutRecords(iter(to_send.get, None), timeout=2 * STREAM)
        end = time.monotonic() + STREAM
        try:
            for batch in unanswered:
                to_send.put(batch)
            while True:
                while len(unanswered) < WINDOW and not self.over.is_set() and time.monotonic() < end:
                    unanswered.append(self.batch())
                    to_send.put(unanswered[-1])
                    self.pause()
                if not unanswered:
                    return
                self.take_in(unanswered[0], next(answers))
                unanswered.popleft()
        except StopIteration:
            return
        finally:
            to_send.put(None)
            answers.cancel()

    def batch(self):
        self.serial += 1
        request = api.accounts.StreamPutRecordsRequest(request_id=f"{self.name} {self.serial}")
        oldest = self.serial // 8
        for number in self.random.sample(range(oldest, oldest + 20), self.random.randint(1, 10)):
            usage = self.random.choice(USAGES)
            record = record_of(f"{self.name}-{number}", f"{self.name}-{self.serial}-{number}", usage)
            record.at.time.FromSeconds(BEGIN + self.serial)
            request.records.append(record)
            self.sent[record.kind, record.id] = (record.account, usage)
        return request

    def has_written(self):
        return bool(self.acknowledged)

    def take_in(self, batch, answer):
        kept = {api.accounts.RECORD_OUTCOME_STORED, api.accounts.RECORD_OUTCOME_ALREADY_THERE}
        for record, result in zip(batch.records, answer.results, strict=True):
            if result.outcome not in kept:
                raise RuntimeError(f"{record.id} ended with outcome {result.outcome}")
            of = self.sent[record.kind, record.id]
            self.acknowledged[record.kind, record.id] = of
            self.last[of[0]] = of[1]
        self.answered.append(time.monotonic())


def record_of(account, record_id, usage):
    record = api.records.Record(kind="account", id=record_id, account=account)
    record.fields.add(name="stage", text="onboarding")
    record.fields.add(name="csm", text="kim")
    record.signals.add(name="usage", number=usage)
    return record


class DecisionsWriter(Writer):
    """Overrides and decisions in turn. `acknowledged` and `unsure` are {reason: account}, by kind."""

    ACCOUNTS = [f"decided-{i}" for i in range(8)]

    def __init__(self, home, seed, name):
        super().__init__(home, seed, name)
        self.acknowledged = {"override": {}, "decision": {}}
        self.unsure = {"override": {}, "decision": {}}

    def write(self):
        request = api.accounts.PutRecordsRequest(request_id=self.name)
        for account in self.ACCOUNTS:
            request.records.append(record_of(account, account, 0.9))
            request.records[-1].at.time.FromSeconds(BEGIN)
        self.until_answered("AccountsService", lambda stub: stub.PutRecords(request, timeout=10))
        super().write()

    def step(self):
        kind = self.random.choice(["override", "decision"])
        account, reason = self.random.choice(self.ACCOUNTS), self.next_reason()
        context = api.decisions.DecisionContext(reason=reason, author="kim", request_id=reason)
        if self.random.random() < 0.25:
            context.request_id = ""
            _, code = self.once("DecisionsService", self.call(kind, account, context))
            if code != "":  # it was sent
                (self.acknowledged if code is None else self.unsure)[kind][reason] = account
            return
        self.until_answered("DecisionsService", self.call(kind, account, context))
        self.acknowledged[kind][reason] = account

    def has_written(self):
        return all(self.acknowledged.values())

    def call(self, kind, account, context):
        if kind == "override":
            request = api.decisions.SetOverrideRequest(
                account_id=account, model="use", kind=self.random.randint(1, 3),
                value=self.random.randint(0, 100), context=context)
            return lambda stub: stub.SetOverride(request, timeout=10)
        request = api.decisions.RecordDecisionRequest(account_id=account, context=context)
        request.escalation.escalation = context.reason
        return lambda stub: stub.RecordDecision(request, timeout=10)


class AlertsWriter(Writer):
    """Somebody who acts on alerts. `acknowledged` is {reason: number of the alert}; `ended` are the accounts
    whose alert people ended, which is not raised again before its condition began anew."""

    def __init__(self, home, seed, name):
        super().__init__(home, seed, name)
        self.acknowledged, self.ended = {}, set()

    def step(self):
        request = api.alerts.ListAlertsRequest(states=[api.alerts.ALERT_STATE_OPEN], page_size=50)
        answer, _ = self.once("AlertsService", lambda stub: stub.ListAlerts(request, timeout=10))
        if not answer or not answer.alerts:
            return
        alert, reason = self.random.choice(answer.alerts), self.next_reason()
        context = api.alerts.AlertContext(author="kim", reason=reason, request_id=reason)
        ends = alert.account_id.endswith("5")
        if ends:
            self.ended.add(alert.account_id)
        act = self.resolve if ends else self.acknowledge
        try:
            self.until_answered("AlertsService", lambda stub: act(stub, alert.number, context))
        except grpc.RpcError as error:
            if error.code().name != "FAILED_PRECONDITION":  # it was over meanwhile
                raise
            return
        self.acknowledged[reason] = alert.number

    def has_written(self):
        return bool(self.acknowledged)

    @staticmethod
    def acknowledge(stub, number, context):
        request = api.alerts.AcknowledgeAlertRequest(number=number, context=context)
        return stub.AcknowledgeAlert(request, timeout=10)

    @staticmethod
    def resolve(stub, number, context):
        return stub.ResolveAlert(api.alerts.ResolveAlertRequest(number=number, context=context), timeout=10)


class Writes:
    def __init__(self, home, seed):
        self.records = [RecordsWriter(home, seed, f"records{i}") for i in range(2)]
        self.decisions = DecisionsWriter(home, seed, "decisions")
        self.alerts = AlertsWriter(home, seed, "alerts")
        self.writers = [*self.records, self.decisions, self.alerts]
        for writer in self.writers:
            writer.start()

    def __enter__(self):
        """There is something of each kind to lose."""
        wait_until(lambda: self.problems or all(writer.has_written() for writer in self.writers), PATIENCE)
        return self

    def __exit__(self, *_):
        for writer in self.writers:
            writer.over.set()

    def end(self):
        """The server is there by now."""
        for writer in self.writers:
            writer.over.set()
        for writer in self.writers:
            writer.join(PATIENCE + 30)

    @property
    def problems(self):
        return [writer.problem or f"{writer.name}: it did not end" for writer in self.writers
                if writer.problem or (writer.is_alive() and writer.over.is_set())]

    def codes(self):
        return sum((writer.codes for writer in self.writers), collections.Counter())

    def seconds_until_all_answered(self, since):
        """From a moment on, until each writer had an answer; None: one had none."""
        first = [next((at for at in writer.answered if at >= since), None) for writer in self.writers]
        return None if None in first else max(first) - since
