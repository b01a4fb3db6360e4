"""What happens to calls when servers end: replicas that die, and that are drained."""

import contextlib
import csv
import dataclasses
import io
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from packs import ChangingPack
from proxy import Nginx
from row import Row
from waiting import wait_until

RATE = 500
RATE_OF_OURS = 200
SECONDS = 60

# gRPC's own: any replica that is there, and once more with another one. Health is watched, so that a server
# that says NOT_SERVING is left in its drain delay: a call that arrives while gRPC shuts down ends CANCELLED.
RETRIES = """{"healthCheckConfig": {"serviceName": ""}, "loadBalancingConfig": [{"round_robin": {}}], "methodConfig": [{"name": [{}],
"waitForReady": true, "retryPolicy": {"maxAttempts": 5, "initialBackoff": "0.02s",
"maxBackoff": "0.5s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}"""


def replicas(field, with_nginx=True):
    """Of three, one is killed under load and one drained: by clients that know them all, by those of this project as they
    are, and by nginx."""
    with ChangingPack(field) as pack:
        rows = ended(field, pack, "one of three killed, one drained", by_load(field, addresses_of, RETRIES))
        rows += ended(field, pack, "the same by clients/cpp as it is (`bellwether remote evaluate`)", by_ours(field))
        if with_nginx:
            rows += ended(field, pack, "behind nginx, one killed, one drained",
                          by_load(field, lambda servers: Nginx(field.source, [one.address for one in servers]),
                                  policy_of_docs(field)))
        return rows


def policy_of_docs(field):
    """What docs/deploy.md tells clients behind nginx to do."""
    page = (field.source / "docs/deploy.md").read_text()
    return page.split("```json\n", 1)[1].split("```", 1)[0]


@dataclasses.dataclass
class Outcome:
    sent: int
    failed: int
    text: str      # how calls ended
    digests: set   # of the packs that answered
    wrong: int     # answers that are not those of the pack that they name


# Ways to ask: a function (servers) -> a context whose value is a function that waits for the Outcome.

@dataclasses.dataclass
class Addresses:
    address: str


@contextlib.contextmanager
def addresses_of(servers):
    """Clients that spread their calls themselves."""
    yield Addresses("ipv4:" + ",".join(server.address for server in servers))


def by_load(field, reach, policy):
    @contextlib.contextmanager
    def begin(servers, pack, seconds):
        with reach(servers) as way:
            load = field.load(way.address, "evaluate", seconds, rate=RATE, in_flight=5000, connections=2,
                              deadline_ms=5000, service_config=policy)

            def outcome():
                result = load.result()
                return Outcome(result.sent, result.failed + result.report["not_sent"], result.codes_text(),
                               set(result.report["digests"]), result.wrong(pack.right))
            yield outcome
    return begin


def by_ours(field):
    """Nothing is set but the addresses: deadline, attempts and pauses are the client's own. One call an account."""
    @contextlib.contextmanager
    def begin(servers, _, seconds):
        count = int(RATE_OF_OURS * seconds)
        with addresses_of(servers) as way, tempfile.TemporaryFile("w+") as answers, \
                tempfile.TemporaryFile("w+") as said, \
                subprocess.Popen([field.build / "bellwether", "remote", "evaluate", "--server", way.address,
                                  "--accounts", "-", "--as-of", "2026-03-01", "--call", "unary", "--format", "csv",
                                  "--select", "id,pack.digest"], cwd=field.source, stdin=subprocess.PIPE,
                                 stdout=answers, stderr=said, text=True) as client:
            feed = threading.Thread(target=feed_accounts, args=(client.stdin, count))
            feed.start()

            def outcome():
                feed.join()
                code = client.wait(SECONDS)
                for file in (answers, said):
                    file.seek(0)
                rows = list(csv.DictReader(io.StringIO(answers.read())))
                complaint = said.read().strip().replace("\n", " ")[:100]
                text = f"exit code {code}" + (f": {complaint}" if code else "")
                return Outcome(count, count - len(rows) + (1 if code else 0), text,
                               {row["pack.digest"] for row in rows}, 0)
            yield outcome
    return begin


def feed_accounts(pipe, count):
    """Accounts at a steady rate; a client that ended takes none."""
    begin = time.monotonic()
    with contextlib.suppress(BrokenPipeError), pipe:
        for i in range(count):
            time.sleep(max(0, begin + i / RATE_OF_OURS - time.monotonic()))
            pipe.write(f'{{"id": "account-{i}", "stage": "onboarding"}}\n')
            pipe.flush()


# What befalls the servers.

@contextlib.contextmanager
def three_servers(field, pack):
    """As in a rollout: the second has another edition of the pack."""
    another = pack.top / "another"
    shutil.copytree(pack.folder, another)
    pack.write(1, another)
    servers = [field.server("--drain-delay", "1s", pack=folder) for folder in (pack.folder, another, pack.folder)]
    try:
        yield servers
    finally:
        for server in servers:
            server.stop()
        shutil.rmtree(another)


def ended(field, pack, what, begin):
    seconds = field.seconds(12)
    with three_servers(field, pack) as servers, begin(servers, pack, seconds) as finish:
        time.sleep(seconds / 3)
        servers[0].process.send_signal(signal.SIGKILL)
        time.sleep(seconds / 3)
        servers[1].process.send_signal(signal.SIGTERM)
        outcome = finish()
        wait_until(lambda: servers[1].process.poll() is not None)
        drained = servers[1].process.returncode
    row = Row("replicas", f"{what}: calls that failed", "0", f"{outcome.failed} of {outcome.sent:,} ({outcome.text})")
    row.met = outcome.failed == 0 and outcome.sent > 0
    strangers = outcome.digests - set(pack.digests)
    packs = Row("replicas", "– answers by a pack that none of them published, or not as that pack answers; packs that "
                "answered; exit code of the one that was drained", "0; 2; 0",
                f"{len(strangers) + outcome.wrong}; {len(outcome.digests)}; {drained}")
    packs.met = not strangers and outcome.wrong == 0 and len(outcome.digests) == 2 and drained == 0
    return [row, packs]
