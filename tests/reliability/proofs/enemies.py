"""What clients that mean harm do to others.

An enemy would be on a machine of his own. Here he takes only what is idle of this one's processors
(SCHED_IDLE): else it would be seen that they are shared, and not what the server makes of him.
"""

import os
import sys
import threading
import time

import hostile
from field import Peak, middle
from proxy import Nginx, server_flags
from row import Row

LIMIT = 2
MEGABYTES = 512
ROUNDS = 3


def others(field, address):
    """Those who only want their answers, for a while."""
    return field.load(address, "evaluate", field.seconds(4), rate=200, in_flight=1000, connections=4,
                      deadline_ms=5000).result()


def beside(field, address, kind):
    """(result of the others' load, how often the attack came) while one kind attacks."""
    rounds = []

    def harm():
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))  # of this thread
        rounds.append(kind(address, time.monotonic() + field.seconds(4) + 1))
    attack = threading.Thread(target=harm)
    attack.start()
    time.sleep(0.5)
    result = others(field, address)
    attack.join()
    if not rounds:
        raise RuntimeError(f"{kind.__name__} did not come to its end")
    return result, rounds[0]


def trial(field, name, server, address, kind):
    """A row: how long others wait beside an enemy, as often as they wait without, one after the other."""
    quotients, pairs, failed, rounds = [], [], 0, 0
    with Peak(server) as peak:
        for _ in range(ROUNDS):
            usual = others(field, address)
            attacked, came = beside(field, address, kind)
            quotients.append(attacked.p99() / usual.p99())
            pairs.append((attacked.p99(), usual.p99()))
            failed += usual.failed + attacked.failed
            rounds += came
    median, apart = middle(quotients)
    high, low = pairs[quotients.index(median)]
    row = Row(name, kind.__name__.replace("_", " "),
              f"none failed, p99 ≤ {LIMIT} ×, ≤ {MEGABYTES} MB",
              f"{failed} failed, {median:.1f} × ({high:.1f} ÷ {low:.1f} ms), "
              f"{peak.megabytes:.0f} MB, {rounds:,} attacks", apart)
    row.met = failed == 0 and median <= LIMIT and peak.megabytes <= MEGABYTES
    return row


def attacked(field, name, server, address, kinds):
    """(a row for each kind of enemy that comes to the address, behind which the server is; calls that
    failed afterwards)"""
    others(field, address)  # memory is there afterwards
    rows = []
    for kind in kinds:
        print(f"  {kind.__name__}", file=sys.stderr, flush=True)
        rows.append(trial(field, name, server, address, kind))
    after = others(field, address)
    return rows, after.failed + (0 if after.ok else 1)


def afterwards(name, failed):
    row = Row(name, "– calls that failed afterwards", "0", str(failed))
    row.met = failed == 0
    return row


def bare(field):
    """Each kind meets a server of its own, so that what one leaves behind is not held against another."""
    rows, failed = [], 0
    for kind in hostile.KINDS:
        with field.server() as server:
            of_kind, failed_of_kind = attacked(field, "hostile", server, server.address, [kind])
        rows += of_kind
        failed += failed_of_kind
    return [*rows, afterwards("hostile", failed)]


def behind_nginx(field):
    """As docs/deploy.md says: whoever comes through nginx has its address, so none is shut out."""
    with (field.server(*server_flags(field.source), "--shut-out-time", "0s") as server,
          Nginx(field.source, [server.address]) as nginx):
        rows, failed = attacked(field, "nginx", server, nginx.address, hostile.KINDS)
    rows.append(afterwards("nginx", failed))
    for row in rows:
        row.what = f"behind nginx: {row.what.removeprefix('– ')}"
    return rows
