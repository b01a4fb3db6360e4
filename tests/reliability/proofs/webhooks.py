"""Webhooks that hang, that answer 500, and that answer after the timeout, beside one that is well: it is told of
everything meanwhile, and they are once they are well themselves."""

import contextlib
import threading
import time

from databases import Sqlite
from home import Home, webhook
from messages import api
from replicas import put
from row import Row
from truth import Told, all_events
from waiting import becomes_true
from webhook import Receiver

ACCOUNTS = 30
TIMEOUT = 1        # second, of each webhook
TOLD_WITHIN = 10   # seconds, the one that is well
PATIENCE = 120


class Ill:
    """A webhook that is ill until it is `well`."""

    def __init__(self, what):
        self.what, self.well = what, threading.Event()
        self.receiver = Receiver(self.answer)
        self.ill = 0  # answers

    def answer(self, _):
        if self.well.is_set():
            return 204
        self.ill += 1
        if self.what == "answers 500":
            return 500
        if self.what == "hangs":
            self.well.wait(PATIENCE)
        else:
            time.sleep(TIMEOUT + 0.5)
        return 204

    def close(self):
        self.well.set()
        self.receiver.close()


def bad_webhooks(field):
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(Sqlite())
        well = stack.enter_context(contextlib.closing(Receiver()))
        ill = [stack.enter_context(contextlib.closing(Ill(what)))
               for what in ("hangs", "answers 500", "answers after the timeout")]
        targets = {f"ill{i}": webhook(one.receiver, timeout=f"{TIMEOUT}s") for i, one in enumerate(ill)}
        targets["well"] = webhook(well, timeout=f"{TIMEOUT}s")
        home = stack.enter_context(Home(field, store.place, targets))
        return told_beside(home, well, ill)


def told_beside(home, well, ill):
    accounts = [f"told-{i}" for i in range(ACCOUNTS)]
    begin = time.monotonic()
    put(home, accounts)
    becomes_true(lambda: len(well.taken) >= ACCOUNTS, PATIENCE)
    took = time.monotonic() - begin
    becomes_true(lambda: all(one.ill >= 3 for one in ill), PATIENCE)
    put_more(home, accounts)
    becomes_true(lambda: len(well.taken) >= 2 * ACCOUNTS, PATIENCE)
    events = [(event.number, event.sequence) for event in all_events(home)]
    beside = Told(events, list(well.taken))
    row = Row("store", f"a webhook beside three that hang, answer 500 or answer too late: events that it was not told, "
              f"was told twice or out of order; seconds until it knew of {ACCOUNTS}", f"0; 0; ≤ {TOLD_WITHIN}",
              f"{len(beside.nobody)} of {len(events)}; {beside.twice + len(beside.keys + beside.order)}; {took:.1f}")
    row.met = (len(events) == 2 * ACCOUNTS and not (beside.nobody or beside.twice or beside.keys or beside.order)
               and took <= TOLD_WITHIN)
    return [row, *(mended(one, events) for one in ill)]


def put_more(home, accounts):
    """Of each account its alert ends: a second event, which waits behind the first."""
    request = api.accounts.PutRecordsRequest()
    for account in accounts:
        record = request.records.add(kind="account", id=f"{account}-more", account=account)
        record.at.time.FromSeconds(int(time.time()) - 60)
        record.signals.add(name="usage", number=0.9)
    home.stub("AccountsService").PutRecords(request, timeout=30)


def mended(one, events):
    tried = one.ill
    one.well.set()
    becomes_true(lambda: not Told(events, list(one.receiver.taken)).nobody, PATIENCE, 0.2)
    told = Told(events, list(one.receiver.taken))
    row = Row("store", f"– one that {one.what}, once it is well: events that it was not told; with two keys or out of "
              "order", "0; 0", f"{len(told.nobody)} of {len(events)}; {len(told.keys + told.order)}; "
              f"{tried} attempts before, {told.twice} came again with their key")
    row.met = not (told.nobody or told.keys or told.order) and tried > 0
    return row
