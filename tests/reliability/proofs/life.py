"""What happens to calls when servers end: replicas that die, and that are drained."""

import signal
import time

from proxy import Nginx
from row import Row
from waiting import wait_until

# gRPC's own: any replica that is there, and once more with another one. Health is watched, so that a server
# that says NOT_SERVING is left in its drain delay: a call that arrives while gRPC shuts down ends CANCELLED.
RETRIES = """{"healthCheckConfig": {"serviceName": ""}, "loadBalancingConfig": [{"round_robin": {}}], "methodConfig": [{"name": [{}],
"waitForReady": true, "retryPolicy": {"maxAttempts": 5, "initialBackoff": "0.02s",
"maxBackoff": "0.5s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}"""


def replicas(field, with_nginx=True):
    """Of three, one is killed under load and one drained: by clients that know them all, and by nginx."""
    rows = one_killed_one_drained(field, "one of three killed, one drained", Clients,
                                  service_config=RETRIES)
    if not with_nginx:
        return rows
    return rows + one_killed_one_drained(field, "behind nginx, one killed, one drained",
                                         lambda servers: Nginx(field.source, servers),
                                         service_config=policy_of_docs(field))


def policy_of_docs(field):
    """What docs/deploy.md tells clients behind nginx to do."""
    page = (field.source / "docs/deploy.md").read_text()
    return page.split("```json\n", 1)[1].split("```", 1)[0]


class Clients:
    """That spread their calls themselves."""

    def __init__(self, addresses):
        self.address = "ipv4:" + ",".join(addresses)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


def one_killed_one_drained(field, what, reach, **options):
    seconds = field.seconds(12)
    servers = [field.server("--drain-delay", "1s") for _ in range(3)]
    try:
        with reach([server.address for server in servers]) as way:
            load = field.load(way.address, "evaluate", seconds, rate=500, in_flight=5000,
                              connections=2, deadline_ms=5000, **options)
            time.sleep(seconds / 3)
            servers[0].process.send_signal(signal.SIGKILL)
            time.sleep(seconds / 3)
            servers[1].process.send_signal(signal.SIGTERM)
            result = load.result()
            wait_until(lambda: servers[1].process.poll() is not None)
            drained = servers[1].process.returncode
    finally:
        for server in servers:
            server.stop()
    row = Row("replicas", f"{what}: calls that failed", "0",
              f"{result.failed + result.report['not_sent']} of {result.sent:,} ({result.codes_text()})")
    row.met = result.failed == result.report["not_sent"] == 0 and result.ok > 0
    packs = Row("replicas", "– packs that answered; exit code of the one that was drained", "1; 0",
                f"{len(result.report['digests'])}; {drained}")
    packs.met = len(result.report["digests"]) == 1 and drained == 0
    return [row, packs]
