"""What goes wrong with what a server stands on while it keeps accounts: its database, its disk, its clock,
another replica, whoever is told.

CASES is the table, as in faults.py. Most are a `trial`: all that writes.py writes, and questions that need no
store, while something goes wrong and is mended; then everything is held against what was answered. What
becomes of one write or one message is in tests/server/store/store_faults_test.cc and
tests/e2e/delivery_test.py.
"""

import contextlib
import os
import resource
import struct
import subprocess
import sys
import time

from databases import Postgres, Sqlite
from field import codes_text
from home import Home, webhook
from messages import api
from replicas import two_replicas
from row import Row
from steady import Steady
from truth import Truth
from waiting import becomes_true, wait_until
from webhook import Receiver
from webhooks import bad_webhooks
from writes import Writes

ANSWERED_WITHIN = 10  # seconds after it was mended, until every writer is answered
DISK = "64m"
SHOWN = 20  # of what is wrong


def questions(home):
    """Evaluations of accounts that are sent, which need no store: nothing of it harms them."""
    request = api.scoring.EvaluateRequest()
    request.account.id = "asked"
    request.account.signals.add(name="usage", number=0.9)

    def ask():
        answer = home.stub("ScoringService").Evaluate(request, timeout=20)
        return "" if answer.evaluation.health[0].score.value == 90 else "another answer"
    return Steady(ask)


def trial(field, what, store, fault, *arguments, **options):
    """The rows. `fault(home, writes)` does it, mends it, and returns when it was mended, by the steady clock."""
    with contextlib.closing(Receiver()) as receiver, \
            Home(field, store.place, {"hook": webhook(receiver)}, *arguments, **options) as home, \
            Writes(home, field.seed) as writes, questions(home) as steady:
        time.sleep(field.seconds(4))
        mended = fault(home, writes)
        becomes_true(lambda: writes.seconds_until_all_answered(mended) is not None, 60)
        time.sleep(field.seconds(2))
        took = writes.seconds_until_all_answered(mended)
        writes.end()
        steady.over.set()
        truth = Truth(home, writes, receiver)
        alive = home.server.process.poll() is None
    for line in truth.wrong()[:SHOWN]:
        print(f"    {line}", file=sys.stderr, flush=True)
    return [kept(what, truth), answered(writes, steady, took, alive)]


def kept(what, truth):
    told = truth.delivery
    disorder = [*told.keys, *told.order, *told.strangers]
    row = Row("store", f"{what}: writes that were answered and are lost; there twice or otherwise; events that reached "
              "nobody; told with two keys or out of order", "0; 0; 0; 0",
              f"{len(truth.lost)} of {truth.records + sum(truth.reasons.values()) + truth.actions:,}; "
              f"{len(truth.other)}; {len(told.nobody)} of {len(truth.events):,}; {len(disorder)}")
    row.met = truth.is_whole() and not truth.wrong()
    return row


def answered(writes, steady, took, alive):
    codes = codes_text(writes.codes())
    row = Row("store", "– calls that need no store and failed; seconds until every writer was answered again",
              f"0; ≤ {ANSWERED_WITHIN}",
              f"{steady.text()}; "
              + (f"{took:.1f}" if took is not None else "never")
              + (f"; calls to be repeated: {codes}" if codes else ""))
    row.met = (steady.is_good() and took is not None and took <= ANSWERED_WITHIN and alive
               and not writes.problems)
    return row


# The database.

def postgres_restarts(field):
    def fault(home, writes):
        for _ in range(3):
            store.tell("stop")
            time.sleep(field.seconds(1))
            store.tell("start")
            mended = time.monotonic()
            time.sleep(field.seconds(2))
        return mended
    with Postgres() as store:
        return trial(field, "PostgreSQL is stopped at once and started, three times", store, fault)


def postgres_cuts(field):
    def fault(home, writes):
        cut = 0
        for _ in range(max(3, round(20 * field.share))):
            cut += store.cut()
            time.sleep(0.2)
        if not cut:
            raise RuntimeError("there was no connection to cut")
        return time.monotonic()
    with Postgres() as store:
        return trial(field, "connections to PostgreSQL are cut, twenty times", store, fault)


# The disk.

def is_refused(writes):
    return writes.codes()["RESOURCE_EXHAUSTED"] > 0


def disk_full(field):
    """A small file system of the server's own, in a user namespace: nobody needs to be root."""
    what = f"the disk of SQLite is full ({DISK} of tmpfs), and there is room again"
    with Sqlite() as store:
        folder = store.top / "disk"
        folder.mkdir()
        mount = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                 f'mount -t tmpfs -o size={DISK} none "$0" && exec "$@"', folder]
        probe = subprocess.run([*mount, "true"], capture_output=True, text=True, check=False)
        if probe.returncode:
            return [Row("store", what, "0; 0; 0; 0", void=probe.stderr.strip() or "no right to mount")]
        store.place = f"sqlite:{folder}/store.db"

        def fault(home, writes):
            filler = f"/proc/{home.server.process.pid}/root{folder}/filler"
            with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(1 << 12))
            wait_until(lambda: is_refused(writes), 60)
            time.sleep(field.seconds(2))
            os.unlink(filler)
            return time.monotonic()
        return trial(field, what, store, fault, before=mount)


def file_limit(field):
    """A limit on the size of files, set and lifted while the server runs."""
    def fault(home, writes):
        pid = home.server.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        size = os.path.getsize(f"{store.file}-wal")
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, before[1]))
        wait_until(lambda: is_refused(writes), 60)
        time.sleep(field.seconds(2))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
        return time.monotonic()
    with Sqlite() as store:
        return trial(field, "the files of SQLite may not grow (RLIMIT_FSIZE), and then may", store, fault)


# The clock.

def clock_back(field):
    rows = []
    for database in (Sqlite, Postgres):
        with database() as store:
            rows += clock_back_on(field, database.name, store)
    return rows


def clock_back_on(field, name, store):
    """As jumping_clock.cc reads it: only that of the server, and only the one that tells the time of day."""
    with open_offset() as offset:
        def fault(home, writes):
            offset.seek(0)
            offset.write(struct.pack("<q", -3600 * 10**9))
            mended = time.monotonic()
            time.sleep(field.seconds(4))
            return mended
        environment = {**os.environ, "BELLWETHER_CLOCK_OFFSET": f"/proc/{os.getpid()}/fd/{offset.fileno()}",
                       "LD_PRELOAD": str(field.build / "reliability/libbellwether_jumping_clock.so")}
        return trial(field, f"{name}, the clock is set back an hour", store, fault, env=environment)


def open_offset():
    file = os.fdopen(os.memfd_create("offset"), "r+b", buffering=0)
    file.write(bytes(8))
    return file


CASES = {
    "postgres-restarts": postgres_restarts,
    "postgres-cuts": postgres_cuts,
    "store-disk-full": disk_full,
    "store-file-limit": file_limit,
    "clock-back": clock_back,
    "two-replicas": two_replicas,
    "webhooks": bad_webhooks,
}


def store(field):
    return field.rows_of(CASES)
