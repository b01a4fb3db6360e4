"""The server is killed at random moments while others write, and started again: what it answered is there,
and what it raised is told."""

import contextlib
import random
import statistics
import sys
import time

from databases import DATABASES
from home import Home, webhook
from row import Row
from truth import Truth
from webhook import Receiver
from writes import Writes

KILLS = 200      # on each database
LIVES = 0.8      # seconds at most, from being ready to the next kill
EARLY = 0.2      # of kills, that come while it starts, within so many seconds:
EARLY_WITHIN = 0.3
SHOWN = 20       # of what is wrong


def kills(field):
    count = field.kills or max(1, round(KILLS * field.share))
    return [row for database in DATABASES for row in killed(field, database, count)]


def moody(seed):
    """A webhook that fails now and then, and takes its time, so that some kills come between the sending of a
    message and its mark."""
    chance = random.Random(f"{seed} webhook")

    def answer(_):
        drawn = chance.random()
        if drawn > 0.8:
            time.sleep(0.03)
        return 500 if drawn < 0.03 else 204
    return answer


class Killer:
    def __init__(self, home, seed, count):
        self.home, self.chance, self.count = home, random.Random(f"{seed} kills"), count
        self.killed = self.early = 0
        self.starts = []  # seconds

    def run(self):
        while self.killed < self.count:
            time.sleep(self.chance.uniform(0, LIVES))
            self.home.kill()
            self.killed += 1
            while self.killed < self.count and self.chance.random() < EARLY:
                self.home.start_and_kill(self.chance.uniform(0, EARLY_WITHIN))
                self.killed += 1
                self.early += 1
            begin = time.monotonic()
            self.home.start()
            self.starts.append(time.monotonic() - begin)


def killed(field, database, count):
    print(f"  {database.name}, seed {field.seed}", file=sys.stderr, flush=True)
    with database() as store, contextlib.closing(Receiver(moody(field.seed))) as receiver, \
            Home(field, store.place, {"hook": webhook(receiver, timeout="2s")}) as home, \
            Writes(home, field.seed) as writes:
        killer = Killer(home, field.seed, count)
        killer.run()
        writes.end()
        truth = Truth(home, writes, receiver)
    for line in truth.wrong()[:SHOWN]:
        print(f"    {line}", file=sys.stderr, flush=True)
    return rows_of(f"{database.name}, {count} kills, {killer.early} of them while it started; seed {field.seed}",
                   killer, writes, truth)


def rows_of(what, killer, writes, truth):
    lost = Row("kills", f"{what}: what was answered and is lost", "0", f"{len(truth.lost)} of {kept_text(truth)}")
    lost.met = not truth.lost and truth.is_whole()
    start = statistics.median(killer.starts)
    return [lost, *judged("kills", writes, truth),
            Row("kills", "– seconds until it is ready again, the median; until all is told after the last kill", "",
                f"{start:.2f}; {truth.seconds:.1f}", f"{min(killer.starts):.2f}–{max(killer.starts):.2f}")]


def kept_text(truth):
    return (f"{truth.records:,} records, {truth.reasons['override']:,} overrides, "
            f"{truth.reasons['decision']:,} decisions, {truth.actions:,} actions on alerts")


def judged(name, writes, truth):
    """What must be so whatever befell the server."""
    told = truth.delivery
    other = Row(name, "– what is there twice or not as it was sent; answers that should not be", "0; 0",
                f"{len(truth.other)}; {len(writes.problems)}")
    other.met = not truth.other and not writes.problems
    alerts = Row(name, "– accounts whose alert does not follow from their last record; alerts without an event",
                 "0; 0", f"{len(truth.unlike)} of {len(truth.expected):,}; {len(truth.silent)} of {truth.alerts:,}")
    alerts.met = not truth.unlike and not truth.silent
    events = Row(name, "– events that reached nobody; messages of no event; events with two keys; accounts told out "
                 "of order", "0; 0; 0; 0",
                 f"{len(told.nobody)} of {len(truth.events):,}; {len(told.strangers)}; {len(told.keys)}; "
                 f"{len(told.order)}; {told.twice:,} messages came again with their key")
    events.met = not (told.nobody or told.strangers or told.keys or told.order)
    return [other, alerts, events]
