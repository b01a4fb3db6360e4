"""Two servers on one PostgreSQL, with the same accounts, the same schedule and the same webhook: each change is
evaluated once and each event told once, and when the one that is in charge is killed the other one goes on."""

import collections
import contextlib
import time

import grpc
from databases import Postgres
from home import Home, webhook
from messages import api
from row import Row
from truth import Told, all_events, open_accounts
from waiting import becomes_true, wait_until
from webhook import Receiver
from writes import BEGIN, record_of

ACCOUNTS = 40
LATE = 61          # seconds: what the other one was told to do, the one in charge sees within a minute
TAKEOVERS = 5
OF_TAKEOVER = 10   # accounts that are left undone, and as many that time changes
TAKEN_OVER_WITHIN = 10
PATIENCE = 90


def put(home, accounts, usage=0.6):
    """Each raises one alert, by one rule."""
    request = api.accounts.PutRecordsRequest()
    for account in accounts:
        request.records.append(record_of(account, account, usage))
        request.records[-1].at.time.FromSeconds(BEGIN)
    answer = home.stub("AccountsService").PutRecords(request, timeout=60)
    if answer.stored != len(accounts):
        raise RuntimeError(f"records were not stored: {answer.results}")


def override_until(home, accounts, expires):
    answers = []
    for account in accounts:
        request = api.decisions.SetOverrideRequest(
            account_id=account, model="use", kind=3, value=90,
            context=api.decisions.DecisionContext(reason="for a while", author="kim"))
        request.expires_at.time.FromNanoseconds(int(expires * 1e9))
        answers.append(home.stub("DecisionsService").SetOverride.future(request, timeout=30))
    for answer in answers:
        answer.result()


def changes_by_time(home, accounts):
    """{account: [moment]} of evaluations because the override was over, and that said something new."""
    return {account: [one.as_of.ToNanoseconds() / 1e9 for one in evaluations(home, account)
                      if one.cause == api.evaluations.EVALUATION_CAUSE_OVERRIDE_EXPIRED] for account in accounts}


def evaluations(home, account):
    request = api.evaluations.ListEvaluationsRequest(account_id=account)
    try:
        return home.stub("EvaluationsService").ListEvaluations(request, timeout=30).evaluations
    except grpc.RpcError as error:
        if error.code().name != "NOT_FOUND":  # it was not evaluated yet
            raise
        return []


def overridden(home, accounts):
    """Those whose last evaluation knows of the override."""
    last = {account: evaluations(home, account) for account in accounts}
    return {account for account, known in last.items() if known and known[0].models[0].score == 90}


def is_in_charge(home):
    return home.samples().get("bellwether_continuous_in_charge") == 1


def evaluated_by_time(home):
    return int(home.samples()['bellwether_continuous_evaluations_total{cause="override_expired"}'])


def two_replicas(field):
    with Postgres() as store, contextlib.closing(Receiver()) as receiver:
        targets = {"hook": webhook(receiver)}
        with Home(field, store.place, targets) as one, Home(field, store.place, targets) as other:
            homes = [one, other]
            wait_until(lambda: sum(map(is_in_charge, homes)) == 1, 60)
            rows = same_schedule(homes, receiver)
            return rows + takeovers(homes, receiver, max(1, round(TAKEOVERS * field.share)))


def same_schedule(homes, receiver):
    what = (f"two replicas, {ACCOUNTS} accounts that time changes: changes that were not evaluated once, by one; "
            "alerts that were not raised once; messages that came twice")
    accounts = [f"shared-{i}" for i in range(ACCOUNTS)]
    halves = [accounts[::2], accounts[1::2]]
    begin = time.monotonic()
    for home, half in zip(homes, halves, strict=True):
        put(home, half)
    wait_until(lambda: set(accounts) <= open_accounts(homes[0]), PATIENCE, 0.2)
    expires = time.time() + 8 + 2 * (time.monotonic() - begin)  # on a slow machine they are seen later
    for home, half in zip(homes, halves, strict=True):
        override_until(home, half, expires)
    wait_until(lambda: set(accounts) <= overridden(homes[0], accounts), PATIENCE, 0.2)
    if time.time() > expires:
        return [Row("store", what, "0; by one; 0; 0", void="the overrides were over before they were seen")]
    time.sleep(max(0, expires - time.time()))
    becomes_true(lambda: all(changes_by_time(homes[0], accounts).values()), PATIENCE, 0.5)
    time.sleep(2)
    changes = changes_by_time(homes[0], accounts)
    late = max((moment - expires for moments in changes.values() for moment in moments), default=float("inf"))
    not_once = [account for account, moments in changes.items() if len(moments) != 1]
    by = sorted(map(evaluated_by_time, homes))
    becomes_true(lambda: len(receiver.taken) >= ACCOUNTS, PATIENCE)
    time.sleep(1)
    raised = collections.Counter(event.account_id for event in all_events(homes[0]))
    told = Told([], list(receiver.taken))
    more = [account for account in accounts if raised[account] != 1]
    row = Row("store", what, "0; by one; 0; 0",
              f"{len(not_once)}; by time {by[1]} and {by[0]}; {len(more)}; {told.twice}")
    row.met = not not_once and by[0] == 0 and not more and told.twice == 0 and len(receiver.taken) == ACCOUNTS
    lateness = Row("store", "– seconds until the last of them was, also where the other replica was told of it",
                   f"≤ {LATE}", f"{late:.1f}")
    lateness.met = late <= LATE
    return [row, lateness]


def takeover(chief, other, number):
    """The one in charge is killed: (seconds until all was done, accounts that time did not change once, accounts left
    undone)."""
    timed = [f"timed-{number}-{i}" for i in range(OF_TAKEOVER)]
    left = [f"left-{number}-{i}" for i in range(OF_TAKEOVER)]
    put(other, timed)
    expires = time.time() + 8
    override_until(other, timed, expires)
    wait_until(lambda: set(timed) <= overridden(other, timed), PATIENCE)
    time.sleep(max(0, expires - 1 - time.time()))
    put(chief, left)
    chief.kill()
    begin = time.monotonic()
    becomes_true(lambda: is_in_charge(other) and set(left) <= open_accounts(other)
                 and all(changes_by_time(other, timed).values()), PATIENCE, 0.1)
    seconds = time.monotonic() - begin
    chief.start()
    time.sleep(2)
    not_once = [account for account, moments in changes_by_time(other, timed).items() if len(moments) != 1]
    return seconds, not_once, set(left) - open_accounts(other)


def takeovers(homes, receiver, count):
    seconds, not_once, undone = [], [], []
    for number in range(count):
        chief, other = homes if is_in_charge(homes[0]) else homes[::-1]
        took, wrong, left = takeover(chief, other, number)
        seconds.append(took)
        not_once += wrong
        undone += left
    events = [(event.number, event.sequence) for event in all_events(homes[0])]
    becomes_true(lambda: not Told(events, list(receiver.taken)).nobody, PATIENCE, 0.2)
    told = Told(events, list(receiver.taken))
    row = Row("store", f"– the one in charge is killed, {count} times: seconds until the other one has done all that "
              "was due or left undone", f"≤ {TAKEN_OVER_WITHIN}", f"{max(seconds):.1f}",
              f"{min(seconds):.1f}–{max(seconds):.1f}")
    row.met = max(seconds) <= TAKEN_OVER_WITHIN
    whole = Row("store", "– changes that were not evaluated once; accounts left undone; events that reached nobody; had "
                "two keys or another order", "0; 0; 0; 0",
                f"{len(not_once)}; {len(undone)}; {len(told.nobody)} of {len(events)}; "
                f"{len(told.keys + told.order)}")
    whole.met = not (not_once or undone or told.nobody or told.keys or told.order)
    return [row, whole]
