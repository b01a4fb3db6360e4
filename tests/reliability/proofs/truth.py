"""What a server has of all that was written to it, and what a webhook was told, held against what was
answered.

Each judgement is a list of what is wrong, in words; the counts beside them say of how many.
"""

import collections
import json
import time

import grpc
from messages import api
from waiting import becomes_true
from writes import LIMIT

AHEAD = 7_200     # seconds
PATIENCE = 90  # seconds until all alerts are what they should be, and told


def paged(call, request, items):
    while True:
        answer = call(request, timeout=30)
        yield from getattr(answer, items)
        if not answer.next_page_token:
            return
        request.page_token = answer.next_page_token


def stored_records(home):
    """[(kind, id, account, usage)]"""
    lines = [json.loads(line) for piece in home.stub("AccountsService").ExportRecords(
        api.accounts.ExportRecordsRequest(), timeout=60) for line in piece.lines]
    return [(line["kind"], line["id"], line["account"], line["signals"]["usage"]) for line in lines]


def stored_reasons(home, kind, accounts):
    """[(reason, account)]; also what was entered before the clock was set back, and so lies ahead."""
    stub = home.stub("DecisionsService")
    ahead = api.account.Moment()
    ahead.time.FromSeconds(int(time.time()) + AHEAD)
    found = []
    for account in accounts:
        if kind == "override":
            request = api.decisions.ListOverridesRequest(account_id=account, as_of=ahead, page_size=1000)
            entries = paged(stub.ListOverrides, request, "entries")
        else:
            request = api.decisions.ListDecisionsRequest(account_id=account, as_of=ahead, page_size=1000)
            entries = paged(stub.ListDecisions, request, "decisions")
        found += [(entry.reason, account) for entry in entries]
    return found


def open_accounts(home):
    request = api.alerts.ListAlertsRequest(page_size=1000)
    return {alert.account_id for alert in paged(home.stub("AlertsService").ListAlerts, request, "alerts")}


def all_alerts(home):
    """By number."""
    request = api.alerts.ListAlertsRequest(states=[1, 2, 3, 4], page_size=1000)
    return {alert.number: alert for alert in paged(home.stub("AlertsService").ListAlerts, request, "alerts")}


def all_events(home):
    """In the order in which they are told. It is over when a second brings none."""
    events, request = [], api.alerts.WatchAlertsRequest(from_beginning=True)
    while True:
        count = len(events)
        try:
            for answer in home.stub("AlertsService").WatchAlerts(request, timeout=1):
                events += answer.events
                request = api.alerts.WatchAlertsRequest(cursor=answer.cursor)
        except grpc.RpcError as error:
            if error.code().name != "DEADLINE_EXCEEDED":
                raise
        if len(events) == count:
            return events


# Judgements. Plain data in, sentences out.

def lost_or_other(sent, acknowledged, found):
    """`sent` and `acknowledged` are {key: content}, `found` [(key, content)]."""
    counts = collections.Counter(key for key, _ in found)
    contents = dict(found)
    lost = [f"{key} is lost" for key in acknowledged if key not in contents]
    other = [f"{key} is there {count} times" for key, count in counts.items() if count > 1]
    other += [f"{key} is not as it was sent" for key, content in contents.items() if sent.get(key) != content]
    return lost, other


def lost_actions(acknowledged, events):
    """`acknowledged` is {reason: number}, `events` [(kind, number, why)] of what people did."""
    counts = collections.Counter((why, number) for _, number, why in events)
    lost = [f"{reason} on alert {number} is lost" for reason, number in acknowledged.items()
            if not counts[reason, number]]
    return lost, [f"{key} is there {count} times" for key, count in counts.items() if count > 1]


class Told:
    """`events` is [(alert, sequence)] of what people are to be told, `taken` [(headers, body)] in the order in
    which the webhook had them."""

    def __init__(self, events, taken):
        faces = collections.defaultdict(set)    # of an event: keys and bodies
        lines = collections.defaultdict(list)   # of an account: sequences
        of_key = collections.defaultdict(set)
        alerts = collections.defaultdict(list)
        self.twice = 0
        for headers, body in taken:
            message = json.loads(body)
            event = (message["alert_id"], message["number"])
            key = headers["Idempotency-Key"]
            self.twice += event in faces
            if event not in faces:
                lines[message["account"]].append(int(headers["Bellwether-Sequence"]))
                alerts[message["alert_id"]].append(message["number"])
            faces[event].add((key, body))
            of_key[key].add(event)
        wanted = {(str(alert), sequence) for alert, sequence in events}
        self.nobody = [f"event {event} reached nobody" for event in wanted if event not in faces]
        self.strangers = [f"{event} was told, and is no event" for event in faces if event not in wanted]
        self.keys = [f"event {event} had {len(known)} keys or bodies" for event, known in faces.items()
                     if len(known) > 1]
        self.keys += [f"key {key} stood for {len(known)} events" for key, known in of_key.items() if len(known) > 1]
        self.order = [f"{account} was told in the order {line}"[:300] for account, line in lines.items()
                      if line != list(range(1, len(line) + 1))]
        self.order += [f"alert {alert} was told in the order {line}"[:300] for alert, line in alerts.items()
                       if line != sorted(line)]


class Truth:
    """`writes` have ended, and the server of `home` is there. Waits until alerts have followed."""

    def __init__(self, home, writes, receiver):
        begin = time.monotonic()
        self.home, self.writes = home, writes
        self.expected = {account: usage < LIMIT for writer in writes.records
                         for account, usage in writer.last.items() if account not in writes.alerts.ended}
        becomes_true(lambda: not self.wrong_alerts(), PATIENCE, 0.2)
        self.unlike = self.wrong_alerts()
        events = all_events(home)
        self.events = [(event.number, event.sequence) for event in events
                       if event.kind != api.alerts.ALERT_EVENT_KIND_HELD_BACK]
        becomes_true(lambda: not self.told(receiver).nobody, PATIENCE, 0.2)
        self.delivery = self.told(receiver)
        self.seconds = time.monotonic() - begin
        self._records()
        self._reasons()
        self._actions(events)
        known = all_alerts(home)
        raised = {event.number for event in events if event.kind == api.alerts.ALERT_EVENT_KIND_RAISED}
        self.silent = [f"alert {number} has no event" for number in known if number not in raised]
        self.alerts = len(known)

    def told(self, receiver):
        return Told(self.events, list(receiver.taken))

    def wrong_alerts(self):
        there = open_accounts(self.home)
        return [f"{account} has {'no' if is_low else 'an'} open alert" for account, is_low in self.expected.items()
                if (account in there) != is_low]

    def _records(self):
        sent, acknowledged = {}, {}
        for writer in self.writes.records:
            sent.update(writer.sent)
            acknowledged.update(writer.acknowledged)
        for account in self.writes.decisions.ACCOUNTS:
            sent["account", account] = (account, 0.9)
        found = [((kind, record), (account, usage)) for kind, record, account, usage in stored_records(self.home)]
        self.records = len(acknowledged)
        self.lost, self.other = lost_or_other(sent, acknowledged, found)

    def _reasons(self):
        self.reasons = {}
        for kind, acknowledged in self.writes.decisions.acknowledged.items():
            sent = {**acknowledged, **self.writes.decisions.unsure[kind]}
            found = stored_reasons(self.home, kind, self.writes.decisions.ACCOUNTS)
            lost, other = lost_or_other(sent, acknowledged, found)
            self.reasons[kind] = len(acknowledged)
            self.lost += lost
            self.other += other

    def _actions(self, events):
        done = [(event.kind, event.number, event.why) for event in events if event.by == "kim"]
        self.actions = len(self.writes.alerts.acknowledged)
        lost, other = lost_actions(self.writes.alerts.acknowledged, done)
        self.lost += lost
        self.other += other

    def wrong(self):
        """Everything, for people."""
        told = self.delivery
        return [*self.writes.problems, *self.lost, *self.other, *self.unlike, *self.silent, *told.nobody,
                *told.strangers, *told.keys, *told.order]

    def is_whole(self):
        """Something was written of each kind, so that there was something to lose."""
        return min(self.records, *self.reasons.values(), self.actions, len(self.events)) > 0
