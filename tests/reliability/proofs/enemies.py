"""What clients that mean harm do to others.

An enemy would be on a machine of his own. Here he takes only what is idle of this one's processors
(SCHED_IDLE): else it would be seen that they are shared, and not what the server makes of him.
"""

import os
import sys
import threading
import time

import hostile
from field import Peak
from proxy import Nginx
from row import Row

LIMIT = 2
MEGABYTES = 512


def beside(field, address, kind):
    """(result of the others' load, how often the attack came) while one kind attacks."""
    seconds = field.seconds(5)
    rounds = []

    def harm():
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))  # of this thread
        rounds.append(kind(address, time.monotonic() + seconds + 1))
    attack = threading.Thread(target=harm)
    attack.start()
    time.sleep(0.5)
    others = field.load(address, "evaluate", seconds, rate=200,
                        in_flight=1000, connections=4, deadline_ms=5000).result()
    attack.join()
    if not rounds:
        raise RuntimeError(f"{kind.__name__} did not come to its end")
    return others, rounds[0]


def attacked(field, name, server, address):
    """A row for each kind of enemy that comes to the address, behind which the server is."""
    def calm():
        return field.load(address, "evaluate", field.seconds(5), rate=200, in_flight=1000,
                          connections=4).result()
    calm()
    usual = calm().p99()
    rows = []
    for kind in hostile.KINDS:
        print(f"  {kind.__name__}", file=sys.stderr, flush=True)
        with Peak(server) as peak:
            others, rounds = beside(field, address, kind)
        quotient = others.p99() / usual
        row = Row(name, kind.__name__.replace("_", " "),
                  f"none failed, p99 ≤ {LIMIT} ×, ≤ {MEGABYTES} MB",
                  f"{others.failed} failed, {quotient:.1f} × ({others.p99():.1f} ÷ {usual:.1f} ms), "
                  f"{peak.megabytes:.0f} MB, {rounds:,} attacks")
        row.met = others.failed == 0 and quotient <= LIMIT and peak.megabytes <= MEGABYTES
        rows.append(row)
    after = calm()
    last = Row(name, "– calls that failed afterwards", "0", str(after.failed))
    last.met = after.failed == 0 and after.ok > 0
    return [*rows, last]


def bare(field):
    with field.server() as server:
        return attacked(field, "hostile", server, server.address)


def behind_nginx(field):
    with field.server() as server, Nginx(field.source, [server.address]) as nginx:
        rows = attacked(field, "nginx", server, nginx.address)
    for row in rows:
        row.what = f"behind nginx: {row.what.removeprefix('– ')}"
    return rows
